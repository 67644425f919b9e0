using System.Collections.Immutable;
using System.Composition;
using LossGen.Analyzers;
using LossGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Applies the edit that the compiler proposes for a finding inside the C# literal, whatever its kind.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LossTextCodeFixProvider)), Shared]
public sealed class LossTextCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        DiagnosticRegistry.AboutText.Select(rule => rule.Id).ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await FixAllAsync(
            document,
            diagnostics.Where(diagnostic => diagnostic.Id == context.RuleToFix()),
            context.CancellationToken).ConfigureAwait(false));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || TryChange(root, diagnostic) is not { } change)
                continue;
            var edit = FixProperties.TryRead(diagnostic.Properties)!;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Write '{edit.NewText}'",
                    cancellationToken => ApplyAsync(context.Document, [change], cancellationToken),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    /// <summary>
    /// All edits of a document at once. Where two overlap the one that starts first wins, and of two that start together the
    /// longer, so that the outcome does not depend on the order of the findings; the other is found again in the new text.
    /// </summary>
    private static async Task<Document?> FixAllAsync(
        Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        var candidates = diagnostics
            .Select(diagnostic => TryChange(root, diagnostic))
            .OfType<TextChange>()
            .Distinct()
            .OrderBy(change => change.Span.Start)
            .ThenByDescending(change => change.Span.Length)
            .ThenBy(change => change.NewText, StringComparer.Ordinal);

        var changes = new List<TextChange>();
        foreach (var change in candidates)
        {
            if (changes is [] || (change.Span.Start >= changes[^1].Span.End && change.Span.Start > changes[^1].Span.Start))
                changes.Add(change);
        }

        return await ApplyAsync(document, changes, cancellationToken).ConfigureAwait(false);
    }

    private static TextChange? TryChange(SyntaxNode root, Diagnostic diagnostic) =>
        FixProperties.TryRead(diagnostic.Properties) is { } edit
        && root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            ? LiteralEditor.TryEdit(LossTextSource.Of(attribute), edit)
            : null;

    private static async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
