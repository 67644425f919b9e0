using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>Turns sums of rows that further sums need whole, Σ(j) c(i,j)·v[j,d] as a factor under Σ(d), into tables over i and d.</summary>
/// <remarks>
/// The adjoint of a normalised row is such a sum, and the gradient of the norm takes its product with the row. Computed for each d by itself it would read
/// columns of v; as a table it is filled row by row, in the pass over all pairs that has its coefficients.
/// </remarks>
internal sealed class PairwiseTables(NodeFactory factory, Scheduler scheduler, ExpressionBuilder builder, NameAllocator names)
{
    private readonly Placeholders _placeholders = new(factory);
    private readonly Dictionary<Node, (SummedTable Table, int[] Places)> _tables = [];
    private readonly Dictionary<Node, Node> _rewritten = [];

    public List<SummedTable> Tables { get; } = [];

    /// <summary>Makes the tables that some formulas need.</summary>
    public void Find(IEnumerable<Node> formulas)
    {
        foreach (var outer in NodeQueries.Reachable(formulas).OfType<Reduce>())
        {
            foreach (var sum in NodeQueries.Reachable([outer.Body], node => node.FreeAxes.Contains(outer.Axis)).OfType<Reduce>())
            {
                if (sum is { Kind: ReduceKind.Sum, Type: NodeType.Real } && sum.FreeAxes.Count == 2 && sum.FreeAxes.Contains(outer.Axis))
                    AddTable(sum, sum.FreeAxes.Single(axis => axis != outer.Axis), outer.Axis);
            }
        }
    }

    /// <summary>A formula with reads of tables in place of the sums.</summary>
    public Node Rewrite(Node node)
    {
        if (_tables.Count == 0 || node.BinderHeight == 0)
            return node;
        if (!_rewritten.TryGetValue(node, out var result))
            _rewritten[node] = result = node is Reduce sum && TryRead(sum) is { } read ? read : factory.MapOperands(node, Rewrite);
        return result;
    }

    private Node? TryRead(Reduce sum)
    {
        if (sum.FreeAxes.Count != 2)
            return null;
        var (pattern, axes) = _placeholders.Abstract(sum, []);
        return _tables.TryGetValue(pattern, out var known) ? factory.Read(known.Table.Array, [.. known.Places.Select(place => factory.Position(axes[place]))]) : null;
    }

    private void AddTable(Reduce sum, Axis row, Axis column)
    {
        var (pattern, axes) = _placeholders.Abstract(sum, []);
        if (_tables.ContainsKey(pattern))
            return;
        var other = factory.NewAxis(sum.Axis.Name, sum.Axis.Extent);
        var value = factory.OpenBody(sum, other);
        if (NodeQueries.ReadsComputedArrays(value) || !StorePlanner.Precedes(value, other, column) || SegmentedSums.IsSegmented(value, other))
            return;

        // Outside is the axis whose rows have the dearer reductions: a logsumexp over all others, and not a norm.
        var isOtherOutside = HeightOfRows(value, other, row) > HeightOfRows(value, row, other);
        var split = isOtherOutside
            ? new ContractionPattern(factory, other, row, column).SplitDerivative(value, toRow: false)
            : new ContractionPattern(factory, row, other, column).SplitDerivative(value, toRow: true);
        if (split is null)
            return;

        var name = names.Allocate(builder.HintFor(sum) + "Rows");
        Extent[] dimensions = [row.Extent, column.Extent];
        var storage = new Storage(name, name + "Origin", ElementType.Double, isReadOnly: false);
        var array = new ArrayParameter(new LossParameter(name, ParameterKind.Array, ElementType.Double, name), dimensions);
        var fill = new StoreTask(scheduler.NewId(), new StoreTarget(storage, dimensions), [factory.Position(row), factory.Position(column)], value, StoreMode.Add)
        {
            Order = isOtherOutside ? [other, row, column] : [row, other, column],
        };
        var table = new SummedTable(array, storage, [row, column], fill);
        Tables.Add(table);
        _tables[pattern] = (table, [axes.ToList().IndexOf(row), axes.ToList().IndexOf(column)]);
    }

    /// <summary>How deeply the reductions nest that depend on one axis and not on the other.</summary>
    private static int HeightOfRows(Node value, Axis axis, Axis other) => NodeQueries.Reachable([value])
        .Where(node => node is Reduce && node.FreeAxes.Contains(axis) && !node.FreeAxes.Contains(other))
        .Select(node => node.BinderHeight).Append(0).Max();
}
