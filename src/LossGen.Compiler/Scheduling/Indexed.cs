using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>A read at indices: of a parameter, or of an array that the loss computes.</summary>
/// <param name="Name">What is read.</param>
/// <param name="Extents">One a dimension.</param>
/// <param name="Indices">One a dimension.</param>
internal sealed record Indexed(string Name, IReadOnlyList<Extent> Extents, IReadOnlyList<Node> Indices)
{
    /// <summary>Whether dimensions are known by their numbers; a computed array has further axes in the text, so that there they are known by name.</summary>
    private bool IsParameter { get; init; }

    /// <summary>The read that a node is, or null.</summary>
    public static Indexed? Of(Node node, IReadOnlyDictionary<RecurrenceSymbol, Recurrence> recurrences) => node switch
    {
        ArrayRead read => new(read.Array.Name, read.Array.Dimensions, read.Operands) { IsParameter = true },
        Element { Array: Recurrence recurrence } element => new(recurrence.Symbol.Name, ExtentsOf(recurrence), [.. element.Indices]),
        Element element => new("sort", ExtentsOf(element.Array), [.. element.Indices]),
        CarriedRead carried => new(carried.Symbol.Name, ExtentsOf(recurrences[carried.Symbol]), carried.Operands),
        _ => null,
    };

    /// <summary>A dimension in words.</summary>
    public string Describe(int dimension) => IsParameter
        ? FormattableString.Invariant($"dimension {dimension} of '{Name}'")
        : $"axis '{Extents[dimension].Name}' of '{Name}'";

    private static IReadOnlyList<Extent> ExtentsOf(ArrayNode array) => [.. array.Axes.Select(axis => axis.Extent)];
}
