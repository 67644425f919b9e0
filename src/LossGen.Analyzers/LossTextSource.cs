using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynSpan = Microsoft.CodeAnalysis.Text.TextSpan;

namespace LossGen.Analyzers;

/// <summary>
/// Where the text of one loss stands in the C# source. Positions are those of the text that the compiler sees, with
/// <c>\n</c> as its only line break.
/// </summary>
public sealed class LossTextSource
{
    private readonly AttributeSyntax _attribute;
    private readonly ExpressionSyntax? _expression;
    private readonly LineBreaks? _lines;

    private LossTextSource(AttributeSyntax attribute)
    {
        _attribute = attribute;
        _expression = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression;
        Literals = _expression is null ? null : LiteralMap.TryCreate(_expression);
        _lines = Literals is null ? null : LineBreaks.Normalize(Literals.Value);
    }

    /// <summary>The literals that spell the text; null if it is a constant from elsewhere.</summary>
    public LiteralMap? Literals { get; }

    public static LossTextSource Of(AttributeSyntax attribute) => new(attribute);

    /// <summary>The characters of the literal for <paramref name="span"/>; the whole argument if they are not here.</summary>
    public Location Locate(TextSpan span) =>
        ToValue(span) is { } value
            ? Location.Create(_attribute.SyntaxTree, Literals!.ToSource(value))
            : (_expression ?? (SyntaxNode)_attribute).GetLocation();

    /// <summary>The span in the value of the C# constant, whose line breaks are the file's; null if there is none.</summary>
    public RoslynSpan? ToValue(TextSpan span)
    {
        if (_lines is null || span.Start < 0 || span.Length < 0 || span.End > _lines.Text.Length)
            return null;
        var original = _lines.ToOriginal(span);
        return new RoslynSpan(original.Start, original.Length);
    }

    /// <summary>The text up to a place in the source; null if the place is not in a literal of the text.</summary>
    public string? TextBefore(int source) =>
        Literals?.ToValue(source) is { } position ? LineBreaks.Normalize(Literals.Value.Substring(0, position)).Text : null;
}
