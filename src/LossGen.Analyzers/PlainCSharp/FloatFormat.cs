using LossGen.Compiler.Interpretation;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>The floating-point type that an expression computes in.</summary>
/// <param name="Keyword">The C# name; null for <c>Half</c> and for a type parameter, which the library has no functions for.</param>
/// <param name="MathClass">The class of the framework's functions.</param>
/// <param name="Precision">How the interpreter has to round. What breaks in <c>float</c> breaks in a narrower type as well.</param>
internal sealed record FloatFormat(string? Keyword, string MathClass, Precision Precision)
{
    public static readonly FloatFormat Single = new("float", "MathF", Precision.Single);

    public static readonly FloatFormat Double = new("double", "Math", Precision.Double);

    private static readonly FloatFormat Other = new(null, "", Precision.Single);

    private static readonly HashSet<string> GenericNumbers =
    [
        "INumberBase", "INumber", "IFloatingPoint", "IFloatingPointIeee754", "IBinaryFloatingPointIeee754", "IExponentialFunctions",
        "ILogarithmicFunctions", "IRootFunctions", "IPowerFunctions", "IHyperbolicFunctions", "ITrigonometricFunctions",
    ];

    /// <summary>The format of a type, or null if it is no floating-point type.</summary>
    public static FloatFormat? Of(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single } => Single,
        { SpecialType: SpecialType.System_Double } => Double,
        { Name: "Half", TypeKind: TypeKind.Struct, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => Other,
        ITypeParameterSymbol parameter when parameter.ConstraintTypes.Any(IsGenericNumber) => Other,
        _ => null,
    };

    public static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is
        >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Char
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>Whether the static members of a type are those of numbers: the interfaces of generic arithmetic.</summary>
    public static bool IsGenericNumber(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Arity: 1 } named
        && GenericNumbers.Contains(named.Name)
        && named.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" };
}
