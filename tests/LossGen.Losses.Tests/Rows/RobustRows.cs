using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the smooth, the relative and the asymmetric errors of <see cref="Regression"/>.</summary>
internal static class RobustRows
{
    private const string Pair = "predictions:normal[n] targets:normal[n]";

    public static IEnumerable<LossRow> All() =>
    [
        .. new[] { 1.25, 1e-3f }.Select(delta => Of("PseudoHuber", "delta", delta, e => e / (1 + Root(e / delta)) * e, e => e / Root(e / delta))),
        Of("Charbonnier", "epsilon", 0.125, e => 0.125 * Root(e / 0.125), e => e / 0.125 / Root(e / 0.125)) with { Perfect = null },
        Of("Cauchy", "scale", 1.5, e => 1.125 * Log1P(e / 1.5 * (e / 1.5)), e => e / (1 + (e / 1.5 * (e / 1.5)))),
        Of("Fair", "scale", 1.5, e => 2.25 * ((Math.Abs(e) / 1.5) - Log1P(Math.Abs(e) / 1.5)), e => e / (1 + (Math.Abs(e) / 1.5)))
            with { Magnitude = p => Sum(p.N, n => 1.5 * Math.Abs(E(p, n))) / p.N, GradientMagnitude = (p, _) => 1.5 / p.N },
        Of("Welsch", "scale", 1.5, e => 2.25 * Complement(e / 1.5), e => e * Math.Exp(-e / 1.5 * (e / 1.5) / 2)) with
        {
            // The exponent is rounded before its exponential is taken.
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Math.Abs(E(p, n)) * (1 + (E(p, n) * E(p, n))) * Math.Exp(-E(p, n) * E(p, n) / 4.5)) / p.N,
        },
        Of("TukeyBiweight", "scale", 1.5, e => 0.375 * Biweight(e / 1.5).Value, e => 1.5 * Biweight(e / 1.5).Slope)
            with { GradientMagnitude = (p, _) => 1.5 / p.N },
        Of("MeanAbsolutePercentageError", "floor", 0.5, (e, y) => Math.Abs(e) / Math.Max(Math.Abs(y), 0.5), (e, y) => Math.Sign(e) / Math.Max(Math.Abs(y), 0.5)),
        Of("Expectile", "tau", 0.25, e => (e < 0 ? 0.25 : 0.75) * e * e, e => (e < 0 ? 0.5 : 1.5) * e),
        LossRow.Mean(
            typeof(Regression),
            "SquaredAndAbsoluteError",
            Pair + " squaredWeight=0.75 absoluteWeight=0.5",
            (p, n) => (0.75 * E(p, n) * E(p, n)) + (0.5 * Math.Abs(E(p, n))),
            (p, n) => (1.5 * E(p, n)) + (0.5 * Math.Sign(E(p, n)))) with
        {
            Reference = "mse_mae: yhat y w v",
            Perfect = PerfectPrediction,
        },
        new LossRow(
            typeof(Regression),
            "MonotoneMultiQuantile",
            "scores:small[n,c] targets:normal[n] levels:probability[c]",
            p => Enumerable.Range(0, p.N).Average(n => Heads(p, n).Select((q, j) => Pinball(p, n, j, q).Value).Average()),
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => MonotoneSlope(p, k / p.C, k % p.C))])
        {
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        LossRow.Mean(
            typeof(Regression),
            "MeanSquaredLogarithmicError",
            "predictions:nonnegative[n] targets:nonnegative[n]",
            (p, n) => Ratio(p, n) * Ratio(p, n),
            (p, n) => 2 * Ratio(p, n) / (1 + p["predictions"][n])) with
        {
            Perfect = PerfectPrediction,
            Magnitude = p => Sum(p.N, n => Terms(p, n) * Terms(p, n)) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 2 * Terms(p, n) / (1 + p["predictions"][n])) / p.N,
        },
    ];

    private static LossRow Of(string method, string parameter, double value, Func<double, double> cost, Func<double, double> slope) =>
        Of(method, parameter, value, (e, _) => cost(e), (e, _) => slope(e));

    /// <summary>A cost and a slope of the error and the target.</summary>
    private static LossRow Of(string method, string parameter, double value, Func<double, double, double> cost, Func<double, double, double> slope) => LossRow.Mean(
        typeof(Regression),
        method,
        FormattableString.Invariant($"{Pair} {parameter}={value}"),
        (p, n) => cost(E(p, n), p["targets"][n]),
        (p, n) => slope(E(p, n), p["targets"][n])) with
    { Perfect = PerfectPrediction };

    private static Point PerfectPrediction(Point point)
    {
        point["predictions"] = point["targets"];
        return point;
    }

    private static double E(Point p, int n) => p["predictions"][n] - p["targets"][n];

    private static double Root(double x) => Math.Sqrt(1 + (x * x));

    /// <summary>1 − exp(−½x²).</summary>
    private static double Complement(double x) => Math.Abs(x) < 1e-3 ? (x * x / 2) - (x * x * x * x / 8) + (x * x * x * x * x * x / 48) : 1 - Math.Exp(-x * x / 2);

    /// <summary>1 − (1 − x²)³ and half its derivative by 3x.</summary>
    private static (double Value, double Slope) Biweight(double x)
    {
        var rest = 1 - (x * x);
        return rest <= 0 ? (1, 0) : (x * x * (1 + rest + (rest * rest)), x * rest * rest);
    }

    /// <summary>The quantiles of a sample: each above the one before it by the softplus of its score.</summary>
    private static double[] Heads(Point p, int n)
    {
        var quantiles = p.Row("scores", n);
        for (var j = 1; j < quantiles.Length; j++)
            quantiles[j] = quantiles[j - 1] + Softplus(quantiles[j]);
        return quantiles;
    }

    private static (double Value, double Slope) Pinball(Point p, int n, int j, double quantile)
    {
        var (u, tau) = (p["targets"][n] - quantile, p["levels"][j]);
        return (Math.Max(tau * u, (tau - 1) * u), u > 0 ? -tau : u < 0 ? 1 - tau : 0);
    }

    private static double MonotoneSlope(Point p, int n, int j)
    {
        var quantiles = Heads(p, n);
        var above = Enumerable.Range(j, p.C - j).Sum(k => Pinball(p, n, k, quantiles[k]).Slope);
        return above * (j == 0 ? 1 : Sigmoid(p.Row("scores", n)[j])) / (p.N * p.C);
    }

    private static double Ratio(Point p, int n) => Log1P(E(p, n) / (1 + p["targets"][n]));

    private static double Terms(Point p, int n) => Math.Max(Log1P(p["predictions"][n]), Log1P(p["targets"][n]));
}
