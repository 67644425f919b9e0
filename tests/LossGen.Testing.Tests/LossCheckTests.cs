using LossGen.Losses;

namespace LossGen.Testing.Tests;

public sealed class LossCheckTests
{
    private static readonly double[] Targets = [1, -2, 0.5];
    private static readonly float[] Logits = [0.3f, -1.2f, 2.1f, 0.7f, -0.4f, 0.1f];
    private static readonly int[] Labels = [2, 0];

    [Fact]
    public void A_perfect_prediction_is_the_least()
    {
        LossCheck.IsLeastAt(Targets, x => Regression.MeanSquaredError(x, Targets));
        LossCheck.IsLeastAt(Targets, x => Regression.Charbonnier(x, Targets, 0.25), expected: 0.25, tolerance: 1e-15);
    }

    [Fact]
    public void What_is_not_least_is_told_by_its_value_or_by_a_lower_one()
    {
        double[] other = [1, -2, 0.75];
        Assert.StartsWith(
            "The loss is 0.0208333333 at its minimum, not 0.",
            Assert.Throws<LossCheckException>(() => LossCheck.IsLeastAt(other, x => Regression.MeanSquaredError(x, Targets))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "which is lower than 0.0208333333 at its minimum",
            Assert.Throws<LossCheckException>(() => LossCheck.IsLeastAt(other, x => Regression.MeanSquaredError(x, Targets), 1 / 48.0, 1e-12)).Message,
            StringComparison.Ordinal);
        Assert.Throws<LossCheckException>(() => LossCheck.IsLeastAt(Targets, _ => double.NaN));
    }

    [Fact]
    public void A_bound_holds_or_is_broken_somewhere()
    {
        LossCheck.IsAtLeast(0, Draw, x => Regression.Huber(x, Targets, 1));
        LossCheck.IsAtLeast(-1, Draw, x => -Math.Exp(-x[0] * x[0]));
        var message = Assert.Throws<LossCheckException>(() => LossCheck.IsAtLeast(0, Draw, x => Generative.WassersteinGenerator(x))).Message;
        Assert.StartsWith("The loss is -", message, StringComparison.Ordinal);
        Assert.Throws<LossCheckException>(() => LossCheck.IsAtLeast(0, Draw, _ => double.NaN));

        static double[] Draw(Random random) => [random.NextDouble() - 0.5, random.NextDouble(), random.NextDouble()];
    }

    [Fact]
    public void A_mean_over_samples_is_one_and_a_coupled_loss_is_none()
    {
        LossCheck.IsMeanOfSamples(Logits, 2, z => Classification.CrossEntropy(z, Labels), (n, z) => Classification.CrossEntropy(z, [Labels[n]]));
        var exception = Assert.Throws<LossCheckException>(() => LossCheck.IsMeanOfSamples(
            Targets, 3, x => Regression.RootMeanSquaredError(x, [0.0, 0, 0]), (_, x) => Regression.RootMeanSquaredError(x, [0.0])));
        Assert.StartsWith("The loss of the batch is ", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossCheck.IsMeanOfSamples(Targets, 2, _ => 0, (_, _) => 0));
    }

    [Fact]
    public void A_strictly_proper_score_is_told_from_one_that_is_not()
    {
        LossCheck.IsProper((p, y) => Scoring.Brier([p], [(double)y]));
        LossCheck.IsProper((p, y) => Scoring.Spherical([p], [(double)y]));
        LossCheck.IsProper((p, y) => Classification.BinaryCrossEntropy([p], [(double)y]));
        var exception = Assert.Throws<LossCheckException>(() => LossCheck.IsProper((p, y) => Math.Abs(p - y)));
        Assert.StartsWith("Where the probability is 0.02, the forecast 0.01 ", exception.Message, StringComparison.Ordinal);

        // The construction from a convex G with the terms of the outcomes mixed up, as it is sometimes printed: Brier's G, and no proper score.
        static double G(double p) => (p * p) - p;
        static double Slope(double p) => (2 * p) - 1;
        Assert.Throws<LossCheckException>(() => LossCheck.IsProper((p, y) => y == 1 ? -G(p) : -G(1 - p) - (p * Slope(p))));
    }
}
