using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>Turns sums over the members of a segment into tables that one pass over all members fills.</summary>
/// <remarks>
/// Σₙ (bin[n] == b ? f(n) : 0) for every b is no loop over b × n: it is one pass over n that adds f(n) at bin[n], and what was the sum is a read
/// of the table at b. What is outside the table belongs to no segment. The same sum at any other index, as the gradient has it
/// at bin[n], reads the same table where conditions say that the index is inside it.
/// </remarks>
internal sealed class SegmentedSums(NodeFactory factory, Scheduler scheduler, ExpressionBuilder builder, NameAllocator names)
{
    private readonly Simplifier _simplifier = new(factory);
    private readonly Algebra _algebra = new(factory);
    private readonly Placeholders _placeholders = new(factory);
    private readonly Dictionary<Extent, Axis> _segmentAxes = [];
    private readonly Dictionary<Node, (SummedTable Table, int[] Places)> _tables = [];
    private readonly Dictionary<(Node Node, RangeFacts Facts), Node> _rewritten = [];
    private readonly RangeFacts _everywhere = RangeFacts.None(withPositions: true);
    private readonly RangeFacts _atOtherIndices = RangeFacts.None(withPositions: false);

    /// <summary>The tables, each behind those that its members read.</summary>
    public List<SummedTable> Tables { get; } = [];

    /// <summary>A formula with reads of tables in place of sums over segments.</summary>
    public Node Rewrite(Node node) => Rewrite(node, _everywhere);

    /// <summary>
    /// The same for sums at indices that are not plain positions. A gradient that is a segmented sum at its own position needs no table: it is one.
    /// </summary>
    public Node RewriteAtOtherIndices(Node node) => Rewrite(node, _atOtherIndices);

    /// <summary>A task with rewritten formulas.</summary>
    public KernelTask Rewrite(KernelTask task) => task switch
    {
        StoreTask store => store with { Index = [.. store.Index.Select(Rewrite)], Value = Rewrite(store.Value) },
        ResultTask result => result with { Value = Rewrite(result.Value) },
        _ => task,
    };

    /// <summary>Whether a summand counts only where a member's segment is the position on an axis.</summary>
    public static bool IsSegmented(Node summand, Axis member)
    {
        for (; summand is Select { IfFalse: RealConstant { Value: 0 } or IntegerConstant { Value: 0 } } select; summand = select.IfTrue)
        {
            if (Algebra.Conjuncts(select.Condition).Any(condition => SplitEquality(condition, [member]) is (_, Position)))
                return true;
        }

        return false;
    }

    private Node Rewrite(Node node, RangeFacts facts)
    {
        if (node.BinderHeight == 0)
            return node;
        if (!_rewritten.TryGetValue((node, facts), out var result))
        {
            _rewritten[(node, facts)] = result = node switch
            {
                Reduce { Kind: ReduceKind.Sum, FreeSymbols.Count: 0 } sum when TryRead(sum, facts) is { } read => read,
                Select select => factory.Select(
                    Rewrite(select.Condition, facts), Rewrite(select.IfTrue, facts.And(select.Condition)), Rewrite(select.IfFalse, facts)),
                _ => factory.MapOperands(node, operand => Rewrite(operand, facts)),
            };
        }

        return result;
    }

    private Node? TryRead(Reduce sum, RangeFacts facts)
    {
        var members = new List<Axis>();
        Node body = sum;
        while (body is Reduce { Kind: ReduceKind.Sum } reduce)
        {
            var axis = factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
            members.Add(axis);
            body = factory.OpenBody(reduce, axis);
        }

        var (conditions, value) = Conditions(body);
        for (var place = 0; place < conditions.Count; place++)
        {
            if (SplitEquality(_algebra.AsIntegers(conditions[place]), members) is not { } split || facts.ExtentOf(split.Index) is not { } extent)
                continue;
            var (segment, index) = split;
            var others = conditions.Where((_, i) => i != place).ToList();
            if (TableOf(sum, members, segment, index, extent, others, value) is var (array, axes))
                return factory.Read(array, [.. axes.Select(axis => axis == _segmentAxes[extent] ? index : factory.Position(axis))]);
        }

        return null;
    }

    /// <summary>The table, and the axes of this sum at which it is read.</summary>
    private (ArrayParameter Array, IEnumerable<Axis> Axes)? TableOf(
        Reduce sum, IReadOnlyList<Axis> members, Node segment, Node index, Extent extent, IReadOnlyList<Node> conditions, Node value)
    {
        if (!_segmentAxes.TryGetValue(extent, out var axis))
            _segmentAxes[extent] = axis = factory.NewAxis(extent.Name, extent);
        var here = factory.Position(axis);
        value = conditions.Reverse().Aggregate(value, (inner, condition) => factory.Select(condition, inner, _algebra.Identity(ReduceKind.Sum, value.Type)));
        value = factory.Replace(value, index, here);

        var element = factory.Select(factory.Call(Operators.Equal, here, segment), value, _algebra.Identity(ReduceKind.Sum, value.Type));
        var whole = members.Reverse().Aggregate(element, (inner, member) => factory.Reduce(ReduceKind.Sum, member, inner));
        var (pattern, axes) = _placeholders.Abstract(whole, []);
        if (_tables.TryGetValue(pattern, out var known))
            return (known.Table.Array, known.Places.Select(place => axes[place]));

        // Other axes are rows of the table; at an index that is no axis of its own they would be rows for each of its positions.
        Axis[] rows = [.. whole.FreeAxes.Where(other => other != axis)];
        if (rows.Length > 1 || (rows.Length > 0 && index is not Position))
            return null;
        var isInside = rows.Length == 1 && members.Any(member => StorePlanner.Precedes(value, member, rows[0]));
        var table = Fill(sum, isInside ? [axis, .. rows] : [.. rows, axis], [.. isInside ? members.Concat(rows) : rows.Concat(members)], axis, segment, value);
        _tables[pattern] = (table, [.. table.Axes.Select(dimension => axes.ToList().IndexOf(dimension))]);
        return (table.Array, table.Axes);
    }

    private SummedTable Fill(Reduce sum, Axis[] axes, Axis[] order, Axis axis, Node segment, Node value)
    {
        var name = names.Allocate(builder.HintFor(sum) + "By" + char.ToUpperInvariant(axis.Name[0]) + axis.Name.Substring(1));
        var element = sum.Type == NodeType.Integer ? ElementType.Int64 : ElementType.Double;
        Extent[] dimensions = [.. axes.Select(dimension => dimension.Extent)];
        var storage = new Storage(name, name + "Origin", element, isReadOnly: false) { Layout = axes[0] == axis && axes.Length > 1 ? StorageLayout.SpareRow : StorageLayout.Plain };
        var array = new ArrayParameter(new LossParameter(name, ParameterKind.Array, element, name), dimensions);
        var added = Rewrite(_simplifier.Simplify(factory.Substitute(value, axis, segment)));
        Node[] index = [.. axes.Select(dimension => dimension == axis ? Rewrite(segment) : factory.Position(dimension))];
        var fill = new StoreTask(scheduler.NewId(), new StoreTarget(storage, dimensions), index, added, StoreMode.Add)
        {
            Order = order,
            ScattersLanes = axes[^1] == axis,
        };
        var table = new SummedTable(array, storage, axes, fill);
        Tables.Add(table);
        return table;
    }

    /// <summary>The conditions under which a summand is not 0, and its value there.</summary>
    private (List<Node> Conditions, Node Value) Conditions(Node body)
    {
        var conditions = new List<Node>();
        while (body is Select { IfFalse: RealConstant { Value: 0 } or IntegerConstant { Value: 0 } } select)
        {
            conditions.AddRange(Algebra.Conjuncts(select.Condition));
            body = select.IfTrue;
        }

        if (body is Call && NodeQueries.CountedCondition(body) is { } counted)
        {
            conditions.AddRange(Algebra.Conjuncts(counted));
            body = body.Type == NodeType.Integer ? factory.Integer(1) : factory.Real(1);
        }

        return (conditions, body);
    }

    /// <summary>Splits <c>bin[n] == e</c> into the side of the members and the other, which depends on none of them; null if it is no such condition.</summary>
    private static (Node Segment, Node Index)? SplitEquality(Node condition, IReadOnlyList<Axis> members)
    {
        if (condition is not Call { Operator: var op } call || op != Operators.Equal || call.Operands[0].Type != NodeType.Integer)
            return null;
        for (var i = 0; i < 2; i++)
        {
            var (segment, index) = (call.Operands[i], call.Operands[1 - i]);
            if (segment.FreeAxes.Any(members.Contains) && !index.FreeAxes.Any(axis => members.Contains(axis) || segment.FreeAxes.Contains(axis)))
                return (segment, index);
        }

        return null;
    }
}
