using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Contrastive"/>.</summary>
internal static class ContrastiveRows
{
    private const double Tau = 0.5;

    public static IEnumerable<LossRow> All() =>
    [
        OfScores("InfoNce", "scores:normal[n,c] positives:class[n] temperature=0.5", Tau),
        MutualInformation(),
        OfQueriesAndKeys(),
        WithQueue(),
        OfCosines("NtXent", "embeddings:vector[n,c] pairs:partner[n] temperature=0.5", (p, i, j) => j == (int)p["pairs"][i]) with { Reference = "nt_xent: u pair tau" },
        OfCosines("SupCon", "embeddings:vector[n,c] labels:group[n] temperature=0.5", (p, i, j) => j != i && p.Label(j) == p.Label(i)) with { AcceptsNothing = true },
        CrossModalRows.Clip(),
        CrossModalRows.SigLip(),
        Uniformity(),
        AlignmentAndUniformity(),
    ];

    private static LossRow OfScores(string method, string parameters, double tau) => new(
        typeof(Contrastive),
        method,
        parameters,
        p => Sum(p.N, n => CrossEntropy(Cooled(p, n), Positive(p, n))) / p.N,
        p => [.. Enumerable.Range(0, p.N).SelectMany(n => CrossEntropyGradient(Cooled(p, n), Positive(p, n)).Select(slope => slope / (tau * p.N)))],
        p => [TemperatureSlope(p.N, n => Cooled(p, n), n => Positive(p, n))])
    {
        GradientMagnitude = (p, output) => output == 0 ? 0 : p["scores"].Max(Math.Abs) / (tau * tau),
    };

    private static LossRow MutualInformation() => new(
        typeof(Contrastive),
        "MutualInformationBound",
        "scores:normal[n,c] positives:class[n]",
        p => Math.Log(p.C) - (Sum(p.N, n => CrossEntropy(p.Row("scores", n), Positive(p, n))) / p.N),
        p => [.. Enumerable.Range(0, p.N).SelectMany(n => CrossEntropyGradient(p.Row("scores", n), Positive(p, n)).Select(slope => -slope / p.N))])
    {
        Magnitude = p => Math.Log(p.C),
    };

    private static LossRow OfQueriesAndKeys()
    {
        double[] Logits(Point p, int i) => [.. Enumerable.Range(0, p.N).Select(j => Dot(p.Row("queries", i), p.Row("keys", j)) / Tau)];
        double Slope(Point p, int i, int j) => CrossEntropyGradient(Logits(p, i), i)[j] / (Tau * p.N);
        double Size(Point p) => Enumerable.Range(0, p.N).Max(i => Enumerable.Range(0, p.N).Max(j => Scale(p.Row("queries", i), p.Row("keys", j)))) / Tau;
        return new LossRow(
            typeof(Contrastive),
            "InfoNce",
            "queries:factor[n,c] keys:factor[n,c] dimensions=c temperature=0.5",
            p => Sum(p.N, i => CrossEntropy(Logits(p, i), i)) / p.N,
            p => Combine(p, (i, d) => Sum(p.N, j => Slope(p, i, j) * p.Row("keys", j)[d])),
            p => Combine(p, (j, d) => Sum(p.N, i => Slope(p, i, j) * p.Row("queries", i)[d])),
            p => [TemperatureSlope(p.N, i => Logits(p, i), i => i)])
        {
            Reference = "info_nce: u v d tau",
            ReferenceMagnitude = 1 / (Tau * Tau),
            Magnitude = Size,
            GradientMagnitude = (p, output) => (1 + Size(p)) * (output < 2 ? 1 / (Tau * p.N) * p[output == 0 ? "keys" : "queries"].Max(Math.Abs) : 2 / Tau),
        };
    }

    private static LossRow WithQueue()
    {
        double[] Logits(Point p, int i) =>
        [
            Dot(p.Row("queries", i), p.Row("keys", i)) / Tau,
            .. Enumerable.Range(0, p.C).Select(k => Dot(p.Row("queries", i), p.Row("queue", k)) / Tau),
        ];
        double Slope(Point p, int i, int k) => CrossEntropyGradient(Logits(p, i), 0)[k] / (Tau * p.N);
        double Size(Point p) => Enumerable.Range(0, p.N).Max(i => Math.Max(
            Scale(p.Row("queries", i), p.Row("keys", i)), Enumerable.Range(0, p.C).Max(k => Scale(p.Row("queries", i), p.Row("queue", k))))) / Tau;
        return new LossRow(
            typeof(Contrastive),
            "InfoNceWithQueue",
            "queries:factor[n,c] keys:factor[n,c] queue:factor[c,c] dimensions=c temperature=0.5",
            p => Sum(p.N, i => CrossEntropy(Logits(p, i), 0)) / p.N,
            p => Combine(p, (i, d) => (Slope(p, i, 0) * p.Row("keys", i)[d]) + Sum(p.C, k => Slope(p, i, k + 1) * p.Row("queue", k)[d])),
            p => Combine(p, (i, d) => Slope(p, i, 0) * p.Row("queries", i)[d]))
        {
            Magnitude = Size,
            GradientMagnitude = (p, _) => (1 + Size(p)) / (Tau * p.N) * p["queries"].Concat(p["keys"]).Concat(p["queue"]).Max(Math.Abs),
        };
    }

    /// <summary>Cross-entropy of scaled cosines with all others, averaged over the positives of an anchor and the anchors that have some.</summary>
    private static LossRow OfCosines(string method, string parameters, Func<Point, int, int, bool> isPositive)
    {
        (double Value, double[,] Slopes) Of(Point p)
        {
            var (s, slopes, value) = (Cosines(p, "embeddings"), new double[p.N, p.N], 0.0);
            int[] Positives(int i) => [.. Enumerable.Range(0, p.N).Where(j => j != i && isPositive(p, i, j))];
            var anchors = Enumerable.Range(0, p.N).Where(i => Positives(i).Length > 0).ToArray();
            foreach (var i in anchors)
            {
                var others = Enumerable.Range(0, p.N).Where(j => j != i).ToArray();
                double[] logits = [.. others.Select(j => s[i, j] / Tau)];
                foreach (var positive in Positives(i))
                {
                    var share = 1.0 / (anchors.Length * Positives(i).Length);
                    value += share * CrossEntropy(logits, Array.IndexOf(others, positive));
                    foreach (var (j, slope) in others.Zip(CrossEntropyGradient(logits, Array.IndexOf(others, positive))))
                        slopes[i, j] += share * slope / Tau;
                }
            }

            return (value, slopes);
        }

        return new LossRow(typeof(Contrastive), method, parameters, p => Of(p).Value, p => ByCosines(p, "embeddings", Of(p).Slopes))
        {
            Magnitude = _ => 1 / Tau,
            GradientMagnitude = (p, _) => 4 / Tau * Shortness(p, "embeddings"),
        };
    }

    private static LossRow Uniformity() => new(
        typeof(Contrastive),
        "Uniformity",
        "embeddings:small[n,c] dimensions=c spread=2",
        p => Uniform(p, "embeddings"),
        p => UniformSlope(p, "embeddings", 1))
    {
        Reference = "uniformity: u d 2",
        AcceptsNothing = true,

        GradientMagnitude = (p, _) => PowerMagnitude(p, "embeddings", 1),
        Magnitude = p => p.N == 1 ? 0 : Math.Log(p.N * (p.N - 1)),
    };

    private static LossRow AlignmentAndUniformity() => new(
        typeof(Contrastive),
        "AlignmentAndUniformity",
        "first:small[n,c] second:small[n,c] dimensions=c spread=2 weight=0.5",
        p => Aligned(p) + (0.25 * (Uniform(p, "first") + Uniform(p, "second"))),
        p => Combine(p, (i, d) => 2 * (p.Row("first", i)[d] - p.Row("second", i)[d]) / p.N, UniformSlope(p, "first", 0.25)),
        p => Combine(p, (i, d) => 2 * (p.Row("second", i)[d] - p.Row("first", i)[d]) / p.N, UniformSlope(p, "second", 0.25)))
    {
        Magnitude = p => Aligned(p) + (p.N == 1 ? 0 : Math.Log(p.N * (p.N - 1))),
        GradientMagnitude = (p, output) => Math.Max(p["first"].Concat(p["second"]).Max(Math.Abs) * 4 / p.N, PowerMagnitude(p, output == 0 ? "first" : "second", 0.25)),
    };

    private static double Aligned(Point p) => Sum(p.N, i => Difference(p.Row("first", i), p.Row("second", i)).Sum(x => x * x)) / p.N;

    /// <summary>
    /// What a pair weighs is e to the power of −2 times its squared distance: one rounding of the power is as many of the weight as the power is large.
    /// The tolerance of single precision is 16 roundings.
    /// </summary>
    private static double PowerMagnitude(Point p, string name, double weight) =>
        UniformSlope(p, name, weight).Max(Math.Abs) * Math.Max(1, 2 * LeastDistance(p, name) / 16);

    /// <summary>The square of the distance of the closest two.</summary>
    private static double LeastDistance(Point p, string name) =>
        p.N < 2 ? 0 : Enumerable.Range(1, p.N - 1).Min(i => Enumerable.Range(0, i).Min(j => Difference(p.Row(name, i), p.Row(name, j)).Sum(x => x * x)));

    private static double Uniform(Point p, string name)
    {
        if (p.N < 2)
            return 0;
        var exponents = Exponents(p, name).Cast<double>().ToArray();
        return exponents.Max() + Math.Log(exponents.Sum(x => Math.Exp(x - exponents.Max()))) - Math.Log(p.N * (p.N - 1));
    }

    private static double[] UniformSlope(Point p, string name, double weight)
    {
        var exponents = Exponents(p, name);
        var top = exponents.Cast<double>().Max();
        var total = exponents.Cast<double>().Sum(x => Math.Exp(x - top));
        return p.N < 2 ? new double[p.C] : Combine(p, (i, d) =>
            weight * -8 * Sum(p.N, j => j == i ? 0 : Math.Exp(exponents[i, j] - top) / total * (p.Row(name, i)[d] - p.Row(name, j)[d])));
    }

    /// <summary>−2 times the squared distances, −∞ on the diagonal.</summary>
    private static double[,] Exponents(Point p, string name) => Matrix(
        p.N, (i, j) => i == j ? double.NegativeInfinity : -2 * Difference(p.Row(name, i), p.Row(name, j)).Sum(x => x * x));

    /// <summary>The slope of cross-entropy by the temperature that has divided the logits.</summary>
    internal static double TemperatureSlope(int n, Func<int, double[]> logits, Func<int, int> label) =>
        -Sum(n, i => CrossEntropyGradient(logits(i), label(i)).Zip(logits(i), (slope, z) => slope * (z - logits(i)[label(i)])).Sum()) / (n * Tau);

    /// <summary>The size of the terms of a scalar product.</summary>
    internal static double Scale(double[] x, double[] y) => x.Zip(y, (a, b) => Math.Abs(a * b)).Sum();

    internal static double[] Combine(Point p, Func<int, int, double> of, double[]? added = null) =>
        [.. Enumerable.Range(0, p.N * p.C).Select(k => of(k / p.C, k % p.C) + (added?[k] ?? 0))];

    private static int Positive(Point p, int n) => (int)p["positives"][n];

    private static double[] Cooled(Point p, int n) => [.. p.Row("scores", n).Select(x => x / Tau)];
}
