using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Something a kernel must do: it runs over the axes in <see cref="Order"/> (outermost first) and then takes one step.</summary>
internal abstract record KernelTask
{
    /// <summary>The axes still to be opened.</summary>
    public IReadOnlyList<Axis> Order { get; init; } = [];

    /// <summary>Whether the step is a scalar one even in an innermost loop.</summary>
    public virtual bool IsScalar => false;

    /// <summary>What the step evaluates.</summary>
    public abstract IEnumerable<Node> Nodes { get; }

    /// <summary>The task inside a loop over its first axis, which the loop calls <paramref name="axis"/>.</summary>
    public abstract KernelTask Open(NodeFactory factory, Axis axis);

    protected IReadOnlyList<Axis> RemainingOrder => [.. Order.Skip(1)];

    protected Node Rename(NodeFactory factory, Node node, Axis axis) => factory.Substitute(node, Order[0], factory.Position(axis));
}

/// <summary>Computes a reduction.</summary>
internal sealed record ReduceTask : KernelTask
{
    public ReduceTask(Reduce reduce)
    {
        Reduce = reduce;
        Order = [reduce.Axis];
    }

    public Reduce Reduce { get; }

    /// <summary>The running value, made when the loop is.</summary>
    public Accumulator? Accumulator { get; init; }

    public override IEnumerable<Node> Nodes => [Reduce];

    public override KernelTask Open(NodeFactory factory, Axis axis) =>
        new AccumulateTask(Reduce, Accumulator, factory.OpenBody(Reduce, axis));
}

/// <summary>Takes a value into a reduction.</summary>
internal sealed record AccumulateTask(Reduce Reduce, Accumulator? Accumulator, Node Value) : KernelTask
{
    public override IEnumerable<Node> Nodes => [Value];

    public override KernelTask Open(NodeFactory factory, Axis axis) => throw new InvalidOperationException("nothing to open");
}

/// <summary>Writes elements of a result or of scratch memory.</summary>
internal sealed record StoreTask(int Id, StoreTarget Target, IReadOnlyList<Node> Index, Node Value, StoreMode Mode) : KernelTask
{
    private bool _isScalar;

    /// <summary>The <see cref="Id"/> of the plain store whose element this one corrects, and which must run before it.</summary>
    public int? Corrects { get; init; }

    /// <summary>The intermediate value that this stores, if it stores one.</summary>
    public Intermediate? Intermediate { get; init; }

    /// <summary>Whether a vector loop adds each lane at an index of its own.</summary>
    public bool ScattersLanes { get; init; }

    /// <summary>Whether an index is computed, so that it may be outside in a branch that is not chosen.</summary>
    public bool IsScatter => !IsInside && Index.Any(index => index is not Position);

    /// <summary>Whether the indices that are no positions on axes are known to be inside.</summary>
    public bool IsInside { get; init; }

    public override bool IsScalar => _isScalar;

    public override IEnumerable<Node> Nodes => [.. Index, Value];

    public override KernelTask Open(NodeFactory factory, Axis axis) => this with
    {
        _isScalar = !ScattersLanes && !WritesRowsAlong(Order[0]),
        Order = RemainingOrder,
        Index = [.. Index.Select(index => Rename(factory, index, axis))],
        Value = Rename(factory, Value, axis),
    };

    /// <summary>Whether consecutive positions of an axis are consecutive elements: on a diagonal, and at a computed index, they are not.</summary>
    private bool WritesRowsAlong(Axis axis) =>
        Index[^1] is Position last && last.Axis == axis && Index.Take(Index.Count - 1).All(index => !index.FreeAxes.Contains(axis));
}

/// <summary>Checks a computed index.</summary>
internal sealed record CheckTask(GatherCheck Check, Node? Condition, Node Index) : KernelTask
{
    /// <summary>The positions at which the index is taken, for the message.</summary>
    public IReadOnlyList<Node> Positions { get; init; } = [];

    public override bool IsScalar => true;

    public override IEnumerable<Node> Nodes => Condition is null ? [Index] : [Condition, Index];

    public override KernelTask Open(NodeFactory factory, Axis axis) => this with
    {
        Order = RemainingOrder,
        Condition = Condition is null ? null : Rename(factory, Condition, axis),
        Index = Rename(factory, Index, axis),
        Positions = [.. Positions.Select(position => Rename(factory, position, axis))],
    };
}

/// <summary>Makes the value of the loss known.</summary>
internal sealed record ValueTask(Node Value) : KernelTask
{
    public override IEnumerable<Node> Nodes => [Value];

    public override KernelTask Open(NodeFactory factory, Axis axis) => throw new InvalidOperationException("nothing to open");
}

/// <summary>Assigns a scalar result.</summary>
internal sealed record ResultTask(string Name, Node Value) : KernelTask
{
    public override IEnumerable<Node> Nodes => [Value];

    public override KernelTask Open(NodeFactory factory, Axis axis) => throw new InvalidOperationException("nothing to open");
}

/// <summary>An array that a kernel writes, with its shape.</summary>
internal sealed record StoreTarget(Storage Storage, IReadOnlyList<Extent> Dimensions);

/// <summary>A value kept in scratch memory because it is needed where recomputing it would cost more.</summary>
/// <param name="Pattern">The value with its axes replaced by placeholders, so that it is found under any names of its axes.</param>
/// <param name="Storage">Where it is kept, row-major in the order of the placeholders.</param>
/// <param name="Dimensions">The extents of the placeholders.</param>
internal sealed record Intermediate(Node Pattern, Storage Storage, IReadOnlyList<Extent> Dimensions)
{
    public bool Equals(Intermediate? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Pattern.Id;
}
