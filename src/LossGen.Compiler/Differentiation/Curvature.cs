using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Differentiation;

/// <summary>The diagonal of the second derivative of a value by one variable, and what stands in for it in a Newton step.</summary>
/// <param name="factory">Makes nodes.</param>
/// <param name="signs">What is known of signs: the absolute value of what is never negative is itself.</param>
/// <param name="stabilize">Brings a second derivative into a form that does not cancel.</param>
internal sealed class Curvature(NodeFactory factory, RangeAnalysis signs, Func<Node, Node> stabilize)
{
    private readonly Algebra _algebra = new(factory);
    private readonly Dictionary<Node, Node> _withLengths = [];
    private readonly Differentiator _differentiator = new(factory);

    /// <summary>seed · ∂²value/∂variable², or what a policy makes of it, at every position of the variable.</summary>
    /// <param name="value">A real expression without free axes.</param>
    /// <param name="variable">What the value is differentiated by.</param>
    /// <param name="all">All variables that a Newton step moves at once, <paramref name="variable"/> among them.</param>
    /// <param name="seed">What multiplies the value.</param>
    /// <param name="policy">What to make of it.</param>
    public ArrayGradient Of(Node value, DifferentiatedParameter variable, IReadOnlyList<DifferentiatedParameter> all, Node seed, CurvaturePolicy policy)
    {
        value = WithLengths(value);
        if (policy == CurvaturePolicy.AsIs)
        {
            var (axes, gradient) = Derivative(value, variable, seed);
            return new ArrayGradient(axes, stabilize(Diagonal(gradient, variable, axes)));
        }

        var slope = Derivative(value, variable, _algebra.One);
        var magnitude = AbsoluteOf(stabilize(Diagonal(slope.Expression, variable, slope.OutputAxes)));
        if (policy == CurvaturePolicy.UpperBound)
            magnitude = all.Aggregate(magnitude, (sum, other) => _algebra.Add(sum, OffDiagonal(slope, variable, other)));
        return new ArrayGradient(slope.OutputAxes, Product.Of(AbsoluteOf(seed), magnitude).ToNode(_algebra));
    }

    /// <summary>
    /// √(x² + c) as the length of (x, √c), whose derivatives keep their form: 1/√(x² + c) − x²/√(x² + c)³ is all rounding where x² is large.
    /// </summary>
    private Node WithLengths(Node node)
    {
        if (_withLengths.TryGetValue(node, out var known))
            return known;
        var result = _algebra.MapOperands(node, WithLengths);
        if (result is Call { Operator: var op } root && op == Operators.Sqrt && root.Operands[0] is Call { Operator: var plus } sum && plus == Operators.Add)
        {
            for (var i = 0; i < 2; i++)
            {
                if (RootOfSquare(sum.Operands[i]) is { } leg && signs.IsPositive(sum.Operands[1 - i]))
                    result = _algebra.Hypot(leg, _algebra.Sqrt(sum.Operands[1 - i]));
            }
        }

        return _withLengths[node] = result;
    }

    private static Node? RootOfSquare(Node node) => node switch
    {
        Call { Operator: var op } power when op == Operators.Power && Algebra.IsConstant(power.Operands[1], 2) => power.Operands[0],
        Call { Operator: var op } product when op == Operators.Multiply && ReferenceEquals(product.Operands[0], product.Operands[1]) => product.Operands[0],
        _ => null,
    };

    private ArrayGradient Derivative(Node value, DifferentiatedParameter variable, Node seed) => variable.Array is { } array
        ? _differentiator.Gradient(value, array, seed)
        : new ArrayGradient([], _differentiator.Derivative(value, variable.Scalar!, seed));

    private Node Diagonal(Node slope, DifferentiatedParameter variable, IReadOnlyList<Axis> axes) => variable.Array is { } array
        ? _differentiator.Gradient(slope, array, _algebra.One, axes).Expression
        : _differentiator.Derivative(slope, variable.Scalar!);

    /// <summary>Σⱼ |∂slope/∂otherⱼ| over all j but the slope's own position.</summary>
    private Node OffDiagonal(ArrayGradient slope, DifferentiatedParameter variable, DifferentiatedParameter other)
    {
        var isSame = variable == other;
        if (other.Array is null)
            return isSame ? _algebra.Zero : AbsoluteOf(stabilize(_differentiator.Derivative(slope.Expression, other.Scalar!)));

        var row = _differentiator.Gradient(slope.Expression, other.Array, _algebra.One);
        var entry = row.Expression;
        var coupled = new List<(Axis Axis, Axis? Own)>();
        for (var i = 0; i < row.OutputAxes.Count; i++)
        {
            var axis = row.OutputAxes[i];
            var own = isSame ? slope.OutputAxes[i] : null;
            if (AtOnlyPosition(entry, axis, slope.OutputAxes) is { } decoupled)
                entry = decoupled;
            else
                coupled.Add((axis, own));
        }

        if (isSame && coupled.Count == 0)
            return _algebra.Zero;
        if (isSame && coupled.Count == 1)
            entry = _algebra.Replace(entry, IsOwn(coupled[0].Axis, coupled[0].Own!), factory.Boolean(false));
        var magnitude = AbsoluteOf(stabilize(entry));
        if (isSame && coupled.Count == 1)
            return SumOverOthers(magnitude, coupled[0].Axis, coupled[0].Own!);
        if (isSame)
            magnitude = _algebra.Select(coupled.Select(pair => IsOwn(pair.Axis, pair.Own!)).Aggregate(_algebra.And), _algebra.Zero, magnitude);
        return Enumerable.Reverse(coupled).Aggregate(magnitude, (sum, pair) => _algebra.Sum(pair.Axis, sum));
    }

    private Node IsOwn(Axis axis, Axis own) => _algebra.Equal(factory.Position(axis), factory.Position(own));

    /// <summary>
    /// An expression at the one position of an axis where it is not 0, as the row of another sample is; null if there may be several. That position is on one
    /// of some axes.
    /// </summary>
    private Node? AtOnlyPosition(Node node, Axis axis, IReadOnlyList<Axis> axes)
    {
        switch (node)
        {
            case Select select when Algebra.IsConstant(select.IfFalse, 0):
                if (Algebra.PositionPicked(select.Condition, axis) is Position { Axis: var place } && axes.Contains(place))
                    return _algebra.Substitute(select.IfTrue, axis, factory.Position(place));
                return select.Condition.FreeAxes.Contains(axis) || AtOnlyPosition(select.IfTrue, axis, axes) is not { } chosen
                    ? null
                    : _algebra.Select(select.Condition, chosen, select.IfFalse);
            case Call { Operator: var op } call when op == Operators.Negate && AtOnlyPosition(call.Operands[0], axis, axes) is { } negated:
                return _algebra.Negate(negated);
            case Call { Operator: var op } call when op == Operators.Multiply:
                for (var i = 0; i < 2; i++)
                {
                    if (!call.Operands[1 - i].FreeAxes.Contains(axis) && AtOnlyPosition(call.Operands[i], axis, axes) is { } factor)
                        return _algebra.Multiply(factor, call.Operands[1 - i]);
                }

                return null;
            default:
                return Algebra.IsConstant(node, 0) ? node : null;
        }
    }

    /// <summary>
    /// The sum over all positions of an axis but one. Of the probabilities of a softmax that is the probability of the others, which −expm1 of
    /// the logarithm gives without a loop.
    /// </summary>
    private Node SumOverOthers(Node value, Axis axis, Axis own)
    {
        var rest = Product.Of(value);
        var outside = rest.TakeIndependentOf(axis).ToNode(_algebra);
        var inside = rest.ToNode(_algebra);
        if (inside is Call { Operator: var op } call && op == Operators.Softmax && RangeAnalysis.IsLogSoftmax(call.Operands[0], call.Operands[1])
            && !call.Operands[1].FreeAxes.Contains(axis))
        {
            var logarithm = _algebra.Subtract(_algebra.Substitute(call.Operands[0], axis, factory.Position(own)), call.Operands[1]);
            return _algebra.Multiply(outside, _algebra.Negate(_algebra.ExpM1(logarithm)));
        }

        return _algebra.Multiply(outside, _algebra.Sum(axis, _algebra.Select(IsOwn(axis, own), _algebra.Zero, inside)));
    }

    /// <summary>|x|, with the sign taken out of factors and choices.</summary>
    private Node AbsoluteOf(Node node)
    {
        if (signs.IsNonNegative(node))
            return node;
        if (signs.IsNonPositive(node))
            return _algebra.Negate(node);
        return node switch
        {
            Call { Operator: var op } call when op == Operators.Negate => AbsoluteOf(call.Operands[0]),
            Call { Operator: var op } call when op == Operators.Multiply || op == Operators.Divide || op == Operators.Quotient =>
                _algebra.Call(op, AbsoluteOf(call.Operands[0]), AbsoluteOf(call.Operands[1])),
            Select select => _algebra.Select(select.Condition, AbsoluteOf(select.IfTrue), AbsoluteOf(select.IfFalse)),
            _ => _algebra.Call(Operators.Abs, node),
        };
    }
}

/// <summary>A parameter that a loss is differentiated by: an array, or a number.</summary>
/// <param name="Array">The array, null for a number.</param>
/// <param name="Scalar">The number, null for an array.</param>
internal sealed record DifferentiatedParameter(ArrayParameter? Array, ScalarRead? Scalar);
