using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Divergence"/> for discrete distributions, of what a model gives as probabilities, logarithms or logits.</summary>
/// <remarks>
/// A logarithm log q ends in a few ulp of its argument's rounding, and a difference q − p in an ulp of p: where the gradient is one of these,
/// its error is counted in units of the weight 1/n of a row.
/// </remarks>
internal static class DivergenceRows
{
    private const string Targets = " targets:distribution[n,c] classes=c";
    private const string Probabilities = "probabilities:probability[n,c]" + Targets;
    private const string Logarithms = "logProbabilities:normal[n,c]" + Targets;
    private const string Logits = "logits:normal[n,c]" + Targets;

    public static IEnumerable<LossRow> All() => [.. KullbackLeibler(), .. Reverse(), .. Entropies(), .. Bounded(), .. JensenShannon(), .. Families()];

    private static IEnumerable<LossRow> KullbackLeibler() =>
    [
        Each("KullbackLeibler", Probabilities, KullbackLeibler, (q, p) => q == 0 && p == 0 ? 0 : (q - p) / q) with { Perfect = PerfectPrediction },
        Each("KullbackLeiblerOfLogProbabilities", Logarithms, (l, p) => KullbackLeiblerOfLog(p, l), (l, p) => Math.Exp(l) - p) with
        {
            Magnitude = point => OfLogarithms(point, (l, p) => (p == 0 ? 0 : p * (Math.Log(p) - l)) + Math.Exp(l)),
        },
        Rows("KullbackLeiblerWithLogits", Logits, (z, p) => Sum(z.Length, c => p[c] == 0 ? 0 : p[c] * (Math.Log(p[c]) + CrossEntropy(z, c))) + 1 - p.Sum(), Mixture) with
        {
            // Σ p log p + H(p, q), which cancel.
            Magnitude = point => Math.Log(point.C),
        },
    ];

    private static IEnumerable<LossRow> Reverse() =>
    [
        Each("ReverseKullbackLeibler", Probabilities, (q, p) => KullbackLeibler(p, q), (q, p) => q == 0 ? 0 : Math.Log(q / p)) with { Perfect = PerfectPrediction },
        Each("ReverseKullbackLeiblerOfLogProbabilities", Logarithms, (l, p) => KullbackLeibler(p, Math.Exp(l)), (l, p) => Math.Exp(l) == 0 ? 0 : Math.Exp(l) * (l - Math.Log(p))),
        OfSoftmax("ReverseKullbackLeiblerWithLogits", (q, p) => KullbackLeibler(p, q), (q, p) => q == 0 ? 0 : Math.Log(q / p)),
    ];

    private static IEnumerable<LossRow> Entropies() =>
    [
        Each("Entropy", "probabilities:probability[n,c] classes=c", (q, _) => -XLogY(q, q), (q, _) => q == 0 ? 0 : -1 - Math.Log(q)),
        Each("EntropyOfLogProbabilities", "logProbabilities:normal[n,c] classes=c", (l, _) => -Math.Exp(l) * l, (l, _) => -Math.Exp(l) * (1 + l)) with
        {
            Magnitude = point => point["logProbabilities"].Sum(l => Math.Exp(l) * Math.Abs(l)) / point.N,
        },
        OfSoftmax("EntropyWithLogits", (q, _) => -XLogY(q, q), (q, _) => -Math.Log(q), "logits:normal[n,c] classes=c") with { Magnitude = _ => 1 },
    ];

    private static IEnumerable<LossRow> Bounded() =>
    [
        Each("TotalVariation", Probabilities, (q, p) => Math.Abs(p - q) / 2, (q, p) => Math.Sign(q - p) / 2.0) with { Reference = "total_variation: q p 11", Perfect = PerfectPrediction },
        Each("SquaredHellinger", Probabilities, (q, p) => Gap(q, p) / 2, (q, p) => GapSlope(q, p) / 2) with { Perfect = PerfectPrediction },
        Each("SquaredMatusita", Probabilities, Gap, GapSlope) with { Reference = "hellinger2: q p 11", Perfect = PerfectPrediction },
        Root("Hellinger", Probabilities, (q, p) => Gap(q, p) / 2, (q, p) => GapSlope(q, p) / 2),
    ];

    private static IEnumerable<LossRow> JensenShannon() =>
    [
        Each("JensenShannon", Probabilities, (q, p) => Mixed(q, p, 0.5), (q, p) => MixedSlope(q, p, 0.5)) with
        {
            // p + q is rounded, which the slope sees, of the order of p − q.
            Magnitude = point => point["probabilities"].Zip(point["targets"], (q, p) => Math.Abs(p - q)).Sum() / point.N,
            Reference = "jensen_shannon: q p 11",
            Perfect = PerfectPrediction,
        },
        Each("JensenShannonOfLogProbabilities", Logarithms, (l, p) => Mixed(Math.Exp(l), p, 0.5), (l, p) => Math.Exp(l) * MixedSlope(Math.Exp(l), p, 0.5)) with
        {
            Magnitude = point => OfLogarithms(point, (l, p) => Math.Exp(l) * MixedSlope(Math.Exp(l), p, 0.5)),
        },
        OfSoftmax("JensenShannonWithLogits", (q, p) => Mixed(q, p, 0.5), (q, p) => MixedSlope(q, p, 0.5)),
        Root("JensenShannonDistance", "probabilities:distribution[n,c]" + Targets, (q, p) => Mixed(q, p, 0.5), (q, p) => MixedSlope(q, p, 0.5)),
        Each("WeightedJensenShannon", "probabilities:distribution[n,c]" + Targets + " weight=0.25", (q, p) => Mixed(q, p, 0.25), (q, p) => MixedSlope(q, p, 0.25)) with { Perfect = PerfectPrediction },
    ];

    private static IEnumerable<LossRow> Families() =>
    [
        Each("ChiSquared", "probabilities:soft[n,c]" + Targets, (q, p) => q == p ? 0 : (p - q) * (p - q) / q, (q, p) => q == p ? 0 : (q - p) / q * ((q + p) / q)) with
        {
            Reference = "chi2: q p 11",
            Perfect = PerfectPrediction,
        },
        Each("NeymanChiSquared", Probabilities, (q, p) => q == p ? 0 : (p - q) * (p - q) / p, (q, p) => q == p ? 0 : 2 * (q - p) / p) with { Perfect = PerfectPrediction },
        Renyi(0.5),
        Renyi(2),
    ];

    /// <summary>The mean over the rows of a sum of terms of the model's numbers and the targets.</summary>
    private static LossRow Each(string method, string parameters, Func<double, double, double> value, Func<double, double, double> slope) => Rows(
        method, parameters, (q, p) => Sum(q.Length, c => value(q[c], p[c])), (q, p) => [.. q.Select((x, c) => slope(x, p[c]))]);

    /// <summary>The same, with the root of every row.</summary>
    private static LossRow Root(string method, string parameters, Func<double, double, double> value, Func<double, double, double> slope)
    {
        double Distance(double[] q, double[] p) => Math.Sqrt(Sum(q.Length, c => value(q[c], p[c])));
        return Rows(
            method,
            parameters,
            Distance,
            (q, p) => [.. q.Select((x, c) => Distance(q, p) == 0 ? 0 : slope(x, p[c]) / (2 * Distance(q, p)))]) with
        {
            GradientMagnitude = (point, _) => Enumerable.Range(0, point.N).Max(n => 1 / (2 * Distance(point.Row("probabilities", n), point.Row("targets", n)))) / point.N,
            Perfect = PerfectPrediction,
        };
    }

    /// <summary>The same of q = softmax(z), by z: q_c (g_c − Σ q g).</summary>
    private static LossRow OfSoftmax(string method, Func<double, double, double> value, Func<double, double, double> slope, string parameters = Logits) => Rows(
        method,
        parameters,
        (z, p) => Sum(z.Length, c => value(Softmax(z)[c], p[c])),
        (z, p) =>
        {
            var q = Softmax(z);
            var slopes = q.Select((x, c) => x == 0 ? 0 : x * slope(x, p[c])).ToArray();
            return [.. slopes.Select((x, c) => x - (q[c] * slopes.Sum()))];
        });

    private static LossRow Rows(string method, string parameters, Func<double[], double[], double> value, Func<double[], double[], double[]> gradient)
    {
        var model = parameters[..parameters.IndexOf(':', StringComparison.Ordinal)];
        return LossRow.MeanOfRows(
            typeof(Divergence), method, parameters, (point, n) => value(point.Row(model, n), Target(point, n)), (point, n) => gradient(point.Row(model, n), Target(point, n))) with
        { GradientMagnitude = (point, _) => 1.0 / point.N };

        double[] Target(Point point, int n) => parameters.Contains("targets", StringComparison.Ordinal) ? point.Row("targets", n) : new double[point.C];
    }

    private static LossRow Renyi(double alpha)
    {
        double Log(double q, double p) => (alpha * Math.Log(p)) + ((1 - alpha) * Math.Log(q));
        double Total(double[] q, double[] p) => Sum(q.Length, c => p[c] == 0 ? 0 : Math.Exp(Log(q[c], p[c])));
        return Rows(
            "Renyi",
            "probabilities:positive[n,c]" + Targets + FormattableString.Invariant($" alpha={alpha}"),
            (q, p) => Math.Log(Total(q, p)) / (alpha - 1),
            (q, p) => [.. q.Select((x, c) => p[c] == 0 ? 0 : -Math.Exp(Log(x, p[c])) / Total(q, p) / x)]) with
        {
            Magnitude = point => point["probabilities"].Max(q => Math.Abs(Math.Log(q))),
        };
    }

    /// <summary>p log(p/q) − p + q.</summary>
    private static double KullbackLeibler(double q, double p) =>
        p == 0 ? q : q == 0 ? double.PositiveInfinity : q * H((p - q) / q);

    /// <summary>What an error of log q is multiplied by: the slope, or the size of the terms that slopes are differences of.</summary>
    private static double OfLogarithms(Point point, Func<double, double, double> term) =>
        point["logProbabilities"].Zip(point["targets"], (l, p) => Math.Abs(term(l, p))).Sum() / point.N;

    private static double KullbackLeiblerOfLog(double p, double l) => l > -700 ? KullbackLeibler(Math.Exp(l), p) : p == 0 ? 0 : p * (Math.Log(p) - l - 1);

    /// <summary>(√p − √q)², with the root's slope at 0.</summary>
    private static double Gap(double q, double p)
    {
        var sum = Math.Sqrt(p) + Math.Sqrt(q);
        return sum == 0 ? 0 : (p - q) / sum * ((p - q) / sum);
    }

    private static double GapSlope(double q, double p) => q == 0 ? 0 : 1 - Math.Sqrt(p / q);

    private static double Mixed(double q, double p, double beta)
    {
        var m = (beta * p) + ((1 - beta) * q);
        return (beta * KullbackLeibler(m, p)) + ((1 - beta) * KullbackLeibler(m, q));
    }

    private static double MixedSlope(double q, double p, double beta) => q == 0 ? 0 : (1 - beta) * Math.Log(q / ((beta * p) + ((1 - beta) * q)));

    /// <summary>q − p as the mixture of the gradients of cross-entropy, which cancels less.</summary>
    private static double[] Mixture(double[] z, double[] p) => [.. z.Select((_, c) => Sum(z.Length, k => p[k] * CrossEntropyGradient(z, k)[c]))];

    private static Point PerfectPrediction(Point point)
    {
        point["probabilities"] = point["targets"];
        return point;
    }
}
