namespace LossGen.Compiler.Ir;

/// <summary>An integer expression taken apart into a part that varies and a constant that is added to it: <c>t - 1</c>.</summary>
/// <param name="Base">What varies.</param>
/// <param name="Constant">What is added.</param>
public readonly record struct Offset(Node Base, long Constant)
{
    /// <summary>Larger constants are no distances, and sums of smaller ones cannot overflow.</summary>
    private const long MaximumConstant = 1L << 48;

    public static Offset Of(Node index)
    {
        var (node, constant) = (index, 0L);
        while (node is Call { Type: NodeType.Integer } call && TryStep(call, out var inner, out var added))
            (node, constant) = (inner, constant + added);
        return new Offset(node, constant);
    }

    /// <summary>How far an index is from the position on an axis; null if that is not constant.</summary>
    public static long? From(Axis axis, Node index) =>
        Of(index) is { Base: Position position } offset && position.Axis == axis ? offset.Constant : null;

    private static bool TryStep(Call sum, out Node inner, out long added)
    {
        (inner, added) = (sum, 0);
        if (sum.Operator == Operators.Add && TryGetConstant(sum.Operands[1], out added))
            inner = sum.Operands[0];
        else if (sum.Operator == Operators.Add && TryGetConstant(sum.Operands[0], out added))
            inner = sum.Operands[1];
        else if (sum.Operator == Operators.Subtract && TryGetConstant(sum.Operands[1], out added))
            (inner, added) = (sum.Operands[0], -added);
        return !ReferenceEquals(inner, sum);
    }

    private static bool TryGetConstant(Node node, out long value)
    {
        value = node switch
        {
            IntegerConstant integer => integer.Value,
            Call { Operands: [IntegerConstant integer] } call when call.Operator == Operators.Negate && integer.Value != long.MinValue => -integer.Value,
            _ => long.MaxValue,
        };
        return value is >= -MaximumConstant and <= MaximumConstant;
    }
}
