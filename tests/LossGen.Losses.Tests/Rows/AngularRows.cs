using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the classifiers by angles in <see cref="Metric"/>.</summary>
internal static class AngularRows
{
    private const string Cosines = "cosines:cosine[n,c] labels:class[n]";

    public static IEnumerable<LossRow> All() =>
    [
        Of("ArcFace", Cosines + " scale=16 margin=0.5", 16, ArcFace) with { Reference = "arcface: z label scale m" },
        Of("ArcFace", Cosines + " scale=64 margin=0", 64, x => (x, 1)),
        Of("CosFace", Cosines + " scale=16 margin=0.375", 16, x => (x - 0.375, 1)),
        Of("SphereFace", Cosines + " scale=8", 8, SphereFace),
        new LossRow(
            typeof(Metric),
            "ProxyNca",
            "embeddings:vector[n,c] proxies:vector[c,c] labels:class[n]",
            p => Sum(p.N, n => D(p, n, p.Label(n)) + Math.Log(Sum(p.C, c => c == p.Label(n) ? 0 : Math.Exp(-D(p, n, c))))) / p.N,
            p => [.. Enumerable.Range(0, p.N).SelectMany(n => ByUnit(p.Row("embeddings", n), Combine(p, c => (Slope(p, n, c), Toward(p, n, c)))))],
            p => [.. Enumerable.Range(0, p.C).SelectMany(c => ByUnit(p.Row("proxies", c), Combine(p, p.N, n => (-Slope(p, n, c), Toward(p, n, c)))))])
        {
            Magnitude = _ => 4,
            GradientMagnitude = (p, output) => output == 0 ? 4 * Shortness(p, "embeddings") / p.N : 4 * ProxyShortness(p),
        },
    ];

    /// <summary>Cross-entropy of scaled cosines, the label's turned; with the slope of the turn.</summary>
    private static LossRow Of(string method, string parameters, double scale, Func<double, (double Value, double Slope)> turn)
    {
        double[] Logits(Point p, int n) => [.. p.Row("cosines", n).Select((x, c) => scale * (c == p.Label(n) ? turn(x).Value : x))];
        return LossRow.MeanOfRows(
            typeof(Metric),
            method,
            parameters,
            (p, n) => CrossEntropy(Logits(p, n), p.Label(n)),
            (p, n) => [.. CrossEntropyGradient(Logits(p, n), p.Label(n)).Select((slope, c) => slope * scale * (c == p.Label(n) ? turn(p.Row("cosines", n)[c]).Slope : 1))]) with
        {
            // The logits are as large as the scale, and what is wrong with them goes into the exponents.
            Magnitude = p => (1 + scale) * Sum(p.N, n => CrossEntropy(Logits(p, n), p.Label(n))) / p.N,
            GradientMagnitude = (p, _) => (1 + scale) * scale * Enumerable.Range(0, p.N).Max(n => CrossEntropyGradient(Logits(p, n), p.Label(n)).Max(Math.Abs)) / p.N,
        };
    }

    private static (double Value, double Slope) ArcFace(double x)
    {
        const double m = 0.5;
        var angle = Math.Acos(x);
        return angle + m >= Math.PI ? (x - (m * Math.Sin(m)), 1)
            : (Math.Cos(angle + m), Math.Abs(x) == 1 ? Math.Cos(m) : Math.Sin(angle + m) / Math.Sqrt((1 - x) * (1 + x)));
    }

    private static (double Value, double Slope) SphereFace(double x)
    {
        var k = x >= Math.Sqrt(0.5) ? 0 : x >= 0 ? 1 : x > -Math.Sqrt(0.5) ? 2 : 3;
        var sign = k % 2 == 0 ? 1 : -1;
        return ((sign * Math.Cos(4 * Math.Acos(x))) - (2 * k), sign * ((32 * x * x * x) - (16 * x)));
    }

    private static double[] Unit(Point p, string name, int n) => Batch.Unit(p.Row(name, n));

    private static double D(Point p, int n, int c) => Difference(Unit(p, "embeddings", n), Unit(p, "proxies", c)).Sum(x => x * x);

    /// <summary>The slope by the squared distance of a sample to a proxy.</summary>
    private static double Slope(Point p, int n, int c) => (c == p.Label(n) ? 1
        : -Math.Exp(-D(p, n, c)) / Sum(p.C, k => k == p.Label(n) ? 0 : Math.Exp(-D(p, n, k)))) / p.N;

    private static double[] Toward(Point p, int n, int c) => [.. Difference(Unit(p, "embeddings", n), Unit(p, "proxies", c)).Select(x => 2 * x)];

    private static double[] Combine(Point p, Func<int, (double Weight, double[] Row)> of) => Combine(p, p.C, of);

    private static double[] Combine(Point p, int count, Func<int, (double Weight, double[] Row)> of) =>
        [.. Enumerable.Range(0, p.C).Select(d => Sum(count, k => of(k).Weight * of(k).Row[d]))];

    private static double ProxyShortness(Point p) => Enumerable.Range(0, p.C).Select(c => Length(p.Row("proxies", c))).Where(length => length >= 1e-37).Select(length => 1 / length).DefaultIfEmpty().Max();
}
