using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Interpretation;

/// <summary>How the interpreter rounds.</summary>
public enum Precision
{
    /// <summary>All results are doubles.</summary>
    Double,

    /// <summary>
    /// The result of every operation is rounded to the nearest <c>float</c>: arithmetic as good as a <c>float</c> kernel can have it.
    /// </summary>
    Single,
}

/// <summary>
/// Evaluates expressions one node at a time: the oracle that generated code is tested against, and the witness of stability warnings.
/// Booleans are 1 and 0, integers are exact up to 2⁵³. It computes each node once for each position of the axes that the node depends on.
/// </summary>
public sealed partial class Interpreter(LossArguments arguments, Precision precision = Precision.Double)
{
    private readonly Dictionary<Axis, long> _positions = [];
    private readonly Known _lasting = new();

    /// <summary>The value of an expression without free axes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index that is evaluated lies outside of its array.</exception>
    public double Evaluate(Node node)
    {
        if (node.Operands.Count == 0)
            return Leaf(node);
        var known = KnownFor(node).Values;
        var key = (node, FlatPosition(node.FreeAxes));
        if (!known.TryGetValue(key, out var value))
            known[key] = value = Round(node, Compute(node));
        return value;
    }

    /// <summary>The values of an expression at all positions of its axes, row-major in the order given.</summary>
    public double[] Evaluate(Node node, IReadOnlyList<Axis> axes)
    {
        var values = new List<double>();
        Collect(node, axes, 0, values);
        return [.. values];
    }

    private void Collect(Node node, IReadOnlyList<Axis> axes, int depth, List<double> values)
    {
        if (depth == axes.Count)
        {
            values.Add(Evaluate(node));
            return;
        }

        for (var i = 0L; i < LengthOf(axes[depth]); i++)
        {
            _positions[axes[depth]] = i;
            Collect(node, axes, depth + 1, values);
        }

        _positions.Remove(axes[depth]);
    }

    private double Leaf(Node node) => node switch
    {
        RealConstant real => Round(node, real.Value),
        IntegerConstant integer => integer.Value,
        BooleanConstant boolean => boolean.Value ? 1 : 0,
        ScalarRead scalar => Round(node, arguments.Scalars[scalar.Parameter.Name]),
        Position position => _positions[position.Axis],
        ExtentRead size => arguments.Extents[size.Extent],
        _ => throw new InvalidOperationException("an unknown kind of leaf"),
    };

    private double Compute(Node node) => node switch
    {
        ArrayRead read => arguments.Arrays[read.Array.Name][Offset(read.Array.Name, read.Operands, read.Array.Dimensions)],
        Element element => ElementsOf(element.Array)[Offset(NameOf(element.Array), [.. element.Indices], ExtentsOf(element.Array))],
        CarriedRead carried => Carried(carried),
        Select select => Evaluate(Evaluate(select.Condition) != 0 ? select.IfTrue : select.IfFalse),
        Call call when call.Operator == Operators.And => Evaluate(call.Operands[0]) != 0 ? Evaluate(call.Operands[1]) : 0,
        Call call when call.Operator == Operators.Or => Evaluate(call.Operands[0]) != 0 ? 1 : Evaluate(call.Operands[1]),
        Call call => call.Operator.Evaluate([.. call.Operands.Select(Evaluate)]),
        Reduce reduce => Reduce(reduce),
        _ => throw new InvalidOperationException("an unknown kind of node"),
    };

    /// <summary>Where an element stands in an array; <paramref name="name"/> is for the exception.</summary>
    private long Offset(string name, IReadOnlyList<Node> indices, IReadOnlyList<Extent> dimensions)
    {
        var offset = 0L;
        for (var i = 0; i < indices.Count; i++)
        {
            var (index, length) = ((long)Evaluate(indices[i]), arguments.Extents[dimensions[i]]);
            if (index < 0 || index >= length)
                throw new ArgumentOutOfRangeException(name, index, $"The index at position {i} lies outside of [0, {length}).");
            offset = (offset * length) + index;
        }

        return offset;
    }

    private double Reduce(Reduce reduce)
    {
        var values = new double[LengthOf(reduce.Axis)];
        for (var i = 0; i < values.Length; i++)
        {
            _positions[reduce.Axis] = i;
            values[i] = Evaluate(reduce.Body);
        }

        _positions.Remove(reduce.Axis);
        return reduce.Kind switch
        {
            ReduceKind.Sum => Reductions.Sum(values),
            ReduceKind.Product => values.Aggregate(1.0, (product, value) => product * value),
            ReduceKind.Min => values.Aggregate(reduce.Type == NodeType.Integer ? long.MaxValue : double.PositiveInfinity, Math.Min),
            ReduceKind.Max => values.Aggregate(reduce.Type == NodeType.Integer ? long.MinValue : double.NegativeInfinity, Math.Max),
            ReduceKind.LogSumExp => Reductions.LogSumExp(values),
            ReduceKind.Norm => Reductions.Norm(values),
            _ => throw new InvalidOperationException("an unknown reduction"),
        };
    }

    private long LengthOf(Axis axis) => arguments.Extents[axis.Extent];

    private long FlatPosition(AxisSet axes)
    {
        var flat = 0L;
        foreach (var axis in axes)
            flat = (flat * LengthOf(axis)) + _positions[axis];
        return flat;
    }

    private double Round(Node node, double value) => precision == Precision.Single && node.Type == NodeType.Real ? (float)value : value;
}
