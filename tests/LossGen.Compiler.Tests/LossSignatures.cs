using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests;

/// <summary>Signatures in the shorthand of <c>tests/Data/losses.json</c>: <c>z:f[] label:i[] tau:f</c>.</summary>
internal static class LossSignatures
{
    /// <summary>
    /// Kinds: <c>f</c> float, <c>d</c> double, <c>i</c> int, <c>l</c> long, <c>b</c> bool, each with <c>[]</c> for an array;
    /// <c>f=</c> and <c>d=</c> a result, <c>?</c> an unsupported type. The word <c>void</c> before the parameters: the method returns nothing.
    /// </summary>
    public static LossSignature Parse(string parameters, ElementType? returns = ElementType.Single, string[]? wrt = null)
    {
        var words = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isVoid = words is ["void", ..];
        return new(
            "Loss",
            isVoid ? null : returns,
            new EquatableArray<LossParameter>([.. words.Skip(isVoid ? 1 : 0).Select(part => part.Split(':')).Select(part => Parameter(part[0], part[1]))]),
            wrt is null ? null : new EquatableArray<string>(wrt),
            isVoid);
    }

    public static LossParameter Parameter(string name, string kind)
    {
        if (kind == "?")
            return new LossParameter(name, ParameterKind.Unsupported, ElementType.Single, $"string @{name}");
        var (element, type) = kind[0] switch
        {
            'f' => (ElementType.Single, "float"),
            'd' => (ElementType.Double, "double"),
            'i' => (ElementType.Int32, "int"),
            'l' => (ElementType.Int64, "long"),
            'b' => (ElementType.Boolean, "bool"),
            _ => throw new ArgumentException(kind, nameof(kind)),
        };
        if (kind.EndsWith('='))
            return new LossParameter(name, ParameterKind.Result, element, $"global::System.Span<{type}> {name}");
        return kind.EndsWith("[]", StringComparison.Ordinal)
            ? new LossParameter(name, ParameterKind.Array, element, $"global::System.ReadOnlySpan<{type}> {name}")
            : new LossParameter(name, ParameterKind.Scalar, element, $"{type} {name}");
    }
}
