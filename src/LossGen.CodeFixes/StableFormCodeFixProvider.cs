using System.Collections.Immutable;
using System.Composition;
using LossGen.Analyzers;
using LossGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace LossGen.CodeFixes;

/// <summary>Writes the stable form of an unstable C# expression in its place, and <c>using LossGen</c> if it needs that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StableFormCodeFixProvider)), Shared]
public sealed class StableFormCodeFixProvider : CodeFixProvider
{
    private const string Library = "LossMath";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        DiagnosticRegistry.AboutCSharp.Select(rule => rule.Id).ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await ApplyAsync(
            document,
            diagnostics.Where(diagnostic => diagnostic.Id == context.RuleToFix()),
            context.CancellationToken).ConfigureAwait(false));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (TryReplace(model, diagnostic, context.CancellationToken) is null)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Write '{FixProperties.TryRead(diagnostic.Properties)!.NewText}'",
                    cancellationToken => ApplyAsync(context.Document, [diagnostic], cancellationToken),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    /// <summary>
    /// All replacements of a document at once. Of two that overlap the outer one wins; what is left of the other is found again afterwards.
    /// </summary>
    private static async Task<Document> ApplyAsync(
        Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return document;
        var replacements = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                     .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.Length))
        {
            if (TryReplace(model, diagnostic, cancellationToken) is { } found && !found.Old.Ancestors().OfType<ExpressionSyntax>().Any(replacements.ContainsKey))
                replacements[found.Old] = found.New;
        }

        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithSyntaxRoot(root.ReplaceNodes(replacements.Keys, (old, _) => replacements[old]));
        return await ImportAdder.AddImportsAsync(changed, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The expression and its stable form; null if the form is not available here, or would have another type.</summary>
    private static (ExpressionSyntax Old, ExpressionSyntax New)? TryReplace(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        if (FixProperties.TryRead(diagnostic.Properties) is not { } edit
            || model.SyntaxTree.GetRoot(cancellationToken).FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>() is not { } old
            || old.Span != span)
            return null;
        var parsed = (ExpressionSyntax)new Qualifier().Visit(SyntaxFactory.ParseExpression(edit.NewText));
        var type = model.GetSpeculativeTypeInfo(old.SpanStart, parsed, SpeculativeBindingOption.BindAsExpression).Type;
        if (parsed.ContainsDiagnostics || !SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(old, cancellationToken).Type))
            return null;

        // Parentheses are written to be safe, or kept, and the simplifier takes away those that do nothing.
        var isAtomic = parsed is InvocationExpressionSyntax or IdentifierNameSyntax && old.Parent is not ParenthesizedExpressionSyntax;
        ExpressionSyntax result = isAtomic ? parsed : SyntaxFactory.ParenthesizedExpression(parsed);
        while (old.Parent is ParenthesizedExpressionSyntax parentheses)
            old = parentheses;
        return (old, result.WithTriviaFrom(old).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation));
    }

    /// <summary>Writes the library's class with its namespace, which the simplifier takes away again where there is a <c>using</c>.</summary>
    private sealed class Qualifier : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
            node.Expression is IdentifierNameSyntax { Identifier.ValueText: Library or "Math" or "MathF" } name
                ? node.WithExpression(Qualified(name.Identifier.ValueText))
                : base.VisitMemberAccessExpression(node);

        private static ExpressionSyntax Qualified(string name) => SyntaxFactory
            .ParseExpression((name == Library ? "global::LossGen." : "global::System.") + name)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
    }
}
