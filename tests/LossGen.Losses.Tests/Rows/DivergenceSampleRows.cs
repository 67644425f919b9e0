using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Divergence"/> for Gaussians, for samples, and for a critic's scores of samples.</summary>
/// <remarks>eˣ − 1 − x is computed as a difference of expm1(x) and x, which is what its error is counted in.</remarks>
internal static class DivergenceSampleRows
{
    private const string Samples = "logProbabilities:small[n] targetLogProbabilities:small[n]";

    public static IEnumerable<LossRow> All() => [.. Gaussians(), .. MonteCarlo(), .. Bounds(), DonskerVaradhan()];

    private static IEnumerable<LossRow> Gaussians() =>
    [
        new LossRow(
            typeof(Divergence),
            "GaussianKullbackLeiblerFromStandard",
            "means:small[n,c] logVariances:log[n,c] dimensions=c",
            p => Mean(p, k => (Square(p["means"][k]) + Excess(p["logVariances"][k])) / 2),
            p => Slopes(p, k => p["means"][k]),
            p => Slopes(p, k => (Math.Exp(p["logVariances"][k]) - 1) / 2))
        {
            Reference = "gaussian_kl: mu logvar k",
            Magnitude = p => Mean(p, k => Math.Abs(p["logVariances"][k])),
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        new LossRow(
            typeof(Divergence),
            "GaussianKullbackLeibler",
            "means:small[n,c] logVariances:small[n,c] targetMeans:small[n,c] targetLogVariances:small[n,c] dimensions=c",
            p => Mean(p, k => (Distance(p, k) + Excess(Shift(p, k))) / 2),
            p => Slopes(p, k => D(p, k) * Math.Exp(-p["targetLogVariances"][k])),
            p => Slopes(p, k => (Math.Exp(Shift(p, k)) - 1) / 2),
            p => Slopes(p, k => -D(p, k) * Math.Exp(-p["targetLogVariances"][k])),
            p => Slopes(p, k => (1 - Math.Exp(Shift(p, k)) - Distance(p, k)) / 2))
        {
            Magnitude = p => Mean(p, k => Math.Abs(Shift(p, k))),
            GradientMagnitude = (p, output) => output == 3 ? Enumerable.Range(0, p.N * p.C).Max(k => Distance(p, k) + Math.Exp(Shift(p, k)) + 1) / p.N : 1.0 / p.N,
            Perfect = point =>
            {
                (point["means"], point["logVariances"]) = (point["targetMeans"], point["targetLogVariances"]);
                return point;
            },
        },
    ];

    private static IEnumerable<LossRow> MonteCarlo() =>
    [
        LossRow.Mean(typeof(Divergence), "MonteCarloKullbackLeibler", Samples, (p, n) => -Ratio(p, n), (_, _) => 1, (_, _) => -1) with
        {
            Magnitude = p => Enumerable.Range(0, p.N).Max(n => Math.Abs(Ratio(p, n))),
        },
        LossRow.Mean(
            typeof(Divergence), "NonNegativeMonteCarloKullbackLeibler", Samples, (p, n) => Excess(Ratio(p, n)), (p, n) => 1 - Math.Exp(Ratio(p, n)), (p, n) => Math.Exp(Ratio(p, n)) - 1) with
        {
            Magnitude = p => Enumerable.Range(0, p.N).Average(n => Math.Abs(Ratio(p, n))),
            GradientMagnitude = (p, _) => 1.0 / p.N,
            Perfect = point =>
            {
                point["logProbabilities"] = point["targetLogProbabilities"];
                return point;
            },
        },
    ];

    /// <summary>Mean of T over p less the mean of f*(T) over q.</summary>
    private static IEnumerable<LossRow> Bounds() =>
    [
        Bound("VariationalKullbackLeibler", "small", u => Math.Exp(u - 1), u => Math.Exp(u - 1)),
        Bound("VariationalReverseKullbackLeibler", "negative", u => -1 - Math.Log(-u), u => -1 / u),
        Bound("VariationalChiSquared", "normal", u => u < -2 ? -1 : (u * u / 4) + u, u => u < -2 ? 0 : (u / 2) + 1),
        Bound("VariationalMatusita", "negative", u => u / (1 - u), u => 1 / (1 - u) / (1 - u)),
        Bound("VariationalJensenShannon", "negative", u => -Math.Log(2 - Math.Exp(2 * u)) / 2, u => Math.Exp(2 * u) / (2 - Math.Exp(2 * u))),
    ];

    private static LossRow Bound(string method, string domain, Func<double, double> conjugate, Func<double, double> slope) => new(
        typeof(Divergence),
        method,
        $"targetScores:normal[n] modelScores:{domain}[c]",
        p => p["targetScores"].Average() - p["modelScores"].Average(conjugate),
        p => [.. p["targetScores"].Select(_ => 1.0 / p.N)],
        p => [.. p["modelScores"].Select(u => -slope(u) / p.C)])
    {
        FreeLengths = ["targetScores", "modelScores"],
        Magnitude = p => p["targetScores"].Max(Math.Abs) + p["modelScores"].Max(u => Math.Abs(u) + Math.Abs(conjugate(u))),
        GradientMagnitude = (p, _) => p["modelScores"].Max(u => 1 + Math.Abs(u)) / p.C,
    };

    private static LossRow DonskerVaradhan() => new(
        typeof(Divergence),
        "DonskerVaradhan",
        "targetScores:normal[n] modelScores:normal[c]",
        p => p["targetScores"].Average() - (p["modelScores"].Max() + Math.Log(p["modelScores"].Average(u => Math.Exp(u - p["modelScores"].Max())))),
        p => [.. p["targetScores"].Select(_ => 1.0 / p.N)],
        p => [.. Softmax(p["modelScores"]).Select(share => -share)])
    {
        FreeLengths = ["targetScores", "modelScores"],
        Magnitude = p => p["targetScores"].Max(Math.Abs) + p["modelScores"].Max(Math.Abs) + Math.Log(p.C),
    };

    private static double Mean(Point p, Func<int, double> term) => Sum(p.N * p.C, term) / p.N;

    private static double[] Slopes(Point p, Func<int, double> slope) => [.. Enumerable.Range(0, p.N * p.C).Select(k => slope(k) / p.N)];

    private static double Ratio(Point p, int n) => p["targetLogProbabilities"][n] - p["logProbabilities"][n];

    private static double D(Point p, int k) => p["means"][k] - p["targetMeans"][k];

    private static double Shift(Point p, int k) => p["logVariances"][k] - p["targetLogVariances"][k];

    private static double Distance(Point p, int k) => Square(D(p, k)) * Math.Exp(-p["targetLogVariances"][k]);

    /// <summary>eˣ − 1 − x, by its series where it cancels.</summary>
    private static double Excess(double x)
    {
        if (Math.Abs(x) > 0.5)
            return Math.Exp(x) - 1 - x;
        var (sum, term) = (0.0, x * x / 2);
        for (var k = 3; k < 30; term *= x / k, k++)
            sum += term;
        return sum;
    }

    private static double Square(double x) => x * x;
}
