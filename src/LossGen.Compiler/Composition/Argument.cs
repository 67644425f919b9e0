using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>An argument of a called loss, in names of the composed program.</summary>
/// <param name="Value">The expression.</param>
/// <param name="Span">Where it stands in the calling program.</param>
/// <param name="Array">The array parameter that it is as a whole, <c>z</c> or <c>z[n,c]</c>; null for any other.</param>
/// <param name="Axes">Its axes; of a whole array or of a binding with axes in their order.</param>
/// <param name="IsOrdered">Whether the order of the axes is known.</param>
/// <param name="Rank">How many dimensions it has: 0 is a number. Null for an array of which nothing is known yet.</param>
/// <param name="Type">Its type where that is known before binding.</param>
internal sealed record Argument(
    ExpressionSyntax Value, TextSpan Span, LossParameter? Array, IReadOnlyList<string> Axes, bool IsOrdered, int? Rank, ElementType? Type)
{
    public static Argument Of(ExpressionSyntax value, TextSpan span, ComposedNames names, Func<LossParameter, int?> rankOf)
    {
        var (name, indices) = value switch
        {
            NameSyntax bare => (bare.Name, null),
            IndexSyntax index => (index.Name, WholeIndices(index, names)),
            _ => (null, null),
        };
        if (name is not null && (value is NameSyntax || indices is not null))
        {
            if (names.Array(name) is { } array)
                return new Argument(value, span, array, [], true, indices?.Count ?? rankOf(array), array.Element);
            if (names.OrderedAxes(name) is { } ordered && (indices is null || indices.Count == ordered.Count))
                return new Argument(new NameSyntax(TokenOf(value, name)), span, null, ordered, true, ordered.Count, null);
        }

        var axes = names.AxesOf(value);
        var scalar = value is NameSyntax { Name: var scalarName } ? names.Scalar(scalarName)?.Element : null;
        return new Argument(value, span, null, axes, axes.Count <= 1, axes.Count, scalar);
    }

    /// <summary>What it is, in words.</summary>
    public string Description => Rank switch
    {
        0 => "a number",
        null => "an array",
        _ when !IsOrdered => $"an expression over the axes {string.Join(" and ", Axes.Select(axis => $"'{axis}'"))}",
        _ => "an array of " + Phrase.Count(Rank.Value, "dimension"),
    };

    private static Token TokenOf(ExpressionSyntax value, string name) => new(TokenKind.Identifier, value.Span, name);

    /// <summary>The axes of <c>z[n,c]</c>, which is the whole of z; null for other reads.</summary>
    private static List<string>? WholeIndices(IndexSyntax index, ComposedNames names)
    {
        var axes = index.Indices.OfType<NameSyntax>().Select(axis => axis.Name).Where(names.MayNameAxis).Distinct().ToList();
        return axes.Count == index.Indices.Count ? axes : null;
    }
}
