namespace LossGen.Losses.Tests;

/// <summary>What the papers prove of generative objectives.</summary>
public sealed class GenerativeTests
{
    [Fact]
    public void The_game_at_the_best_discriminator_is_twice_the_Jensen_Shannon_divergence_less_log_4()
    {
        // Eight samples of each side, so that shares are counts.
        double[] data = [0.5, 0.25, 0.25], model = [0.125, 0.125, 0.75];
        double[] best = [.. data.Zip(model).Select(pair => Math.Log(pair.First / pair.Second))];
        double[] Samples(double[] shares) => [.. shares.SelectMany((share, k) => Enumerable.Repeat(best[k], (int)(8 * share)))];
        var divergence = data.Zip(model).Sum(pair =>
        {
            var (p, q, m) = (pair.First, pair.Second, (pair.First + pair.Second) / 2);
            return ((p * Math.Log(p / m)) + (q * Math.Log(q / m))) / 2;
        });
        var (real, fake) = (Samples(data), Samples(model));
        Assert.Equal(Math.Log(4) - (2 * divergence), Generative.Discriminator(real, fake), 1e-14);

        // And it is the best: its gradient is 0 for a logit common to the samples of one mode.
        var (realGradient, fakeGradient) = (new double[8], new double[8]);
        Generative.DiscriminatorGradient(real, fake, realGradient, fakeGradient);
        foreach (var logit in best)
            Assert.Equal(0, real.Zip(realGradient).Concat(fake.Zip(fakeGradient)).Where(pair => pair.First == logit).Sum(pair => pair.Second), 1e-15);
    }

    [Fact]
    public void Only_the_non_saturating_generator_learns_where_the_discriminator_wins()
    {
        float[] lost = [-30];
        var (saturating, other) = (new float[1], new float[1]);
        Generative.SaturatingGeneratorGradient(lost, saturating);
        Generative.NonSaturatingGeneratorGradient(lost, other);
        Assert.InRange(saturating[0], -1e-12, 0);
        Assert.Equal(-1, other[0], 1e-6);
    }

    [Fact]
    public void The_bound_of_a_conjugate_model_is_the_evidence_at_the_exact_posterior_and_below_it_elsewhere()
    {
        // z ~ N(0, 1) and x ~ N(z, v): x ~ N(0, 1 + v), and the posterior is N(x/(1 + v), v/(1 + v)).
        const double x = 1.75, v = 0.5;
        var evidence = -0.5 * ((x * x / (1 + v)) + Math.Log(2 * Math.PI * (1 + v)));
        double Bound(double mean, double variance)
        {
            // The mean of a quadratic function over N(mean, variance) is that over the two points at one deviation.
            var deviation = Math.Sqrt(variance);
            return -Generative.GaussianNegativeElbo(
                [mean - deviation, mean + deviation], [x, x], [mean, mean], [Math.Log(variance), Math.Log(variance)], 2, v);
        }

        Assert.Equal(evidence, Bound(x / (1 + v), v / (1 + v)), 1e-14);
        foreach (var (mean, variance) in new[] { (x / (1 + v), 0.5), (1, v / (1 + v)), (0, 1) })
            Assert.True(Bound(mean, variance) < evidence - 1e-3);
    }

    [Fact]
    public void Free_bits_stop_the_gradient_of_dimensions_that_cost_less()
    {
        // Dimension 0 costs 0.02 on average, dimension 1 costs 2.
        double[] means = [0.2, 2, 0.2, 2];
        var (meansGradient, logVariancesGradient) = (new double[4], new double[4]);
        var value = Generative.FreeBitsGradient(means, new double[4], 2, 0.5, meansGradient, logVariancesGradient);
        Assert.Equal(0.5 + 2, value, 1e-15);
        Assert.Equal([0, 1, 0, 1], meansGradient);
    }

    [Fact]
    public void The_penalty_takes_the_norm_of_a_whole_sample_and_has_no_slope_at_0()
    {
        double[] gradients = [0.6, 0, 0, 0.8, 0, 0, 0, 0];
        var slopes = new double[8];
        Assert.Equal(10 * 0.5, Generative.GradientPenaltyGradient(gradients, 4, 10, slopes), 1e-14);
        Assert.All(slopes, slope => Assert.Equal(0, slope, 1e-14));
        Assert.Equal(0, Generative.OneSidedGradientPenalty(gradients, 4, 10));
    }

    [Fact]
    public void Effective_modes_count_modes_that_are_equally_frequent()
    {
        Assert.Equal(4, Generative.EffectiveModes([0.25, 0.25, 0.25, 0.25]), 1e-14);
        Assert.Equal(1, Generative.EffectiveModes([1.0, 0, 0]));
    }
}
