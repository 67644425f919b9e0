using System.Collections.Immutable;
using System.Composition;
using LossGen.Analyzers;
using LossGen.Compiler.Editing;
using LossGen.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Completion;

/// <summary>Offers the names of the loss language inside the string of a <c>[Loss]</c>.</summary>
[ExportCompletionProvider(nameof(LossCompletionProvider), LanguageNames.CSharp), Shared]
public sealed class LossCompletionProvider : CompletionProvider
{
    private const string Documentation = "LossGen.Documentation";
    private const string Detail = "LossGen.Detail";

    /// <summary>Letters begin a name, and an open bracket or a comma asks for one.</summary>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger.Kind == CompletionTriggerKind.Insertion && (char.IsLetter(trigger.Character) || trigger.Character is '[' or '(' or ',');

    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        var cancellationToken = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || AttributeAt(root, context.Position) is not { Parent.Parent: MethodDeclarationSyntax declaration } attribute
            || LossTextSource.Of(attribute) is not { Literals: not null } source
            || source.TextBefore(context.Position) is not { } before
            || await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(attribute, cancellationToken).Symbol?.ContainingType.ToDisplayString() != LossAttributeReader.MetadataName
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
            || LossAttributeReader.Find(method) is not { Text: { } text } values)
        {
            return;
        }

        context.IsExclusive = true;
        var entries = LossCompletion.At(SignatureReader.Read(method, declaration, values), text, before.Length, LossesBeside(method));
        for (var i = 0; i < entries.Count; i++)
            context.AddItem(ToItem(entries[i], i));
    }

    public override Task<CompletionDescription?> GetDescriptionAsync(Document document, CompletionItem item, CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.Create(
            new TaggedText(TextTags.Text, item.Properties[Detail]),
            new TaggedText(TextTags.LineBreak, "\n"),
            new TaggedText(TextTags.Text, item.Properties[Documentation]));
        return Task.FromResult<CompletionDescription?>(CompletionDescription.Create(parts));
    }

    public override Task<CompletionChange> GetChangeAsync(
        Document document, CompletionItem item, char? commitKey, CancellationToken cancellationToken) =>
        Task.FromResult(CompletionChange.Create(new TextChange(item.Span, item.DisplayText)));

    private static AttributeSyntax? AttributeAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1));
        return token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            ? token.Parent?.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: null } argument ? argument.FirstAncestorOrSelf<AttributeSyntax>() : null
            : null;
    }

    /// <summary>The other losses of the type; itself it may not call.</summary>
    private static IEnumerable<string> LossesBeside(IMethodSymbol method) => method.ContainingType.GetMembers().OfType<IMethodSymbol>()
        .Where(other => other.Name != method.Name && LossAttributeReader.Find(other) is not null)
        .Select(other => other.Name)
        .Distinct(StringComparer.Ordinal);

    private static CompletionItem ToItem(CompletionEntry entry, int order) => CompletionItem.Create(
        entry.Name,
        sortText: order.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
        properties: ImmutableDictionary<string, string>.Empty.Add(Documentation, entry.Documentation).Add(Detail, entry.Detail),
        tags: [TagOf(entry.Kind)],
        inlineDescription: entry.Kind == CompletionKind.Function ? entry.Detail : "");

    private static string TagOf(CompletionKind kind) => kind switch
    {
        CompletionKind.Function or CompletionKind.Loss => WellKnownTags.Method,
        CompletionKind.Parameter => WellKnownTags.Parameter,
        CompletionKind.Binding => WellKnownTags.Local,
        CompletionKind.Axis => WellKnownTags.RangeVariable,
        CompletionKind.Constant => WellKnownTags.Constant,
        _ => WellKnownTags.Keyword,
    };
}
