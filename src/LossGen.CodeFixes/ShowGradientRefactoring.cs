using System.Composition;
using LossGen.Compiler.Editing;
using LossGen.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Writes the derivatives of a loss as a comment above it, or anew if they stand there already.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ShowGradientRefactoring)), Shared]
public sealed class ShowGradientRefactoring : CodeRefactoringProvider
{
    private const string Heading = "// Derivatives by LossGen:";

    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellationToken) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || declaration.AttributeLists.Count == 0
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
            || LossAttributeReader.Find(method) is not { Text: { } text } values)
        {
            return;
        }

        var calls = CallReader.Read(method, text, model.Compilation, cancellationToken);
        var loss = LossMethodReader.Read(method, declaration, values) with { Calls = calls };
        if (GradientText.Of(loss, cancellationToken) is not { Count: > 0 } lines)
            return;
        context.RegisterRefactoring(CodeAction.Create(
            "Show the gradient as a comment", token => WithCommentAsync(document, declaration, lines, token), nameof(ShowGradientRefactoring)));
    }

    private static async Task<Document> WithCommentAsync(
        Document document, MethodDeclarationSyntax declaration, IReadOnlyList<string> derivatives, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var first = text.Lines.GetLineFromPosition(declaration.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(first.Start, declaration.SpanStart));
        if (indentation.Trim().Length > 0)
            indentation = ""; // Something else stands on the line before the declaration.
        var newLine = text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } used ? used : "\n";
        var comment = string.Concat(derivatives.Select(line => "//     " + line).Prepend(Heading).Select(line => indentation + line + newLine));
        return document.WithText(text.Replace(TextSpan.FromBounds(StartOfComment(text, first), first.Start), comment));
    }

    /// <summary>Where an earlier comment of this kind begins that ends just above a line; the line itself if there is none.</summary>
    private static int StartOfComment(SourceText text, TextLine line)
    {
        for (var i = line.LineNumber - 1; i >= 0; i--)
        {
            var content = text.ToString(text.Lines[i].Span).Trim();
            if (content == Heading)
                return text.Lines[i].Start;
            if (!content.StartsWith("//", StringComparison.Ordinal) || content.StartsWith("///", StringComparison.Ordinal))
                break;
        }

        return line.Start;
    }
}
