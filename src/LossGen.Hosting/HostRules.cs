using LossGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Hosting;

/// <summary>Something wrong with the C# around a loss.</summary>
internal readonly record struct HostProblem(LossDiagnosticDescriptor Rule, Location Location, params string[] Arguments);

/// <summary>
/// What has to hold of a method and its types before a loss can be compiled into it. The analyzer reports every problem; for
/// a method that has one the generator writes a stub, or nothing if C# has no place for a body.
/// </summary>
internal static class HostRules
{
    /// <summary>Ends the name of every generated file, so that a generated body is told from the user's own.</summary>
    public const string GeneratedFileSuffix = ".Loss.g.cs";

    public static IEnumerable<HostProblem> OfMethod(
        IMethodSymbol method, MethodDeclarationSyntax declaration, LossAttributeValues values, AttributeSyntax attribute)
    {
        var name = declaration.Identifier.GetLocation();
        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return new HostProblem(HostErrors.MethodNotPartial, name, method.Name);
        else if (HasBodyOfUser(method, declaration))
            yield return new HostProblem(HostErrors.MethodHasBody, name, method.Name);

        var version = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        if (version < LanguageVersion.CSharp9)
            yield return new HostProblem(HostErrors.LanguageTooOld, name, method.Name, version.ToDisplayString());

        if (method.IsGenericMethod)
            yield return new HostProblem(HostErrors.GenericMethod, declaration.TypeParameterList?.GetLocation() ?? name, method.Name);

        if (values.Text is null)
            yield return new HostProblem(HostErrors.NoText, attribute.GetLocation(), method.Name);

        foreach (var option in values.ReservedOptions)
            yield return new HostProblem(HostErrors.NotSupportedYet, OptionLocation(attribute, option), option);
    }

    /// <summary>Problems of one type that holds losses, itself or in a type nested in it.</summary>
    public static IEnumerable<HostProblem> OfType(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var parts = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<TypeDeclarationSyntax>();
        if (parts.FirstOrDefault(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)) is { } part)
            yield return new HostProblem(HostErrors.TypeNotPartial, part.Identifier.GetLocation(), type.Name);
        if (type.IsFileLocal)
            yield return new HostProblem(HostErrors.FileLocalType, type.Locations[0], type.Name);
    }

    /// <summary>Whether C# accepts no implementing part under this problem.</summary>
    public static bool LeavesNoPlaceForBody(LossDiagnosticDescriptor rule) =>
        rule == HostErrors.MethodNotPartial || rule == HostErrors.MethodHasBody || rule == HostErrors.LanguageTooOld;

    /// <summary>Whether the generated body is the stub of a loss with errors.</summary>
    public static bool IsStub(IMethodSymbol implementation, CancellationToken cancellationToken) =>
        implementation.DeclaringSyntaxReferences is [var part, ..]
        && part.GetSyntax(cancellationToken) is MethodDeclarationSyntax { ExpressionBody: not null };

    private static bool HasBodyOfUser(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        declaration.Body is not null
        || declaration.ExpressionBody is not null
        || (method.PartialImplementationPart is { } implementation
            && !implementation.DeclaringSyntaxReferences.All(
                part => part.SyntaxTree.FilePath.EndsWith(GeneratedFileSuffix, StringComparison.Ordinal)));

    private static Location OptionLocation(AttributeSyntax attribute, string option) =>
        (attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option)
            ?? (SyntaxNode)attribute).GetLocation();
}
