namespace LossGen.Losses.Tests;

/// <summary>Known values of divergences, and what they are at the boundary of the simplex.</summary>
public sealed class DivergenceTests
{
    private const double Infinity = double.PositiveInfinity;

    private delegate double Loss(ReadOnlySpan<double> model, ReadOnlySpan<double> targets, Span<double> gradient);

    [Fact]
    public void The_example_of_the_guide()
    {
        double[] p = [0.4, 0.3, 0.2, 0.1];
        double[] q = [0.3, 0.3, 0.25, 0.15];
        Assert.Equal(0.029897608, Divergence.KullbackLeibler(q, p, 4), 1e-9);
        Assert.Equal(0.030301032, Divergence.ReverseKullbackLeibler(q, p, 4), 1e-9);
        Assert.Equal(0.0074923766, Divergence.JensenShannon(q, p, 4), 1e-10);
        Assert.Equal(0.086651911, Divergence.Hellinger(q, p, 4), 1e-9);
        Assert.Equal(0.1, Divergence.TotalVariation(q, p, 4), 1e-15);
        Assert.Equal(0.06, Divergence.ChiSquared(q, p, 4), 1e-15);
        Assert.Equal(0.015017107, Divergence.SquaredMatusita(q, p, 4), 1e-9);
        Assert.Equal(0.015017107 / 2, Divergence.SquaredHellinger(q, p, 4), 1e-9);
    }

    /// <summary>An outcome that nobody gives a probability to: no cost, no slope, no NaN.</summary>
    [Fact]
    public void An_outcome_that_both_exclude_does_not_count()
    {
        double[] p = [0.25, 0.75, 0];
        double[] q = [0.5, 0.5, 0];
        foreach (var loss in OfProbabilities)
        {
            var (gradient, without) = (new double[3], new double[2]);
            Assert.Equal(loss(q.AsSpan(0, 2), p.AsSpan(0, 2), without), loss(q, p, gradient), 1e-15);
            Assert.Equal([.. without, 0], gradient);
        }
    }

    [Fact]
    public void An_outcome_that_only_the_model_excludes()
    {
        AssertBoundary([0.75, 0.25], [1, 0], [
            (Divergence.KullbackLeiblerGradient, Infinity, -Infinity),
            (Divergence.ReverseKullbackLeiblerGradient, Math.Log(4 / 3.0), 0),
            (Divergence.ChiSquaredGradient, Infinity, -Infinity),
            (Divergence.NeymanChiSquaredGradient, (0.0625 / 0.75) + 0.25, -2),
            (Divergence.TotalVariationGradient, 0.25, -0.5),
            (Divergence.SquaredHellingerGradient, 1 - Math.Sqrt(0.75), 0),
            (Divergence.JensenShannonGradient, ((0.75 * Math.Log(6 / 7.0)) + Math.Log(8 / 7.0) + (0.25 * Math.Log(2))) / 2, 0),
        ]);
    }

    [Fact]
    public void An_outcome_that_only_the_target_excludes()
    {
        AssertBoundary([1, 0], [0.75, 0.25], [
            (Divergence.KullbackLeiblerGradient, Math.Log(4 / 3.0), 1),
            (Divergence.ReverseKullbackLeiblerGradient, Infinity, Infinity),
            (Divergence.ChiSquaredGradient, (0.0625 / 0.75) + 0.25, 1),
            (Divergence.NeymanChiSquaredGradient, Infinity, Infinity),
            (Divergence.TotalVariationGradient, 0.25, 0.5),
            (Divergence.SquaredHellingerGradient, 1 - Math.Sqrt(0.75), 0.5),
            (Divergence.JensenShannonGradient, ((0.75 * Math.Log(6 / 7.0)) + Math.Log(8 / 7.0) + (0.25 * Math.Log(2))) / 2, Math.Log(2) / 2),
        ]);
    }

    [Fact]
    public void A_class_at_minus_infinity_that_the_target_excludes_does_not_count()
    {
        double[] p = [0.25, 0.75, 0];
        double[] z = [1, 2, double.NegativeInfinity];
        double[] log = [.. new[] { 1, 2 }.Select(x => x - Math.Log(Math.E + (Math.E * Math.E))), double.NegativeInfinity];
        foreach (var loss in new Loss[]
        {
            (q, t, g) => Divergence.KullbackLeiblerWithLogitsGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.ReverseKullbackLeiblerWithLogitsGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.JensenShannonWithLogitsGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.EntropyWithLogitsGradient(q, q.Length, g),
        })
            AssertIgnored(loss, z);
        foreach (var loss in new Loss[]
        {
            (q, t, g) => Divergence.KullbackLeiblerOfLogProbabilitiesGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.ReverseKullbackLeiblerOfLogProbabilitiesGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.JensenShannonOfLogProbabilitiesGradient(q, t, q.Length, g),
            (q, t, g) => Divergence.EntropyOfLogProbabilitiesGradient(q, q.Length, g),
        })
            AssertIgnored(loss, log);

        void AssertIgnored(Loss loss, double[] model)
        {
            var (gradient, without) = (new double[3], new double[2]);
            Assert.Equal(loss(model.AsSpan(0, 2), p.AsSpan(0, 2), without), loss(model, p, gradient), 1e-15);
            Assert.Equal(without[0], gradient[0], 1e-15);
            Assert.Equal(without[1], gradient[1], 1e-15);
            Assert.Equal(0, gradient[2]);
        }
    }

    /// <summary>A thousand outcomes, 5·10⁻⁵ apart: sums of p (log p − log q) in floats are noise of the other sign.</summary>
    [Fact]
    public void Almost_equal_distributions_keep_their_digits_and_the_sign()
    {
        var random = new Random(1);
        var weights = Enumerable.Range(0, 1000).Select(_ => 0.1 + random.NextDouble()).ToArray();
        float[] p = [.. weights.Select(w => (float)(w / weights.Sum()))];
        float[] q = [.. p.Select((x, k) => x * (1 + (k % 2 == 0 ? 5e-5f : -5e-5f)))];
        var truth = p.Zip(q, (x, y) => y * Exact.H(((double)x - y) / y)).Sum();
        Assert.Equal(1, Divergence.KullbackLeibler(q, p, 1000) / truth, 1e-6);
        Assert.Equal(1, Divergence.KullbackLeiblerOfLogProbabilities([.. q.Select(x => MathF.Log(x))], p, 1000) / truth, 0.05);
        Assert.True(Divergence.KullbackLeiblerWithLogits([.. p.Select(x => MathF.Log(x))], p, 1000) >= 0);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Renyi_divergences_of_orders_about_1_enclose_Kullback_Leibler(double scale)
    {
        double[] p = [0.4, 0.3, 0.2, 0.1];
        double[] q = [.. p.Select((x, k) => (x + (scale * (k + 1))) / (1 + (10 * scale)))];
        var kl = Divergence.KullbackLeibler(q, p, 4);
        Assert.InRange(kl, Divergence.Renyi(q, p, 4, 0.999), Divergence.Renyi(q, p, 4, 1.001));
        Assert.Equal(2 * -Math.Log(1 - Divergence.SquaredHellinger(q, p, 4)), Divergence.Renyi(q, p, 4, 0.5), 1e-14);
        Assert.Equal(Math.Log(1 + Divergence.ChiSquared(q, p, 4)), Divergence.Renyi(q, p, 4, 2), 1e-14);
    }

    /// <summary>At the optimal critic f′(p/q) the bounds are met; the expectations are sums over repeated outcomes.</summary>
    [Fact]
    public void Variational_bounds_are_met_by_the_optimal_critic_and_by_no_other()
    {
        double[] p = [0.4, 0.3, 0.2, 0.1];
        double[] q = [0.3, 0.3, 0.25, 0.15];
        int[] ofP = [.. Sample(8, 6, 4, 2)];
        int[] ofQ = [.. Sample(6, 6, 5, 3)];
        foreach (var (bound, critic, truth) in new (Func<double[], double[], double> Bound, Func<double, double> Critic, double Truth)[]
        {
            ((x, y) => Divergence.VariationalKullbackLeibler(x, y), t => Math.Log(t) + 1, Divergence.KullbackLeibler(q, p, 4)),
            ((x, y) => Divergence.VariationalReverseKullbackLeibler(x, y), t => -1 / t, Divergence.ReverseKullbackLeibler(q, p, 4)),
            ((x, y) => Divergence.VariationalChiSquared(x, y), t => 2 * (t - 1), Divergence.ChiSquared(q, p, 4)),
            ((x, y) => Divergence.VariationalMatusita(x, y), t => 1 - (1 / Math.Sqrt(t)), Divergence.SquaredMatusita(q, p, 4)),
            ((x, y) => Divergence.VariationalJensenShannon(x, y), t => Math.Log(2 * t / (t + 1)) / 2, Divergence.JensenShannon(q, p, 4)),
            ((x, y) => Divergence.DonskerVaradhan(x, y), Math.Log, Divergence.KullbackLeibler(q, p, 4)),
        })
        {
            double Bound(double shift) => bound(
                [.. ofP.Select(k => critic(p[k] / q[k]) - (shift * k))],
                [.. ofQ.Select(k => critic(p[k] / q[k]) - (shift * k))]);
            Assert.Equal(truth, Bound(0), 1e-14);
            Assert.True(Bound(0.05) < truth);
            Assert.True(Bound(-0.01) < truth);
        }

        static IEnumerable<int> Sample(params int[] counts) => counts.SelectMany((count, k) => Enumerable.Repeat(k, count));
    }

    [Fact]
    public void Gaussian_divergence_from_the_standard_one_is_the_general_one_there()
    {
        double[] mean = [0.3, -2];
        double[] logVariance = [-0.5, 1.25];
        Assert.Equal(
            Divergence.GaussianKullbackLeibler(mean, logVariance, [0.0, 0], [0.0, 0], 2),
            Divergence.GaussianKullbackLeiblerFromStandard(mean, logVariance, 2),
            1e-15);
    }

    /// <summary>A channel can only lose information: D(pK‖qK) ≤ D(p‖q).</summary>
    [Fact]
    public void A_channel_increases_no_divergence()
    {
        var random = new Random(3);
        for (var draw = 0; draw < 50; draw++)
        {
            var point = Point.Create("p:distribution[n,c] q:distribution[n,c] channel:distribution[n,n]", 4, 4, random);
            var (p, q) = (point.Row("p", 0), point.Row("q", 0));
            var (after, model) = (Through(p), Through(q));
            foreach (var loss in OfProbabilities)
                Assert.True(loss(model, after, new double[4]) <= loss(q, p, new double[4]) + 1e-7);

            double[] Through(double[] row) => [.. Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, 4).Sum(i => row[i] * point["channel"][(4 * i) + j]))];
        }
    }

    private static readonly Loss[] OfProbabilities =
    [
        (q, p, g) => Divergence.KullbackLeiblerGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.ReverseKullbackLeiblerGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.TotalVariationGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.SquaredHellingerGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.SquaredMatusitaGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.HellingerGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.JensenShannonGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.JensenShannonDistanceGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.WeightedJensenShannonGradient(q, p, q.Length, 0.25, g),
        (q, p, g) => Divergence.ChiSquaredGradient(q, p, q.Length, g),
        (q, p, g) => Divergence.NeymanChiSquaredGradient(q, p, q.Length, g),
    ];

    private delegate double Generated(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, Span<double> gradient, double seed);

    private static void AssertBoundary(double[] p, double[] q, (Generated Loss, double Value, double Slope)[] cases)
    {
        foreach (var (loss, value, slope) in cases)
        {
            var gradient = new double[2];
            Assert.Equal(value, loss(q, p, 2, gradient, 1), 1e-15);
            Assert.Equal(slope, gradient[1], 1e-15);
        }
    }
}
