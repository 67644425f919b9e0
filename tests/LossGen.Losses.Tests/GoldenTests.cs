namespace LossGen.Losses.Tests;

/// <summary>Numbers known from elsewhere: worked examples, and inputs at which naive forms lose everything.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData(-1, 2, 1.313262, 2.718282, 4, 1)]
    [InlineData(0, 1, 0.693147, 1, 1, 1)]
    [InlineData(0.5, 0.5, 0.474077, 0.606531, 0.25, 0)]
    [InlineData(1, 0, 0.313262, 0.367879, 0, 0)]
    [InlineData(2, 0, 0.126928, 0.135335, 1, 0)]
    public void Margins(float margin, double hinge, double logistic, double exponential, double squared, double zeroOne)
    {
        foreach (var side in new[] { -1f, 1 })
        {
            Assert.Equal(hinge, Margin.Hinge([margin * side], [side]), 1e-6);
            Assert.Equal(logistic, Margin.LogisticMargin([margin * side], [side]), 1e-6);
            Assert.Equal(exponential, Margin.ExponentialMargin([margin * side], [side]), 1e-6);
            Assert.Equal(squared, Margin.SquaredMargin([margin * side], [side]), 1e-6);
            Assert.Equal(zeroOne, Margin.ZeroOne([margin * side], [side]));
        }
    }

    [Theory]
    [InlineData(0.9, 0.0010536052)]
    [InlineData(0.1, 1.8650940)]
    public void Focal_loss_of_a_positive_with_gamma_2(double p, double expected)
    {
        Assert.Equal(expected, 2 * Classification.Focal([p], [1.0], 2, 0.5), 1e-7);
        Assert.Equal(expected, Classification.FocalWithLogits([Math.Log(p / (1 - p))], [1.0], 2), 1e-7);
    }

    [Fact]
    public void Squared_and_absolute_errors_of_a_sample_with_an_outlier()
    {
        // Four errors of 0.1 and one of 94.9: the mean square is all outlier.
        float[] predictions = [1.1f, 2.1f, 2.9f, 4.1f, 5.1f];
        float[] targets = [1, 2, 3, 4, 100];
        Assert.Equal(1801.21, Regression.MeanSquaredError(predictions, targets), 1e-3);
        Assert.Equal(19.06, Regression.MeanAbsoluteError(predictions, targets), 1e-5);
    }

    [Fact]
    public void Smoothed_targets_of_five_classes()
    {
        float[] z = [0.5f, -1, 2, 0.25f, 1];
        float[] smoothed = [0.02f, 0.02f, 0.92f, 0.02f, 0.02f];
        Assert.Equal(Classification.SoftCrossEntropy(z, smoothed, 5), Classification.LabelSmoothingCrossEntropy(z, [2], 0.1f), 1e-6);
    }

    [Theory]
    [InlineData(-20, 1, 20.0000000020611537)]
    [InlineData(20, 1, 2.0611536900e-9)]
    [InlineData(-20, 0, 2.0611536900e-9)]
    [InlineData(89, 0, 89)]
    [InlineData(12, 0, 12.000006144193478)]
    [InlineData(15, 0, 15.000000305902274)]
    [InlineData(17, 0, 17.000000041399375)]
    public void Binary_cross_entropy_of_certain_logits(float logit, float target, double expected)
    {
        var value = Classification.BinaryCrossEntropyWithLogits([logit], [target]);
        Assert.Equal(1, value / expected, 2e-7);
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, 0)]
    public void An_infinite_logit_on_the_right_side_costs_nothing(float logit, float target)
    {
        var gradient = new float[1];
        Assert.Equal(0, Classification.BinaryCrossEntropyWithLogitsGradient([logit], [target], gradient));
        Assert.Equal(0, gradient[0]);
        Assert.Equal(0, Classification.BinaryCrossEntropyWithLogitsGradient([logit], [target], 3, gradient));
        Assert.Equal(0, gradient[0]);
        foreach (var gamma in new[] { 0, 0.5f, 2 })
        {
            Assert.Equal(0, Classification.FocalWithLogitsGradient([logit], [target], gamma, gradient));
            Assert.Equal(0, gradient[0]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e6)]
    [InlineData(1e8)]
    [InlineData(3e38)]
    public void Cross_entropy_of_equal_logits(float offset)
    {
        var gradient = new float[2];
        Assert.Equal(0.6931472f, Classification.CrossEntropyGradient([offset, offset], [0], gradient));
        Assert.Equal([-0.5f, 0.5f], gradient);
    }

    [Theory]
    [InlineData(17, 4.1399376e-8)]
    [InlineData(20, 2.0611537e-9)]
    [InlineData(80, 1.8048513e-35)]
    public void Cross_entropy_where_the_right_class_leads(float lead, double expected)
    {
        var gradient = new float[2];
        Assert.Equal(1, Classification.CrossEntropyGradient([lead, 0], [0], gradient) / expected, 3e-7);
        Assert.Equal(1, gradient[0] / -expected, 3e-7);
        Assert.Equal(1, gradient[1] / expected, 3e-7);
    }

    [Fact]
    public void Focal_loss_with_a_broken_exponent_is_finite_where_the_sample_is_certain()
    {
        var gradient = new float[1];
        Assert.Equal(Math.Exp(-150), Classification.FocalWithLogitsGradient([100], [1], 0.5f, gradient), 1e-45);
        Assert.Equal(0, gradient[0], 1e-45);
        var value = Classification.FocalWithLogitsGradient([40], [1], 0.5f, gradient);
        Assert.Equal(1, value / Math.Exp(-60), 1e-6);
        Assert.Equal(1, gradient[0] / (-1.5 * Math.Exp(-60)), 1e-6);
    }

    [Theory]
    [InlineData(1e-4, 5e-9)]
    [InlineData(1e-10, 5e-21)]
    [InlineData(100, 99.306852819440055)]
    [InlineData(-3e38, 3e38)]
    public void Log_cosh_of_small_and_large_errors(float error, double expected) =>
        Assert.Equal(1, Regression.LogCosh([error], [0]) / expected, 2e-7);

    [Fact]
    public void Ten_million_summands()
    {
        var predictions = new float[10_000_000];
        Array.Fill(predictions, 0.01f);
        Assert.Equal(0.01f, Regression.MeanAbsoluteError(predictions, new float[predictions.Length]));
        Assert.Equal(1e5, Regression.SumOfAbsoluteErrors(predictions, new float[predictions.Length]), 0.01);
    }

    [Theory]
    [InlineData(2e19, 2e19)]
    [InlineData(1e-25, 1e-25)]
    public void The_root_mean_squared_error_does_not_square(float error, double expected) =>
        Assert.Equal(1, Regression.RootMeanSquaredError([error, -error], [0, 0]) / expected, 2e-7);

    [Fact]
    public void Divergences_of_almost_equal_numbers()
    {
        // h(d) = (1 + d) log(1 + d) − d = d²/2 − d³/6 + d⁴/12 at d = 2⁻¹².
        var d = Math.Pow(2, -12);
        var h = (d * d / 2) - (d * d * d / 6) + (d * d * d * d / 12);
        Assert.Equal(1, Bregman.GeneralizedKullbackLeibler([1f], [1 + (float)d]) / h, 2e-7);
        Assert.Equal(1, Bregman.ItakuraSaito([1 + (float)d], [1f]) / (h / (1 + d)), 2e-7);
        Assert.Equal(0.809437912434100, Bregman.ItakuraSaito([5.0], [1.0]), 1e-14);
    }
}
