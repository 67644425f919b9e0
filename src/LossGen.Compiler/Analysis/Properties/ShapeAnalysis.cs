using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// How an expression depends on some parameters, by composition: disciplined convex programming (a convex rising function of a convex one is convex, and so
/// on) from the shapes in the operators' rows, and the chain rule for bounds. Where an expression depends on one element only, the derivatives of its
/// pieces decide.
/// </summary>
/// <remarks>
/// Distances between arguments are measured by the largest difference of two elements, and gradients by the sum of the absolute values of theirs, so that
/// the bound of a mean is that of its terms.
/// </remarks>
internal sealed partial class ShapeAnalysis
{
    private readonly NodeFactory _factory;
    private readonly Algebra _algebra;
    private readonly RangeAnalysis _ranges;
    private readonly Variables _variables;
    private readonly Normalizer _normalizer;
    private readonly Bounds _bounds;
    private readonly PieceBudget _budget;
    private readonly Dictionary<Node, NodeShape> _shapes = [];
    private readonly Dictionary<Node, NodeShape> _composed = [];
    private readonly Dictionary<Reduce, (Axis Axis, Node Body)> _open = [];

    public ShapeAnalysis(NodeFactory factory, RangeAnalysis ranges, Variables variables, PieceBudget budget)
    {
        (_factory, _ranges, _variables, _budget) = (factory, ranges, variables, budget);
        _algebra = new Algebra(factory);
        _normalizer = new Normalizer(factory, ranges);
        _bounds = new Bounds(_algebra, ranges);
    }

    /// <summary>What is proven of an expression.</summary>
    public NodeShape Of(Node node)
    {
        if (!_variables.Move(node))
            return Constant();
        if (_shapes.TryGetValue(node, out var known))
            return known;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_variables.OnlyRead(node) is { } read && PiecesOf(node, read) is { } pieces)
            return _shapes[node] = Combine(Composed(node), pieces);
        var shape = Compose(node, Of);
        if (shape.Convexity == Convexity.Unknown && shape.Smoothness != Smoothness.Unknown && Rewritten(node) is { } other)
            shape = Combine(shape, Compose(other, Of));
        return _shapes[node] = shape;
    }

    /// <summary>Whether an expression depends on the parameters, or may.</summary>
    public bool Moves(Node node) => _variables.Move(node);

    /// <summary>By composition alone.</summary>
    private NodeShape Composed(Node node)
    {
        if (!_variables.Move(node))
            return Constant();
        if (!_composed.TryGetValue(node, out var shape))
            _composed[node] = shape = Compose(node, Composed);
        return shape;
    }

    private NodeShape Constant() => new(Convexity.Affine, Monotonicity.Constant, _bounds.Zero, _bounds.Zero, Smoothness.Analytic);

    private NodeShape Compose(Node node, Func<Node, NodeShape> of) => node switch
    {
        _ when node.Type != NodeType.Real => NodeShape.Unknown,
        _ when _variables.Contains(node) && !node.Operands.Any(_variables.Move) =>
            new(Convexity.Affine, Monotonicity.Increasing, _bounds.One, _bounds.Zero, Smoothness.Analytic),
        Call call => ComposeCall(call, of),
        Select select when !_variables.Move(select.Condition) => ComposeChoice(of(select.IfTrue), of(select.IfFalse)),
        Reduce reduce => ComposeReduction(reduce, of),
        _ => NodeShape.Unknown,
    };

    private NodeShape ComposeChoice(NodeShape left, NodeShape right) => new(
        left.Convexity & right.Convexity,
        left.Monotonicity & right.Monotonicity,
        _bounds.Larger(left.Lipschitz, right.Lipschitz),
        _bounds.Larger(left.GradientLipschitz, right.GradientLipschitz),
        Least(left.Smoothness, right.Smoothness));

    private NodeShape ComposeCall(Call call, Func<Node, NodeShape> of)
    {
        if (call.Operator.Shape is not { } rule)
            return NodeShape.Unknown;
        if (MeanOf(call) is var (axes, term))
            return axes.Aggregate(of(term), Along);
        var operands = call.Operands;
        var varies = operands.Select(_variables.Move).ToArray();
        var (slopes, bend, smoothness) = rule(new ShapeContext([.. operands.Select(_ranges.Of)], _ranges.Of(call), varies));
        var (convex, concave) = (bend.Low >= 0, bend.High <= 0);
        var (monotonicity, lipschitz, linear) = (Monotonicity.Constant, (Node?)_bounds.Zero, (Node?)_bounds.Zero);
        Node? fastest = _bounds.Zero;
        for (var i = 0; i < operands.Count; i++)
        {
            if (!varies[i])
                continue;
            var shape = of(operands[i]);
            var (rises, falls) = (slopes[i].Low >= 0, slopes[i].High <= 0);
            convex &= shape.IsAffine || (rises && shape.IsConvex) || (falls && shape.IsConcave);
            concave &= shape.IsAffine || (rises && shape.IsConcave) || (falls && shape.IsConvex);
            monotonicity &= shape.Monotonicity == Monotonicity.Constant || (rises && falls) ? Monotonicity.Constant
                : rises ? shape.Monotonicity
                : falls ? NodeShape.Turned(shape.Monotonicity)
                : Monotonicity.Unknown;
            var slope = SlopeOf(call, i, slopes[i], varies);
            lipschitz = _bounds.Plus(lipschitz, _bounds.Times(slope, shape.Lipschitz));
            linear = _bounds.Plus(linear, _bounds.Times(slope, shape.GradientLipschitz));
            fastest = _bounds.Larger(fastest, shape.Lipschitz);
            smoothness = Least(smoothness, shape.Smoothness);
        }

        var bent = _bounds.Times(_bounds.Of(Shapes.Largest(bend)), _bounds.Times(fastest, fastest));
        return new(
            (convex ? Convexity.Convex : 0) | (concave ? Convexity.Concave : 0),
            monotonicity,
            lipschitz,
            smoothness >= Smoothness.C1 ? _bounds.Plus(bent, linear) : null,
            smoothness);
    }

    /// <summary>How steep an operation is at most; a factor or divisor that does not move stays an expression where it has no bound.</summary>
    private Node? SlopeOf(Call call, int operand, Interval slope, bool[] varies)
    {
        if (call.Operands.Count == 2 && !varies[1 - operand])
        {
            if (call.Operator == Operators.Multiply)
                return _bounds.SizeOf(call.Operands[1 - operand]);
            if ((call.Operator == Operators.Divide || call.Operator == Operators.Quotient) && operand == 0)
                return _bounds.Over(_bounds.One, call.Operands[1]);
        }

        return _bounds.Of(Shapes.Largest(slope));
    }

    /// <summary>An equal expression whose sums are multiplied out, if that is another one.</summary>
    private Node? Rewritten(Node node)
    {
        if (!_budget.TrySpend(node.Depth))
            return null;
        var expanded = _normalizer.Expanded(node);
        return ReferenceEquals(expanded, node) ? null : expanded;
    }

    /// <summary>What holds by either of two proofs.</summary>
    private static NodeShape Combine(NodeShape first, NodeShape second) => new(
        first.Convexity | second.Convexity,
        first.Monotonicity | second.Monotonicity,
        Bounds.Better(first.Lipschitz, second.Lipschitz),
        Bounds.Better(first.GradientLipschitz, second.GradientLipschitz),
        first.Smoothness > second.Smoothness ? first.Smoothness : second.Smoothness);

    private static Smoothness Least(Smoothness left, Smoothness right) => left < right ? left : right;
}
