using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Margin"/>.</summary>
internal static class MarginRows
{
    private const string Binary = "scores:normal[n] targets:sign[n]";
    private const string Multiclass = "scores:normal[n,c] labels:class[n] margin=0.75";
    private const string Linear = "weights:small[c] bias:small[] features:small[n,c] targets:sign[n] regularization=0.125";

    public static IEnumerable<LossRow> All() =>
    [
        Of("Hinge", m => Math.Max(0, 1 - m), m => m < 1 ? -1 : 0) with { Reference = "hinge: z y" },
        Of("SquaredHinge", m => m < 1 ? (1 - m) * (1 - m) : 0, m => m < 1 ? -2 * (1 - m) : 0) with { Reference = "squared_hinge: z y" },
        Of("LogisticMargin", m => Softplus(-m), m => -Sigmoid(-m)) with { Reference = "logistic_margin: z y" },
        Of("ExponentialMargin", m => Math.Exp(-m), m => -Math.Exp(-m)) with { Reference = "exponential: z y" },
        Of("SquaredMargin", m => (1 - m) * (1 - m), m => -2 * (1 - m)) with { Reference = "squared_margin: z y" },
        LossRow.Mean(typeof(Margin), "ZeroOne", Binary, (p, n) => M(p, n) <= 0 ? 1 : 0),
        LossRow.MeanOfRows(typeof(Margin), "MulticlassHinge", Multiclass, (p, n) => Violations(p, n).Where(x => x > 0).Sum(), WestonWatkins)
            with { Reference = "multiclass_hinge: z label margin" },
        LossRow.MeanOfRows(typeof(Margin), "CrammerSingerHinge", Multiclass, (p, n) => Math.Max(0, Violations(p, n).Max()), CrammerSinger),
        new LossRow(
            typeof(Margin),
            "SupportVectorPrimal",
            Linear,
            p => (0.125 * p["weights"].Sum(w => w * w)) + (Sum(p.N, n => Math.Max(0, 1 - LinearMargin(p, n))) / p.N),
            p => [.. Enumerable.Range(0, p.C).Select(d => (0.25 * p["weights"][d]) - (Sum(p.N, n => Active(p, n) * p["features"][(n * p.C) + d]) / p.N))],
            p => [-Sum(p.N, n => Active(p, n)) / p.N]),
        new LossRow(
            typeof(Margin),
            "SupportVectorDual",
            "multipliers:weight[n] targets:sign[n] kernel:small[n,n]",
            p => p["multipliers"].Sum() - (Quadratic(p, (a, b) => a * b) / 2),
            p => [.. Enumerable.Range(0, p.N).Select(i => 1 - (Sum(p.N, j => A(p, j) * (K(p, i, j) + K(p, j, i))) * p["targets"][i] / 2))])
        {
            Magnitude = p => p["multipliers"].Sum() + Quadratic(p, (a, b) => Math.Abs(a * b)),
            GradientMagnitude = (p, _) => 1 + Enumerable.Range(0, p.N).Max(i => Sum(p.N, j => Math.Abs(A(p, j)) * (Math.Abs(K(p, i, j)) + Math.Abs(K(p, j, i))) / 2)),
        },
    ];

    private static LossRow Of(string method, Func<double, double> value, Func<double, double> slope) =>
        LossRow.Mean(typeof(Margin), method, Binary, (p, n) => value(M(p, n)), (p, n) => p["targets"][n] * slope(M(p, n)));

    private static double M(Point p, int n) => p["targets"][n] * p["scores"][n];

    /// <summary>z_c − z_y + Δ, −∞ for the own class.</summary>
    private static double[] Violations(Point p, int n)
    {
        var z = p.Row("scores", n);
        return [.. z.Select((x, c) => c == p.Label(n) ? double.NegativeInfinity : x - z[p.Label(n)] + 0.75)];
    }

    private static double[] WestonWatkins(Point p, int n)
    {
        var gradient = Violations(p, n).Select(x => x > 0 ? 1.0 : 0).ToArray();
        gradient[p.Label(n)] = -gradient.Sum();
        return gradient;
    }

    private static double[] CrammerSinger(Point p, int n)
    {
        // Ties are between scores: their distances to a huge score of the own class would round to the same.
        var rivals = p.Row("scores", n).Select((x, c) => c == p.Label(n) ? double.NegativeInfinity : x).ToArray();
        var best = rivals.Count(x => x == rivals.Max());
        var isActive = Violations(p, n).Max() > 0;
        var gradient = rivals.Select(x => isActive && x == rivals.Max() ? 1.0 / best : 0).ToArray();
        gradient[p.Label(n)] = isActive ? -1 : 0;
        return gradient;
    }

    private static double LinearMargin(Point p, int n) =>
        p["targets"][n] * (Sum(p.C, d => p["weights"][d] * p["features"][(n * p.C) + d]) + p.Scalar("bias"));

    private static double Active(Point p, int n) => LinearMargin(p, n) < 1 ? p["targets"][n] : 0;

    private static double A(Point p, int i) => p["multipliers"][i] * p["targets"][i];

    private static double K(Point p, int i, int j) => p["kernel"][(i * p.N) + j];

    private static double Quadratic(Point p, Func<double, double, double> product) =>
        Sum(p.N, i => Sum(p.N, j => product(A(p, i) * A(p, j), K(p, i, j))));
}
