using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <content>Loads and stores: which memory holds a value, and where in it.</content>
internal sealed partial class ExpressionBuilder
{
    private LoopExpression Load(Storage storage, IReadOnlyList<Extent> dimensions, IReadOnlyList<Node> index, NodeType type, Scope scope)
    {
        var axis = scope.Axis!;
        var isAlongRow = index.Take(index.Count - 1).All(part => !part.FreeAxes.Contains(axis)) && axis.Extent == dimensions[^1];
        if (isAlongRow && IsPlain(index, dimensions))
            return new VectorLoad(storage, Offset(dimensions, index, scope.Parent!, new LocalUse(scope.Variable!)), type);
        if (isAlongRow && Ir.Offset.From(axis, index[^1]) is { } shift && Math.Abs(shift) <= storage.Margin / 2)
            return ShiftedLoad(storage, dimensions, index, shift, type, scope);

        LoopExpression? offset = null;
        for (var i = 0; i < index.Count; i++)
        {
            var part = Lanes(index[i], scope);
            var size = new Broadcast(new LocalUse(extents[dimensions[i]]));
            offset = offset is null ? part : Integer(Operators.Add, Integer(Operators.Multiply, offset, size, true), part, true);
        }

        return new GatherLoad(storage, offset!, type);
    }

    /// <summary>Consecutive elements of a row that is computed, or that begin beside their place in the margins of an array.</summary>
    private LoopExpression ShiftedLoad(
        Storage storage, IReadOnlyList<Extent> dimensions, IReadOnlyList<Node> index, long shift, NodeType type, Scope scope)
    {
        LoopExpression last = new LocalUse(scope.Variable!);
        if (shift != 0)
        {
            var distance = new Literal(NodeType.Integer, 0, Math.Abs(shift), false);
            last = Integer(shift > 0 ? Operators.Add : Operators.Subtract, last, distance, false);
        }

        LoopExpression? isInside = null;
        for (var i = 0; i < index.Count - 1; i++)
        {
            if (IsPlain(index[i], dimensions[i]))
                continue;
            var isRow = IsInside(index[i], dimensions[i], scope.Parent!);
            isInside = isInside is null ? isRow : new Operation(Operators.And, [isInside, isRow], NodeType.Boolean, false);
        }

        return new VectorLoad(storage, Offset(dimensions, index, scope.Parent!, last), type) { IsInside = isInside };
    }

    private void EmitStore(StoreTask store, Scope scope)
    {
        var dimensions = store.Target.Dimensions;
        if (scope.IsVector && store.ScattersLanes)
        {
            scope.Statements.Add(new Scatter(store.Target.Storage, ScatterIndices(store, scope), Lanes(store.Value, scope)));
            return;
        }

        if (scope.IsVector)
        {
            var value = Lanes(store.Value, scope);
            var row = store.Index.Take(store.Index.Count - 1).Select((part, i) => part is Position || store.IsInside
                ? Number(part, scope.Parent!)
                : Clamped(Number(part, scope.Parent!), extents[dimensions[i]], store.Target.Storage));
            var offset = Offset(dimensions, [.. row, new LocalUse(scope.Variable!)]);
            scope.Statements.Add(new Store(store.Target.Storage, offset, value, store.Mode, store.IsScatter));
            return;
        }

        var parts = store.Index.Select(part => Number(part, scope)).ToList();
        var index = Offset(dimensions, parts);
        for (var i = 0; i < parts.Count; i++)
        {
            if (store.IsScatter && store.Index[i] is not Position)
                index = new Choice(IsInside(parts[i], extents[dimensions[i]]), index, new Literal(NodeType.Integer, 0, -1, false));
        }

        scope.Statements.Add(new Store(store.Target.Storage, index, Number(store.Value, scope), store.Mode, store.IsScatter));
    }

    /// <summary>The index of each lane of a store whose last index is computed; −1 where that one is outside its dimension.</summary>
    private LoopExpression ScatterIndices(StoreTask store, Scope scope)
    {
        var last = Lanes(store.Index[^1], scope);
        if (store.Index.Count == 1)
            return last;
        var size = extents[store.Target.Dimensions[^1]];
        var row = Offset([.. store.Target.Dimensions.Take(store.Index.Count - 1)], [.. store.Index.Take(store.Index.Count - 1)], scope.Parent!);
        var first = new Broadcast(Integer(Operators.Multiply, row, new LocalUse(size), false));
        return new Choice(IsInside(last, size), Integer(Operators.Add, first, last, true), new Literal(NodeType.Integer, 0, -1, true));
    }

    /// <summary>The finished scratch memory that holds a value, and the index in it.</summary>
    private (Intermediate Intermediate, IReadOnlyList<Node> Index)? FindIntermediate(Node node, Scope scope)
    {
        if (node is not (Call or Select or Reduce or Element) || node.Type == NodeType.Boolean)
            return null;
        foreach (var outer in scope.Outwards())
        {
            if (outer.Intermediates.Count == 0)
                continue;
            var (pattern, axes) = Placeholders.Abstract(node, outer.OpenAxes);
            if (outer.Intermediates.TryGetValue(pattern, out var intermediate))
                return (intermediate, [.. axes.Select(factory.Position)]);
            foreach (var (axis, row) in outer.BlockRows)
            {
                if (NodeMatching.FindSubstitution(row.Pattern, axis, node) is { } index)
                    return (row, [index]);
            }
        }

        return null;
    }

    /// <summary>The memory of a finished array, and the further indices in it if it was computed for many positions of the axes around.</summary>
    private (StoredArray Array, IReadOnlyList<Node> Further)? FindArray(ArrayNode array, Scope scope)
    {
        foreach (var outer in scope.Outwards())
        {
            if (outer.Arrays.TryGetValue(array, out var stored))
                return (stored, []);
            if (outer.Spreads.Count == 0)
                continue;
            var (pattern, axes) = Placeholders.Abstract(array, outer.OpenAxes);
            if (outer.Spreads.TryGetValue(pattern, out var spread) && outer.Arrays.TryGetValue(spread, out stored))
                return (stored, [.. axes.Select(factory.Position)]);
        }

        return null;
    }

    /// <summary>The computed array that a node reads, and where.</summary>
    private (StoredArray Array, IReadOnlyList<Node> Index)? FindStored(Node node, Scope scope) => node switch
    {
        Element element when FindArray(element.Array, scope) is { } found => (found.Array, [.. element.Indices, .. found.Further]),
        CarriedRead carried => (scope.Outwards().Select(outer => outer.Carried).First(under => under?.Symbol == carried.Symbol)!.Value.Array, carried.Operands),
        _ => null,
    };

    private LoopExpression Offset(IReadOnlyList<Extent> dimensions, IReadOnlyList<Node> index, Scope scope, LoopExpression? last = null) =>
        Offset(dimensions, [.. index.Select((part, i) => last is not null && i == index.Count - 1 ? last : Number(part, scope))]);

    private LoopExpression Offset(IReadOnlyList<Extent> dimensions, IReadOnlyList<LoopExpression> index)
    {
        var offset = index[0];
        for (var i = 1; i < index.Count; i++)
        {
            offset = Integer(
                Operators.Add, Integer(Operators.Multiply, offset, new LocalUse(extents[dimensions[i]]), false), index[i], false);
        }

        return offset;
    }

    private static LoopExpression Integer(Operator op, LoopExpression left, LoopExpression right, bool isVector) =>
        new Operation(op, [left, right], NodeType.Integer, isVector);

    /// <summary>Whether an index is inside, in a variable: all loads of a loop ask the same.</summary>
    private LoopExpression IsInside(Node index, Extent extent, Scope scope)
    {
        var isBelow = factory.Call(Operators.Less, index, factory.Size(extent));
        var isInside = index is IntegerConstant { Value: >= 0 }
            ? isBelow
            : factory.Call(Operators.And, factory.Call(Operators.LessOrEqual, factory.Integer(0), index), isBelow);
        foreach (var outer in scope.Outwards())
        {
            if (outer.Values.TryGetValue(isInside, out var known))
                return new LocalUse(known);
        }

        return DeclareIn(scope.HomeOf(isInside), isInside, Number(isInside, scope), "isInside");
    }

    private static LoopExpression IsInside(LoopExpression index, Local extent)
    {
        LoopExpression size = index.IsVector ? new Broadcast(new LocalUse(extent)) : new LocalUse(extent);
        LoopExpression zero = new Literal(NodeType.Integer, 0, 0, index.IsVector);
        return new Operation(Operators.And, [Holds(Operators.LessOrEqual, zero, index), Holds(Operators.Less, index, size)], NodeType.Boolean, index.IsVector);

        Operation Holds(Operator op, LoopExpression left, LoopExpression right) => new(op, [left, right], NodeType.Boolean, index.IsVector);
    }

    /// <summary>A row index that may be outside: in a branch that is not chosen, where what is added is 0, or where there is a row for what is outside.</summary>
    private static LoopExpression Clamped(LoopExpression index, Local extent, Storage storage) =>
        new Choice(IsInside(index, extent), index, storage.Layout == StorageLayout.SpareRow ? new LocalUse(extent) : new Literal(NodeType.Integer, 0, 0, false));

    private static bool IsPlain(ArrayRead read) => read.Operands.All(index => index is Position);

    private static bool IsPlain(IReadOnlyList<Node> index, IReadOnlyList<Extent> dimensions) =>
        index.Zip(dimensions, IsPlain).All(isPlain => isPlain);

    private static bool IsPlain(Node index, Extent extent) => index is Position position && position.Axis.Extent == extent;
}
