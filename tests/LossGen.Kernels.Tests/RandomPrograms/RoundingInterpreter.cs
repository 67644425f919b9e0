using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>
/// Evaluates an expression with a relative error after every operation: how far results then are from the exact ones says how many digits any
/// arithmetic of that precision can give.
/// </summary>
/// <remarks>
/// The error is a function of the value, so that equal values stay equal, as they do in a computer. Choices, extrema and negations round nothing.
/// An ambiguous choice (a near-tie, a step) shows as a large difference.
/// </remarks>
/// <param name="arguments">The arguments.</param>
/// <param name="roundoff">The largest relative error.</param>
/// <param name="seed">Which errors.</param>
public sealed partial class RoundingInterpreter(LossArguments arguments, double roundoff, int seed)
{
    private readonly Dictionary<Axis, long> _positions = [];
    private readonly Dictionary<(Node Node, long Position), double> _known = [];

    public double Evaluate(Node node)
    {
        switch (node)
        {
            case RealConstant { Value: var value }:
                return value == (float)value ? value : Perturb(value);
            case IntegerConstant integer:
                return integer.Value;
            case BooleanConstant boolean:
                return boolean.Value ? 1 : 0;
            case ScalarRead scalar:
                return arguments.Scalars[scalar.Parameter.Name];
            case Position position:
                return _positions[position.Axis];
            case ExtentRead size:
                return arguments.Extents[size.Extent];
        }

        var results = node.FreeSymbols.Count == 0 ? _known : _passing;
        var key = (node, FlatPosition(node));
        if (!results.TryGetValue(key, out var known))
            results[key] = known = Compute(node);
        return known;
    }

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

        for (var i = 0L; i < arguments.Extents[axes[depth].Extent]; i++)
        {
            _positions[axes[depth]] = i;
            Collect(node, axes, depth + 1, values);
        }

        _positions.Remove(axes[depth]);
    }

    private double Compute(Node node)
    {
        switch (node)
        {
            case ArrayRead read:
                var offset = 0L;
                for (var i = 0; i < read.Operands.Count; i++)
                    offset = (offset * arguments.Extents[read.Array.Dimensions[i]]) + (long)Evaluate(read.Operands[i]);
                return arguments.Arrays[read.Array.Name][offset];
            case Select select:
                return Evaluate(Evaluate(select.Condition) != 0 ? select.IfTrue : select.IfFalse);
            case Call call when call.Operator == Operators.And:
                return Evaluate(call.Operands[0]) != 0 ? Evaluate(call.Operands[1]) : 0;
            case Call call when call.Operator == Operators.Or:
                return Evaluate(call.Operands[0]) != 0 ? 1 : Evaluate(call.Operands[1]);
            case Call call:
                var value = call.Operator.Evaluate([.. call.Operands.Select(Evaluate)]);
                return IsExact(call) ? value : Perturb(value);
            case Reduce reduce:
                return Reduce(reduce);
            case Element element:
                return ElementAt(element.Array, ElementsOf(element.Array), element.Indices);
            case CarriedRead carried:
                var (array, elements) = _underWay[carried.Symbol];
                return ElementAt(array, elements, carried.Operands);
            default:
                throw new InvalidOperationException("an unknown kind of node");
        }
    }

    private double Reduce(Reduce reduce)
    {
        var isInteger = reduce.Type == NodeType.Integer;
        var length = arguments.Extents[reduce.Axis.Extent];
        var values = new double[length];
        for (var i = 0; i < length; i++)
        {
            _positions[reduce.Axis] = i;
            values[i] = Evaluate(reduce.Body);
        }

        _positions.Remove(reduce.Axis);
        switch (reduce.Kind)
        {
            case ReduceKind.Min:
                return values.Aggregate(isInteger ? long.MaxValue : double.PositiveInfinity, Math.Min);
            case ReduceKind.Max:
                return values.Aggregate(isInteger ? long.MinValue : double.NegativeInfinity, Math.Max);
            case ReduceKind.Sum:
                return isInteger ? values.Sum() : Perturb(values.Sum(), OrderOf(values));
            case ReduceKind.Product:
                return values.Aggregate(1.0, (product, value) => Perturb(product * value));
            case ReduceKind.Norm:
                return Perturb(Math.Sqrt(values.Sum(value => value * value)), OrderOf(values));
            default:
                var maximum = values.Aggregate(double.NegativeInfinity, Math.Max);
                return double.IsInfinity(maximum) ? maximum : Perturb(maximum + Math.Log(values.Sum(value => Math.Exp(value - maximum))), OrderOf(values));
        }
    }

    private static bool IsExact(Call call) =>
        call.Type != NodeType.Real || call.Operator == Operators.Negate || call.Operator == Operators.Abs || call.Operator == Operators.Min
        || call.Operator == Operators.Max || call.Operator == Operators.ToReal || call.Operator == Operators.Sign;

    /// <summary>The same terms in another order have another rounding error.</summary>
    private static ulong OrderOf(double[] values) =>
        values.Aggregate(0UL, (hash, value) => unchecked((hash * 0x100000001B3) ^ (ulong)BitConverter.DoubleToInt64Bits(value)));

    private double Perturb(double value, ulong order = 0)
    {
        unchecked
        {
            var hash = (ulong)BitConverter.DoubleToInt64Bits(value) + order + ((ulong)seed * 0x9E3779B97F4A7C15);
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
            hash ^= hash >> 31;
            return value * (1 + (roundoff * (((hash >> 11) * (2.0 / (1UL << 53))) - 1)));
        }
    }
}
