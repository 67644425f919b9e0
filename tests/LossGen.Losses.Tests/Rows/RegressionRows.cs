using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Regression"/>.</summary>
internal static class RegressionRows
{
    private const string Pair = "predictions:normal[n] targets:normal[n]";

    public static IEnumerable<LossRow> All() => [.. Errors(), .. Quantiles(), .. Likelihoods()];

    private static IEnumerable<LossRow> Errors() =>
    [
        Of("MeanSquaredError", Pair, e => e * e, e => 2 * e) with { Reference = "mse: yhat y" },
        new LossRow(typeof(Regression), "SumOfSquaredErrors", Pair, p => Sum(p.N, n => E(p, n) * E(p, n)), p => [.. Each(p, n => 2 * E(p, n))])
        {
            Reference = "sse: yhat y",
            Perfect = PerfectPrediction,
        },
        new LossRow(typeof(Regression), "RootMeanSquaredError", Pair, Rmse, p => [.. Each(p, n => Rmse(p) == 0 ? 0 : E(p, n) / (p.N * Rmse(p)))])
        {
            Reference = "rmse: yhat y",
            Perfect = PerfectPrediction,
        },
        Of("MeanAbsoluteError", Pair, Math.Abs, e => Math.Sign(e)) with { Reference = "mae: yhat y" },
        new LossRow(typeof(Regression), "SumOfAbsoluteErrors", Pair, p => Sum(p.N, n => Math.Abs(E(p, n))), p => [.. Each(p, n => Math.Sign(E(p, n)))])
        {
            Perfect = PerfectPrediction,
        },
        Of("LogCosh", Pair, LogCosh, Math.Tanh) with { Reference = "log_cosh: yhat y" },
        Robust("Huber", Pair + " delta=1.25", 1.25f) with { Reference = "huber: yhat y delta" },
        Robust("Huber", Pair + " delta=1e-3", 1e-3f),
        Of("SmoothL1", Pair + " beta=0.75", e => Math.Abs(e) < 0.75 ? e * e / 1.5 : Math.Abs(e) - 0.375, e => Math.Clamp(e / 0.75, -1, 1))
            with { Reference = "smooth_l1: yhat y beta" },
        Of("SmoothL1", Pair + " beta=0", Math.Abs, e => Math.Sign(e)),
    ];

    private static IEnumerable<LossRow> Quantiles() =>
    [
        Of("Quantile", Pair + " tau=0.25", e => Math.Max(0.25 * -e, -0.75 * -e), e => e < 0 ? -0.25 : e > 0 ? 0.75 : 0) with { Reference = "pinball: yhat y tau" },
        new LossRow(
            typeof(Regression),
            "MultiQuantile",
            "predictions:normal[n,c] targets:normal[n] levels:probability[c]",
            p => Sum(p.N * p.C, k => Pinball(p, k).Value) / (p.N * p.C),
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => Pinball(p, k).Slope / (p.N * p.C))])
        {
            Reference = "multi_pinball: yhat y tau",
        },
        new LossRow(
            typeof(Regression),
            "QuantileCrossing",
            "predictions:normal[n,c] quantiles=c weight=0.5 margin=0.25",
            p => 0.5 / p.N * Sum(p.N, n => Sum(p.C - 1, j => Math.Max(0, Gap(p, n, j)))),
            p => [.. from n in Enumerable.Range(0, p.N) from j in Enumerable.Range(0, p.C) select 0.5 / p.N * ((j + 1 < p.C && Gap(p, n, j) > 0 ? 1 : 0) - (j > 0 && Gap(p, n, j - 1) > 0 ? 1 : 0))]),
    ];

    private static IEnumerable<LossRow> Likelihoods() =>
    [
        LossRow.Mean(
            typeof(Regression),
            "GaussianNegativeLogLikelihood",
            Pair + " variances:positive[n]",
            (p, n) => (Math.Log(V(p, n)) + (E(p, n) * E(p, n) / V(p, n))) / 2,
            (p, n) => E(p, n) / V(p, n),
            (p, n) => ((1 / V(p, n)) - (E(p, n) / V(p, n) * (E(p, n) / V(p, n)))) / 2) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(Math.Log(V(p, n)))) / p.N,
            GradientMagnitude = (p, _) => Each(p, n => 1 / V(p, n)).Max() / p.N,
        },
        LossRow.Mean(
            typeof(Regression),
            "GaussianNegativeLogLikelihoodOfLogVariance",
            Pair + " logVariances:log[n]",
            (p, n) => (p["logVariances"][n] + Chi(p, n, "logVariances")) / 2,
            (p, n) => E(p, n) * Math.Exp(-p["logVariances"][n]),
            (p, n) => (1 - Chi(p, n, "logVariances")) / 2) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(p["logVariances"][n])) / p.N,
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        new LossRow(
            typeof(Regression),
            "GaussianNegativeLogLikelihoodOfLogVariance",
            Pair + " logVariance=0.375",
            p => (0.375 + (Sum(p.N, n => E(p, n) * E(p, n)) / p.N * Math.Exp(-0.375))) / 2,
            p => [.. Each(p, n => E(p, n) / p.N * Math.Exp(-0.375))],
            p => [0.5 - (Sum(p.N, n => E(p, n) * E(p, n)) / p.N * Math.Exp(-0.375) / 2)])
        {
            GradientMagnitude = (p, _) => 1,
        },
        LossRow.Mean(
            typeof(Regression),
            "LaplaceNegativeLogLikelihood",
            Pair + " scales:positive[n]",
            (p, n) => Math.Log(2 * p["scales"][n]) + (Math.Abs(E(p, n)) / p["scales"][n]),
            (p, n) => Math.Sign(E(p, n)) / p["scales"][n],
            (p, n) => (1 / p["scales"][n]) - (Math.Abs(E(p, n)) / p["scales"][n] / p["scales"][n])) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(Math.Log(2 * p["scales"][n]))) / p.N,
            GradientMagnitude = (p, _) => Each(p, n => 1 / p["scales"][n]).Max() / p.N,
        },
        LossRow.Mean(
            typeof(Regression),
            "LaplaceNegativeLogLikelihoodOfLogScale",
            Pair + " logScales:log[n]",
            (p, n) => Math.Log(2) + p["logScales"][n] + (Math.Abs(E(p, n)) * Math.Exp(-p["logScales"][n])),
            (p, n) => Math.Sign(E(p, n)) * Math.Exp(-p["logScales"][n]),
            (p, n) => 1 - (Math.Abs(E(p, n)) * Math.Exp(-p["logScales"][n]))) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(p["logScales"][n])) / p.N,
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
    ];

    private static LossRow Of(string method, string parameters, Func<double, double> value, Func<double, double> slope) =>
        LossRow.Mean(typeof(Regression), method, parameters, (p, n) => value(E(p, n)), (p, n) => slope(E(p, n))) with { Perfect = PerfectPrediction };

    private static LossRow Robust(string method, string parameters, double delta) => Of(
        method,
        parameters,
        e => Math.Abs(e) <= delta ? e * e / 2 : delta * (Math.Abs(e) - (delta / 2)),
        e => Math.Clamp(e, -delta, delta));

    private static Point PerfectPrediction(Point point)
    {
        point["predictions"] = point["targets"];
        return point;
    }

    private static IEnumerable<double> Each(Point p, Func<int, double> of) => Enumerable.Range(0, p.N).Select(of);

    private static double E(Point p, int n) => p["predictions"][n] - p["targets"][n];

    private static double V(Point p, int n) => p["variances"][n];

    private static double Chi(Point p, int n, string name) => E(p, n) * E(p, n) * Math.Exp(-p[name][n]);

    private static double Rmse(Point p) => Math.Sqrt(Sum(p.N, n => E(p, n) * E(p, n)) / p.N);

    private static double Gap(Point p, int n, int j) => p["predictions"][(n * p.C) + j] - p["predictions"][(n * p.C) + j + 1] + 0.25;

    private static (double Value, double Slope) Pinball(Point p, int k)
    {
        var (u, tau) = (p["targets"][k / p.C] - p["predictions"][k], p["levels"][k % p.C]);
        return (Math.Max(tau * u, (tau - 1) * u), u > 0 ? -tau : u < 0 ? 1 - tau : 0);
    }
}
