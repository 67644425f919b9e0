namespace LossGen.Losses.Tests;

/// <summary>Likelihoods against the distributions that they are of, and the defects of other libraries.</summary>
public sealed class LikelihoodTests
{
    [Fact]
    public void The_full_Poisson_likelihood_is_that_of_a_distribution()
    {
        var total = Enumerable.Range(0, 60).Sum(y => Math.Exp(-Regression.PoissonNegativeLogLikelihood([7.5], [(double)y], true)));
        Assert.Equal(1, total, 1e-13);
        Assert.Equal(
            Regression.PoissonNegativeLogLikelihood([7.5], [3.0], true), Regression.PoissonNegativeLogLikelihoodOfLogRate([Math.Log(7.5)], [3.0], true), 1e-14);
    }

    [Fact]
    public void The_full_normal_likelihood_is_that_of_a_distribution()
    {
        // The sum over a grid of a smooth function that vanishes at the ends is its integral.
        var total = Enumerable.Range(-400, 801).Sum(k => Math.Exp(-Regression.GaussianNegativeLogLikelihood([0.3], [k / 40.0], [1.5], true)) / 40);
        Assert.Equal(1, total, 1e-13);
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.5)]
    [InlineData(1.9)]
    public void The_derivative_of_Tweedies_loss_is_one_and_is_0_at_the_target(double power)
    {
        var slope = new double[1];
        Regression.TweedieGradient([2.0], [2.0], power, slope);
        Assert.Equal(0, slope[0], 1e-15);
        Regression.TweedieGradient([3.0], [2.0], power, slope);
        Assert.Equal(
            (Regression.Tweedie([3 + 1e-5], [2.0], power) - Regression.Tweedie([3 - 1e-5], [2.0], power)) / 2e-5, slope[0], 1e-9);
        Assert.Equal(Regression.Tweedie([3.0], [2.0], power), Regression.TweedieOfLogMean([Math.Log(3)], [2.0], power), 1e-13);
    }

    [Fact]
    public void Tweedies_loss_goes_to_that_of_Poisson_and_gamma_at_the_ends_of_its_powers()
    {
        // Up to what depends on the target alone.
        static double Change(Func<double, double> loss) => loss(3) - loss(2);
        const double close = 1e-7;
        Assert.Equal(
            Change(mean => Regression.PoissonNegativeLogLikelihood([mean], [1.25])), Change(mean => Regression.Tweedie([mean], [1.25], 1 + close)), 1e-6);
        Assert.Equal(
            Change(mean => Regression.GammaNegativeLogLikelihood([mean], [1.25])), Change(mean => Regression.Tweedie([mean], [1.25], 2 - close)), 1e-6);
    }

    [Fact]
    public void The_expectile_of_a_half_is_the_mean()
    {
        double[] y = [1, 2, 6];
        var slope = new double[3];
        Regression.ExpectileGradient([3.0, 3, 3], y, 0.5, slope);
        Assert.Equal(0, slope.Sum(), 1e-15);
        Assert.Equal(Regression.MeanSquaredError([3.0, 3, 3], y) / 2, Regression.Expectile([3.0, 3, 3], y, 0.5), 1e-15);
    }

    [Fact]
    public void Small_errors_keep_their_digits_in_the_pseudo_Huber_loss()
    {
        Assert.Equal(4.99999997e-9, Regression.PseudoHuber([1e-4f], [0], 1), 1e-15);
        Assert.Equal(float.MaxValue, Regression.PseudoHuber([float.MaxValue], [0], 1));
    }
}
