using LossGen.Testing;

namespace LossGen.Losses.Tests;

/// <summary>Losses that are recurrences over a lattice, against a walk over all of its paths.</summary>
public sealed class LatticeTests
{
    private const int Classes = 3;

    /// <summary>The losses that are tested here and not by a row of the tables.</summary>
    public static IEnumerable<string> Covered =>
    [
        "Sequence.Ctc(logits, labels, inputLengths, labelLengths, blank, classes, zeroInfinity)",
        "Sequence.CtcOfLogProbabilities(logProbabilities, labels, inputLengths, labelLengths, blank, classes, zeroInfinity)",
        "Sequence.SoftDtw(x, y, gamma)",
        "Sequence.HiddenMarkov(emissions, transitions, initial)",
    ];

    /// <summary>Steps, blank and label: repeats, an empty label, one that just fits.</summary>
    public static TheoryData<int, int, int[]> Labels => new()
    {
        { 4, 0, [1, 2] },
        { 4, 0, [1, 1] },
        { 3, 0, [2, 2] },
        { 5, 2, [0, 1, 0] },
        { 5, 1, [0, 0, 2] },
        { 3, 2, [] },
        { 1, 0, [1] },
        { 4, 0, [1, 2, 1, 2] },
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public void Ctc_is_the_sum_over_all_alignments(int steps, int blank, int[] label)
    {
        var logits = Random(steps * Classes, steps + label.Length);
        var (loss, posterior) = AllAlignments(logits, steps, blank, label);
        var gradient = new double[logits.Length];
        Assert.Equal(loss, Sequence.CtcGradient(logits, label, [steps], [label.Length], blank, Classes, false, gradient), 1e-13);
        Assert.Equal(loss, Sequence.Ctc(logits, label, [steps], [label.Length], blank, Classes, true), 1e-13);
        var softmax = logits.Chunk(Classes).SelectMany(Exact.Softmax).ToArray();
        for (var k = 0; k < logits.Length; k++)
            Assert.Equal(softmax[k] - posterior[k], gradient[k], 1e-13);

        double[] logarithms = [.. softmax.Select(Math.Log)];
        Assert.Equal(loss, Sequence.CtcOfLogProbabilitiesGradient(logarithms, label, [steps], [label.Length], blank, Classes, false, gradient), 1e-13);
        for (var k = 0; k < logits.Length; k++)
            Assert.Equal(-posterior[k], gradient[k], 1e-13);
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void Ctc_in_single_precision_is_as_accurate_as_its_result(int steps, int blank, int[] label)
    {
        var logits = Random(steps * Classes, steps + label.Length);
        float[] singles = [.. logits.Select(z => (float)z)];
        var (loss, posterior) = AllAlignments([.. singles.Select(z => (double)z)], steps, blank, label);
        var gradient = new float[logits.Length];
        Assert.Equal(loss, Sequence.CtcGradient(singles, label, [steps], [label.Length], blank, Classes, false, gradient), 1e-6 * Math.Max(1, loss));
        var softmax = singles.Select(z => (double)z).Chunk(Classes).SelectMany(Exact.Softmax).ToArray();
        for (var k = 0; k < logits.Length; k++)
            Assert.Equal(softmax[k] - posterior[k], gradient[k], 1e-6);
    }

    [Fact]
    public void A_ragged_batch_is_the_mean_of_its_sequences_whatever_the_padding_holds()
    {
        var logits = Random(3 * 5 * Classes, 7);
        int[] labels = [1, 2, 1, 2, -9, -9, 1, 1, 77];
        int[] inputs = [5, 3, 4];
        int[] lengths = [3, 1, 2];
        var gradient = new double[logits.Length];
        var expected = 0.0;
        var slopes = new double[logits.Length];
        for (var b = 0; b < 3; b++)
        {
            var own = logits.AsSpan(b * 5 * Classes, inputs[b] * Classes).ToArray();
            var (loss, posterior) = AllAlignments(own, inputs[b], 0, labels.AsSpan(b * 3, lengths[b]).ToArray());
            expected += loss / 3;
            var softmax = own.Chunk(Classes).SelectMany(Exact.Softmax).ToArray();
            for (var k = 0; k < own.Length; k++)
                slopes[(b * 5 * Classes) + k] = (softmax[k] - posterior[k]) / 3;
            logits.AsSpan((b * 5 * Classes) + own.Length, (5 * Classes) - own.Length).Fill(b == 1 ? double.NaN : 1e300);
        }

        Assert.Equal(expected, Sequence.CtcGradient(logits, labels, inputs, lengths, 0, Classes, false, gradient), 1e-13);
        for (var k = 0; k < gradient.Length; k++)
            Assert.Equal(slopes[k], gradient[k], 1e-13);
    }

    [Fact]
    public void A_label_that_no_alignment_fits_costs_infinity_with_gradient_0_or_nothing()
    {
        var logits = Random(2 * 2 * Classes, 3);
        int[] labels = [1, 1, 1, 2]; // two equal symbols need a blank between them, and so three steps
        var gradient = new double[logits.Length];
        Assert.Equal(double.PositiveInfinity, Sequence.CtcGradient(logits, labels, [2, 2], [2, 2], 0, Classes, false, gradient));
        Assert.All(gradient[..6], slope => Assert.Equal(0, slope));
        Assert.All(gradient[6..], slope => Assert.True(double.IsFinite(slope)));
        var (loss, _) = AllAlignments(logits[6..], 2, 0, [1, 2]);
        Array.Fill(gradient, 1);
        Assert.Equal(loss / 2, Sequence.CtcGradient(logits, labels, [2, 2], [2, 2], 0, Classes, true, gradient), 1e-13);
        Assert.All(gradient[..6], slope => Assert.Equal(0, slope));
        Assert.Contains(gradient[6..], slope => slope != 0);
    }

    [Fact]
    public void An_input_without_steps_fits_an_empty_label_only()
    {
        var logits = Random(2 * 2 * Classes, 4);
        var gradient = new double[logits.Length];
        Assert.Equal(0, Sequence.CtcGradient(logits, [1, 1], [0, 0], [0, 0], 0, Classes, false, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Assert.Equal(double.PositiveInfinity, Sequence.Ctc(logits, [1, 1], [0, 2], [1, 1], 0, Classes, false));
    }

    [Fact]
    public void A_certain_alignment_costs_nothing_and_never_less()
    {
        foreach (var lead in (float[])[1, 5, 10, 17, 20, 50, 1e4f])
        {
            float[] logits = [lead, 0, 0, 0, lead, 0, lead, 0, 0, 0, 0, lead];
            var loss = Sequence.Ctc(logits, [1, 2], [4], [2], 0, Classes, false);
            Assert.True(loss >= 0, $"{loss} at {lead}");
            var (exact, _) = AllAlignments([.. logits.Select(z => (double)z)], 4, 0, [1, 2]);
            Assert.Equal(exact, loss, 1e-6 * Math.Max(1, exact));
        }
    }

    [Theory]
    [InlineData("labels", 3, 4, 2, 0)]
    [InlineData("inputLengths", 1, 5, 2, 0)]
    [InlineData("labelLengths", 1, 4, 3, 0)]
    [InlineData("blank", 1, 4, 2, 3)]
    public void What_is_out_of_range_is_named(string parameter, int symbol, int steps, int length, int blank)
    {
        var logits = Random(4 * Classes, 5);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Sequence.Ctc(logits, [1, symbol], [steps], [length], blank, Classes, false));
        Assert.Equal(parameter, exception.ParamName);
    }

    [Fact]
    public void Soft_dtw_is_the_soft_minimum_over_all_warpings()
    {
        var x = Random(4, 1);
        var y = Random(3, 2);
        foreach (var gamma in (double[])[0.1, 1, 5])
        {
            var costs = Warpings(x, y, 0, 0).ToArray();
            var least = costs.Min();
            var expected = least - (gamma * Math.Log(costs.Sum(cost => Math.Exp((least - cost) / gamma))));
            Assert.Equal(expected, Sequence.SoftDtw(x, y, gamma), 1e-12 * Math.Max(1, Math.Abs(expected)));
            GradientCheck.Compare<double>(
                x, v => Sequence.SoftDtw(v, y, gamma), (v, g) => Sequence.SoftDtwGradient(v, y, gamma, g, new double[3])).ThrowIfFailed();
            GradientCheck.Compare<double>(
                y, v => Sequence.SoftDtw(x, v, gamma), (v, g) => Sequence.SoftDtwGradient(x, v, gamma, new double[4], g)).ThrowIfFailed();
        }
    }

    [Fact]
    public void A_hidden_markov_model_sums_over_all_paths()
    {
        var (emissions, transitions, initial) = (Random(12, 1), Random(9, 2), Random(3, 3));
        transitions[5] = double.NegativeInfinity;
        var paths =
            from a in Enumerable.Range(0, 3)
            from b in Enumerable.Range(0, 3)
            from c in Enumerable.Range(0, 3)
            from d in Enumerable.Range(0, 3)
            select initial[a] + emissions[a] + transitions[(a * 3) + b] + emissions[3 + b] + transitions[(b * 3) + c] + emissions[6 + c]
                + transitions[(c * 3) + d] + emissions[9 + d];
        Assert.Equal(-Math.Log(paths.Sum(Math.Exp)), Sequence.HiddenMarkov(emissions, transitions, initial), 1e-13);
        GradientCheck.Compare<double>(
            emissions,
            v => Sequence.HiddenMarkov(v, transitions, initial),
            (v, g) => Sequence.HiddenMarkovGradient(v, transitions, initial, g, new double[9], new double[3])).ThrowIfFailed();
        GradientCheck.Compare<double>(
            initial,
            v => Sequence.HiddenMarkov(emissions, transitions, v),
            (v, g) => Sequence.HiddenMarkovGradient(emissions, transitions, v, new double[12], new double[9], g)).ThrowIfFailed();
        var impossible = new double[9];
        Sequence.HiddenMarkovGradient(emissions, transitions, initial, new double[12], impossible, new double[3]);
        Assert.Equal(0, impossible[5]);
        Assert.Equal(-3, impossible.Sum(), 1e-12); // as many transitions as there are steps between observations
    }

    private static double[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextDouble()) - 2)];
    }

    /// <summary>The loss, and the posterior probability that step t emits k: from every one of the classes^steps paths.</summary>
    private static (double Loss, double[] Posterior) AllAlignments(double[] logits, int steps, int blank, int[] label)
    {
        var softmax = logits.Chunk(Classes).SelectMany(Exact.Softmax).ToArray();
        var total = 0.0;
        var emitted = new double[logits.Length];
        for (var path = 0; path < (int)Math.Pow(Classes, steps); path++)
        {
            int[] symbols = [.. Enumerable.Range(0, steps).Select(t => path / (int)Math.Pow(Classes, t) % Classes)];
            if (!symbols.Where((symbol, t) => symbol != blank && (t == 0 || symbols[t - 1] != symbol)).SequenceEqual(label))
                continue;
            var probability = symbols.Select((symbol, t) => softmax[(t * Classes) + symbol]).Aggregate(1.0, (product, p) => product * p);
            total += probability;
            for (var t = 0; t < steps; t++)
                emitted[(t * Classes) + symbols[t]] += probability;
        }

        return (Math.Max(0, -Math.Log(total)), [.. emitted.Select(weight => weight / total)]);
    }

    /// <summary>The costs of all warpings of x[i..] and y[j..].</summary>
    private static IEnumerable<double> Warpings(double[] x, double[] y, int i, int j)
    {
        var cost = (x[i] - y[j]) * (x[i] - y[j]);
        if (i == x.Length - 1 && j == y.Length - 1)
            return [cost];
        IEnumerable<double> rest = [];
        if (i + 1 < x.Length)
            rest = rest.Concat(Warpings(x, y, i + 1, j));
        if (j + 1 < y.Length)
            rest = rest.Concat(Warpings(x, y, i, j + 1));
        if (i + 1 < x.Length && j + 1 < y.Length)
            rest = rest.Concat(Warpings(x, y, i + 1, j + 1));
        return rest.Select(other => cost + other);
    }
}
