using static LossGen.Losses.Tests.Infrastructure.WrittenLosses;

namespace LossGen.Losses.Tests;

/// <summary>Defects that were found in other libraries, one test each: LossGen has none of them.</summary>
public sealed class PeerDefectTests
{
    /// <summary>ML.NET 5.0.1, <c>TweedieLoss</c>: its derivative is none of its value.</summary>
    [Theory]
    [InlineData(1.25)]
    [InlineData(1.5)]
    [InlineData(1.75)]
    public void The_derivative_of_Tweedies_loss_is_that_of_its_value(double power)
    {
        var slope = new double[1];
        Regression.TweedieGradient([3], [2.0], power, slope);
        AssertSlope(mean => Regression.Tweedie([mean], [2.0], power), 3, slope[0]);
        Regression.GammaNegativeLogLikelihoodGradient([3], [2.0], slope);
        AssertSlope(mean => Regression.GammaNegativeLogLikelihood([mean], [2.0]), 3, slope[0]);
        Assert.Equal((1 / 3.0) - (2 / 9.0), slope[0], 1e-15);
    }

    /// <summary>ML.NET 5.0.1, <c>LogLoss</c>: clamped at 18.42 where the derivative is still −1. LibTorch: 100 for the probability of a logit of 17.</summary>
    [Theory]
    [InlineData(-30, 1, 30)]
    [InlineData(-200, 1, 200)]
    [InlineData(15, 0, 15.0000003059)]
    [InlineData(17, 0, 17.0000000414)]
    public void The_loss_of_a_certain_mistake_is_not_clamped(float logit, float target, double expected)
    {
        var slope = new float[1];
        Assert.Equal(expected, Classification.BinaryCrossEntropyWithLogitsGradient([logit], [target], slope), 1e-6 * expected);
        Assert.Equal(target == 1 ? -1 : 1, slope[0], 1e-6);
    }

    /// <summary>TorchSharp 0.107, <c>kl_div</c>: takes probabilities for their logarithms unless told not to. Here the name says it.</summary>
    [Fact]
    public void A_divergence_says_whether_it_takes_logarithms()
    {
        float[] p = [0.5f, 0.5f];
        Assert.Equal(0.143841, Divergence.KullbackLeibler([0.25f, 0.75f], p, 2), 1e-6);
        Assert.Equal(0.143841, Divergence.KullbackLeiblerOfLogProbabilities([MathF.Log(0.25f), MathF.Log(0.75f)], p, 2), 1e-6);
    }

    /// <summary>LibTorch 2.10 and torchvision: (1 − p)^(γ − 1) is 0⁻⁰·⁵.</summary>
    [Fact]
    public void A_focal_loss_of_a_certain_sample_has_a_gradient()
    {
        var slope = new float[1];
        Assert.Equal(0, Classification.FocalWithLogitsGradient([100], [1], 0.5f, slope), 1e-40);
        Assert.Equal(0, slope[0], 1e-40);
    }

    /// <summary>LibTorch 2.10: the gradient of √ at 0 is infinite, and 0 times it NaN.</summary>
    [Fact]
    public void A_root_mean_squared_error_of_nothing_has_no_slope()
    {
        var slope = new float[2];
        Assert.Equal(0, Regression.RootMeanSquaredErrorGradient([1, 2], [1, 2], slope));
        Assert.Equal([0, 0], slope);
    }

    /// <summary>LibTorch 2.10, <c>cosine_embedding_loss</c>: a zero vector has a gradient of −577350.</summary>
    [Fact]
    public void A_zero_vector_has_the_cosine_0_and_no_slope()
    {
        var (first, second) = (new float[2], new float[2]);
        Assert.Equal(1, CosineDistanceGradient([0, 0], [3, 4], 2, first, second));
        Assert.Equal([0, 0], first);
        Assert.Equal([0, 0], second);
    }

    /// <summary>LibTorch 2.10, <c>smooth_l1_loss</c> with β = 0: gradient −1 at 0.</summary>
    [Fact]
    public void Smooth_L1_without_a_smooth_part_is_flat_at_0()
    {
        var slope = new float[3];
        Assert.Equal(2 / 3f, Regression.SmoothL1Gradient([0, 1, -1], [0, 0, 0], 0, slope), 1e-7);
        Assert.Equal([0, 1 / 3f, -1 / 3f], slope);
    }

    /// <summary>LibTorch 2.10, <c>cross_entropy</c>: a masked class makes label smoothing infinite.</summary>
    [Fact]
    public void A_masked_class_and_label_smoothing_get_along()
    {
        var slope = new float[3];
        Assert.True(float.IsFinite(Classification.LabelSmoothingCrossEntropyGradient([1, float.NegativeInfinity, 0.5f], [0], 0.1f, slope)));
        Assert.All(slope, x => Assert.True(float.IsFinite(x)));
        Assert.Equal(0, slope[1]);
    }

    /// <summary>LibTorch 2.10, <c>cross_entropy</c>: 0/0 where all labels are ignored.</summary>
    [Fact]
    public void A_batch_of_ignored_labels_costs_nothing()
    {
        var slope = new float[4];
        Assert.Equal(0, Classification.CrossEntropyGradient([1, 2, 3, 4], [-100, -100], -100, slope));
        Assert.All(slope, x => Assert.Equal(0, x));
    }

    /// <summary>LibTorch 2.10, <c>kl_div</c>: 0 · ∞ where both exclude an outcome.</summary>
    [Fact]
    public void An_outcome_that_both_exclude_is_no_NaN()
    {
        var slope = new float[2];
        Assert.Equal(0, Divergence.KullbackLeiblerOfLogProbabilitiesGradient([0, float.NegativeInfinity], [1, 0], 2, slope));
        Assert.Equal([0, 0], slope);
    }

    /// <summary>LibTorch 2.10, <c>mse_loss</c>: (3, 1) against (3) is broadcast to (3, 3), with a warning.</summary>
    [Fact]
    public void Lengths_that_do_not_agree_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Regression.MeanSquaredError([1f, 2, 3], [1f]));
        Assert.Throws<ArgumentException>(() => Regression.MeanSquaredError([1f], [1f, 2, 3]));
    }

    /// <summary>optax, <c>triplet_margin_loss</c>: a power of a difference without its absolute value.</summary>
    [Fact]
    public void A_distance_of_odd_order_has_no_sign()
    {
        // The cube of −2 is −8, of 2 it is 8: the distances are 2 and 2, and not −2 and 2.
        Assert.Equal(0.5, CubicTriplet([0], [2], [-2], 1, 0.5), 1e-15);
        Assert.Equal(0.5, CubicTriplet([0], [-2], [2], 1, 0.5), 1e-15);
    }

    /// <summary>optax and Keras: x + softplus(−2x) − log 2 has no digits below 10⁻⁴. AiDotNet: (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) is NaN above 88.</summary>
    [Fact]
    public void Log_cosh_has_its_digits_and_its_derivative()
    {
        var slope = new float[1];
        Assert.Equal(1, Regression.LogCoshGradient([1e-4f], [0], slope) / 5e-9, 2e-7);
        Assert.Equal(1, slope[0] / 1e-4, 2e-7);
        Assert.Equal(1, Regression.LogCoshGradient([100], [0], slope) / 99.3068528194, 2e-7);
        Assert.Equal(1, slope[0]);
    }

    /// <summary>pytorch-metric-learning, <c>NTXentLoss</c>: exponentials, a quotient, and log(· + ε), which caps the loss.</summary>
    [Fact]
    public void NT_Xent_has_no_cap()
    {
        // The pair points away and the other sample the same way: the loss is 2/τ.
        Assert.Equal(2000, NtXent([1, 0, -1, 0, 1, 0], [1, 0, 1], 0.001f) * 3 / 2, 2000 * 0.01);
        var slope = new float[6];
        NtXentGradient([1, 0, -1, 1e-3f, 1, 0], [1, 0, 1], 0.001f, slope);
        Assert.All(slope, x => Assert.True(float.IsFinite(x)));
        Assert.Contains(slope, x => x != 0);
    }

    /// <summary>pytorch-metric-learning, <c>ArcFaceLoss</c>: the derivative of acos(clamp(c)) is infinite at ±1.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void ArcFace_has_a_gradient_at_cosines_of_one(float cosine)
    {
        var slope = new float[2];
        Assert.True(float.IsFinite(ArcFaceGradient([cosine, 0.25f], [0], 0.5f, 16, slope)));
        Assert.All(slope, x => Assert.True(float.IsFinite(x)));
    }

    /// <summary>Keras, <c>kl_divergence</c> and cross-entropies: clipped to [10⁻⁷, 1], other values and no gradients.</summary>
    [Fact]
    public void Small_probabilities_are_not_clipped()
    {
        var slope = new float[2];
        const float tiny = 1e-20f;
        Assert.Equal(1, Divergence.KullbackLeiblerGradient([tiny, 1], [1, 0], 2, slope) / 46.0517, 1e-6);
        Assert.Equal(1, slope[0] / -1e20, 1e-6);
        Assert.Equal(1, Classification.BinaryCrossEntropyGradient([tiny], [1], slope.AsSpan(0, 1)) / 46.0517, 1e-6);
        Assert.Equal(1, slope[0] / -1e20, 1e-6);
    }

    /// <summary>segmentation_models.pytorch, <c>label_smoothed_nll_loss</c>: the mean counts what is ignored.</summary>
    [Fact]
    public void Ignored_labels_do_not_dilute_a_smoothed_mean()
    {
        float[] logits = [1, 2, 0.5f, -1];
        var alone = Classification.LabelSmoothingCrossEntropy(logits.AsSpan(0, 2), [1], 0.1f);
        Assert.Equal(alone, SmoothedCrossEntropy(logits, [1, -100], 0.1f, -100), 1e-6);
        Assert.Equal(0, SmoothedCrossEntropy(logits, [-100, -100], 0.1f, -100));
    }

    /// <summary>AiDotNet, <c>FocalLoss</c>: one version weights negatives by 1 − α, the other by α; here the gradient is that of the value.</summary>
    [Theory]
    [InlineData(0, 0.75)]
    [InlineData(1, 0.25)]
    public void Value_and_gradient_of_the_focal_loss_weight_alike(double target, double weight)
    {
        var slope = new double[1];
        var value = Classification.FocalWithLogitsGradient([0.5], [target], 2, 0.25, slope);
        Assert.Equal(weight * Classification.FocalWithLogits([0.5], [target], 2), value, 1e-15);
        AssertSlope(z => Classification.FocalWithLogits([z], [target], 2, 0.25), 0.5, slope[0]);
    }

    private static void AssertSlope(Func<double, double> loss, double x, double slope)
    {
        const double step = 1e-5;
        Assert.Equal((loss(x + step) - loss(x - step)) / (2 * step), slope, 1e-8);
    }
}
