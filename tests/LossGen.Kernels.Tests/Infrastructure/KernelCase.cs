using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>A loss to be compiled for a test.</summary>
/// <param name="Name">A C# identifier, unique among the cases compiled together.</param>
/// <param name="Text">The loss.</param>
/// <param name="Precision">Float or double.</param>
/// <param name="Parameters">Names and kinds: <c>f[]</c>, <c>i[]</c>, <c>f</c>, <c>i</c>, and <c>f=</c> for a result.</param>
/// <param name="Wrt">The parameters to differentiate by, null for the default.</param>
public sealed record KernelCase(
    string Name, string Text, ElementType Precision, IReadOnlyList<(string Name, string Kind)> Parameters, IReadOnlyList<string>? Wrt = null)
{
    /// <summary>Whether the method returns nothing.</summary>
    public bool IsVoid { get; init; }

    /// <summary>What the Hessian's diagonal is made into; null if none is asked for.</summary>
    public CurvaturePolicy? Hessian { get; init; }

    private string ReturnType => IsVoid ? "void" : Real;

    private string Real => Precision == ElementType.Double ? "double" : "float";

    public LossSignature Signature => new(
        Name, IsVoid ? null : Precision, new EquatableArray<LossParameter>([.. Parameters.Select(Parameter)]), Wrt is null ? null : new EquatableArray<string>([.. Wrt]), IsVoid, Hessian);

    public LossMethod Method(bool stabilize = true) => new(
        "LossGen.Kernels.Tests.Generated",
        new EquatableArray<string>("partial class Losses"),
        $"public static partial {ReturnType}",
        "public static",
        Signature,
        Text,
        stabilize,
        IsDocumented: false,
        default);

    /// <summary>The user's half of the method.</summary>
    public string Declaration =>
        $"public static partial {ReturnType} {Name}({string.Join(", ", Signature.Parameters.Select(parameter => parameter.Declaration))});";

    /// <summary>The default is the first array of reals.</summary>
    public IReadOnlyList<(string Name, string Kind)> DifferentiatedBy =>
        Wrt is null ? [.. Parameters.Where(part => part.Kind == "f[]").Take(1)] : [.. Parameters.Where(part => Wrt.Contains(part.Name))];

    private LossParameter Parameter((string Name, string Kind) part)
    {
        var isReal = part.Kind[0] == 'f';
        var element = isReal ? Precision : ElementType.Int32;
        var name = CSharpKeywords.Escape(part.Name);
        var type = isReal ? Real : "int";
        if (part.Kind == "f=")
            return new LossParameter(part.Name, ParameterKind.Result, element, $"global::System.Span<{type}> {name}");
        return part.Kind.EndsWith("[]", StringComparison.Ordinal)
            ? new LossParameter(part.Name, ParameterKind.Array, element, $"global::System.ReadOnlySpan<{type}> {name}")
            : new LossParameter(part.Name, ParameterKind.Scalar, element, $"{type} {name}");
    }
}
