namespace LossGen.Compiler.Ir;

/// <content>Reductions.</content>
public sealed partial class Algebra
{
    /// <summary>
    /// The sum over an axis. What does not depend on the axis is taken out of the sum: a body that lacks it altogether is multiplied by the
    /// axis's length, and factors and divisors of the body that lack it stand before the sum.
    /// </summary>
    public Node Sum(Axis axis, Node body)
    {
        if (IsConstant(body, 0))
            return body;
        if (!body.FreeAxes.Contains(axis))
            return Multiply(LengthOf(axis, body.Type), body);
        if (body is Select select && !select.Condition.FreeAxes.Contains(axis)
            && (IsConstant(select.IfTrue, 0) || IsConstant(select.IfFalse, 0)))
            return Select(select.Condition, Sum(axis, select.IfTrue), Sum(axis, select.IfFalse));
        if (TryPick(ReduceKind.Sum, axis, body) is { } picked)
            return picked;
        if (body.Type != NodeType.Real)
            return Factory.Reduce(ReduceKind.Sum, axis, body);
        var rest = Product.Of(body);
        var independent = rest.TakeIndependentOf(axis).ToNode(this);
        var remaining = rest.ToNode(this);
        var sum = remaining.FreeAxes.Contains(axis) ? Factory.Reduce(ReduceKind.Sum, axis, remaining) : Sum(axis, remaining);
        return Product.Of(independent, sum).ToNode(this);
    }

    /// <summary>
    /// Any reduction. A sum is simplified, and the extremum of a value that lacks the axis is that value: an unguarded one runs over something,
    /// which is checked on entry, and a guard that lacks the axis is part of the value.
    /// </summary>
    public Node Reduce(ReduceKind kind, Axis axis, Node body) => kind switch
    {
        ReduceKind.Sum => Sum(axis, body),
        ReduceKind.Min or ReduceKind.Max when !body.FreeAxes.Contains(axis) && body is not Ir.Select => body,
        _ => TryPick(kind, axis, body) ?? Factory.Reduce(kind, axis, body),
    };

    /// <summary>What a reduction gives on nothing.</summary>
    public Node Identity(ReduceKind kind, NodeType type) => (kind, type) switch
    {
        (ReduceKind.Min, NodeType.Integer) => Factory.Integer(long.MaxValue),
        (ReduceKind.Max, NodeType.Integer) => Factory.Integer(long.MinValue),
        (ReduceKind.Product, NodeType.Integer) => Factory.Integer(1),
        (_, NodeType.Integer) => Factory.Integer(0),
        (ReduceKind.Min, _) => Real(double.PositiveInfinity),
        (ReduceKind.Max or ReduceKind.LogSumExp, _) => Real(double.NegativeInfinity),
        (ReduceKind.Product, _) => One,
        _ => Zero,
    };

    private Node LengthOf(Axis axis, NodeType type)
    {
        var size = Factory.Size(axis.Extent);
        return type == NodeType.Integer ? size : ToReal(size);
    }
}
