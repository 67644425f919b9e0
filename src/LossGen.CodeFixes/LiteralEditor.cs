using LossGen.Analyzers;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RoslynSpan = Microsoft.CodeAnalysis.Text.TextSpan;

namespace LossGen.CodeFixes;

/// <summary>Turns an edit of a loss into an edit of the C# literal that spells it.</summary>
internal static class LiteralEditor
{
    /// <summary>
    /// The change of the C# source, or null if the literal cannot express it: the edit would cross from one literal to
    /// the next, or split an escape, or need quotes that the literal cannot hold.
    /// </summary>
    public static TextChange? TryEdit(LossTextSource source, TextEdit edit)
    {
        if (source.Literals is not { } literals
            || source.ToValue(edit.Span) is not { } span
            || PartOf(literals, span) is not { } part)
        {
            return null;
        }

        var change = new TextChange(literals.ToSource(span), LiteralEscaper.Escape(edit.NewText, part, literals.Value));
        var expected = literals.Value.Substring(part.Value.Start, span.Start - part.Value.Start)
            + edit.NewText
            + literals.Value.Substring(span.End, part.Value.End - span.End);
        return Spells(Apply(part, change), expected) ? change : null;
    }

    /// <summary>The literal that holds the span; the later one for an insertion between two, where an empty span maps to.</summary>
    private static LiteralPart? PartOf(LiteralMap literals, RoslynSpan span) =>
        literals.Parts.LastOrDefault(part => part.Value.Contains(span));

    private static string Apply(LiteralPart part, TextChange change)
    {
        var start = change.Span.Start - part.Token.SpanStart;
        return part.Token.Text.Remove(start, change.Span.Length).Insert(start, change.NewText!);
    }

    /// <summary>The last word has the C# parser, so that no fix ever leaves a literal that says something else.</summary>
    private static bool Spells(string literal, string expected) =>
        SyntaxFactory.ParseExpression(literal) is LiteralExpressionSyntax { ContainsDiagnostics: false } parsed
        && parsed.FullSpan.Length == literal.Length
        && LineBreaks.Normalize(parsed.Token.ValueText).Text == LineBreaks.Normalize(expected).Text;
}
