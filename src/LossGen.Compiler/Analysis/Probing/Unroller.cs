using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Writes expressions out element by element onto a <see cref="Tape"/>, in the form in which they stand in the source.</summary>
/// <remarks>
/// What the language has as one function stays one, rounded once: <c>logsumexp</c>, <c>softmax</c>, and the difference of the two that
/// <c>logsoftmax</c> and the cross-entropy are (kernels compute it without cancellation).
/// </remarks>
internal sealed partial class Unroller(Tape tape, ProbeShape shape, CancellationToken cancellationToken)
{
    private readonly Dictionary<Axis, long> _positions = [];
    private readonly Dictionary<(Node Node, long Position, int Context), int> _known = [];
    private readonly Dictionary<Node, List<int>> _slots = [];
    private readonly Dictionary<(object Subject, long Offset), int> _inputs = [];
    private readonly List<ProbeInput> _arguments = [];

    /// <summary>The arguments in order of first use.</summary>
    public IReadOnlyList<ProbeInput> Arguments => _arguments;

    /// <summary>Where the values of a node stand: one slot for each of its positions; none if it is never evaluated.</summary>
    public IReadOnlyList<int> SlotsOf(Node node) => _slots.TryGetValue(node, out var slots) ? slots : [];

    /// <summary>The nodes that have been unrolled, in order of creation.</summary>
    public IEnumerable<Node> Nodes => _slots.Keys.OrderBy(node => node.Id);

    /// <summary>The slots of an expression at all positions of its free axes.</summary>
    public IReadOnlyList<int> Unroll(Node root)
    {
        var slots = new List<int>();
        Collect(root, 0, slots);
        return slots;
    }

    private void Collect(Node root, int depth, List<int> slots)
    {
        if (depth == root.FreeAxes.Count)
        {
            slots.Add(Slot(root));
            return;
        }

        var axis = root.FreeAxes[depth];
        for (var i = 0L; i < shape.LengthOf(axis.Extent); i++)
        {
            _positions[axis] = i;
            Collect(root, depth + 1, slots);
        }

        _positions.Remove(axis);
    }

    private int Slot(Node node)
    {
        if (tape.IsFull)
            return 0;
        var key = (node, FlatPosition(node.FreeAxes), node.FreeSymbols.Count == 0 ? 0 : _context);
        if (_known.TryGetValue(key, out var known))
            return known;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        cancellationToken.ThrowIfCancellationRequested();
        var slot = Compute(node);
        if (!_slots.TryGetValue(node, out var slots))
            _slots[node] = slots = [];
        if (!slots.Contains(slot))
            slots.Add(slot);
        return _known[key] = slot;
    }

    private int Compute(Node node) => node switch
    {
        RealConstant real => tape.Constant(real.Value, SlotRounding.Element),
        IntegerConstant integer => Integer(integer.Value),
        BooleanConstant boolean => Integer(boolean.Value ? 1 : 0),
        Position position => Integer(_positions[position.Axis]),
        ExtentRead size => Integer(shape.LengthOf(size.Extent)),
        ScalarRead { Type: NodeType.Integer } scalar => Integer((long)shape.Arguments.Scalars[scalar.Parameter.Name]),
        ScalarRead scalar => Input(scalar.Parameter, scalar.Parameter, [], 0),
        ArrayRead read => At(read.Operands, [.. read.Array.Dimensions.Select(shape.LengthOf)], offset => Input(read.Array, offset)),
        Element element => ElementOf(element),
        CarriedRead carried => Carried(carried),
        Select select => Choice(Slot(select.Condition), select.IfTrue, select.IfFalse),
        Call call => Operation(call),
        Reduce reduce => Reduction(reduce),
        _ => tape.Undefined,
    };

    private int Integer(long value) => tape.Constant(value, SlotRounding.None);

    private int Input(ArrayParameter array, long offset) => shape.HoldsPositions(array)
        ? Integer(shape.PositionAt(array, offset))
        : Input(array, array.Parameter, [.. array.Dimensions.Select(shape.LengthOf)], offset);

    private int Input(object subject, LossParameter parameter, long[] lengths, long offset)
    {
        if (_inputs.TryGetValue((subject, offset), out var known))
            return known;
        var count = lengths.Aggregate(1L, (product, length) => product * length);
        var input = new ProbeInput(parameter, subject as ArrayParameter, tape.InputCount, (int)count, (int)(lengths.Length == 0 ? 1 : lengths[lengths.Length - 1]));
        _arguments.Add(input);
        for (var i = 0L; i < count; i++)
            _inputs[(subject, i)] = tape.NextInput(parameter.IsReal ? SlotRounding.Element : SlotRounding.None);
        return _inputs[(subject, offset)];
    }

    /// <summary>
    /// An element of an array. An index that depends on data (a rank) becomes a choice between all positions; one outside of the array is no number.
    /// </summary>
    private int At(IReadOnlyList<Node> indices, long[] lengths, Func<long, int> element)
    {
        return Dimension(0, 0);

        int Dimension(int dimension, long offset)
        {
            if (dimension == lengths.Length)
                return element(offset);
            var index = Slot(indices[dimension]);
            if (tape.IsFull)
                return 0;
            if (tape.TryGetConstant(index, out var position))
            {
                return position >= 0 && position < lengths[dimension]
                    ? Dimension(dimension + 1, (offset * lengths[dimension]) + (long)position)
                    : tape.Undefined;
            }

            var result = tape.Undefined;
            for (var i = lengths[dimension] - 1; i >= 0; i--)
            {
                var isHere = tape.Operation(Operators.Equal, index, Integer(i), SlotRounding.None);
                result = tape.Choice(isHere, Dimension(dimension + 1, (offset * lengths[dimension]) + i), result);
            }

            return result;
        }
    }

    /// <summary>A branch that is never taken is not looked into: an index in it may be out of range.</summary>
    private int Choice(int condition, Node ifTrue, Node ifFalse)
    {
        if (!tape.IsFull && tape.TryGetConstant(condition, out var holds))
            return Slot(holds != 0 ? ifTrue : ifFalse);
        return tape.Choice(condition, Slot(ifTrue), Slot(ifFalse));
    }

    private int Operation(Call call)
    {
        if (call.Operator == Operators.And || call.Operator == Operators.Or)
        {
            var left = Slot(call.Operands[0]);
            if (!tape.IsFull && tape.TryGetConstant(left, out var holds) && holds != 0 == (call.Operator == Operators.Or))
                return left;
            return tape.Operation(call.Operator, left, Slot(call.Operands[1]), SlotRounding.None);
        }

        if (LogProbability(call) is { } share)
            return share;
        var rounding = call.Type == NodeType.Real ? SlotRounding.Element : SlotRounding.None;
        return tape.Operation(call.Operator, Slot(call.Operands[0]), call.Operands.Count > 1 ? Slot(call.Operands[1]) : -1, rounding);
    }

    private int Reduction(Reduce reduce)
    {
        var rounding = reduce.Type == NodeType.Real ? SlotRounding.Element : SlotRounding.None;
        var terms = Elements(reduce);
        return reduce.Kind switch
        {
            ReduceKind.Sum => Chain(Operators.Add, terms, 0, rounding),
            ReduceKind.Product => Chain(Operators.Multiply, terms, 1, rounding),
            ReduceKind.Min => Chain(Operators.Min, terms, reduce.Type == NodeType.Integer ? long.MaxValue : double.PositiveInfinity, rounding),
            ReduceKind.Max => Chain(Operators.Max, terms, reduce.Type == NodeType.Integer ? long.MinValue : double.NegativeInfinity, rounding),
            ReduceKind.LogSumExp => Chain(Operators.LogAddExp, terms, double.NegativeInfinity, rounding),
            _ => Chain(Operators.Hypot, terms, 0, rounding),
        };
    }

    private List<int> Elements(Reduce reduce)
    {
        var elements = new List<int>();
        for (var i = 0L; i < shape.LengthOf(reduce.Axis.Extent); i++)
        {
            _positions[reduce.Axis] = i;
            elements.Add(Slot(reduce.Body));
        }

        _positions.Remove(reduce.Axis);
        return elements;
    }

    /// <summary>Combines elements from the first to the last; those that are the identity, because a guard does not hold, take no step.</summary>
    private int Chain(Operator op, List<int> elements, double identity, SlotRounding rounding)
    {
        var result = -1;
        foreach (var element in elements)
        {
            if (tape.IsFull)
                return 0;
            if (!tape.TryGetConstant(element, out var value) || value != identity)
                result = result < 0 ? element : tape.Operation(op, result, element, rounding);
        }

        return result >= 0 ? result : tape.Constant(identity, rounding);
    }

    private long FlatPosition(AxisSet axes)
    {
        var flat = 0L;
        foreach (var axis in axes)
            flat = (flat * shape.LengthOf(axis.Extent)) + _positions[axis];
        return flat;
    }
}

/// <summary>An argument whose elements stand on the tape.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Array">Its shape; null for a scalar.</param>
/// <param name="First">The number of its first element among the inputs.</param>
/// <param name="Count">How many elements there are.</param>
/// <param name="RowLength">The length of its innermost dimension.</param>
internal sealed record ProbeInput(LossParameter Parameter, ArrayParameter? Array, int First, int Count, int RowLength)
{
    /// <summary>The numbers of its elements among the inputs.</summary>
    public IEnumerable<int> Elements => Enumerable.Range(First, Count);
}
