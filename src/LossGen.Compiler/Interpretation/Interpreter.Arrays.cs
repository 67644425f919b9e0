using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Interpretation;

/// <content>Computed arrays.</content>
public sealed partial class Interpreter
{
    /// <summary>The recurrences that are being computed.</summary>
    private readonly Dictionary<RecurrenceSymbol, Carry> _carries = [];

    /// <summary>What is known while one element of the innermost of them is computed: what reads earlier elements has another value in the next one.</summary>
    private Known _passing = new();

    private Known KnownFor(Node node) => node.FreeSymbols.Count == 0 ? _lasting : _passing;

    private double[] ElementsOf(ArrayNode array)
    {
        var known = KnownFor(array).Arrays;
        var key = (array, FlatPosition(array.FreeAxes));
        if (!known.TryGetValue(key, out var elements))
            known[key] = elements = array is Recurrence recurrence ? Run(recurrence) : Rank((Ranking)array);
        return elements;
    }

    private double[] Run(Recurrence recurrence)
    {
        var extents = ExtentsOf(recurrence);
        // An element that is read too early, which a wrong order of the axes would do, is no number.
        double[] elements = [.. Enumerable.Repeat(double.NaN, (int)extents.Aggregate(1L, (product, extent) => product * arguments.Extents[extent]))];
        var surrounding = _passing;
        _carries.Add(recurrence.Symbol, new Carry(extents, elements));
        Run(recurrence, 0, 0, elements);
        _carries.Remove(recurrence.Symbol);
        _passing = surrounding;
        return elements;
    }

    private void Run(Recurrence recurrence, int depth, long offset, double[] elements)
    {
        if (depth == recurrence.Axes.Count)
        {
            _passing = new Known();
            elements[offset] = Evaluate(recurrence.Body);
            return;
        }

        var (axis, length) = (recurrence.Axes[depth], LengthOf(recurrence.Axes[depth]));
        for (var step = 0L; step < length; step++)
        {
            var position = recurrence.Directions[depth] == StepDirection.Backward ? length - 1 - step : step;
            _positions[axis] = position;
            Run(recurrence, depth + 1, (offset * length) + position, elements);
        }

        _positions.Remove(axis);
    }

    private double[] Rank(Ranking ranking)
    {
        var keys = new double[LengthOf(ranking.Axis)];
        for (var i = 0; i < keys.Length; i++)
        {
            _positions[ranking.Axis] = i;
            keys[i] = Evaluate(ranking.Body);
        }

        _positions.Remove(ranking.Axis);
        return [.. Enumerable.Range(0, keys.Length)
            .OrderBy(i => double.IsNaN(keys[i]))
            .ThenBy(i => keys[i])
            .Select(i => (double)i)];
    }

    private double Carried(CarriedRead read)
    {
        var carry = _carries[read.Symbol];
        return carry.Elements[Offset(read.Symbol.Name, read.Operands, carry.Extents)];
    }

    private static IReadOnlyList<Extent> ExtentsOf(ArrayNode array) => [.. array.Axes.Select(axis => axis.Extent)];

    private static string NameOf(ArrayNode array) => array is Recurrence recurrence ? recurrence.Symbol.Name : "sort";

    private sealed record Carry(IReadOnlyList<Extent> Extents, double[] Elements);

    /// <summary>Results, by node and position.</summary>
    private sealed class Known
    {
        public Dictionary<(Node Node, long Position), double> Values { get; } = [];

        public Dictionary<(ArrayNode Array, long Position), double[]> Arrays { get; } = [];
    }
}
