using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// Takes a function of one number apart where its conditions, absolute values and choices of the larger one change: |t| ≤ δ ? t²/2 : δ(|t| − δ/2) has four
/// pieces. The places may be expressions, as δ is, if their order is known.
/// </summary>
/// <param name="variable">The number.</param>
/// <param name="normalizer">Solves for it.</param>
internal sealed class PieceSplitter(ScalarRead variable, Normalizer normalizer)
{
    private const int MaximumPieces = 8;

    private const int MaximumSteps = 40;

    private readonly Algebra _algebra = normalizer.Algebra;
    private readonly Dictionary<Node, bool> _moves = [];
    private readonly List<Piece> _pieces = [];
    private readonly List<PointValue> _points = [];
    private int _steps;

    /// <summary>The pieces; null if they cannot be found.</summary>
    /// <param name="function">The function.</param>
    /// <param name="ranges">What is known of the number.</param>
    public PiecewiseFunction? Split(Node function, RangeAnalysis ranges) =>
        TrySplit(new Piece(null, null, function, ranges)) ? new PiecewiseFunction(variable, _pieces, _points) : null;

    private bool TrySplit(Piece piece)
    {
        if (FirstKink(piece.Value, []) is not { } kink)
        {
            _pieces.Add(piece);
            return _pieces.Count <= MaximumPieces;
        }

        if (_steps++ > MaximumSteps)
            return false;
        var difference = DifferenceOf(kink);
        if (piece.Ranges.Of(difference) is var range && (range.IsNonNegative || range.IsNonPositive) && !range.MayBeNaN && MayDecide(kink, range))
            return TrySplit(piece with { Value = Chosen(piece.Value, kink, range.IsNonNegative ? 1 : -1) });
        if (Polynomial.Of(normalizer.Expanded(difference)).LinearIn(variable, Moves) is not var (constant, slope))
            return false;
        var rate = slope.ToNode(_algebra);
        var direction = piece.Ranges.Of(rate) is { IsPositive: true } ? 1 : piece.Ranges.Of(rate) is { IsNegative: true } ? -1 : 0;
        if (direction == 0)
            return false;
        var place = normalizer.Expanded(_algebra.Negate(_algebra.Divide(constant.ToNode(_algebra), rate)));
        var (below, above) = (Chosen(piece.Value, kink, -direction), Chosen(piece.Value, kink, direction));
        AddPoint(piece, kink, place);
        if (piece.Low is { } low && IsAtMost(place, low, piece.Ranges))
            return TrySplit(piece with { Value = above });
        if (piece.High is { } high && IsAtMost(high, place, piece.Ranges))
            return TrySplit(piece with { Value = below });
        if ((piece.Low is { } start && !IsAtMost(start, place, piece.Ranges)) || (piece.High is { } end && !IsAtMost(place, end, piece.Ranges)))
            return false;
        return TrySplit(new Piece(piece.Low, place, below, piece.Ranges.Under(_algebra.LessOrEqual(variable, place), true)))
            && TrySplit(new Piece(place, piece.High, above, piece.Ranges.Under(_algebra.GreaterOrEqual(variable, place), true)));
    }

    /// <summary>Where two sides are equal, a comparison and a sign may be decided as on neither side, if there are several of them.</summary>
    private void AddPoint(Piece piece, Call kink, Node place)
    {
        if (kink.Operator.Typing == OperatorTyping.Comparison || kink.Operator == Operators.Sign)
            _points.Add(new PointValue(place, Chosen(piece.Value, kink, 0)));
    }

    /// <summary>Where the sides may be equal, only an operation that is continuous there is decided by either of them.</summary>
    private static bool MayDecide(Call kink, Interval range) =>
        range.IsPositive || range.IsNegative || kink.Operator == Operators.Abs || kink.Operator == Operators.Max || kink.Operator == Operators.Min;

    private bool IsAtMost(Node left, Node right, RangeAnalysis ranges)
    {
        var difference = normalizer.Expanded(_algebra.Subtract(right, left));
        return ranges.Of(difference).IsNonNegative;
    }

    /// <summary>An operation with a corner or a step that depends on the number, inside of which there is no other one.</summary>
    private Call? FirstKink(Node node, HashSet<Node> visited)
    {
        if (!Moves(node) || !visited.Add(node))
            return null;
        foreach (var operand in node.Operands)
        {
            if (FirstKink(operand, visited) is { } inner)
                return inner;
        }

        return node is Call call && IsKink(call) ? call : null;
    }

    private static bool IsKink(Call call) =>
        call.Operator == Operators.Abs || call.Operator == Operators.Sign || call.Operator == Operators.Max || call.Operator == Operators.Min
        || call.Operator.Typing == OperatorTyping.Comparison;

    private Node DifferenceOf(Call kink) => kink.Operands.Count == 1 ? kink.Operands[0] : _algebra.Subtract(kink.Operands[0], kink.Operands[1]);

    /// <summary>The function where the difference has a sign.</summary>
    private Node Chosen(Node function, Call kink, int sign)
    {
        var op = kink.Operator;
        var (x, y) = (kink.Operands[0], kink.Operands[kink.Operands.Count - 1]);
        var value = op == Operators.Abs ? (sign >= 0 ? x : _algebra.Negate(x))
            : op == Operators.Sign ? _algebra.Real(sign)
            : op == Operators.Max ? (sign >= 0 ? x : y)
            : op == Operators.Min ? (sign >= 0 ? y : x)
            : _algebra.Factory.Boolean(op.Evaluate([sign, 0]) != 0);
        return normalizer.Canonical(_algebra.Replace(function, kink, value));
    }

    private bool Moves(Node node)
    {
        if (!_moves.TryGetValue(node, out var moves))
            _moves[node] = moves = ReferenceEquals(node, variable) || node.Operands.Any(Moves);
        return moves;
    }
}
