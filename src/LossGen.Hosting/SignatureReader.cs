using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Hosting;

/// <summary>Reads what the language needs to know of a method: names and types.</summary>
internal static class SignatureReader
{
    public static LossSignature Read(IMethodSymbol method, MethodDeclarationSyntax declaration, LossAttributeValues values) => new(
        method.Name,
        method.RefKind == RefKind.None && Element(method.ReturnType) is ElementType.Single or ElementType.Double
            ? Element(method.ReturnType)
            : null,
        new EquatableArray<LossParameter>(Parameters(method, declaration)),
        values.Wrt,
        method.ReturnsVoid,
        values.Hessian);

    /// <summary>Modifiers, type and name of a parameter; its default value and attributes belong to the defining part alone.</summary>
    public static string Print(IParameterSymbol parameter, ParameterSyntax declaration) =>
        string.Concat(declaration.Modifiers.Select(modifier => modifier.Text + " "))
        + SymbolText.Type(parameter.Type) + " " + SymbolText.Identifier(parameter.Name);

    /// <summary>Each parameter of a method in its order.</summary>
    public static IEnumerable<string> PrintAll(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        method.Parameters.Zip(declaration.ParameterList.Parameters, Print);

    /// <summary>The element type of <c>ReadOnlySpan&lt;T&gt;</c>, or null for any other type.</summary>
    public static ITypeSymbol? ReadOnlySpanElement(ITypeSymbol type) => SpanElement(type, "ReadOnlySpan");

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

    private static LossParameter Parameter(IParameterSymbol parameter, ParameterSyntax declaration)
    {
        var span = ReadOnlySpanElement(parameter.Type);
        var result = SpanElement(parameter.Type);
        var element = Element(span ?? result ?? parameter.Type);
        var kind = element is null ? ParameterKind.Unsupported
            : result is not null ? KindOfResult(element.Value, declaration)
            : !declaration.Modifiers.All(IsReadOnlyInput) ? ParameterKind.Unsupported
            : span is null ? ParameterKind.Scalar
            : ParameterKind.Array;
        return new LossParameter(parameter.Name, kind, element ?? ElementType.Single, Print(parameter, declaration));
    }

    private static ParameterKind KindOfResult(ElementType element, ParameterSyntax declaration) =>
        element is ElementType.Single or ElementType.Double && declaration.Modifiers.All(modifier => modifier.IsKind(SyntaxKind.ScopedKeyword))
            ? ParameterKind.Result
            : ParameterKind.Unsupported;

    /// <summary>Modifiers under which a parameter is still a value that is only read.</summary>
    private static bool IsReadOnlyInput(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.ScopedKeyword or SyntaxKind.InKeyword or SyntaxKind.ParamsKeyword or SyntaxKind.ThisKeyword;

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
