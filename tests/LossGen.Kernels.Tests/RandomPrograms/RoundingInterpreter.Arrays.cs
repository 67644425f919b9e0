using LossGen.Compiler.Ir;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <content>Computed arrays.</content>
public sealed partial class RoundingInterpreter
{
    private readonly Dictionary<(ArrayNode Array, long Position), double[]> _arrays = [];
    private readonly Dictionary<RecurrenceSymbol, (ArrayNode Array, double[] Elements)> _underWay = [];

    /// <summary>What is known while one element of a recurrence is computed.</summary>
    private Dictionary<(Node Node, long Position), double> _passing = [];

    private double[] ElementsOf(ArrayNode array)
    {
        var key = (array, FlatPosition(array));
        if (array.FreeSymbols.Count == 0 && _arrays.TryGetValue(key, out var known))
            return known;
        var elements = new double[array.Axes.Aggregate(1L, (length, axis) => length * arguments.Extents[axis.Extent])];
        var recurrence = array as Recurrence;
        if (recurrence is not null)
            _underWay.Add(recurrence.Symbol, (array, elements));
        var surrounding = _passing;
        Fill(array, elements, 0, 0);
        _passing = surrounding;
        if (recurrence is not null)
            _underWay.Remove(recurrence.Symbol);
        else
            elements = [.. Enumerable.Range(0, elements.Length).OrderBy(i => double.IsNaN(elements[i])).ThenBy(i => elements[i]).Select(i => (double)i)];
        if (array.FreeSymbols.Count == 0)
            _arrays[key] = elements;
        return elements;
    }

    private void Fill(ArrayNode array, double[] elements, int depth, long offset)
    {
        if (depth == array.Axes.Count)
        {
            _passing = [];
            elements[offset] = Evaluate(array.Body);
            return;
        }

        var axis = array.Axes[depth];
        var length = arguments.Extents[axis.Extent];
        for (var step = 0; step < length; step++)
        {
            var position = array is Recurrence recurrence && recurrence.Directions[depth] == StepDirection.Backward ? length - 1 - step : step;
            _positions[axis] = position;
            Fill(array, elements, depth + 1, (offset * length) + position);
        }

        _positions.Remove(axis);
    }

    private double ElementAt(ArrayNode array, double[] elements, IEnumerable<Node> indices)
    {
        var offset = 0L;
        foreach (var (index, axis) in indices.Zip(array.Axes))
            offset = (offset * arguments.Extents[axis.Extent]) + (long)Evaluate(index);
        return elements[offset];
    }

    private long FlatPosition(Node node)
    {
        var flat = 0L;
        foreach (var axis in node.FreeAxes)
            flat = (flat * arguments.Extents[axis.Extent]) + _positions[axis];
        return flat;
    }
}
