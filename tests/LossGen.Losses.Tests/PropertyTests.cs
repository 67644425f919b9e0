namespace LossGen.Losses.Tests;

/// <summary>What the catalogue of losses says of a loss beyond its formula.</summary>
public sealed class PropertyTests
{
    private static readonly float[] Logits = [1.5f, -0.25f, 3, 0.125f, -2, 0.5f, 0.75f, -1, 2];
    private static readonly int[] Labels = [2, 0, 1];

    public static TheoryData<string, Type> PerfectRows => LossTable.InBothPrecisions(row => row.Perfect is not null);

    [Theory]
    [MemberData(nameof(PerfectRows))]
    public void A_perfect_prediction_costs_nothing_and_has_no_slope(string name, Type real)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(real);
        var point = row.Perfect!(Point.Create(row.Parameters, 19, 3, new Random(5)));
        using var call = new LossCall(loss, point);
        Assert.Equal(0, call.Gradient());
        Assert.All(call.Written(0), slope => Assert.Equal(0, slope));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(-65536)]
    public void A_constant_added_to_the_logits_of_a_row_changes_nothing(float offset)
    {
        float[] shifted = [.. Logits.Select(z => z + offset)];
        Assert.Equal(Classification.CrossEntropy(Logits, Labels), Classification.CrossEntropy(shifted, Labels));
        Assert.Equal(Classification.FocalCrossEntropy(Logits, Labels, 2), Classification.FocalCrossEntropy(shifted, Labels, 2), 1e-6);
        Assert.Equal(Classification.LabelSmoothingCrossEntropy(Logits, Labels, 0.1f), Classification.LabelSmoothingCrossEntropy(shifted, Labels, 0.1f), 1e-6);
        Assert.Equal(Scoring.TemperatureScaledLogScore(Logits, Labels, 1.5f), Scoring.TemperatureScaledLogScore(shifted, Labels, 1.5f));
        Assert.Equal(Scoring.BrierWithLogits(Logits, Labels), Scoring.BrierWithLogits(shifted, Labels), 1e-6);
    }

    [Fact]
    public void The_seed_multiplies_the_gradient_and_not_the_value()
    {
        var (once, thrice) = (new float[9], new float[9]);
        var value = Classification.CrossEntropyWithTemperatureGradient(Logits, Labels, 2, once, out var slope);
        Assert.Equal(value, Classification.CrossEntropyWithTemperatureGradient(Logits, Labels, 2, thrice, out var steeper, 4));
        Assert.Equal(once.Select(x => 4 * x), thrice);
        Assert.Equal(4 * slope, steeper);
    }

    [Fact]
    public void Label_smoothing_is_cross_entropy_and_divergence_from_uniform_and_a_constant()
    {
        double[] z = [0.3, -1.2, 2.1, 0.7, -0.4];
        int[] label = [3];
        const double epsilon = 0.1;
        double[] uniform = [0.2, 0.2, 0.2, 0.2, 0.2];
        var entropy = Math.Log(5);
        var divergence = Classification.SoftCrossEntropy(z, uniform, 5) - entropy;
        var expected = ((1 - epsilon) * Classification.CrossEntropy(z, label)) + (epsilon * divergence) + (epsilon * entropy);
        Assert.Equal(expected, Classification.LabelSmoothingCrossEntropy(z, label, epsilon), 1e-14);
        Assert.Equal(0.16094379124341003, epsilon * entropy, 1e-15);
    }

    [Fact]
    public void The_expected_score_is_least_for_the_true_probability()
    {
        const double truth = 0.3;
        foreach (var score in new Func<double, double, double>[]
        {
            (p, y) => Classification.BinaryCrossEntropy([p], [y]),
            (p, y) => Scoring.Brier([p], [y]),
            (p, y) => Scoring.Spherical([p], [y]),
        })
        {
            double Expected(double p) => (truth * score(p, 1)) + ((1 - truth) * score(p, 0));
            var best = Enumerable.Range(1, 99).Select(k => k / 100.0).MinBy(Expected);
            Assert.Equal(truth, best, 1e-12);
        }
    }

    [Fact]
    public void Savages_construction_gives_the_scores()
    {
        // S(p, 1) = −G − (1 − p)G′, S(p, 0) = −G + pG′.
        foreach (var p in new[] { 0.1, 0.35, 0.8 })
        {
            Assert.Equal(-((p * p) - p) - ((1 - p) * ((2 * p) - 1)), Scoring.Brier([p], [1.0]), 1e-15);
            Assert.Equal(-((p * p) - p) + (p * ((2 * p) - 1)), Scoring.Brier([p], [0.0]), 1e-15);
            var g = Math.Sqrt((p * p) + ((1 - p) * (1 - p)));
            Assert.Equal(-g - ((1 - p) * ((2 * p) - 1) / g), Scoring.Spherical([p], [1.0]), 1e-15);
            Assert.Equal(-g + (p * ((2 * p) - 1) / g), Scoring.Spherical([p], [0.0]), 1e-15);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0.125)]
    public void A_factor_of_all_class_weights_does_not_matter(double factor)
    {
        double[] z = [.. Logits.Select(x => (double)x)];
        double[] weights = [0.5, 2, 1];
        double[] other = [.. weights.Select(w => w * factor)];
        Assert.Equal(Classification.CrossEntropy(z, Labels, weights), Classification.CrossEntropy(z, Labels, other), 1e-14);
    }

    [Fact]
    public void Ignored_samples_count_neither_above_nor_below_the_line()
    {
        int[] labels = [2, -100, 1];
        float[] kept = [.. Logits[..3], .. Logits[6..]];
        Assert.Equal(Classification.CrossEntropy(kept, [2, 1]), Classification.CrossEntropy(Logits, labels, -100));
        var gradient = new float[9];
        Classification.CrossEntropyGradient(Logits, labels, -100, gradient);
        Assert.Equal([0, 0, 0], gradient[3..6]);
    }

    [Fact]
    public void Nothing_that_counts_costs_nothing()
    {
        int[] labels = [-100, -100, -100];
        var gradient = new float[9];
        Array.Fill(gradient, 1);
        Assert.Equal(0, Classification.CrossEntropyGradient(Logits, labels, -100, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Array.Fill(gradient, 1);
        Assert.Equal(0, Classification.CrossEntropyGradient(Logits, Labels, [0f, 0, 0], gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void A_class_at_minus_infinity_takes_no_part_in_label_smoothing()
    {
        float[] masked = [1, float.NegativeInfinity, -0.5f];
        float[] without = [1, -0.5f];
        var (gradient, expected) = (new float[3], new float[2]);
        Assert.Equal(
            Classification.LabelSmoothingCrossEntropyGradient(without, [1], 0.1f, expected),
            Classification.LabelSmoothingCrossEntropyGradient(masked, [2], 0.1f, gradient),
            1e-6);
        Assert.Equal(0, gradient[1]);
        Assert.Equal(expected[1], gradient[2], 1e-6);
    }
}
