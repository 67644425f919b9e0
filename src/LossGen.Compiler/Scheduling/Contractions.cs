using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>Takes sums over pairs of rows, and the additions of their derivatives, out of a loop over rows: they run for a block of rows at a time.</summary>
/// <remarks>
/// In a loop over i, s[i,j] = Σ(d) u[i,d]·v[j,d] is a row of numbers that is there before anything else is computed: where a block of rows begins, the runtime
/// computes it for all of them as a blocked matrix product. What is added to a gradient for each pair, c(i,j)·v[j,d], is kept as the row of its coefficients
/// c(i,·), which the runtime multiplies back where the block ends. Nothing is ever as large as all pairs, and the code between is what it was.
/// </remarks>
internal sealed class Contractions(NodeFactory factory, Scheduler scheduler, ExpressionBuilder builder, NameAllocator names, ElementType lanePrecision)
{
    private readonly Dictionary<Extent, Axis> _rowAxes = [];
    private readonly Dictionary<Extent, Axis> _columnAxes = [];
    private readonly Dictionary<Node, Storage> _sources = [];
    private readonly Dictionary<Node, Storage> _columnPanels = [];
    private readonly Dictionary<Node, PackedRows> _rowPanels = [];

    /// <summary>Makes the pairwise sums of a loop's body known, and replaces tasks that add their derivatives.</summary>
    /// <param name="scope">The loop's body.</param>
    /// <param name="tasks">What it must do.</param>
    /// <returns>What is left to do, and the statements that end the body.</returns>
    public (IReadOnlyList<KernelTask> Tasks, IReadOnlyList<LoopStatement> Additions) Begin(Scope scope, IReadOnlyList<KernelTask> tasks)
    {
        if (scope.Parent is not { Axis: null } root || tasks.Any(task => task is RecurrenceTask))
            return (tasks, []);
        Contract(root, scope, tasks);
        var left = new List<KernelTask>();
        var additions = new List<Addition>();
        foreach (var task in tasks)
        {
            if (task is not StoreTask store || AdditionOf(store, scope) is not { } addition)
                left.Add(task);
            else if (additions.FindIndex(other => other.IsLike(addition)) is >= 0 and var index)
                additions[index] = additions[index] with { Coefficient = factory.Call(Operators.Add, additions[index].Coefficient, addition.Coefficient) };
            else
                additions.Add(addition);
        }

        if (additions.Count == 0)
            return (left, []);
        var blocks = new Dictionary<Node, Storage>();
        foreach (var addition in additions.Where(addition => !blocks.ContainsKey(addition.Coefficient)))
        {
            var (block, current) = BlockOf("coefficient", addition.Other.Extent, scope);
            blocks[addition.Coefficient] = block;
            left.Add(new StoreTask(
                scheduler.NewId(), new StoreTarget(current, [addition.Other.Extent]), [factory.Position(addition.Other)], addition.Coefficient, StoreMode.Set)
            { Order = [addition.Other] });
        }

        var end = additions.Select(addition => new BlockAddition(
            addition.Step,
            addition.ToRow,
            blocks[addition.Coefficient],
            addition.Row is null ? null : PackedRowsOf(addition.Row, scope.Axis!.Extent, addition.Column.Extent, root),
            builder.ExtentOf(addition.Column.Extent),
            addition.OtherRow is null ? null : PackedRowsOf(addition.OtherRow, addition.Other.Extent, addition.Column.Extent, root),
            builder.ExtentOf(addition.Other.Extent),
            addition.Target));
        return (left, [new EndBlock(scope.Variable!, builder.ExtentOf(scope.Axis!.Extent), [.. end])]);
    }

    private void Contract(Scope root, Scope scope, IReadOnlyList<KernelTask> tasks)
    {
        var rows = new Dictionary<(ContractionStep, Node, Node), Storage>();
        foreach (var sum in NodeQueries.Reachable(tasks.SelectMany(task => task.Nodes), node => !builder.IsKnown(node, scope)).OfType<Reduce>())
        {
            if (sum is not { Kind: ReduceKind.Sum, Type: NodeType.Real } || NodeQueries.ReadsComputedArrays(sum) || sum.FreeAxes.Count != 2 || !sum.FreeAxes.Contains(scope.Axis!))
                continue;
            var pattern = (Reduce)builder.Placeholders.Abstract(sum, scope.OpenAxes).Pattern;
            var other = pattern.FreeAxes.Single(axis => axis != scope.Axis);
            var column = AxisOf(_columnAxes, sum.Axis.Extent);
            if (scope.Intermediates.ContainsKey(pattern)
                || new ContractionPattern(factory, scope.Axis!, other, column).Split(factory.OpenBody(pattern, column)) is not { } split)
            {
                continue;
            }

            var key = (split.Step, RowPattern(split.Row, scope.Axis!), RowPattern(split.Other, other));
            if (!rows.TryGetValue(key, out var current))
                rows[key] = current = Contract(root, scope, key, builder.HintFor(sum), other.Extent, column.Extent);
            var intermediate = new Intermediate(pattern, current, [other.Extent]);
            scope.Intermediates[pattern] = intermediate;
            scope.BlockRows.Add((other, intermediate));
        }
    }

    private Storage Contract(Scope root, Scope scope, (ContractionStep Step, Node Row, Node Other) key, string hint, Extent others, Extent columns)
    {
        var source = SourceOf(key.Row, scope.Axis!.Extent, columns, root);
        var panels = ColumnPanelsOf(key.Other, others, columns, root);
        var (block, current) = BlockOf(hint, others, scope, declared =>
            new ContractBlock(key.Step, source, scope.Variable!, builder.ExtentOf(columns), panels, declared));
        return current;
    }

    /// <summary>What a task adds for each pair of rows, if it does nothing else.</summary>
    private Addition? AdditionOf(StoreTask store, Scope scope)
    {
        if (store is not { Mode: StoreMode.Add, Order.Count: 2, Index: [Position row, Position last], Target.Storage.Element: ElementType.Double } || last.Axis != store.Order[1]
            || NodeQueries.ReadsComputedArrays(store.Value))
        {
            return null;
        }

        var toRow = row.Axis == scope.Axis;
        if (!toRow && row.Axis != store.Order[0])
            return null;
        var (other, column) = (AxisOf(_rowAxes, store.Order[0].Extent), AxisOf(_columnAxes, store.Order[1].Extent));
        var value = factory.Substitute(factory.Substitute(store.Value, store.Order[0], factory.Position(other)), store.Order[1], factory.Position(column));
        return new ContractionPattern(factory, scope.Axis!, other, column).SplitDerivative(value, toRow) is var (step, coefficient, ownRow, otherRow)
            ? new Addition(store.Target.Storage, toRow, step, coefficient, ownRow is null ? null : RowPattern(ownRow, scope.Axis!), otherRow, other, column)
            : null;
    }

    /// <summary>Scratch memory for a row a row of a block, and the row of the current position.</summary>
    private (Storage Block, Storage Current) BlockOf(string hint, Extent length, Scope scope, Func<Storage, LoopStatement>? fill = null)
    {
        var (blockName, rowName) = (names.Allocate(hint + "Block"), names.Allocate(hint + "Row"));
        var block = ScratchFor(blockName, StorageLayout.Block, [length]);
        var current = new Storage(rowName, rowName + "Origin", lanePrecision, isReadOnly: false) { Layout = StorageLayout.BlockRow, IsPadded = true };
        if (fill is not null)
            scope.Statements.Add(fill(block));
        scope.Statements.Add(new BeginBlockRow(block, scope.Variable!, builder.ExtentOf(length), current));
        return (block, current);
    }

    private PackedRows PackedRowsOf(Node row, Extent rows, Extent columns, Scope root)
    {
        if (!_rowPanels.TryGetValue(row, out var packed))
        {
            var source = SourceOf(row, rows, columns, root);
            var storage = ScratchFor(names.Allocate(source.Name.TrimStart('@') + "Rows"), StorageLayout.RowPanels, [rows, columns]);
            _rowPanels[row] = packed = new PackedRows(storage, new Local(names.Allocate(source.Name.TrimStart('@') + "IsFinite"), NodeType.Boolean));
            root.Statements.Add(new PackRows(source, builder.ExtentOf(rows), builder.ExtentOf(columns), storage, packed.IsFinite));
        }

        return packed;
    }

    private Storage ColumnPanelsOf(Node row, Extent rows, Extent columns, Scope root)
    {
        if (!_columnPanels.TryGetValue(row, out var storage))
        {
            var source = SourceOf(row, rows, columns, root);
            _columnPanels[row] = storage = ScratchFor(names.Allocate(source.Name.TrimStart('@') + "Columns"), StorageLayout.ColumnPanels, [rows, columns]);
            root.Statements.Add(new PackRows(source, builder.ExtentOf(rows), builder.ExtentOf(columns), storage, null));
        }

        return storage;
    }

    /// <summary>Where the rows are: a parameter, or scratch memory that a loop before this one fills.</summary>
    private Storage SourceOf(Node row, Extent rows, Extent columns, Scope root)
    {
        Node[] index = [factory.Position(AxisOf(_rowAxes, rows)), factory.Position(AxisOf(_columnAxes, columns))];
        if (row is ArrayRead read && read.Array.Parameter.Element == lanePrecision && read.Operands.SequenceEqual(index))
            return builder.StorageOf(read.Array);
        if (!_sources.TryGetValue(row, out var source))
        {
            _sources[row] = source = ScratchFor(names.Allocate(builder.HintFor(row) + "Kept"), StorageLayout.Plain, [rows, columns]);
            scheduler.Run(root, [new StoreTask(scheduler.NewId(), new StoreTarget(source, [rows, columns]), index, row, StoreMode.Set) { Order = [AxisOf(_rowAxes, rows), AxisOf(_columnAxes, columns)] }]);
        }

        return source;
    }

    private Storage ScratchFor(string name, StorageLayout layout, IReadOnlyList<Extent> dimensions)
    {
        var storage = new Storage(name, name + "Origin", lanePrecision, isReadOnly: false) { Layout = layout };
        scheduler.Scratch.Add(new StoreTarget(storage, dimensions));
        return storage;
    }

    /// <summary>An element of a row as it is known whatever the loop over rows is called.</summary>
    private Node RowPattern(Node element, Axis row) => factory.Substitute(element, row, factory.Position(AxisOf(_rowAxes, row.Extent)));

    private Axis AxisOf(Dictionary<Extent, Axis> axes, Extent extent)
    {
        if (!axes.TryGetValue(extent, out var axis))
            axes[extent] = axis = factory.NewAxis(extent.Name, extent);
        return axis;
    }

    /// <summary>What is added to running sums for each pair: a coefficient times a derivative by an element of one of the rows.</summary>
    private sealed record Addition(Storage Target, bool ToRow, ContractionStep Step, Node Coefficient, Node? Row, Node? OtherRow, Axis Other, Axis Column)
    {
        public bool IsLike(Addition other) => this with { Coefficient = other.Coefficient } == other;
    }
}
