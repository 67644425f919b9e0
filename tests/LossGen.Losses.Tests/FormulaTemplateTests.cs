namespace LossGen.Losses.Tests;

/// <summary>Families of losses from one function each, compiled here as a user would, against closed forms.</summary>
public sealed partial class FormulaTemplateTests
{
    private static readonly double[] P = [0.4, 0.3, 0.2, 0.1, 0.25, 0.25, 0.5, 0];
    private static readonly double[] Q = [0.3, 0.3, 0.25, 0.15, 0.1, 0.2, 0.3, 0.4];

    private delegate double Family(ReadOnlySpan<double> model, ReadOnlySpan<double> targets, Span<double> gradient);

    [Loss("f(t) = xlogy(t, t)\n" + FormulaTemplates.FDivergence)]
    private static partial double KullbackLeibler(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    [Loss("f(t) = abs(t - 1) / 2\n" + FormulaTemplates.FDivergence)]
    private static partial double TotalVariation(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    [Loss("f(t) = (sqrt(t) - 1)^2\n" + FormulaTemplates.FDivergence)]
    private static partial double Matusita(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    [Loss("f(t) = (t - 1)^2\n" + FormulaTemplates.FDivergence)]
    private static partial double ChiSquared(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    [Loss("f(t) = (xlogy(t, t) - xlogy(t + 1, (t + 1) / 2)) / 2\n" + FormulaTemplates.FDivergence)]
    private static partial double JensenShannon(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

#pragma warning disable LG1072 // As the literature has it: α is not near 0 here.
    [Loss("f(t) = (t^alpha - alpha * t + alpha - 1) / (alpha * (alpha - 1))\n" + FormulaTemplates.FDivergence)]
    private static partial double Alpha(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double alpha);
#pragma warning restore LG1072

    [Loss("phi(t) = t^2 / 2\n" + FormulaTemplates.Bregman)]
    private static partial double Squared(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    [Loss("phi(t) = xlogy(t, t)\n" + FormulaTemplates.Bregman)]
    private static partial double GeneralizedKullbackLeibler(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    [Loss("phi(t) = -log(t)\n" + FormulaTemplates.Bregman)]
    private static partial double ItakuraSaito(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    [Loss("phi(t) = exp(t)\n" + FormulaTemplates.Bregman)]
    private static partial double Exponential(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    [Loss("phi(t) = xlogy(t, t) + xlog1py(1 - t, -t)\n" + FormulaTemplates.Bregman)]
    private static partial double LogisticBregman(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    [Loss("G(p) = xlogy(p, p) + xlog1py(1 - p, -p)\n" + FormulaTemplates.ProperScore)]
    private static partial double LogScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    [Loss("G(p) = p^2 - p\n" + FormulaTemplates.ProperScore)]
    private static partial double BrierScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    [Loss("G(p) = sqrt(p^2 + (1 - p)^2)\n" + FormulaTemplates.ProperScore)]
    private static partial double SphericalScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    [Loss("G(p) = -2 * sqrt(p * (1 - p))\n" + FormulaTemplates.ProperScore)]
    private static partial double BoostingScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    /// <summary>By q the library differs by 1 from f(t) − t f′(t) in one: it is KL but for terms that sum to 0 on distributions.</summary>
    [Fact]
    public void F_divergences()
    {
        AssertSame((q, p, g) => KullbackLeiblerGradient(q, p, 4, g), (q, p, g) => Shifted(Divergence.KullbackLeiblerGradient(q, p, 4, g), g, -0.5), Q, P);
        AssertSame((q, p, g) => TotalVariationGradient(q, p, 4, g), (q, p, g) => Divergence.TotalVariationGradient(q, p, 4, g), Q, P);
        AssertSame((q, p, g) => MatusitaGradient(q, p, 4, g), (q, p, g) => Divergence.SquaredMatusitaGradient(q, p, 4, g), Q, P);
        AssertSame((q, p, g) => ChiSquaredGradient(q, p, 4, g), (q, p, g) => Divergence.ChiSquaredGradient(q, p, 4, g), Q, P);
        AssertSame((q, p, g) => JensenShannonGradient(q, p, 4, g), (q, p, g) => Divergence.JensenShannonGradient(q, p, 4, g), Q, P);
        AssertSame((q, p, g) => AlphaGradient(q, p, 4, 2, g), (q, p, g) => Divergence.ChiSquaredGradient(q, p, 4, g, 0.5) / 2, Q, P);
        AssertSame((q, p, g) => AlphaGradient(q, p, 4, 0.5, g), (q, p, g) => Divergence.SquaredMatusitaGradient(q, p, 4, g, 2) * 2, Q, P);
    }

    [Fact]
    public void Bregman_divergences()
    {
        double[] predictions = [0.25, 0.5, 0.9, 0.1];
        double[] targets = [0.3, 0.125, 0.8, 0.1];
        AssertSame((x, y, g) => SquaredGradient(x, y, g), (x, y, g) => Bregman.SquaredEuclideanGradient(x, y, g), predictions, targets);
        AssertSame((x, y, g) => GeneralizedKullbackLeiblerGradient(x, y, g), (x, y, g) => Bregman.GeneralizedKullbackLeiblerGradient(x, y, g), predictions, targets);
        AssertSame((x, y, g) => ItakuraSaitoGradient(x, y, g), (x, y, g) => Bregman.ItakuraSaitoGradient(x, y, g), predictions, targets);
        AssertSame((x, y, g) => ExponentialGradient(x, y, g), ByHand((y, x) => Math.Exp(y) - Math.Exp(x) - (Math.Exp(x) * (y - x)), (y, x) => Math.Exp(x) * (x - y)), predictions, targets);
        AssertSame((x, y, g) => LogisticBregmanGradient(x, y, g), ByHand(BinaryKullbackLeibler, (y, x) => (x - y) / (x * (1 - x))), predictions, targets);
    }

    [Fact]
    public void Proper_scores()
    {
        double[] p = [0.25, 0.5, 0.9, 0.1];
        double[] y = [0, 1, 1, 0];
        AssertSame((x, t, g) => LogScoreGradient(x, t, g), (x, t, g) => Classification.BinaryCrossEntropyGradient(x, t, g), p, y);
        AssertSame((x, t, g) => BrierScoreGradient(x, t, g), (x, t, g) => Scoring.BrierGradient(x, t, g), p, y);
        AssertSame((x, t, g) => SphericalScoreGradient(x, t, g), (x, t, g) => Scoring.SphericalGradient(x, t, g), p, y);

        // S(p, 1) = √((1 − p)/p), the exponential loss of the margin ½ log(p/(1 − p)).
        AssertSame(
            (x, t, g) => BoostingScoreGradient(x, t, g),
            ByHand((t, x) => Math.Sqrt(t == 1 ? (1 - x) / x : x / (1 - x)), (t, x) => (x - t) / (2 * Math.Pow(x * (1 - x), 1.5))),
            p,
            y);
    }

    private static double BinaryKullbackLeibler(double y, double x) => (y * Math.Log(y / x)) + ((1 - y) * Math.Log((1 - y) / (1 - x)));

    private static double Shifted(double value, Span<double> gradient, double shift)
    {
        foreach (ref var slope in gradient)
            slope += shift;
        return value;
    }

    private static Family ByHand(Func<double, double, double> value, Func<double, double, double> slope) => (model, targets, gradient) =>
    {
        var sum = 0.0;
        for (var i = 0; i < model.Length; i++)
        {
            sum += value(targets[i], model[i]);
            gradient[i] = slope(targets[i], model[i]) / model.Length;
        }

        return sum / model.Length;
    };

    private static void AssertSame(Family compiled, Family expected, double[] model, double[] targets)
    {
        var (actual, truth) = (new double[model.Length], new double[model.Length]);
        Assert.Equal(expected(model, targets, truth), compiled(model, targets, actual), 1e-14);
        Assert.All(truth.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }
}
