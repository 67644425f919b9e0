using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Ordinal"/>.</summary>
internal static class OrdinalRows
{
    public static IEnumerable<LossRow> All() =>
    [
        new LossRow(
            typeof(Ordinal),
            "Cumulative",
            "scores:normal[n] ranks:rank[n] thresholds:increasing[c]",
            p => Sum(p.N, n => Sum(p.C, j => Softplus(-Side(p, n, j) * (F(p, n) - p["thresholds"][j])))) / p.N,
            p => [.. Enumerable.Range(0, p.N).Select(n => Sum(p.C, j => Slope(p, n, j)) / p.N)],
            p => [.. Enumerable.Range(0, p.C).Select(j => -Sum(p.N, n => Slope(p, n, j)) / p.N)])
        {
            FreeLengths = ["thresholds"],
            GradientMagnitude = (p, output) => output == 0 ? Enumerable.Range(0, p.N).Max(n => Sum(p.C, j => Math.Abs(Slope(p, n, j)))) / p.N : 1,
        },
        LossRow.MeanOfRows(
            typeof(Ordinal),
            "CumulativeWithLogits",
            "logits:normal[n,c] ranks:rank[n]",
            (p, n) => Sum(p.C, j => Softplus(-Side(p, n, j) * p.Row("logits", n)[j])),
            (p, n) => [.. p.Row("logits", n).Select((z, j) => -Side(p, n, j) * Sigmoid(-Side(p, n, j) * z))]),
        new LossRow(
            typeof(Ordinal),
            "ProportionalOdds",
            "scores:normal[n] ranks:rank[n] thresholds:increasing[c]",
            p => Sum(p.N, n => Softplus(-Upper(p, n)) + Softplus(Lower(p, n)) - LogGap(p, n)) / p.N,
            p => [.. Enumerable.Range(0, p.N).Select(n => (Sigmoid(-Upper(p, n)) - Sigmoid(Lower(p, n))) / p.N)],
            ByThresholds)
        {
            FreeLengths = ["thresholds"],
            GradientMagnitude = (p, output) => output == 0 ? 1.0 / p.N : 1 + ByThresholds(p).Max(Math.Abs),
        },
    ];

    private static double[] ByThresholds(Point p)
    {
        var gradient = new double[p.C];
        for (var n = 0; n < p.N; n++)
        {
            var rank = (int)p["ranks"][n];
            var inner = rank > 0 && rank < p.C ? 1 / Expm1(p["thresholds"][rank] - p["thresholds"][rank - 1]) : 0;
            if (rank < p.C)
                gradient[rank] -= (Sigmoid(-Upper(p, n)) + inner) / p.N;
            if (rank > 0)
                gradient[rank - 1] += (Sigmoid(Lower(p, n)) + inner) / p.N;
        }

        return gradient;
    }

    /// <summary>θ_y − f, ∞ for the highest rank.</summary>
    private static double Upper(Point p, int n) => p["ranks"][n] == p.C ? double.PositiveInfinity : p["thresholds"][(int)p["ranks"][n]] - F(p, n);

    /// <summary>θ_{y−1} − f, −∞ for the lowest rank.</summary>
    private static double Lower(Point p, int n) => p["ranks"][n] == 0 ? double.NegativeInfinity : p["thresholds"][(int)p["ranks"][n] - 1] - F(p, n);

    /// <summary>log(1 − exp(θ_{y−1} − θ_y)).</summary>
    private static double LogGap(Point p, int n)
    {
        var gap = Upper(p, n) - Lower(p, n);
        return gap < 0.5 ? Math.Log(-Expm1(-gap)) : Log1P(-Math.Exp(-gap));
    }

    private static double F(Point p, int n) => p["scores"][n];

    private static double Side(Point p, int n, int j) => p["ranks"][n] > j ? 1 : -1;

    private static double Slope(Point p, int n, int j) => -Side(p, n, j) * Sigmoid(-Side(p, n, j) * (F(p, n) - p["thresholds"][j]));
}
