using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Analyzers;

/// <summary>Maps positions in the value of a string constant to the characters of the C# source that spell them.</summary>
public sealed class LiteralMap
{
    private readonly List<TextSpan> _characters;
    private readonly int _end;

    private LiteralMap(string value, List<TextSpan> characters, List<LiteralPart> parts, int end)
    {
        Value = value;
        Parts = parts;
        _characters = characters;
        _end = end;
    }

    /// <summary>The constant's value, with the line breaks of the source file.</summary>
    public string Value { get; }

    /// <summary>The literals that spell the value, in order; several if they are joined by <c>+</c>.</summary>
    public IReadOnlyList<LiteralPart> Parts { get; }

    /// <summary>
    /// The map of an expression made of literals, parentheses and <c>+</c>; null for any other, whose value is written
    /// elsewhere, and for literals that are broken. Never a map that is wrong.
    /// </summary>
    public static LiteralMap? TryCreate(ExpressionSyntax expression)
    {
        var value = new StringBuilder();
        var characters = new List<TextSpan>();
        var parts = new List<LiteralPart>();
        var end = expression.SpanStart;
        foreach (var literal in Literals(expression))
        {
            var first = characters.Count;
            if (literal is null || LiteralScanner.TryScan(literal.Token, characters) is not { } scan)
                return null;
            if (characters.Count - first != literal.Token.ValueText.Length)
                return null;
            parts.Add(new LiteralPart(literal.Token, scan.Kind, TextSpan.FromBounds(first, characters.Count)));
            value.Append(literal.Token.ValueText);
            end = scan.ContentEnd;
        }

        return new LiteralMap(value.ToString(), characters, parts, end);
    }

    /// <summary>The source of <paramref name="span"/>; an empty span maps to the empty span before its character.</summary>
    public TextSpan ToSource(TextSpan span)
    {
        var start = span.Start < _characters.Count ? _characters[span.Start].Start : _end;
        return TextSpan.FromBounds(start, span.IsEmpty ? start : _characters[span.End - 1].End);
    }

    /// <summary>The position in the value that a place in the source stands before; null between or outside of the literals' contents.</summary>
    public int? ToValue(int source)
    {
        foreach (var part in Parts)
        {
            if (source < part.Token.SpanStart || source > part.Token.Span.End)
                continue;
            for (var i = part.Value.Start; i < part.Value.End; i++)
            {
                if (source <= _characters[i].Start)
                    return source == _characters[i].Start || i > part.Value.Start ? i : null;
            }

            var contentEnd = part.Value.IsEmpty ? part.Token.SpanStart : _characters[part.Value.End - 1].End;
            return source >= contentEnd && source < part.Token.Span.End ? part.Value.End : null;
        }

        return null;
    }

    /// <summary>The literals from left to right, null for anything else.</summary>
    private static IEnumerable<LiteralExpressionSyntax?> Literals(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                return [literal];
            case ParenthesizedExpressionSyntax parenthesized:
                return Literals(parenthesized.Expression);
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return Literals(sum.Left).Concat(Literals(sum.Right));
            default:
                return [null];
        }
    }
}
