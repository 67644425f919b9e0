namespace LossGen.Compiler.Ir;

/// <summary>An index variable. Identity is equality.</summary>
/// <remarks>
/// A bound axis (the variable of a reduction) is canonical: there is one per extent and nesting height, so that
/// expressions that differ only in the names of bound axes are one node. Bound axes are never free in a finished
/// expression; whoever looks inside a reduction opens it with an axis of its own (<see cref="NodeFactory.OpenBody"/>).
/// </remarks>
public sealed class Axis
{
    internal Axis(string name, Extent extent, int id)
    {
        Name = name;
        Extent = extent;
        Id = id;
    }

    public string Name { get; }

    public Extent Extent { get; }

    /// <summary>A number unique in the program, in order of creation; it orders axes wherever an order must be stable.</summary>
    public int Id { get; }

    public override string ToString() => Name;
}
