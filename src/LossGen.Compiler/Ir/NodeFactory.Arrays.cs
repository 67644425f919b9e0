namespace LossGen.Compiler.Ir;

/// <content>Computed arrays: recurrences and rankings.</content>
public sealed partial class NodeFactory
{
    private readonly Dictionary<(int Rank, int Height), RecurrenceSymbol> _boundSymbols = [];
    private readonly Dictionary<(Node Node, RecurrenceSymbol Symbol, RecurrenceSymbol Replacement), Node> _symbolSubstitutions = [];
    private readonly Dictionary<ArrayNode, OpenArray> _openArrays = [];
    private int _nextSymbolId;

    /// <summary>A new symbol, different from every other.</summary>
    public RecurrenceSymbol NewSymbol(string name, int rank) => new(name, rank, _nextSymbolId++);

    /// <summary>Reads an earlier element inside the body of the recurrence with this symbol.</summary>
    /// <param name="symbol">The recurrence.</param>
    /// <param name="indices">One integer node a dimension.</param>
    public Node Carried(RecurrenceSymbol symbol, params Node[] indices)
    {
        Require(indices.Length == symbol.Rank && indices.All(index => index.Type == NodeType.Integer), "indices do not fit the recurrence");
        return Intern(
            new NodeKey(typeof(CarriedRead), 0, symbol, indices),
            () => new CarriedRead(symbol, indices, FreeAxesOf(indices), HeightOf(indices)));
    }

    /// <summary>Reads an element of a computed array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="indices">One integer node a dimension.</param>
    public Node Element(ArrayNode array, params Node[] indices)
    {
        Require(indices.Length == array.Axes.Count && indices.All(index => index.Type == NodeType.Integer), "indices do not fit the array");
        Node[] operands = [array, .. indices];
        return Intern(
            new NodeKey(typeof(Element), 0, null, operands),
            () => new Element(array, operands, FreeAxesOf(operands), HeightOf(operands)));
    }

    /// <summary>A recurrence.</summary>
    /// <param name="axes">Its dimensions, different axes that are free in the body; the sequential ones first, outermost first.</param>
    /// <param name="directions">Which way it runs along each of them.</param>
    /// <param name="symbol">What the body reads of it.</param>
    /// <param name="body">A real expression.</param>
    public Recurrence Recurrence(IReadOnlyList<Axis> axes, IReadOnlyList<StepDirection> directions, RecurrenceSymbol symbol, Node body)
    {
        Require(body.Type == NodeType.Real && axes.Count == directions.Count && axes.Count == symbol.Rank, "a recurrence needs a direction an axis");
        var bound = BoundAxes(axes, body);
        var boundSymbol = BoundSymbol(symbol, body.BinderHeight + axes.Count);
        var renamed = SubstituteSymbol(Rename(body, axes, bound), symbol, boundSymbol);
        var key = directions.Aggregate(0L, (number, direction) => (number * 4) + (long)direction);
        var subject = new EquatableSubject([.. bound, boundSymbol]);
        return (Recurrence)Intern(
            new NodeKey(typeof(Recurrence), key, subject, [renamed]), () => new Recurrence(bound, directions, boundSymbol, renamed));
    }

    /// <summary>The positions on an axis in ascending order of a real key.</summary>
    public Ranking Ranking(Axis axis, Node key)
    {
        Require(key.Type == NodeType.Real, "a ranking needs a real key");
        var bound = BoundAxes([axis], key);
        var renamed = Rename(key, [axis], bound);
        return (Ranking)Intern(new NodeKey(typeof(Ranking), 0, bound[0], [renamed]), () => new Ranking(bound[0], renamed));
    }

    /// <summary>The body of a computed array with axes and a symbol of its own, always the same ones for the same array.</summary>
    public OpenArray Open(ArrayNode array)
    {
        if (!_openArrays.TryGetValue(array, out var open))
        {
            Axis[] axes = [.. array.Axes.Select(axis => NewAxis(axis.Name, axis.Extent))];
            var symbol = array is Recurrence recurrence ? NewSymbol(recurrence.Symbol.Name, axes.Length) : null;
            _openArrays[array] = open = new OpenArray(axes, symbol, OpenBody(array, axes, symbol));
        }

        return open;
    }

    /// <summary>The body of a computed array with its bound axes, and the symbol of a recurrence, replaced by those given.</summary>
    public Node OpenBody(ArrayNode array, IReadOnlyList<Axis> axes, RecurrenceSymbol? symbol)
    {
        var body = Rename(array.Body, array.Axes, axes);
        return array is Recurrence recurrence && symbol is not null ? SubstituteSymbol(body, recurrence.Symbol, symbol) : body;
    }

    /// <summary>The node with every free read of one symbol made a read of another.</summary>
    public Node SubstituteSymbol(Node node, RecurrenceSymbol symbol, RecurrenceSymbol replacement)
    {
        if (symbol == replacement || !node.FreeSymbols.Contains(symbol))
            return node;
        if (_symbolSubstitutions.TryGetValue((node, symbol, replacement), out var known))
            return known;
        var result = MapOperands(node, operand => SubstituteSymbol(operand, symbol, replacement));
        if (result is CarriedRead carried && carried.Symbol == symbol)
            result = Carried(replacement, [.. carried.Operands]);
        return _symbolSubstitutions[(node, symbol, replacement)] = result;
    }

    private ArrayNode MapBody(ArrayNode array, Func<Node, Node> map)
    {
        var open = Open(array);
        var mapped = map(open.Body);
        return ReferenceEquals(mapped, open.Body) ? array : Close(array, open, mapped);
    }

    private ArrayNode SubstituteInBody(ArrayNode array, Axis axis, Node replacement)
    {
        var open = Open(array);
        return Close(array, open, Substitute(open.Body, axis, replacement));
    }

    private ArrayNode Close(ArrayNode array, OpenArray open, Node body) => array is Recurrence recurrence
        ? Recurrence(open.Axes, recurrence.Directions, open.Symbol!, body)
        : Ranking(open.Axes[0], body);

    private Axis[] BoundAxes(IReadOnlyList<Axis> axes, Node body) =>
        [.. axes.Select((axis, i) => BoundAxis(axis, body.BinderHeight + axes.Count - i))];

    private RecurrenceSymbol BoundSymbol(RecurrenceSymbol named, int height)
    {
        if (!_boundSymbols.TryGetValue((named.Rank, height), out var symbol))
            _boundSymbols[(named.Rank, height)] = symbol = NewSymbol(named.Name, named.Rank);
        return symbol;
    }

    private Node Rename(Node body, IReadOnlyList<Axis> from, IReadOnlyList<Axis> to)
    {
        for (var i = 0; i < from.Count; i++)
            body = Substitute(body, from[i], Position(to[i]));
        return body;
    }

    /// <summary>Several objects as one key.</summary>
    private sealed class EquatableSubject(object[] parts) : IEquatable<EquatableSubject>
    {
        private readonly object[] _parts = parts;

        public bool Equals(EquatableSubject? other) => other is not null && _parts.SequenceEqual(other._parts);

        public override bool Equals(object? obj) => Equals(obj as EquatableSubject);

        public override int GetHashCode() => _parts.Aggregate(17, (hash, part) => unchecked((hash * 31) + part.GetHashCode()));
    }
}

/// <summary>A computed array's body over axes of its own.</summary>
/// <param name="Axes">One a dimension.</param>
/// <param name="Symbol">What the body of a recurrence reads; null for a ranking.</param>
/// <param name="Body">The body.</param>
public sealed record OpenArray(IReadOnlyList<Axis> Axes, RecurrenceSymbol? Symbol, Node Body);
