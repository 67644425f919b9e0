using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the losses of pairs in <see cref="Metric"/>.</summary>
internal static class PairRows
{
    private const string Pairs = "first:vector[n,c] second:vector[n,c]";

    public static IEnumerable<LossRow> All() =>
    [
        OfDistance("ContrastivePair", Pairs + " same:bit[n] margin=1.5", Contrastive, ContrastiveSlope) with { Reference = "contrastive_pair: u v same margin" },
        OfDistance("Alignment", Pairs + " dimensions=c alpha=2", (_, _, x) => x * x, (_, _, x) => 2 * x),
        OfDistance("Alignment", Pairs + " dimensions=c alpha=1", (_, _, x) => x, (_, _, _) => 1),
        OfDistance("Alignment", Pairs + " dimensions=c alpha=0.5", (_, _, x) => Math.Sqrt(x), (_, _, x) => 0.5 / Math.Sqrt(x)),
        OfCosine("CosineDistance", Pairs + " dimensions=c", (_, _, x) => 1 - x, (_, _, _) => -1),
        OfCosine(
            "CosineEmbedding",
            Pairs + " targets:sign[n] margin=0.25",
            (p, n, x) => p["targets"][n] == 1 ? 1 - x : Math.Max(0, x - 0.25),
            (p, n, x) => p["targets"][n] == 1 ? -1 : x > 0.25 ? 1 : 0),
        LossRow.Mean(
            typeof(Metric),
            "HingeEmbedding",
            "distances:normal[n] targets:sign[n] margin=1",
            (p, n) => p["targets"][n] == 1 ? p["distances"][n] : Math.Max(0, 1 - p["distances"][n]),
            (p, n) => p["targets"][n] == 1 ? 1 : p["distances"][n] < 1 ? -1 : 0) with { Magnitude = p => p["distances"].Average(Math.Abs) },
    ];

    private static double Contrastive(Point p, int n, double x) =>
        p["same"][n] == 1 ? x * x / 2 : Math.Max(0, 1.5 - x) * Math.Max(0, 1.5 - x) / 2;

    private static double ContrastiveSlope(Point p, int n, double x) => p["same"][n] == 1 ? x : -Math.Max(0, 1.5 - x);

    private static LossRow OfDistance(string method, string parameters, Func<Point, int, double, double> value, Func<Point, int, double, double> slope)
    {
        double[] Gradient(Point p, double sign) => [.. Enumerable.Range(0, p.N).SelectMany(n =>
            Direction(D(p, n)).Select(x => x == 0 ? 0 : sign * slope(p, n, Length(D(p, n))) * x / p.N))];
        return new LossRow(
            typeof(Metric), method, parameters, p => Sum(p.N, n => value(p, n, Length(D(p, n)))) / p.N, p => Gradient(p, 1), p => Gradient(p, -1));
    }

    private static LossRow OfCosine(string method, string parameters, Func<Point, int, double, double> value, Func<Point, int, double, double> slope)
    {
        double[] Gradient(Point p, string by, string other) => [.. Enumerable.Range(0, p.N).SelectMany(n =>
            ByUnit(p.Row(by, n), Unit(p.Row(other, n))).Select(x => slope(p, n, Cosine(p, n)) * x / p.N))];
        return new LossRow(
            typeof(Metric),
            method,
            parameters,
            p => Sum(p.N, n => value(p, n, Cosine(p, n))) / p.N,
            p => Gradient(p, "first", "second"),
            p => Gradient(p, "second", "first"))
        {
            Magnitude = _ => 1,
            GradientMagnitude = (p, output) => Shortness(p, output == 0 ? "first" : "second") / p.N,
        };
    }

    private static double Cosine(Point p, int n) => Dot(Unit(p.Row("first", n)), Unit(p.Row("second", n)));

    private static double[] D(Point p, int n) => Difference(p.Row("first", n), p.Row("second", n));
}
