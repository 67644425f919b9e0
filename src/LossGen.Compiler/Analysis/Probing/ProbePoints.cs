using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// Where a computation is tried: a deterministic set of points that has every magnitude of every argument, alone and together with others. Sizes are
/// multiplied by factors near 1, another one for each element, so that nothing cancels by coincidence: p - q says nothing at p = q.
/// </summary>
internal sealed class ProbePoints
{
    private const int PairLevels = 9;
    private const int RowLevels = 16;

    private readonly IReadOnlyList<ProbeInput> _inputs;
    private readonly InputDomain[] _domains;
    private readonly List<Level>[] _levels;
    private readonly List<double[]> _points = [];
    private readonly int _width;

    private ProbePoints(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains)
    {
        _inputs = inputs;
        _domains = [.. inputs.Select(input => InputDomain.Of(input, domains))];
        _levels = [.. inputs.Select((input, i) => ProbeLevels.Of(input, _domains[i]))];
        _width = inputs.Sum(input => input.Count);
    }

    /// <summary>What the elements of a row are, given a size.</summary>
    private enum RowForm
    {
        /// <summary>All of the size.</summary>
        Uniform,

        /// <summary>The first of the size, the others typical.</summary>
        Spike,

        /// <summary>All of the size, with alternating signs.</summary>
        Alternating,

        /// <summary>The size, and steps of one from it.</summary>
        Steps,

        /// <summary>All equal.</summary>
        Equal,

        /// <summary>The first of the size, the others 0.</summary>
        Lone,
    }

    /// <summary>
    /// Points at which two arguments are nearly equal. A difference that is meant to vanish there loses all its digits, so they say something only of
    /// forms that do so although their operands are exact.
    /// </summary>
    public static IEnumerable<double[]> Related(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains)
    {
        var points = new ProbePoints(inputs, domains);
        for (var i = 0; i < inputs.Count; i++)
        {
            for (var j = 0; j < i; j++)
                points.Relate(j, i);
        }

        return points._points;
    }

    /// <summary>At most <paramref name="capacity"/> points, each with the values of all inputs.</summary>
    public static IReadOnlyList<double[]> Of(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains, int capacity)
    {
        var points = new ProbePoints(inputs, domains);
        points.Generate();
        var all = points._points;
        if (all.Count <= capacity)
            return all;

        // An even choice: every kind of point keeps its share.
        return [.. Enumerable.Range(0, capacity).Select(i => all[(int)((long)i * all.Count / capacity)])];
    }

    /// <summary>Points at which one argument has a size and the others are typical, or all have the same.</summary>
    public static IReadOnlyList<double[]> OfOneSize(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains)
    {
        var points = new ProbePoints(inputs, domains);
        points.GenerateOneSize();
        return points._points;
    }

    private void GenerateOneSize()
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            foreach (var level in _levels[i])
                Add((i, level, RowForm.Uniform));
        }

        foreach (var level in _inputs.Count > 1 ? Longest() : [])
        {
            Add([.. Together(level, false)]);
            Add([.. Together(level, true)]);
        }
    }

    private void Generate()
    {
        GenerateOneSize();
        for (var i = 0; i < _inputs.Count; i++)
        {
            foreach (var level in _inputs[i].Count > 1 ? _levels[i].Take(RowLevels) : [])
            {
                foreach (var form in new[] { RowForm.Spike, RowForm.Alternating, RowForm.Lone, RowForm.Equal })
                    Add((i, level, form));
            }

            foreach (var level in _inputs[i].Count > 1 ? _levels[i].Where(level => Math.Abs(level.Value) >= 10) : [])
                Add((i, level, RowForm.Steps));
        }

        for (var i = 0; i < _inputs.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                foreach (var first in _levels[i].Take(2 * PairLevels))
                {
                    foreach (var second in _levels[j].Take(2 * PairLevels))
                        Add((j, second, RowForm.Uniform), (i, first, RowForm.Uniform));
                }
            }
        }
    }

    private void Relate(int first, int second)
    {
        if (_inputs[first].Count != _inputs[second].Count || !_inputs[first].Parameter.IsReal || !_inputs[second].Parameter.IsReal)
            return;
        foreach (var (size, ratio) in new[] { (0.37, 1 + 3e-6), (1.12, 1 - 1e-6), (41.3, 1 + 1e-6), (-1.12, 1 - 3e-6), (4100, 1 + 2e-7) })
        {
            Add((first, new Level(size, false), RowForm.Uniform));
            var point = _points[_points.Count - 1];
            for (var i = 0; i < _inputs[first].Count; i++)
                point[_inputs[second].First + i] = ProbeLevels.Round(point[_inputs[first].First + i] * ratio, _inputs[second].Parameter.Element == ElementType.Single);
        }
    }

    private List<Level> Longest() => _levels.OrderByDescending(levels => levels.Count).First();

    /// <summary>All arguments of one size, as far as their domains go.</summary>
    private IEnumerable<(int Input, Level Level, RowForm Form)> Together(Level level, bool alternate)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            var value = alternate && i % 2 == 1 ? -level.Value : level.Value;
            if (_inputs[i].Parameter.IsReal && _domains[i].Contains(value * 1.03) && _domains[i].Contains(value * 0.97))
                yield return (i, level with { Value = value }, RowForm.Uniform);
        }
    }

    /// <summary>A point at which some arguments have a size, and the others are typical.</summary>
    private void Add(params (int Input, Level Level, RowForm Form)[] chosen)
    {
        var point = new double[_width];
        for (var i = 0; i < _inputs.Count; i++)
            Fill(point, i, new Level(ProbeLevels.Typical(_domains[i], i), !_inputs[i].Parameter.IsReal), RowForm.Uniform);
        foreach (var (input, level, form) in chosen)
            Fill(point, input, level, form);
        _points.Add(point);
    }

    private void Fill(double[] point, int number, Level level, RowForm form)
    {
        var (input, domain) = (_inputs[number], _domains[number]);
        for (var i = 0; i < input.Count; i++)
        {
            var isFirst = i % input.RowLength == 0;
            var value = form switch
            {
                RowForm.Spike when !isFirst => ProbeLevels.Typical(domain, i),
                RowForm.Lone when !isFirst => 0,
                RowForm.Alternating when i % 2 == 1 => -level.Value,
                RowForm.Steps => level.Value + (1.07 * (i % input.RowLength)),
                _ => level.Value,
            };
            if (form is not (RowForm.Equal or RowForm.Steps) && !level.IsExact)
                value *= Factor(i, number);
            if (domain.Values is { } values)
                value = values[(i + (level.Value == values[0] ? 0 : 1) + number) % values.Count];
            else if (input.Parameter.Element == ElementType.Boolean)
                value = ((i * 5) + _points.Count + number) % 3 == 0 ? 0 : 1;
            value = ProbeLevels.Round(value, input.Parameter.Element == ElementType.Single);
            point[input.First + i] = domain.Contains(value) ? value : ProbeLevels.Round(level.Value, input.Parameter.Element == ElementType.Single);
        }
    }

    /// <summary>Between 0.97 and 1.03, and another one for each neighbour.</summary>
    private static double Factor(int element, int input) => 0.97 + (0.06 * (((element * 0.6180339887498949) + (input * 0.4142135623730951) + 0.37) % 1));
}
