using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Scoring"/>.</summary>
internal static class ScoringRows
{
    private const string Binary = "probabilities:probability[n] targets:bit[n]";
    private const string Labels = "probabilities:probability[n,c] labels:class[n]";
    private const string Logits = "logits:normal[n,c] labels:class[n]";

    public static IEnumerable<LossRow> All() =>
    [
        LossRow.MeanOfRows(
            typeof(Scoring), "LogScore", Labels, (p, n) => -Math.Log(P(p, n)[p.Label(n)]), (p, n) => [.. P(p, n).Select((x, c) => Hit(p, n, c) == 0 ? 0 : -1 / x)]),
        LossRow.Mean(typeof(Scoring), "Brier", Binary, (p, n) => Square(D(p, n)), (p, n) => 2 * D(p, n)) with { Reference = "brier: p y" },
        LossRow.MeanOfRows(
            typeof(Scoring), "Brier", Labels, (p, n) => Sum(p.C, c => Square(P(p, n)[c] - Hit(p, n, c))), (p, n) => [.. P(p, n).Select((x, c) => 2 * (x - Hit(p, n, c)))]),
        LossRow.MeanOfRows(typeof(Scoring), "BrierWithLogits", Logits, (p, n) => CrossEntropyGradient(p.Row("logits", n), p.Label(n)).Sum(Square), BrierGradient)
            with { Magnitude = p => Enumerable.Range(0, p.N).Average(n => CrossEntropyGradient(p.Row("logits", n), p.Label(n)).Max(Math.Abs)), GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => CrossEntropyGradient(p.Row("logits", n), p.Label(n)).Max(Math.Abs)) / p.N },
        LossRow.Mean(typeof(Scoring), "Spherical", Binary, (p, n) => -Q(p, n) / Norm(p, n), (p, n) => -Side(p, n) * (1 - Q(p, n)) / Math.Pow(Norm(p, n), 3))
            with { Reference = "spherical: p y", GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 1 / Norm(p, n)) / p.N },
        LossRow.MeanOfRows(typeof(Scoring), "Spherical", Labels.Replace("probability", "positive", StringComparison.Ordinal), (p, n) => -P(p, n)[p.Label(n)] / Length(P(p, n)), SphericalGradient)
            with { GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 1 / Length(P(p, n))) / p.N },
        new LossRow(
            typeof(Scoring),
            "TemperatureScaledLogScore",
            Logits + " temperature=2",
            p => Sum(p.N, n => CrossEntropy(Cooled(p, n), p.Label(n))) / p.N,
            p => [-Sum(p.N, n => Sum(p.C, c => Softmax(Cooled(p, n))[c] * (p.Row("logits", n)[c] - p.Row("logits", n)[p.Label(n)]))) / (p.N * 4)])
        {
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => p.Row("logits", n).Select((z, c) => Softmax(Cooled(p, n))[c] * Math.Abs(z - p.Row("logits", n)[p.Label(n)])).Max()) / 4,
        },
    ];

    private static double[] BrierGradient(Point p, int n)
    {
        var share = Softmax(p.Row("logits", n));
        var d = CrossEntropyGradient(p.Row("logits", n), p.Label(n));
        var mean = Sum(p.C, c => d[c] * share[c]);
        return [.. share.Select((x, c) => 2 * x * (d[c] - mean))];
    }

    private static double[] SphericalGradient(Point p, int n)
    {
        var row = P(p, n);
        var length = Length(row);
        return [.. row.Select((x, c) => -(Hit(p, n, c) - (row[p.Label(n)] / length * (x / length))) / length)];
    }

    private static double[] Cooled(Point p, int n) => [.. p.Row("logits", n).Select(z => z / 2)];

    private static double[] P(Point p, int n) => p.Row("probabilities", n);

    private static double Hit(Point p, int n, int c) => c == p.Label(n) ? 1 : 0;

    private static double D(Point p, int n) => p["probabilities"][n] - p["targets"][n];

    private static double Q(Point p, int n) => p["targets"][n] == 1 ? p["probabilities"][n] : 1 - p["probabilities"][n];

    private static double Side(Point p, int n) => p["targets"][n] == 1 ? 1 : -1;

    private static double Norm(Point p, int n) => Length([p["probabilities"][n], 1 - p["probabilities"][n]]);

    private static double Length(double[] x) => Math.Sqrt(x.Sum(Square));

    private static double Square(double x) => x * x;
}
