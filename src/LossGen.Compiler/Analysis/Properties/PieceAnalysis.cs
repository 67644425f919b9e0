using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>A piece with its derivatives.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Shape">What composition proves of it.</param>
/// <param name="Slope">The first derivative.</param>
/// <param name="Bend">The second derivative.</param>
/// <param name="Facts">Signs on the piece.</param>
internal sealed record DifferentiatedPiece(Piece Piece, NodeShape Shape, Node Slope, Node Bend, PieceFacts Facts)
{
    public Node Value => Piece.Value;
}

/// <summary>What is proven of a function of one number from the derivatives of its pieces and from how they meet.</summary>
internal sealed class PieceAnalysis
{
    private readonly PiecewiseFunction _function;
    private readonly Normalizer _normalizer;
    private readonly DifferentiatedPiece[] _pieces;

    private PieceAnalysis(PiecewiseFunction function, Normalizer normalizer, DifferentiatedPiece[] pieces, NodeShape shape) =>
        (_function, _normalizer, _pieces, Shape) = (function, normalizer, pieces, shape);

    /// <summary>What is proven, by the number.</summary>
    public NodeShape Shape { get; }

    public IReadOnlyList<DifferentiatedPiece> Pieces => _pieces;

    /// <summary>The analysis of a function; null if it is not continuous, or not proven to be, or a piece has corners inside.</summary>
    public static PieceAnalysis? Of(PiecewiseFunction function, Normalizer normalizer)
    {
        var algebra = normalizer.Algebra;
        var differentiator = new Differentiator(algebra.Factory);
        var pieces = new DifferentiatedPiece[function.Pieces.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = function.Pieces[i];
            var shape = new ShapeAnalysis(algebra.Factory, piece.Ranges, new Variables([function.Variable.Parameter]), new PieceBudget(0)).Of(piece.Value);
            if (shape.Smoothness < Smoothness.C1)
                return null;
            var facts = new PieceFacts(algebra.Factory, piece.Ranges);
            if (Derivatives(piece.Value) is not var (slope, bend))
                return null;
            pieces[i] = new DifferentiatedPiece(piece, shape, facts.Simplified(slope), facts.Simplified(bend), facts);
        }

        return ShapeOf(function, normalizer, pieces) is { } proven ? new PieceAnalysis(function, normalizer, pieces, proven) : null;

        (Node Slope, Node Bend)? Derivatives(Node value)
        {
            try
            {
                var slope = differentiator.Derivative(value, function.Variable);
                return (slope, differentiator.Derivative(slope, function.Variable));
            }
            catch (NoDerivativeException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether the function is proven never to be negative.</summary>
    public bool IsNonNegative() => _pieces.All(IsNonNegative);

    /// <summary>The slope at a place inside of a piece, or between two that meet without a corner; null if there is none.</summary>
    public Node? SlopeAt(Node place)
    {
        Node? found = null;
        foreach (var piece in _pieces.Where(piece => Contains(piece, place)))
        {
            var slope = At(_normalizer, _function.Variable, piece.Slope, place);
            if (found is not null && !_normalizer.AreEqual(found, slope))
                return null;
            found = slope;
        }

        return found;
    }

    /// <summary>A formula with the number replaced.</summary>
    public static Node At(Normalizer normalizer, Node variable, Node formula, Node place) =>
        normalizer.Expanded(normalizer.Algebra.Replace(formula, variable, place));

    private Node At(Node formula, Node place) => At(_normalizer, _function.Variable, formula, place);

    /// <summary>
    /// By the range of the formula; where it rises from an end that is not negative, or falls to one; or, where it is convex, by its least value, if the slope is
    /// 0 at 0 or at an end.
    /// </summary>
    private bool IsNonNegative(DifferentiatedPiece piece)
    {
        var (low, high) = (piece.Piece.Low, piece.Piece.High);
        if (piece.Facts.RangeOf(piece.Value).IsNonNegative)
            return true;
        var slope = piece.Facts.RangeOf(piece.Slope);
        var isConvex = piece.Shape.IsConvex || piece.Facts.RangeOf(piece.Bend).IsNonNegative;
        if (low is not null && (slope.IsNonNegative || (isConvex && IsNonNegative(piece, piece.Slope, low))) && IsNonNegative(piece, piece.Value, low))
            return true;
        if (high is not null && (slope.IsNonPositive || (isConvex && IsNonPositive(piece, piece.Slope, high))) && IsNonNegative(piece, piece.Value, high))
            return true;
        var zero = _normalizer.Algebra.Zero;
        return isConvex && IsZero(At(piece.Slope, zero)) && Contains(piece, zero) && IsNonNegative(piece, piece.Value, zero);
    }

    private bool IsNonNegative(DifferentiatedPiece piece, Node formula, Node place) => piece.Facts.RangeOf(At(formula, place)).IsNonNegative;

    private bool IsNonPositive(DifferentiatedPiece piece, Node formula, Node place) => piece.Facts.RangeOf(At(formula, place)).IsNonPositive;

    private bool IsZero(Node node) => _normalizer.IsZero(node);

    /// <summary>Whether a place may be on a piece; a piece that it is certainly not on says nothing of it.</summary>
    private bool Contains(DifferentiatedPiece piece, Node place)
    {
        var ranges = piece.Piece.Ranges;
        var algebra = _normalizer.Algebra;
        return !(piece.Piece.Low is { } low && ranges.Of(_normalizer.Expanded(algebra.Subtract(place, low))).IsNegative)
            && !(piece.Piece.High is { } high && ranges.Of(_normalizer.Expanded(algebra.Subtract(high, place))).IsNegative)
            && (!Algebra.TryGetConstant(place, out var value) || ranges.Of(_function.Variable).Contains(value));
    }

    private static NodeShape? ShapeOf(PiecewiseFunction function, Normalizer normalizer, DifferentiatedPiece[] pieces)
    {
        var (convexity, monotonicity, smoothness) = (Convexity.Affine, Monotonicity.Constant, Smoothness.Analytic);
        foreach (var piece in pieces)
        {
            convexity &= piece.Shape.Convexity | SignOf(piece.Facts.RangeOf(piece.Bend));
            monotonicity &= piece.Shape.Monotonicity | (Monotonicity)SignOf(piece.Facts.RangeOf(piece.Slope));
            smoothness = Least(smoothness, piece.Shape.Smoothness);
        }

        for (var i = 1; i < pieces.Length; i++)
        {
            var (left, right, place) = (pieces[i - 1], pieces[i], pieces[i].Piece.Low!);
            if (!Meet(left.Value, right.Value, place))
                return null;
            var isSmooth = Meet(left.Slope, right.Slope, place);
            if (!isSmooth)
                convexity &= SignOf(Sharper(left, right, place));
            smoothness = Least(smoothness, !isSmooth ? Smoothness.C0 : Meet(left.Bend, right.Bend, place) ? Smoothness.C2 : Smoothness.C1);
        }

        var isContinuous = function.Points.All(point => pieces.Any(piece => IsEnd(piece, point.Place) && Meet(point.Value, piece.Value, point.Place))
            || !pieces.Any(piece => IsEnd(piece, point.Place)));
        if (!isContinuous)
            return null;

        // The slope of a convex or concave function is between those of its outer pieces.
        var steepest = convexity != Convexity.Unknown ? [pieces[0], pieces[^1]] : pieces;
        return new NodeShape(
            convexity,
            monotonicity,
            LargestOf(function, normalizer, steepest, piece => piece.Slope, piece => piece.Shape.Lipschitz),
            smoothness >= Smoothness.C1 ? LargestOf(function, normalizer, pieces, piece => piece.Bend, piece => piece.Shape.GradientLipschitz) : null,
            smoothness);

        bool Meet(Node left, Node right, Node place) =>
            normalizer.AreEqual(At(normalizer, function.Variable, left, place), At(normalizer, function.Variable, right, place));

        bool IsEnd(DifferentiatedPiece piece, Node place) => ReferenceEquals(piece.Piece.Low, place) || ReferenceEquals(piece.Piece.High, place);

        Interval Sharper(DifferentiatedPiece left, DifferentiatedPiece right, Node place) => left.Facts.RangeOf(normalizer.Algebra.Subtract(
            At(normalizer, function.Variable, right.Slope, place), At(normalizer, function.Variable, left.Slope, place)));
    }

    private static Node? LargestOf(
        PiecewiseFunction function,
        Normalizer normalizer,
        IEnumerable<DifferentiatedPiece> pieces,
        Func<DifferentiatedPiece, Node> derivative,
        Func<DifferentiatedPiece, Node?> composed)
    {
        Node? largest = normalizer.Algebra.Zero;
        foreach (var piece in pieces)
        {
            var bounds = new Bounds(normalizer.Algebra, piece.Piece.Ranges);
            var formula = derivative(piece);
            var bound = NodeMatching.Contains(formula, function.Variable)
                ? Bounds.Better(composed(piece), bounds.Of(Shapes.Largest(piece.Facts.RangeOf(formula))))
                : bounds.SizeOf(formula);
            largest = bounds.Larger(largest, bound);
        }

        return largest;
    }

    /// <summary>Not negative is convex for a second derivative, and rising for a first one.</summary>
    private static Convexity SignOf(Interval range) =>
        (range.IsNonNegative ? Convexity.Convex : 0) | (range.IsNonPositive ? Convexity.Concave : 0);

    private static Smoothness Least(Smoothness left, Smoothness right) => left < right ? left : right;
}
