using System.Runtime.CompilerServices;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Ir;

/// <summary>
/// Makes the nodes and axes of one program. Equal requests give the same node. It simplifies nothing: what the user wrote is
/// what the stability rules see. <see cref="Algebra"/> is the constructor that simplifies.
/// </summary>
public sealed partial class NodeFactory
{
    /// <summary>A program that needs more nodes is refused; it bounds time and memory on any text.</summary>
    public const int MaximumNodes = 200_000;

    /// <summary>A program that nests more deeply is refused: expressions are walked recursively, and a stack that overflows takes the host down.</summary>
    public const int MaximumDepth = 800;

    private readonly Dictionary<NodeKey, Node> _nodes = [];
    private readonly Dictionary<(Extent Extent, int Height), Axis> _boundAxes = [];
    private readonly Dictionary<(Node Node, Axis Axis, Node Replacement), Node> _substitutions = [];
    private readonly Dictionary<Reduce, Axis> _workingAxes = [];
    private int _nextAxisId;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>A new axis, different from every other.</summary>
    public Axis NewAxis(string name, Extent extent) => new(name, extent, _nextAxisId++);

    public Node Real(double value) =>
        Intern(new NodeKey(typeof(RealConstant), BitConverter.DoubleToInt64Bits(value), null, []), () => new RealConstant(value));

    public Node Integer(long value) =>
        Intern(new NodeKey(typeof(IntegerConstant), value, null, []), () => new IntegerConstant(value));

    public Node Boolean(bool value) =>
        Intern(new NodeKey(typeof(BooleanConstant), value ? 1 : 0, null, []), () => new BooleanConstant(value));

    public Node Scalar(LossParameter parameter) =>
        Intern(new NodeKey(typeof(ScalarRead), 0, parameter, []), () => new ScalarRead(parameter, TypeOf(parameter.Element)));

    public Node Position(Axis axis) => Intern(new NodeKey(typeof(Position), 0, axis, []), () => new Position(axis));

    public Node Size(Extent extent) => Intern(new NodeKey(typeof(ExtentRead), 0, extent, []), () => new ExtentRead(extent));

    /// <param name="array">The array.</param>
    /// <param name="indices">One integer node a dimension.</param>
    public Node Read(ArrayParameter array, params Node[] indices)
    {
        Require(indices.Length == array.Rank && indices.All(index => index.Type == NodeType.Integer), "indices do not fit the array");
        return Intern(
            new NodeKey(typeof(ArrayRead), 0, array, indices),
            () => new ArrayRead(array, array.ElementType, indices, FreeAxesOf(indices), HeightOf(indices)));
    }

    public Node Call(Operator op, params Node[] operands)
    {
        var type = op.ResultType(operands);
        return Intern(
            new NodeKey(typeof(Call), 0, op, operands),
            () => new Call(op, type, operands, FreeAxesOf(operands), HeightOf(operands)));
    }

    public Node Select(Node condition, Node ifTrue, Node ifFalse)
    {
        Require(condition.Type == NodeType.Boolean && ifTrue.Type == ifFalse.Type, "a choice needs a condition and two values of one type");
        Node[] operands = [condition, ifTrue, ifFalse];
        return Intern(
            new NodeKey(typeof(Select), 0, null, operands),
            () => new Select(condition, ifTrue, ifFalse, FreeAxesOf(operands), HeightOf(operands)));
    }

    /// <summary>Reduces over <paramref name="axis"/>, which may be any axis that is free in the body (or none of its axes).</summary>
    public Node Reduce(ReduceKind kind, Axis axis, Node body)
    {
        var bound = BoundAxis(axis, body.BinderHeight + 1);
        var renamed = Substitute(body, axis, Position(bound));
        return Intern(new NodeKey(typeof(Reduce), (long)kind, bound, [renamed]), () => new Reduce(kind, bound, renamed));
    }

    /// <summary>The body of a reduction with its bound axis renamed to <paramref name="axis"/>, which must have the same extent.</summary>
    public Node OpenBody(Reduce reduce, Axis axis)
    {
        Require(axis.Extent == reduce.Axis.Extent, "an axis stands in for one of another extent");
        return Substitute(reduce.Body, reduce.Axis, Position(axis));
    }

    /// <summary>The node with every free occurrence of an axis replaced by an integer expression.</summary>
    public Node Substitute(Node node, Axis axis, Node replacement)
    {
        if (!node.FreeAxes.Contains(axis) || (replacement is Position position && position.Axis == axis))
            return node;
        if (node is Position)
            return replacement;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_substitutions.TryGetValue((node, axis, replacement), out var known))
            return known;
        var result = node switch
        {
            Reduce reduce => SubstituteInBody(reduce, axis, replacement),
            ArrayNode array => SubstituteInBody(array, axis, replacement),
            _ => Rebuild(node, [.. node.Operands.Select(operand => Substitute(operand, axis, replacement))]),
        };
        _substitutions[(node, axis, replacement)] = result;
        return result;
    }

    /// <summary>The node with every occurrence of <paramref name="target"/> replaced by an expression of the same type.</summary>
    public Node Replace(Node node, Node target, Node replacement)
    {
        Require(target.Type == replacement.Type, "a node is replaced by one of another type");
        return Replace(node, target, replacement, []);
    }

    private Node Replace(Node node, Node target, Node replacement, Dictionary<Node, Node> known)
    {
        if (ReferenceEquals(node, target))
            return replacement;
        if (node.Operands.Count == 0)
            return node;
        if (!known.TryGetValue(node, out var result))
            known[node] = result = MapOperands(node, operand => Replace(operand, target, replacement, known));
        return result;
    }

    /// <summary>The same node with each operand mapped; the body of a binder is mapped with its bound axes (and symbol) opened.</summary>
    /// <remarks>
    /// This is the way to transform expressions. A transformed body may hold more deeply nested reductions than before, whose canonical axes would
    /// capture an outer reduction's bound axis if that were still free in it.
    /// </remarks>
    public Node MapOperands(Node node, Func<Node, Node> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (node is ArrayNode array)
            return MapBody(array, map);
        if (node is not Reduce reduce)
            return node.Operands.Count == 0 ? node : Rebuild(node, [.. node.Operands.Select(map)]);
        if (!_workingAxes.TryGetValue(reduce, out var axis))
            _workingAxes[reduce] = axis = NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
        var open = OpenBody(reduce, axis);
        var mapped = map(open);
        return ReferenceEquals(mapped, open) ? reduce : Reduce(reduce.Kind, axis, mapped);
    }

    /// <summary>The same node, which is no binder, with other operands.</summary>
    public Node Rebuild(Node node, Node[] operands) => node switch
    {
        _ when operands.SequenceEqual(node.Operands) => node,
        ArrayRead read => Read(read.Array, operands),
        Call call => Call(call.Operator, operands),
        Ir.Select => Select(operands[0], operands[1], operands[2]),
        Ir.Element => Element((ArrayNode)operands[0], [.. operands.Skip(1)]),
        CarriedRead carried => Carried(carried.Symbol, operands),
        _ => throw new InvalidOperationException("a binder is rebuilt by MapOperands"),
    };

    public static NodeType TypeOf(ElementType element) => element switch
    {
        ElementType.Single or ElementType.Double => NodeType.Real,
        ElementType.Boolean => NodeType.Boolean,
        _ => NodeType.Integer,
    };

    /// <summary>Where the replacement has reductions of its own, or an axis that a caller has opened, the body is opened with a new axis first.</summary>
    private Node SubstituteInBody(Reduce reduce, Axis axis, Node replacement)
    {
        if (replacement.BinderHeight == 0)
            return Reduce(reduce.Kind, reduce.Axis, Substitute(reduce.Body, axis, replacement));
        var open = NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
        return Reduce(reduce.Kind, open, Substitute(OpenBody(reduce, open), axis, replacement));
    }

    private Axis BoundAxis(Axis named, int height)
    {
        if (!_boundAxes.TryGetValue((named.Extent, height), out var axis))
            _boundAxes[(named.Extent, height)] = axis = NewAxis(named.Name, named.Extent);
        return axis;
    }

    private Node Intern(NodeKey key, Func<Node> create)
    {
        if (_nodes.TryGetValue(key, out var known))
            return known;
        if (_nodes.Count >= MaximumNodes)
            throw new ProgramTooLargeException();
        var node = create();
        if (node.Depth > MaximumDepth)
            throw new ProgramTooLargeException();
        node.Id = _nodes.Count;
        _nodes.Add(key, node);
        return node;
    }

    private static AxisSet FreeAxesOf(IEnumerable<Node> operands) =>
        operands.Aggregate(AxisSet.Empty, (axes, operand) => axes.Union(operand.FreeAxes));

    private static int HeightOf(IReadOnlyList<Node> operands)
    {
        var height = 0;
        foreach (var operand in operands)
            height = Math.Max(height, operand.BinderHeight);
        return height;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }

    /// <summary>What makes a node the node it is: its class, what it names, and its operands by identity.</summary>
    private readonly struct NodeKey(Type kind, long value, object? subject, Node[] operands) : IEquatable<NodeKey>
    {
        private readonly Type _kind = kind;
        private readonly long _value = value;
        private readonly object? _subject = subject;
        private readonly Node[] _operands = operands;

        public bool Equals(NodeKey other)
        {
            if (_kind != other._kind || _value != other._value || !Equals(_subject, other._subject) || _operands.Length != other._operands.Length)
                return false;
            for (var i = 0; i < _operands.Length; i++)
            {
                if (!ReferenceEquals(_operands[i], other._operands[i]))
                    return false;
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode()
        {
            unchecked
            {
                var hash = (_kind.GetHashCode() * 31) + _value.GetHashCode();
                hash = (hash * 31) + (_subject?.GetHashCode() ?? 0);
                foreach (var operand in _operands)
                    hash = (hash * 31) + operand.Id;
                return hash;
            }
        }
    }
}

/// <summary>
/// The program needs more nodes than <see cref="NodeFactory.MaximumNodes"/>. <see cref="LossCompiler"/> turns it into a diagnostic.
/// </summary>
public sealed class ProgramTooLargeException : Exception
{
    public ProgramTooLargeException()
        : base("The loss is too large.")
    {
    }
}
