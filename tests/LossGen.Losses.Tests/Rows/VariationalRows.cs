using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the variational losses of <see cref="Generative"/>.</summary>
internal static class VariationalRows
{
    private const string Latent = "means:normal[n,k] logVariances:log[n,k] samples=n";
    private const string Normal = "reconstructions:normal[n,c] inputs:normal[n,c] " + Latent;
    private const string Bernoulli = "logits:normal[n,c] inputs:soft[n,c] " + Latent;

    public static IEnumerable<LossRow> All() =>
    [
        OfNormal("GaussianNegativeElbo", " variance=0.5", 0.5, Math.Log(Math.PI) / 2, 1),
        OfNormal("GaussianBetaVae", " beta=4", 1, 0, 4) with { Reference = "beta_vae: xhat x mu logvar n beta" },
        OfBernoulli("BernoulliNegativeElbo", "", 1),
        OfBernoulli("BernoulliBetaVae", " beta=4", 4),
        new LossRow(
            typeof(Generative),
            "FreeBits",
            Latent + " freeBits=1.5",
            p => Free(p).Sum(),
            p => [.. p["means"].Select((mu, k) => IsFree(p, k) ? 0 : mu / p.N)],
            p => [.. p["logVariances"].Select((s, k) => IsFree(p, k) ? 0 : ExpM1(s) / (2 * p.N))])
        {
            Magnitude = p => Terms(p, 1),
        },
        new LossRow(
            typeof(Generative),
            "GaussianBetaVaeWithFreeBits",
            Normal + " beta=4 freeBits=1.5",
            p => (Sum(p.N * p.C, k => E(p, k) * E(p, k)) / (2 * p.N)) + (4 * Free(p).Sum()),
            p => [.. p["inputs"].Select((_, k) => E(p, k) / p.N)],
            p => [.. p["means"].Select((mu, k) => IsFree(p, k) ? 0 : 4 * mu / p.N)],
            p => [.. p["logVariances"].Select((s, k) => IsFree(p, k) ? 0 : 2 * ExpM1(s) / p.N)])
        {
            Magnitude = p => Terms(p, 4),
        },
    ];

    private static LossRow OfNormal(string method, string options, double variance, double constant, double beta) => new(
        typeof(Generative),
        method,
        Normal + options,
        p => (Sum(p.N * p.C, k => (E(p, k) * E(p, k) / (2 * variance)) + constant) + (beta * Divergence(p))) / p.N,
        p => [.. p["inputs"].Select((_, k) => E(p, k) / (variance * p.N))],
        p => [.. p["means"].Select(mu => beta * mu / p.N)],
        p => [.. p["logVariances"].Select(s => beta * ExpM1(s) / (2 * p.N))])
    {
        Magnitude = p => Terms(p, beta),
    };

    private static LossRow OfBernoulli(string method, string options, double beta) => new(
        typeof(Generative),
        method,
        Bernoulli + options,
        p => (Sum(p.N * p.C, k => Cost(p["logits"][k], p["inputs"][k])) + (beta * Divergence(p))) / p.N,
        p => [.. p["inputs"].Select((x, k) => (((1 - x) * Sigmoid(p["logits"][k])) - (x * Sigmoid(-p["logits"][k]))) / p.N)],
        p => [.. p["means"].Select(mu => beta * mu / p.N)],
        p => [.. p["logVariances"].Select(s => beta * ExpM1(s) / (2 * p.N))])
    {
        Magnitude = p => Terms(p, beta),
        GradientMagnitude = (p, output) => output > 0 ? 0 : Enumerable.Range(0, p.N * p.C).Max(k => p["inputs"][k] * Sigmoid(-p["logits"][k])) / p.N,
    };

    private static double Cost(double logit, double x) => (x == 0 ? 0 : x * Softplus(-logit)) + (x == 1 ? 0 : (1 - x) * Softplus(logit));

    private static double E(Point p, int k) => p["reconstructions"][k] - p["inputs"][k];

    private static double Divergence(Point p) => Sum(p["means"].Length, k => Divergence(p, k));

    private static double Divergence(Point p, int k) => ((p["means"][k] * p["means"][k]) + Rest(p["logVariances"][k])) / 2;

    /// <summary>The mean divergence of every dimension, and at least 1.5.</summary>
    private static IEnumerable<double> Free(Point p) => Enumerable.Range(0, p.C + 1).Select(k => Math.Max(1.5, MeanDivergence(p, k)));

    private static bool IsFree(Point p, int k) => MeanDivergence(p, k % (p.C + 1)) <= 1.5;

    private static double MeanDivergence(Point p, int dimension) => Sum(p.N, n => Divergence(p, (n * (p.C + 1)) + dimension)) / p.N;

    /// <summary>The size of what the divergence is made of, over the number of samples.</summary>
    private static double Terms(Point p, double beta) =>
        beta * Sum(p["means"].Length, k => (p["means"][k] * p["means"][k]) + Math.Abs(ExpM1(p["logVariances"][k])) + Math.Abs(p["logVariances"][k])) / p.N;

    /// <summary>eˢ − 1 − s, by its series where it cancels.</summary>
    private static double Rest(double s)
    {
        if (Math.Abs(s) > 0.1)
            return Math.Exp(s) - 1 - s;
        var (sum, term) = (0.0, s * s / 2);
        for (var k = 3; k < 20; k++, term *= s / (k - 1))
            sum += term;
        return sum;
    }

    private static double ExpM1(double s) => Rest(s) + s;
}
