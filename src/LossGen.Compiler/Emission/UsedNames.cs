using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Emission;

/// <summary>What a kernel's vector loops refer to, so that only that is declared.</summary>
internal sealed class UsedNames
{
    private bool _isNarrow;

    private UsedNames()
    {
    }

    /// <summary>Arrays that are loaded or stored as vectors.</summary>
    public List<Storage> Storages { get; } = [];

    /// <summary>Extents that vector loops run over.</summary>
    public List<(Local Extent, ElementType Lanes)> VectorExtents { get; } = [];

    /// <summary>Extents whose partial steps reduce, and so need a mask.</summary>
    public HashSet<(Local Extent, ElementType Lanes)> MaskedExtents { get; } = [];

    /// <summary>Arrays of 64-bit integers that are read into lanes of 32 bits.</summary>
    public HashSet<Storage> LongStorages { get; } = [];

    public static UsedNames Of(Kernel kernel)
    {
        var used = new UsedNames();
        used.Visit(kernel.IndexChecks, null);
        used.Visit(kernel.Body, null);
        return used;
    }

    private void Visit(IEnumerable<LoopStatement> statements, (Local Extent, ElementType Lanes)? steps)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Declare declare:
                    Visit(declare.Value);
                    break;
                case Loop loop:
                    (Local Extent, ElementType Lanes)? inner = loop.Lanes is { } lanes ? (loop.Extent, lanes) : null;
                    if (inner is { } used && !VectorExtents.Contains(used))
                        VectorExtents.Add(used);
                    _isNarrow = loop.Lanes == ElementType.Single;
                    Visit(loop.Body, inner);
                    _isNarrow = false; // no loop stands in a loop of lanes
                    break;
                case Reduction reduction:
                    Visit(reduction.Value);
                    if (steps is { } masked)
                        MaskedExtents.Add(masked);
                    break;
                case Scatter scatter:
                    Visit(scatter.Indices);
                    Visit(scatter.Value);
                    break;
                case Store store:
                    Visit(store.Value);
                    if (store.Value.IsVector)
                        Add(store.Target);
                    break;
            }
        }
    }

    private void Visit(LoopExpression expression)
    {
        switch (expression)
        {
            case VectorLoad load:
                Add(load.Storage);
                AddLong(load.Storage);
                break;
            case GatherLoad gather:
                AddLong(gather.Storage);
                Visit(gather.Indices);
                break;
            case Operation operation:
                foreach (var operand in operation.Operands)
                    Visit(operand);
                break;
            case Choice choice:
                Visit(choice.Condition);
                Visit(choice.IfTrue);
                Visit(choice.IfFalse);
                break;
            case Broadcast broadcast:
                Visit(broadcast.Value);
                break;
            case FirstLane lane:
                Visit(lane.Value);
                break;
        }
    }

    private void AddLong(Storage storage)
    {
        if (_isNarrow && storage.Element == ElementType.Int64 && storage.IsReadOnly)
            LongStorages.Add(storage);
    }

    private void Add(Storage storage)
    {
        if (storage.Layout != StorageLayout.BlockRow && !Storages.Contains(storage))
            Storages.Add(storage);
    }
}
