namespace LossGen.Losses.Tests;

/// <summary>Class weights, label smoothing, ignored labels and excluded classes, in every combination.</summary>
public sealed class OptionProductTests
{
    private const int Ignored = -100;
    private static readonly double[] Logits = [1.5, -0.25, 3, 0.125, -2, 0.5, 0.75, -1, 2, -0.5, 0.25, 1];
    private static readonly int[] Labels = [2, Ignored, 0, 1];
    private static readonly double[] Weights = [0.5, 2, 1.25];

    [Theory]
    [InlineData(0)]
    [InlineData(0.125)]
    [InlineData(1)]
    public void The_definition_written_out(double smoothing)
    {
        // Σ over the samples that count of Σ_c t_c (−log p_c), with t_c = w_c ((1 − ε)[c = y] + ε/3), over the weight of the labels.
        var (above, below) = (0.0, 0.0);
        for (var n = 0; n < 4; n++)
        {
            if (Labels[n] == Ignored)
                continue;
            var row = Logits[(3 * n)..(3 * (n + 1))];
            var total = row.Sum(Math.Exp);
            below += Weights[Labels[n]];
            above += Enumerable.Range(0, 3).Sum(c => Weights[c] * ((c == Labels[n] ? 1 - smoothing : 0) + (smoothing / 3)) * -Math.Log(Math.Exp(row[c]) / total));
        }

        Assert.Equal(above / below, Classification.LabelSmoothingCrossEntropy(Logits, Labels, Weights, smoothing, Ignored), 1e-14);
    }

    [Fact]
    public void An_option_that_is_off_changes_nothing()
    {
        double[] even = [1, 1, 1];
        int[] all = [2, 1, 0, 1];
        Assert.Equal(Classification.CrossEntropy(Logits, all), Classification.LabelSmoothingCrossEntropy(Logits, all, even, 0, Ignored), 1e-14);
        Assert.Equal(Classification.CrossEntropy(Logits, Labels, Ignored), Classification.LabelSmoothingCrossEntropy(Logits, Labels, 0, Ignored), 1e-14);
        Assert.Equal(Classification.CrossEntropy(Logits, Labels, Weights, Ignored), Classification.LabelSmoothingCrossEntropy(Logits, Labels, Weights, 0, Ignored), 1e-14);
        Assert.Equal(Classification.LabelSmoothingCrossEntropy(Logits, all, 0.125), Classification.LabelSmoothingCrossEntropy(Logits, all, even, 0.125, Ignored), 1e-14);
        Assert.Equal(
            Classification.LabelSmoothingCrossEntropy(Logits, Labels, 0.125, Ignored), Classification.LabelSmoothingCrossEntropy(Logits, Labels, even, 0.125, Ignored), 1e-14);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_stands_in_an_ignored_sample_does_no_harm(double wild)
    {
        double[] broken = [.. Logits];
        broken.AsSpan(3, 3).Fill(wild);
        foreach (var call in new Func<double[], double[], double>[]
        {
            (z, gradient) => Classification.CrossEntropyGradient(z, Labels, Ignored, gradient),
            (z, gradient) => Classification.CrossEntropyGradient(z, Labels, Weights, Ignored, gradient),
            (z, gradient) => Classification.LabelSmoothingCrossEntropyGradient(z, Labels, 0.125, Ignored, gradient),
            (z, gradient) => Classification.LabelSmoothingCrossEntropyGradient(z, Labels, Weights, 0.125, Ignored, gradient),
        })
        {
            var (expected, actual) = (new double[12], new double[12]);
            Assert.Equal(call(Logits, expected), call(broken, actual));
            Assert.Equal(expected, actual);
            Assert.Equal([0, 0, 0], actual[3..6]);
        }
    }

    [Fact]
    public void A_batch_that_is_ignored_altogether_costs_nothing_and_has_no_slope()
    {
        int[] none = [Ignored, Ignored, Ignored, Ignored];
        var gradient = new double[12];
        Array.Fill(gradient, 7);
        Assert.Equal(0, Classification.LabelSmoothingCrossEntropyGradient(Logits, none, 0.125, Ignored, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Array.Fill(gradient, 7);
        Assert.Equal(0, Classification.LabelSmoothingCrossEntropyGradient(Logits, none, Weights, 0.125, Ignored, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Array.Fill(gradient, 7);
        Assert.Equal(0, Classification.LabelSmoothingCrossEntropyGradient(Logits, Labels, [0.0, 0, 0], 0.125, Ignored, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void A_class_at_minus_infinity_takes_no_part()
    {
        double[] masked = [1, double.NegativeInfinity, -0.5, 0.25, double.NegativeInfinity, 2];
        double[] without = [1, -0.5, 0.25, 2];
        var (gradient, expected) = (new double[6], new double[4]);
        Assert.Equal(
            Classification.LabelSmoothingCrossEntropyGradient(without, [1, 0], [0.5, 1.25], 0.125, Ignored, expected),
            Classification.LabelSmoothingCrossEntropyGradient(masked, [2, 0], Weights, 0.125, Ignored, gradient),
            1e-14);
        Assert.Equal(0, gradient[1]);
        Assert.Equal(0, gradient[4]);
        Assert.Equal(expected[0], gradient[0], 1e-14);
        Assert.Equal(expected[1], gradient[2], 1e-14);
        Assert.Equal(expected[2], gradient[3], 1e-14);
        Assert.Equal(expected[3], gradient[5], 1e-14);
    }

    [Fact]
    public void A_label_that_is_no_class_and_not_ignored_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Classification.LabelSmoothingCrossEntropy(Logits, [2, Ignored, 3, 1], Weights, 0.125, Ignored));
}
