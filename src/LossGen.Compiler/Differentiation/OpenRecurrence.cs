using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// A recurrence's body over axes of its own, at which its earlier elements are elements like those that the rest of the program reads: so a derivative of the
/// body means something outside of it.
/// </summary>
internal sealed class OpenRecurrence
{
    private readonly Recurrence _recurrence;

    public OpenRecurrence(NodeFactory factory, Recurrence recurrence)
    {
        _recurrence = recurrence;
        Axes = [.. recurrence.Axes.Select(axis => factory.NewAxis(axis.Name, axis.Extent))];
        OutputAxes = [.. recurrence.Axes.Select(axis => factory.NewAxis(axis.Name, axis.Extent))];
        var symbol = factory.NewSymbol(recurrence.Symbol.Name, recurrence.Axes.Count);
        Body = CarriedReads.Replace(
            factory, factory.OpenBody(recurrence, Axes, symbol), symbol, indices => factory.Element(recurrence, [.. indices]));
    }

    /// <summary>The axes of <see cref="Body"/>; nothing outside of it has them.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The axes of the element whose derivative is wanted.</summary>
    public IReadOnlyList<Axis> OutputAxes { get; }

    public Node Body { get; }

    /// <summary>
    /// Whether a node in the body reads the recurrence itself. Such a read is a step away from the position that is computed, so it has one of the body's axes.
    /// </summary>
    public bool IsOwnRead(Node node) =>
        node is Element element && ReferenceEquals(element.Array, _recurrence) && Axes.Any(element.FreeAxes.Contains);
}
