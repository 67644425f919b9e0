namespace LossGen.Losses.Tests.Algorithms;

/// <summary>Diagnostics of the focal loss, schedules, and the procedures around adversarial training.</summary>
public sealed class TrainingAidsTests
{
    [Theory]
    [InlineData(0.9, 0.01)]
    [InlineData(0.5, 0.25)]
    [InlineData(0.99, 0.0001)]
    public void The_modulating_factor_with_gamma_2(double probability, double expected) =>
        Assert.Equal(expected, FocalDiagnostics.ModulatingFactor(probability, 2), 1e-15);

    [Fact]
    public void Effective_examples_need_the_probability_of_every_sample()
    {
        // 990 samples at 0.9 and 10 at 0.1: the same mean as 1000 at 0.892, and more effective ones.
        double[] mixed = [.. Enumerable.Repeat(0.9, 990), .. Enumerable.Repeat(0.1, 10)];
        Assert.Equal((990 * 0.01) + (10 * 0.81), FocalDiagnostics.EffectiveExamples<double>(mixed, 2), 1e-10);
        Assert.Equal(1000, FocalDiagnostics.EffectiveExamples<double>(mixed, 0));
        Assert.Equal(0, FocalDiagnostics.EffectiveExamples<float>([1, 1], 2));
    }

    [Fact]
    public void Alpha_balances_what_both_classes_cost()
    {
        Assert.Equal(0.99, FocalDiagnostics.BalancedAlpha(10, 990), 1e-15);
        var alpha = FocalDiagnostics.BalancedAlpha(10, 0.8, 990, 0.01);
        Assert.Equal(alpha * 10 * 0.8, (1 - alpha) * 990 * 0.01, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => FocalDiagnostics.BalancedAlpha(0, 0));
    }

    [Theory]
    [InlineData(0.001, 0.9)]
    [InlineData(0.1, 0.95)]
    public void Gamma_makes_the_factor_the_share(double share, double probability)
    {
        var gamma = FocalDiagnostics.BalancedGamma(share, probability);
        Assert.Equal(share, FocalDiagnostics.ModulatingFactor(probability, gamma), 1e-15);
    }

    [Fact]
    public void Schedules_at_their_corners()
    {
        Assert.Equal([0, 0.25, 1, 1], new[] { 0, 25, 100, 1000 }.Select(step => Schedules.LinearAnnealing(step, 100)));
        Assert.Equal([0, 0.5, 1, 1, 0, 0.5], new[] { 0, 25, 50, 99, 100, 125 }.Select(step => Schedules.CyclicalAnnealing(step, 100)));
        Assert.Equal([1, 0.5, 0.25], new[] { 0, 10, 30 }.Select(step => Schedules.HyperbolicDecay(step, 10)));
        Assert.Equal(100 / 101.0, Schedules.InverseSigmoidDecay(0, 100), 1e-15);
        Assert.Equal(0, Schedules.InverseSigmoidDecay(int.MaxValue, 1));
        Assert.Equal([1, 0.75, 0.125], new[] { 0, 1, 9 }.Select(step => Schedules.LinearDecay(step, 0.25, 0.125)));
        Assert.Equal([1, 0.5, 0.25], new[] { 0, 1, 2 }.Select(step => Schedules.ExponentialDecay(step, 0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.LinearAnnealing(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.CyclicalAnnealing(0, 10, 0));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(7.5)]
    public void The_inverse_sigmoid_is_that_of_the_paper(double scale)
    {
        foreach (var step in new[] { 0, 1, 10, 500 })
            Assert.Equal(scale / (scale + Math.Exp(step / scale)), Schedules.InverseSigmoidDecay(step, scale), 1e-14);
    }

    [Fact]
    public void Soft_thresholding_is_x_minus_its_clamp()
    {
        double[] values = [-3, -0.5, -0.25, 0, 0.25, 0.5, 3, double.PositiveInfinity];
        var result = new double[values.Length];
        Proximal.SoftThreshold(values, 0.5, result);
        Assert.Equal([.. values[..^1].Select(x => x - Math.Clamp(x, -0.5, 0.5)), double.PositiveInfinity], result);
        Proximal.SoftThreshold([double.NaN], 0.5, result.AsSpan(0, 1));
        Assert.True(double.IsNaN(result[0]));
    }

    [Fact]
    public void The_spectral_norm_is_the_root_of_the_largest_eigenvalue()
    {
        // WᵀW = [[10, 14], [14, 20]] with eigenvalues 15 ± √221.
        double[] matrix = [1, 2, 3, 4];
        var (left, right) = (new[] { 1.0, 0 }, new double[2]);
        var norm = Generative.SpectralNorm<double>(matrix, left, right, 100);
        Assert.Equal(Math.Sqrt(15 + Math.Sqrt(221)), norm, 1e-13);
        Assert.Equal(norm, Enumerable.Range(0, 4).Sum(k => left[k / 2] * matrix[k] * right[k % 2]), 1e-13);
        Assert.Equal(1, (left[0] * left[0]) + (left[1] * left[1]), 1e-14);
        Assert.True(Generative.SpectralNorm<double>(matrix, [1, 0], right) <= norm);
        Assert.Equal(0, Generative.SpectralNorm<float>(new float[4], [1, 0], new float[2], 3));
        Assert.Equal(5e30f, Generative.SpectralNorm<float>([5e30f], [1e-30f], new float[1], 2), 1e24f);
    }

    [Fact]
    public void Interpolates_lie_between_the_samples_at_one_place_per_sample()
    {
        double[] real = [.. Enumerable.Range(0, 300).Select(k => k + 1.0)];
        var points = new double[300];
        Generative.Interpolate<double>(real, new double[300], 3, new Random(1), points);
        var shares = points.Zip(real).Select(pair => pair.First / pair.Second).Chunk(3).ToArray();
        Assert.All(shares, sample => Assert.All(sample, share => Assert.Equal(sample[0], share, 1e-14)));
        Assert.All(shares, sample => Assert.InRange(sample[0], 0, 1));
        Assert.True(shares.Select(sample => sample[0]).Distinct().Count() > 95);
    }

    [Fact]
    public void Clipping_is_a_projection()
    {
        float[] weights = [-1, -0.01f, 0.005f, float.PositiveInfinity];
        Generative.ClipWeights(weights, 0.01f);
        Assert.Equal([-0.01f, -0.01f, 0.005f, 0.01f], weights);
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => Generative.ClipWeights(weights, 0f)).ParamName);
    }
}
