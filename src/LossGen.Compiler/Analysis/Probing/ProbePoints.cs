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
    private readonly double[][] _factors;
    private readonly double[] _typical;

    private ProbePoints(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains)
    {
        _inputs = inputs;
        _domains = [.. inputs.Select(input => InputDomain.Of(input, domains))];
        _levels = [.. inputs.Select((input, i) => ProbeLevels.Of(input, _domains[i]))];
        _factors = [.. inputs.Select((input, i) => Enumerable.Range(0, input.Count).Select(element => Factor(element, i)).ToArray())];
        _typical = new double[inputs.Sum(input => input.Count)];
        for (var i = 0; i < inputs.Count; i++)
            Fill(_typical, TypicalOf(i), 0);
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
        var index = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                foreach (var point in points.Related(j, i, index))
                {
                    index++;
                    yield return point;
                }
            }
        }
    }

    /// <summary>At most <paramref name="capacity"/> points, each with the values of all inputs.</summary>
    public static IReadOnlyList<double[]> Of(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains, int capacity)
    {
        var points = new ProbePoints(inputs, domains);
        var count = points.Recipes().Count();
        var chosen = new List<double[]>(Math.Min(count, capacity));
        var index = 0;
        foreach (var recipe in points.Recipes())
        {
            // An even choice: every kind of point keeps its share.
            if (count <= capacity || (chosen.Count < capacity && index == (int)((long)chosen.Count * count / capacity)))
                chosen.Add(points.Make(recipe, index));
            index++;
        }

        return chosen;
    }

    /// <summary>Points at which one argument has a size and the others are typical, or all have the same.</summary>
    public static IReadOnlyList<double[]> OfOneSize(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains)
    {
        var points = new ProbePoints(inputs, domains);
        return [.. points.RecipesOfOneSize().Select(points.Make)];
    }

    private IEnumerable<Recipe> RecipesOfOneSize()
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            foreach (var level in _levels[i])
                yield return new Recipe(new Choice(i, level, RowForm.Uniform));
        }

        foreach (var level in _inputs.Count > 1 ? _levels.OrderByDescending(levels => levels.Count).First() : [])
        {
            yield return new Recipe(Common: level);
            yield return new Recipe(Common: level, Alternates: true);
        }
    }

    private IEnumerable<Recipe> Recipes()
    {
        foreach (var recipe in RecipesOfOneSize())
            yield return recipe;
        for (var i = 0; i < _inputs.Count; i++)
        {
            foreach (var level in _inputs[i].Count > 1 ? _levels[i].Take(RowLevels) : [])
            {
                yield return new Recipe(new Choice(i, level, RowForm.Spike));
                yield return new Recipe(new Choice(i, level, RowForm.Alternating));
                yield return new Recipe(new Choice(i, level, RowForm.Lone));
                yield return new Recipe(new Choice(i, level, RowForm.Equal));
            }

            foreach (var level in _inputs[i].Count > 1 ? _levels[i].Where(level => Math.Abs(level.Value) >= 10) : [])
                yield return new Recipe(new Choice(i, level, RowForm.Steps));
        }

        for (var i = 0; i < _inputs.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                foreach (var first in _levels[i].Take(2 * PairLevels))
                {
                    foreach (var second in _levels[j].Take(2 * PairLevels))
                        yield return new Recipe(new Choice(j, second, RowForm.Uniform), new Choice(i, first, RowForm.Uniform));
                }
            }
        }
    }

    private IEnumerable<double[]> Related(int first, int second, int index)
    {
        var (left, right) = (_inputs[first], _inputs[second]);
        if (left.Count != right.Count || !left.Parameter.IsReal || !right.Parameter.IsReal)
            yield break;
        foreach (var (size, ratio) in new[] { (0.37, 1 + 3e-6), (1.12, 1 - 1e-6), (41.3, 1 + 1e-6), (-1.12, 1 - 3e-6), (4100, 1 + 2e-7) })
        {
            var point = Make(new Recipe(new Choice(first, new Level(size, false), RowForm.Uniform)), index++);
            for (var i = 0; i < left.Count; i++)
                point[right.First + i] = ProbeLevels.Round(point[left.First + i] * ratio, right.Parameter.Element == ElementType.Single);
            yield return point;
        }
    }

    /// <summary>A point at which some arguments have a size, and the others are typical.</summary>
    /// <param name="recipe">Which ones, and what size.</param>
    /// <param name="index">The number of the point.</param>
    private double[] Make(Recipe recipe, int index)
    {
        var point = (double[])_typical.Clone();
        for (var i = 0; i < _inputs.Count; i++)
        {
            if (_inputs[i].Parameter.Element == ElementType.Boolean)
                Fill(point, TypicalOf(i), index);
        }

        if (recipe.Common is { } level)
        {
            FillAll(point, level, recipe.Alternates, index);
            return point;
        }

        if (recipe.First is { } first)
            Fill(point, first, index);
        if (recipe.Second is { } second)
            Fill(point, second, index);
        return point;
    }

    /// <summary>All arguments of one size, as far as their domains go.</summary>
    private void FillAll(double[] point, Level level, bool alternates, int index)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            var value = alternates && i % 2 == 1 ? -level.Value : level.Value;
            if (_inputs[i].Parameter.IsReal && _domains[i].Contains(value * 1.03) && _domains[i].Contains(value * 0.97))
                Fill(point, new Choice(i, level with { Value = value }, RowForm.Uniform), index);
        }
    }

    private Choice TypicalOf(int input) =>
        new(input, new Level(ProbeLevels.Typical(_domains[input], input), !_inputs[input].Parameter.IsReal), RowForm.Uniform);

    private void Fill(double[] point, Choice choice, int index)
    {
        var (number, level, form) = choice;
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
                value *= _factors[number][i];
            if (domain.Values is { } values)
                value = values[(i + (level.Value == values[0] ? 0 : 1) + number) % values.Count];
            else if (input.Parameter.Element == ElementType.Boolean)
                value = ((i * 5) + index + number) % 3 == 0 ? 0 : 1;
            value = ProbeLevels.Round(value, input.Parameter.Element == ElementType.Single);
            point[input.First + i] = domain.Contains(value) ? value : ProbeLevels.Round(level.Value, input.Parameter.Element == ElementType.Single);
        }
    }

    /// <summary>Between 0.97 and 1.03, and another one for each neighbour.</summary>
    private static double Factor(int element, int input) => 0.97 + (0.06 * (((element * 0.6180339887498949) + (input * 0.4142135623730951) + 0.37) % 1));

    /// <summary>The size that one argument gets.</summary>
    private readonly record struct Choice(int Input, Level Level, RowForm Form);

    /// <summary>What makes a point: the sizes of one argument or two, or one of all. Most are never made, since there are more than are tried.</summary>
    private readonly record struct Recipe(Choice? First = null, Choice? Second = null, Level? Common = null, bool Alternates = false);
}
