using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Hosting;

/// <summary>Reads what the language needs to know of a method: names and types.</summary>
internal static class SignatureReader
{
    public static LossSignature Read(IMethodSymbol method, MethodDeclarationSyntax declaration, LossAttributeValues values) =>
        Read(method, Parameters(method, declaration), values);

    /// <summary>The signature of a method that is only called: its declaration may be in an assembly, and is never printed.</summary>
    public static LossSignature Read(IMethodSymbol method, LossAttributeValues values) => Read(
        method,
        [.. method.Parameters.Select(parameter => Parameter(parameter, IsReadOnlyInput(parameter), parameter.RefKind == RefKind.None, Print(parameter)))],
        values);

    private static LossSignature Read(IMethodSymbol method, LossParameter[] parameters, LossAttributeValues values) => new(
        method.Name,
        method.RefKind == RefKind.None && Element(method.ReturnType) is ElementType.Single or ElementType.Double
            ? Element(method.ReturnType)
            : null,
        new EquatableArray<LossParameter>(parameters),
        values.Wrt,
        method.ReturnsVoid,
        values.Hessian,
        values.Require);

    /// <summary>Modifiers, type and name of a parameter; its default value and attributes belong to the defining part alone.</summary>
    public static string Print(IParameterSymbol parameter, ParameterSyntax declaration) =>
        string.Concat(declaration.Modifiers.Select(modifier => modifier.Text + " ")) + Print(parameter);

    /// <summary>Each parameter of a method in its order.</summary>
    public static IEnumerable<string> PrintAll(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        method.Parameters.Zip(declaration.ParameterList.Parameters, Print);

    /// <summary>The element type of <c>ReadOnlySpan&lt;T&gt;</c>, or null for any other type.</summary>
    public static ITypeSymbol? ReadOnlySpanElement(ITypeSymbol type) => SpanElement(type, "ReadOnlySpan");

    /// <summary>The element type of <c>ReadOnlyTensorSpan&lt;T&gt;</c> of System.Numerics.Tensors, or null for any other type.</summary>
    public static ITypeSymbol? ReadOnlyTensorSpanElement(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlyTensorSpan", Arity: 1, ContainingType: null } tensor
        && tensor.ContainingNamespace.ToDisplayString() == "System.Numerics.Tensors"
            ? tensor.TypeArguments[0]
            : null;

    /// <summary>The element type of <c>Span&lt;T&gt;</c>, or null for any other type.</summary>
    public static ITypeSymbol? SpanElement(ITypeSymbol type) => SpanElement(type, "Span");

    public static ElementType? Element(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Int32 => ElementType.Int32,
        SpecialType.System_Int64 => ElementType.Int64,
        SpecialType.System_Boolean => ElementType.Boolean,
        _ => null,
    };

    private static LossParameter[] Parameters(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        [.. method.Parameters.Zip(declaration.ParameterList.Parameters, Parameter)];

    private static string Print(IParameterSymbol parameter) =>
        SymbolText.Type(parameter.Type) + " " + SymbolText.Identifier(parameter.Name);

    private static LossParameter Parameter(IParameterSymbol parameter, ParameterSyntax declaration) =>
        Parameter(
            parameter,
            declaration.Modifiers.All(IsReadOnlyInput),
            declaration.Modifiers.All(modifier => modifier.IsKind(SyntaxKind.ScopedKeyword)),
            Print(parameter, declaration));

    /// <param name="parameter">The parameter.</param>
    /// <param name="isReadOnlyInput">Whether its modifiers make it a value that is only read.</param>
    /// <param name="isPlain">Whether it has none that a result could not have.</param>
    /// <param name="text">How it is printed.</param>
    private static LossParameter Parameter(IParameterSymbol parameter, bool isReadOnlyInput, bool isPlain, string text)
    {
        var tensor = ReadOnlyTensorSpanElement(parameter.Type);
        var span = ReadOnlySpanElement(parameter.Type) ?? tensor;
        var result = SpanElement(parameter.Type);
        var element = Element(span ?? result ?? parameter.Type);
        var kind = element is null ? ParameterKind.Unsupported
            : result is not null ? KindOfResult(element.Value, isPlain)
            : !isReadOnlyInput ? ParameterKind.Unsupported
            : span is null ? ParameterKind.Scalar
            : ParameterKind.Array;
        return new LossParameter(parameter.Name, kind, element ?? ElementType.Single, text) { IsTensor = tensor is not null };
    }

    private static ParameterKind KindOfResult(ElementType element, bool isPlain) =>
        element is ElementType.Single or ElementType.Double && isPlain ? ParameterKind.Result : ParameterKind.Unsupported;

    /// <summary>Modifiers under which a parameter is still a value that is only read.</summary>
    private static bool IsReadOnlyInput(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.ScopedKeyword or SyntaxKind.InKeyword or SyntaxKind.ParamsKeyword or SyntaxKind.ThisKeyword;

    private static bool IsReadOnlyInput(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In;

    private static ITypeSymbol? SpanElement(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol
        {
            Arity: 1,
            ContainingType: null,
            ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true },
        } span && span.Name == name
            ? span.TypeArguments[0]
            : null;
}
