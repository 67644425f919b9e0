using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Binding;

/// <summary>
/// A result that is given position by position: <c>parts[0] = …</c>, <c>parts[1] = …</c>. A result that one statement gives
/// whole is a <see cref="BindingSymbol"/>.
/// </summary>
internal sealed class ResultSymbol(LossParameter parameter) : Symbol(-1, "a result")
{
    private readonly List<BindingSymbol> _elements = [];

    public LossParameter Parameter { get; } = parameter;

    /// <summary>What the statements give, in their order.</summary>
    public IReadOnlyList<BindingSymbol> Elements => _elements;

    /// <summary>What stands in the first statement's brackets: numbers and axes stand in the same places in all.</summary>
    public IReadOnlyList<ExpressionSyntax> Indices => _elements[0].Syntax.Indices!;

    /// <summary>Whether a dimension is given position by position.</summary>
    public bool IsNumbered(int dimension) => Indices[dimension] is LiteralSyntax;

    /// <summary>How many positions a dimension has: one more than the largest number. More than there can be statements are never all given.</summary>
    public int Count(int dimension) => 1 + (int)Math.Min(_elements.Max(element => PositionOf(element, dimension)), LossParser.MaximumStatements);

    /// <summary>The number at which an element stands in a dimension.</summary>
    public static long PositionOf(BindingSymbol element, int dimension) =>
        long.Parse(((LiteralSyntax)element.Syntax.Indices![dimension]).Token.Text, CultureInfo.InvariantCulture);

    /// <summary>Adds what a statement gives, if its brackets are like those of the first statement and it gives something new.</summary>
    public void Add(BindingSymbol element, DiagnosticBag diagnostics)
    {
        var syntax = element.Syntax;
        var isLikeFirst = _elements.Count == 0
            || (syntax.Indices!.Count == Indices.Count
                && syntax.Indices.Zip(Indices, (own, first) => own is LiteralSyntax == first is LiteralSyntax).All(same => same));
        if (!isLikeFirst)
            diagnostics.Report(LanguageErrors.UnlikePositions, syntax.Identifier.Span, syntax.Name, Text(element), Text(_elements[0]));
        else if (_elements.Any(other => IsSamePosition(other, element)))
            diagnostics.Report(LanguageErrors.ResultTwice, syntax.Identifier.Span, Text(element));
        else
            _elements.Add(element);
    }

    /// <summary>Reports the first position that no statement gives.</summary>
    public void CheckComplete(DiagnosticBag diagnostics)
    {
        int[] numbered = [.. Enumerable.Range(0, Indices.Count).Where(IsNumbered)];
        foreach (var positions in Positions(numbered, 0))
        {
            if (_elements.Any(element => numbered.Select((dimension, i) => PositionOf(element, dimension) == positions[i]).All(same => same)))
                continue;
            var texts = Indices.Select((index, i) => index is NameSyntax name ? name.Name : LanguageErrors.Format(positions[Array.IndexOf(numbered, i)]));
            var last = _elements[_elements.Count - 1].Syntax;
            diagnostics.Report(LanguageErrors.PositionMissing, last.Span, Parameter.Name, $"{Parameter.Name}[{string.Join(",", texts)}]");
            return;
        }
    }

    private IEnumerable<IReadOnlyList<long>> Positions(int[] dimensions, int first)
    {
        if (first == dimensions.Length)
        {
            yield return [];
            yield break;
        }

        for (var position = 0L; position < Count(dimensions[first]); position++)
        {
            foreach (var rest in Positions(dimensions, first + 1))
                yield return [position, .. rest];
        }
    }

    private bool IsSamePosition(BindingSymbol left, BindingSymbol right) =>
        Enumerable.Range(0, Indices.Count).Where(IsNumbered).All(dimension => PositionOf(left, dimension) == PositionOf(right, dimension));

    private static string Text(BindingSymbol element) => $"{element.Syntax.Name}[{element.LeftSide}]";
}
