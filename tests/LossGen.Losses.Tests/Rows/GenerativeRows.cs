using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the adversarial losses of <see cref="Generative"/>.</summary>
internal static class GenerativeRows
{
    private const string Logits = "realLogits:normal[n] fakeLogits:normal[m]";
    private const string Scores = "realScores:normal[n] fakeScores:normal[m]";
    private const string Gradients = "criticGradients:slope[n,c] features=c weight=10";

    public static IEnumerable<LossRow> All() => [.. Adversarial(), .. Wasserstein()];

    private static IEnumerable<LossRow> Adversarial() =>
    [
        OfBoth("Discriminator", Logits, d => (Softplus(-d), -Sigmoid(-d)), d => (Softplus(d), Sigmoid(d))) with { Reference = "gan_discriminator: real fake" },
        OfFake("SaturatingGenerator", "fakeLogits:normal[m]", d => (-Softplus(d), -Sigmoid(d))),
        OfFake("NonSaturatingGenerator", "fakeLogits:normal[m]", d => (Softplus(-d), -Sigmoid(-d))) with { Reference = "gan_generator_ns: fake" },
        OfBoth("LeastSquaresDiscriminator", Scores, d => ((d - 1) * (d - 1) / 2, d - 1), d => (d * d / 2, d)),
        OfFake("LeastSquaresGenerator", "fakeScores:normal[m]", d => ((d - 1) * (d - 1) / 2, d - 1)),
        OfBoth("HingeDiscriminator", Scores, d => (Math.Max(0, 1 - d), d < 1 ? -1 : 0), d => (Math.Max(0, 1 + d), d > -1 ? 1 : 0)),
        new LossRow(
            typeof(Generative),
            "EffectiveModes",
            "probabilities:distribution[n,c]",
            p => Modes(p),
            p => [.. p["probabilities"].Select(x => x == 0 ? 0 : -Modes(p) * (1 + Math.Log(x)))])
        {
            Magnitude = p => Modes(p) * Sum(p["probabilities"].Length, k => Math.Abs(XLogY(p["probabilities"][k], p["probabilities"][k]))),
            GradientMagnitude = (p, _) => Modes(p) * (1 + p["probabilities"].Max(x => x == 0 ? 0 : -Math.Log(x))) * p.N,
        },
    ];

    private static IEnumerable<LossRow> Wasserstein() =>
    [
        OfBoth("WassersteinCritic", Scores, c => (-c, -1), c => (c, 1)) with { Reference = "wgan_critic: real fake", Magnitude = CriticTerms },
        OfFake("WassersteinGenerator", "fakeScores:normal[m]", c => (-c, -1)) with { Magnitude = p => p["fakeScores"].Average(Math.Abs) },
        Penalty("GradientPenalty", norm => ((norm - 1) * (norm - 1), 2 * (norm - 1))) with { Reference = "wgan_gp: g d lambda" },
        Penalty("OneSidedGradientPenalty", norm => norm > 1 ? ((norm - 1) * (norm - 1), 2 * (norm - 1)) : (0, 0)),
        Penalty("ZeroCenteredGradientPenalty", norm => (norm * norm / 2, norm)),
        new LossRow(
            typeof(Generative),
            "WassersteinCriticWithGradientPenalty",
            Scores + " " + Gradients.Replace("[n,c]", "[p,c]", StringComparison.Ordinal),
            p => p["fakeScores"].Average() - p["realScores"].Average() + (10 * Norms(p).Average(norm => (norm - 1) * (norm - 1))),
            p => [.. p["realScores"].Select(_ => -1.0 / p["realScores"].Length)],
            p => [.. p["fakeScores"].Select(_ => 1.0 / p["fakeScores"].Length)],
            p => Slopes(p, norm => 20 * (norm - 1)))
        {
            Magnitude = p => CriticTerms(p) + Norms(p).Average(norm => 10 * ((norm * norm) + 1)),
            GradientMagnitude = (p, output) => output < 2 ? 0 : 20.0 / Norms(p).Length,
        },
    ];

    /// <summary>The mean of something of the real samples and the mean of something of the generated ones.</summary>
    private static LossRow OfBoth(string method, string parameters, Func<double, (double Value, double Slope)> real, Func<double, (double Value, double Slope)> fake)
    {
        var names = parameters.Split(' ').Select(part => part[..part.IndexOf(':', StringComparison.Ordinal)]).ToArray();
        return new LossRow(
            typeof(Generative),
            method,
            parameters,
            p => p[names[0]].Average(d => real(d).Value) + p[names[1]].Average(d => fake(d).Value),
            p => [.. p[names[0]].Select(d => real(d).Slope / p[names[0]].Length)],
            p => [.. p[names[1]].Select(d => fake(d).Slope / p[names[1]].Length)]);
    }

    private static LossRow OfFake(string method, string parameters, Func<double, (double Value, double Slope)> fake)
    {
        var name = parameters[..parameters.IndexOf(':', StringComparison.Ordinal)];
        return new LossRow(
            typeof(Generative),
            method,
            parameters,
            p => p[name].Average(d => fake(d).Value),
            p => [.. p[name].Select(d => fake(d).Slope / p[name].Length)]);
    }

    /// <summary>10 times the mean of something of the norms, near 1 a difference of them and 1.</summary>
    private static LossRow Penalty(string method, Func<double, (double Value, double Slope)> of) => new(
        typeof(Generative),
        method,
        Gradients,
        p => 10 * Norms(p).Average(norm => of(norm).Value),
        p => Slopes(p, norm => 10 * of(norm).Slope))
    {
        Magnitude = p => 10 * Norms(p).Average(norm => (norm * norm) + 1),
        GradientMagnitude = (p, _) => 20.0 / Norms(p).Length,
    };

    private static double[] Slopes(Point p, Func<double, double> slope) =>
        [.. Norms(p).SelectMany((norm, n) => p.Row("criticGradients", n).Select(g => norm == 0 ? 0 : slope(norm) * (g / norm) / Norms(p).Length))];

    private static double[] Norms(Point p) =>
        [.. Enumerable.Range(0, p["criticGradients"].Length / p.C).Select(n => Math.Sqrt(p.Row("criticGradients", n).Sum(g => g * g)))];

    private static double CriticTerms(Point p) => p["realScores"].Average(Math.Abs) + p["fakeScores"].Average(Math.Abs);

    private static double Modes(Point p) => Math.Exp(-p["probabilities"].Sum(x => XLogY(x, x)));
}
