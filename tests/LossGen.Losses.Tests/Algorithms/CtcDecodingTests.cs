using System.Numerics;

namespace LossGen.Losses.Tests.Algorithms;

public sealed class CtcDecodingTests
{
    private const int Blank = 1;

    [Fact]
    public void Repeats_are_merged_before_blanks_are_dropped()
    {
        var labels = new int[8];
        var count = CtcDecoding.Collapse([0, 0, 9, 0, 3, 3, 9, 9], 9, labels);
        Assert.Equal([0, 0, 3], labels[..count]);
        Assert.Equal(0, CtcDecoding.Collapse([9, 9], 9, labels));
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => CtcDecoding.Collapse([1, 2], 9, new int[1])).ParamName);
    }

    [Theory]
    [InlineData("cat", 10, 1716)]
    [InlineData("aa", 2, 0)]
    [InlineData("aa", 3, 1)]
    [InlineData("", 5, 1)]
    public void Known_numbers_of_paths(string text, int steps, int expected)
    {
        int[] labels = [.. text.Select(letter => (int)letter)];
        Assert.Equal(expected, CtcDecoding.PathCount(labels, steps));
        Assert.Equal(expected > 0, CtcDecoding.IsFeasible(labels, steps));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    [InlineData(4, 4)]
    public void Paths_are_as_many_as_enumeration_finds(int steps, int classes)
    {
        foreach (var paths in Paths(steps, classes).GroupBy(Labelling))
            Assert.Equal(new BigInteger(paths.Count()), CtcDecoding.PathCount(Parse(paths.Key), steps));
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(4, 3, 2)]
    [InlineData(5, 3, 3)]
    [InlineData(4, 4, 4)]
    [InlineData(6, 2, 5)]
    public void A_wide_beam_finds_every_labelling_with_its_whole_probability(int steps, int classes, int seed)
    {
        var logs = Outputs(steps, classes, seed);
        var truth = Labellings(logs, steps, classes);
        var found = CtcDecoding.BeamSearch<double>(logs, classes, Blank, 100_000);
        Assert.Equal(truth.Count, found.Count);
        Assert.All(found, hypothesis => Assert.Equal(truth[string.Join(' ', hypothesis.Labels)], Math.Exp(hypothesis.LogProbability), 1e-14));
        Assert.Equal(found.OrderByDescending(hypothesis => hypothesis.LogProbability), found);
    }

    [Fact]
    public void A_narrow_beam_holds_no_more_than_the_truth_and_no_prefix_twice()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var logs = Outputs(6, 3, seed);
            var truth = Labellings(logs, 6, 3);
            foreach (var width in new[] { 1, 2, 5 })
            {
                var found = CtcDecoding.BeamSearch<double>(logs, 3, Blank, width);
                Assert.InRange(found.Count, 1, width);
                Assert.Equal(found.Count, found.Select(hypothesis => string.Join(' ', hypothesis.Labels)).Distinct().Count());
                Assert.All(found, hypothesis => Assert.True(Math.Exp(hypothesis.LogProbability) <= truth[string.Join(' ', hypothesis.Labels)] + 1e-14));
            }
        }
    }

    [Fact]
    public void Prefix_search_finds_the_best_labelling()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (steps, classes) = (1 + (seed % 6), 2 + (seed % 3));
            var logs = Outputs(steps, classes, seed);
            var truth = Labellings(logs, steps, classes);
            var best = CtcDecoding.BestLabelling<double>(logs, classes, Blank);
            Assert.Equal(truth.Values.Max(), Math.Exp(best.LogProbability), 1e-14);
            Assert.Equal(truth.Values.Max(), truth[string.Join(' ', best.Labels)], 1e-14);
        }
    }

    [Fact]
    public void The_best_path_is_not_always_the_best_labelling()
    {
        // Twice 0.4 for the label: the path of blanks has 0.36, and the three paths of the label 0.64 together.
        double[] logs = [Math.Log(0.4), Math.Log(0.6), Math.Log(0.4), Math.Log(0.6)];
        var labels = new int[2];
        Assert.Equal(0, CtcDecoding.Greedy<double>(logs, 2, Blank, labels));
        var best = CtcDecoding.BestLabelling<double>(logs, 2, Blank);
        Assert.Equal([0], best.Labels);
        Assert.Equal(0.64, Math.Exp(best.LogProbability), 1e-15);
        Assert.Equal([0], CtcDecoding.BeamSearch<double>(logs, 2, Blank, 2)[0].Labels);
    }

    [Fact]
    public void Greedy_decoding_collapses_the_best_path()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var logs = Outputs(7, 3, seed);
            var (expected, actual) = (new int[7], new int[7]);
            var count = CtcDecoding.Collapse([.. logs.Chunk(3).Select(row => Array.IndexOf(row, row.Max()))], Blank, expected);
            Assert.Equal(count, CtcDecoding.Greedy<double>(logs, 3, Blank, actual));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Certain_outputs_and_no_outputs_decode()
    {
        float[] logs = [0, float.NegativeInfinity, float.NegativeInfinity, 0, 0, float.NegativeInfinity];
        var only = Assert.Single(CtcDecoding.BeamSearch<float>(logs, 2, Blank, 10));
        Assert.Equal([0, 0], only.Labels);
        Assert.Equal(0, only.LogProbability);
        Assert.Equal([0, 0], CtcDecoding.BestLabelling<float>(logs, 2, Blank).Labels);
        Assert.Empty(Assert.Single(CtcDecoding.BeamSearch<float>([], 2, Blank, 10)).Labels);
        Assert.Empty(CtcDecoding.BestLabelling<float>([], 2, Blank).Labels);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("blank", Assert.Throws<ArgumentOutOfRangeException>(() => CtcDecoding.Greedy<float>([0, 0], 2, 2, new int[1])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => CtcDecoding.Greedy<float>([0, 0, 0], 2, 0, new int[3])).ParamName);
        Assert.Equal("beamWidth", Assert.Throws<ArgumentOutOfRangeException>(() => CtcDecoding.BeamSearch<float>([0, 0], 2, 0, 0)).ParamName);
        Assert.Equal("logProbabilities", Assert.Throws<ArgumentOutOfRangeException>(() => CtcDecoding.BestLabelling<float>([0, float.NaN], 2, 0)).ParamName);
        Assert.Throws<InvalidOperationException>(() => CtcDecoding.BestLabelling<double>(Outputs(8, 4, 1), 4, 0, 3));
    }

    private static double[] Outputs(int steps, int classes, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, steps).SelectMany(_ =>
        {
            var row = Enumerable.Range(0, classes).Select(_ => Math.Pow(random.NextDouble(), 2)).ToArray();
            return row.Select(x => Math.Log(x / row.Sum()));
        })];
    }

    /// <summary>Every labelling and its probability, from all paths.</summary>
    private static Dictionary<string, double> Labellings(double[] logs, int steps, int classes) => Paths(steps, classes)
        .GroupBy(Labelling)
        .ToDictionary(group => group.Key, group => group.Sum(path => Math.Exp(path.Select((label, t) => logs[(t * classes) + label]).Sum())));

    private static IEnumerable<int[]> Paths(int steps, int classes) => Enumerable.Range(0, (int)Math.Pow(classes, steps))
        .Select(number => Enumerable.Range(0, steps).Select(t => number / (int)Math.Pow(classes, t) % classes).ToArray());

    /// <summary>The definition of the collapse map, by text.</summary>
    private static string Labelling(int[] path) => string.Join(' ', path.Where((label, t) => label != Blank && (t == 0 || path[t - 1] != label)));

    private static int[] Parse(string labelling) => [.. labelling.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
