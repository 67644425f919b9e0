using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <summary>Arithmetic of integer constants, exact or not at all.</summary>
internal static class IntegerFolding
{
    /// <summary>False where the operation overflows, divides by zero or is none of the integers.</summary>
    public static bool TryFold(Operator op, IReadOnlyList<Node> operands, out long result)
    {
        try
        {
            var folded = Fold(op, ValueOf(operands[0]), operands.Count > 1 ? ValueOf(operands[1]) : 0);
            result = folded ?? 0;
            return folded.HasValue;
        }
        catch (ArithmeticException)
        {
            result = 0;
            return false;
        }
    }

    private static long? Fold(Operator op, long x, long y) => op.Name switch
    {
        "+" => checked(x + y),
        "-" when op.Arity == 1 => checked(-x),
        "-" => checked(x - y),
        "*" => checked(x * y),
        "abs" => Math.Abs(x),
        "min" => Math.Min(x, y),
        "max" => Math.Max(x, y),
        "div" => ReferenceMath.FloorDivide(x, y),
        "mod" => ReferenceMath.FloorModulo(x, y),
        "integer" => x,
        _ => null,
    };

    private static long ValueOf(Node node) => node switch
    {
        IntegerConstant integer => integer.Value,
        BooleanConstant boolean => boolean.Value ? 1 : 0,
        Call call when call.Operator == Operators.Negate => checked(-ValueOf(call.Operands[0])),
        _ => throw new ArithmeticException("not an integer that is written out"),
    };
}
