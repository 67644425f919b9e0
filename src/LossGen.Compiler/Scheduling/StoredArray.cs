using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>A computed array with the scratch memory that holds it, one element for each position of its own axes.</summary>
/// <param name="Array">The array; its free axes are those of the loops in which it is computed anew.</param>
/// <param name="Storage">The memory, row-major.</param>
/// <param name="Dimensions">The extents of its axes.</param>
internal sealed record StoredArray(ArrayNode Array, Storage Storage, IReadOnlyList<Extent> Dimensions)
{
    public bool Equals(StoredArray? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Array.Id;
}

/// <summary>Computes an array's elements; the array is there for its readers when the first of its loops is done.</summary>
internal abstract record ArrayTask : KernelTask
{
    protected ArrayTask(StoredArray result, StoreTask store)
    {
        Result = result;
        Store = store;
        Order = store.Order;
    }

    /// <summary>What is made.</summary>
    public StoredArray Result { get; }

    /// <summary>What each position of the axes does.</summary>
    public StoreTask Store { get; init; }

    public override IEnumerable<Node> Nodes => Store.Nodes;
}

/// <summary>Computes the elements of a recurrence: along its sequential axes in order, along the others in any.</summary>
internal sealed record RecurrenceTask : ArrayTask
{
    public RecurrenceTask(StoredArray result, RecurrenceSymbol symbol, IReadOnlyList<StepDirection> directions, StoreTask store)
        : base(result, store)
    {
        Symbol = symbol;
        Directions = directions;
        IsWhole = true;
    }

    /// <summary>What the body reads of it.</summary>
    public RecurrenceSymbol Symbol { get; }

    /// <summary>Which way it runs along the sequential axes that are not open yet; those come first in the order.</summary>
    public IReadOnlyList<StepDirection> Directions { get; private init; }

    /// <summary>Whether none of its axes is open: after the loop all elements are known.</summary>
    public bool IsWhole { get; private init; }

    public override KernelTask Open(NodeFactory factory, Axis axis)
    {
        var opened = (StoreTask)Store.Open(factory, axis);
        return Directions.Count == 1
            ? opened
            : this with { Store = opened, Order = opened.Order, Directions = [.. Directions.Skip(1)], IsWhole = false };
    }
}

/// <summary>Keeps the keys of a ranking; when they are all there, they are ranked.</summary>
internal sealed record RankingTask(StoredArray Result, StoreTask Store) : ArrayTask(Result, Store)
{
    public override KernelTask Open(NodeFactory factory, Axis axis) => Store.Open(factory, axis);
}
