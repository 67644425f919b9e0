namespace LossGen.Compiler.Ir;

/// <summary>
/// An array that is computed when the loss runs and stored until its readers are done. It is no value by itself: it stands only as the first operand of an
/// <see cref="Element"/>. Its dimensions are bound axes, canonical for their extents and nesting heights, as in a <see cref="Reduce"/>; axes that
/// are free in it mean an array for each of their positions.
/// </summary>
public abstract class ArrayNode : Node
{
    private protected ArrayNode(NodeType type, IReadOnlyList<Axis> axes, Node body)
        : base(type, axes.Aggregate(body.FreeAxes, (free, axis) => free.Without(axis)), body.BinderHeight + axes.Count, [body]) => Axes = axes;

    /// <summary>The bound axes, one a dimension, outermost first.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    public Node Body => Operands[0];
}

/// <summary>Which way a recurrence runs along one of its axes.</summary>
public enum StepDirection
{
    /// <summary>In any order: no element reads another one at the same positions of the axes before this one.</summary>
    Parallel,

    /// <summary>From the first position to the last.</summary>
    Forward,

    /// <summary>From the last position to the first.</summary>
    Backward,
}

/// <summary>
/// An array whose elements are computed from earlier ones. The sequential axes come first; where all of them stand at the same positions, elements
/// do not depend on each other.
/// </summary>
public sealed class Recurrence : ArrayNode
{
    internal Recurrence(IReadOnlyList<Axis> axes, IReadOnlyList<StepDirection> directions, RecurrenceSymbol symbol, Node body)
        : base(NodeType.Real, axes, body)
    {
        Directions = directions;
        Symbol = symbol;
        FreeSymbols = FreeSymbols.Without(symbol);
    }

    /// <summary>One an axis; those that are <see cref="StepDirection.Parallel"/> come last.</summary>
    public IReadOnlyList<StepDirection> Directions { get; }

    /// <summary>What <see cref="CarriedRead"/>s in the body read.</summary>
    public RecurrenceSymbol Symbol { get; }

    /// <summary>How many of the axes are sequential; at least one.</summary>
    public int SequentialCount => Directions.Count(direction => direction != StepDirection.Parallel);
}

/// <summary>
/// The positions on an axis in ascending order of a key, the real-valued body: element k is the position of the k-th smallest. Equal keys keep their
/// order, NaN comes last.
/// </summary>
public sealed class Ranking : ArrayNode
{
    internal Ranking(Axis axis, Node key) : base(NodeType.Integer, [axis], key)
    {
    }

    public Axis Axis => Axes[0];
}

/// <summary>An element of a computed array.</summary>
public sealed class Element : Node
{
    internal Element(ArrayNode array, IReadOnlyList<Node> operands, AxisSet freeAxes, int height) : base(array.Type, freeAxes, height, operands)
    {
    }

    public ArrayNode Array => (ArrayNode)Operands[0];

    /// <summary>One integer a dimension.</summary>
    public IEnumerable<Node> Indices => Operands.Skip(1);
}

/// <summary>An element that a recurrence has computed before, read in its own body. The operands are the indices.</summary>
public sealed class CarriedRead : Node
{
    internal CarriedRead(RecurrenceSymbol symbol, IReadOnlyList<Node> indices, AxisSet freeAxes, int height)
        : base(NodeType.Real, freeAxes, height, indices)
    {
        Symbol = symbol;
        FreeSymbols = FreeSymbols.Union(SymbolSet.Of(symbol));
    }

    public RecurrenceSymbol Symbol { get; }
}
