using LossGen.Testing;

namespace LossGen.Losses.Tests;

/// <summary>The methods of the library that write arrays, and their vector–Jacobian products.</summary>
public sealed class ResultTests
{
    private static readonly double[] Seeds = [0.5, -1, 2, 0.25, 1, -0.75];
    private static readonly double[] Scores = [0.3, -1.2, 2.1, 0.7, -0.4, 0.1];

    [Fact]
    public void Monotone_quantiles_rise_and_are_what_the_loss_sees()
    {
        var quantiles = new double[6];
        Regression.MonotoneQuantiles(Scores, 3, quantiles);
        Assert.Equal([Scores[0], Scores[0] + Math.Log(1 + Math.Exp(Scores[1])), Scores[3]], [quantiles[0], quantiles[1], quantiles[3]]);
        Assert.All(quantiles.Chunk(3), row => Assert.Equal(row.Order(), row));
        double[] targets = [1, 0.5], levels = [0.1, 0.5, 0.9];
        Assert.Equal(Regression.MultiQuantile(quantiles, targets, levels), Regression.MonotoneMultiQuantile(Scores, targets, levels), 1e-15);
        Check(Scores, (x, z) => Regression.MonotoneQuantiles(x, 3, z), (x, g) => Regression.MonotoneQuantilesGradient(x, 3, Seeds, g), 6);
    }

    [Fact]
    public void Samples_have_the_deviation_and_gradients_flow_through_them()
    {
        double[] logVariances = [0, 2 * Math.Log(3), -0.5, 1, 0.2, -1], noise = [1, -1, 0.5, 2, 0, -0.25];
        var samples = new double[6];
        Generative.Reparametrize(Scores, logVariances, noise, samples);
        Assert.Equal(Scores[0] + 1, samples[0], 1e-15);
        Assert.Equal(Scores[1] - 3, samples[1], 1e-14);
        var ignored = new double[6];
        Check(Scores, (x, z) => Generative.Reparametrize(x, logVariances, noise, z), (x, g) => Generative.ReparametrizeGradient(x, logVariances, noise, Seeds, g, ignored), 6);
        Check(logVariances, (x, z) => Generative.Reparametrize(Scores, x, noise, z), (x, g) => Generative.ReparametrizeGradient(Scores, x, noise, Seeds, ignored, g), 6);
    }

    [Fact]
    public void Reconstruction_errors_are_those_of_one_sample_each()
    {
        double[] inputs = [0, 1, 2, 3, 4, 5];
        var errors = new double[2];
        Regression.SquaredReconstructionErrors(Scores, inputs, 3, errors);
        Assert.Equal(Regression.MeanSquaredError(Scores.AsSpan(3, 3), inputs.AsSpan(3, 3)), errors[1], 1e-15);
        Regression.AbsoluteReconstructionErrors(Scores, inputs, 3, errors);
        Assert.Equal(Regression.MeanAbsoluteError(Scores.AsSpan(0, 3), inputs.AsSpan(0, 3)), errors[0], 1e-15);
        Check(Scores, (x, z) => Regression.SquaredReconstructionErrors(x, inputs, 3, z), (x, g) => Regression.SquaredReconstructionErrorsGradient(x, inputs, 3, Seeds.AsSpan(0, 2), g), 2);
        Check(Scores, (x, z) => Regression.AbsoluteReconstructionErrors(x, inputs, 3, z), (x, g) => Regression.AbsoluteReconstructionErrorsGradient(x, inputs, 3, Seeds.AsSpan(0, 2), g), 2);
    }

    [Fact]
    public void A_temperature_above_1_lowers_confidence_and_changes_no_order()
    {
        var (sharp, mild) = (new double[6], new double[6]);
        Calibration.ApplyTemperature(Scores, 3, 1, sharp);
        Calibration.ApplyTemperature(Scores, 3, 2, mild);
        Assert.All(sharp.Chunk(3).Concat(mild.Chunk(3)), row => Assert.Equal(1, row.Sum(), 1e-15));
        for (var n = 0; n < 2; n++)
        {
            Assert.True(mild[(3 * n)..(3 * (n + 1))].Max() < sharp[(3 * n)..(3 * (n + 1))].Max());
            Assert.Equal(Order(sharp.AsSpan(3 * n, 3)), Order(mild.AsSpan(3 * n, 3)));
        }

        Check(Scores, (x, z) => Calibration.ApplyTemperature(x, 3, 2, z), (x, g) => Calibration.ApplyTemperatureGradient(x, 3, 2, Seeds, g), 6);
    }

    [Fact]
    public void A_perceptual_loss_returns_its_parts()
    {
        double[] targetPixels = [0, 0, 2, 0, 0, 1], features = [1, 2, 3, 4, 5], targetFeatures = [0, 2.5, 3.5, 3, 1];
        int[] layers = [0, 0, 0, 2, 5];
        double[] weights = [2, 100, 0.5];
        var parts = new double[2];
        var value = Perceptual.PixelsAndFeatures(Scores, targetPixels, features, targetFeatures, layers, weights, 0.1, parts);
        Assert.Equal(Regression.MeanAbsoluteError(Scores, targetPixels), parts[0], 1e-15);
        Assert.Equal((2 * (2 / 3.0)) + (0.5 * 1), parts[1], 1e-15);
        Assert.Equal(parts[0] + (0.1 * parts[1]), value, 1e-15);
        var ignored = new double[6];
        GradientCheck.Compare(
            features,
            x => Perceptual.PixelsAndFeatures(Scores, targetPixels, x, targetFeatures, layers, weights, 0.1, parts),
            (x, g) => Perceptual.PixelsAndFeaturesGradient(Scores, targetPixels, x, targetFeatures, layers, weights, 0.1, [0, 0], ignored, g)).ThrowIfFailed();
        GradientCheck.Compare(
            Scores,
            x => Perceptual.PixelsAndFeatures(x, targetPixels, features, targetFeatures, layers, weights, 0.1, parts),
            (x, g) => Perceptual.PixelsAndFeaturesGradient(x, targetPixels, features, targetFeatures, layers, weights, 0.1, [0, 0], g, new double[5])).ThrowIfFailed();
    }

    private static int[] Order(ReadOnlySpan<double> row)
    {
        int[] order = [0, 1, 2];
        row.ToArray().AsSpan().Sort(order.AsSpan());
        return order;
    }

    /// <summary>The gradient of Σ seed · result.</summary>
    private static void Check(double[] point, Results results, Products products, int length)
    {
        double Value(ReadOnlySpan<double> x)
        {
            var result = new double[length];
            results(x, result);
            return result.Zip(Seeds).Sum(pair => pair.First * pair.Second);
        }

        GradientCheck.Compare(point, Value, (x, gradient) =>
        {
            products(x, gradient);
            return Value(x);
        }).ThrowIfFailed();
    }

    private delegate void Results(ReadOnlySpan<double> x, Span<double> result);

    private delegate void Products(ReadOnlySpan<double> x, Span<double> gradient);
}
