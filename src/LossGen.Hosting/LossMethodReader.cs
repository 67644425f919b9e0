using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Hosting;

/// <summary>Turns a method's symbol into the text that its generated code depends on.</summary>
internal static class LossMethodReader
{
    public static LossMethod Read(IMethodSymbol method, MethodDeclarationSyntax declaration, LossAttributeValues values) => new(
        SymbolText.Namespace(method.ContainingType),
        new EquatableArray<string>([.. SymbolText.ContainingTypes(method).Select(SymbolText.PartialHeader)]),
        Declaration(method, declaration),
        string.Join(" ", declaration.Modifiers.Where(IsCompanionModifier).Select(modifier => modifier.Text)),
        SignatureReader.Read(method, declaration, values),
        values.Text ?? "",
        values.Stabilize,
        declaration.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)),
        new EquatableArray<DeclaredCompanion>([.. CompanionReader.Read(method)]));

    /// <summary>
    /// Modifiers and return type of the implementing part. C# wants every modifier repeated, and <c>partial</c> last.
    /// </summary>
    public static string Declaration(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        var modifiers = declaration.Modifiers
            .Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))
            .Select(modifier => modifier.Text);
        var reference = method.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        return string.Join(" ", [.. modifiers, "partial", reference + SymbolText.Type(method.ReturnType)]);
    }

    /// <summary>The whole implementing part up to its body, with type parameters and their constraints.</summary>
    public static string Header(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        var parameters = string.Join(", ", SignatureReader.PrintAll(method, declaration));
        return $"{Declaration(method, declaration)} {SymbolText.GenericName(method)}({parameters}){SymbolText.Constraints(method)}";
    }

    /// <summary>An added method is as visible as the loss and as static; overriding or hiding something is the loss's own affair.</summary>
    private static bool IsCompanionModifier(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.StaticKeyword || SyntaxFacts.IsAccessibilityModifier(modifier.Kind());
}
