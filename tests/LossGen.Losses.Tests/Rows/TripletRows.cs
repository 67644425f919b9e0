using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the losses of given triplets in <see cref="Metric"/>.</summary>
internal static class TripletRows
{
    private const string Triplets = "anchors:vector[n,c] positives:vector[n,c] negatives:vector[n,c] dimensions=c";
    private const double Margin = 0.5;

    public static IEnumerable<LossRow> All() =>
    [
        Of("Triplet", " margin=0.5", (near, far) => near - far + Margin, (_, _) => (1, -1)) with { Reference = "triplet_euclid: a p q d margin" },
        Of("SquaredTriplet", " margin=0.5", (near, far) => (near * near) - (far * far) + Margin, (near, far) => (2 * near, -2 * far)) with
        {
            Reference = "triplet_squared: a p q d margin",
        },
        Of("SoftTriplet", "", (near, far) => Softplus(near - far), (near, far) => (Sigmoid(near - far), -Sigmoid(near - far))),
        Swapped(),
        Minkowski(1),
        Minkowski(2),
        Minkowski(3.5),
    ];

    /// <summary>max(0, cost) of the two distances, with the slopes by them.</summary>
    private static LossRow Of(string method, string margin, Func<double, double, double> cost, Func<double, double, (double Near, double Far)> slopes)
    {
        (double Near, double Far) Slopes(Point p, int n) => cost(Near(p, n), Far(p, n)) > 0 ? slopes(Near(p, n), Far(p, n)) : (0, 0);
        return new LossRow(
            typeof(Metric),
            method,
            Triplets + margin,
            p => Sum(p.N, n => Math.Max(0, cost(Near(p, n), Far(p, n)))) / p.N,
            p => Each(p, n => Add(Direction(D(p, n, "anchors", "positives")), Slopes(p, n).Near, Direction(D(p, n, "anchors", "negatives")), Slopes(p, n).Far)),
            p => Each(p, n => Times(-Slopes(p, n).Near, Direction(D(p, n, "anchors", "positives")))),
            p => Each(p, n => Times(-Slopes(p, n).Far, Direction(D(p, n, "anchors", "negatives")))))
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(cost(Near(p, n), 0)) + Math.Abs(cost(0, Far(p, n)))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => IsCorner(cost(Near(p, n), Far(p, n)), Math.Abs(cost(Near(p, n), 0)) + Math.Abs(cost(0, Far(p, n)))) ? double.PositiveInfinity
                : (slopes(Near(p, n), Far(p, n)).Near - slopes(Near(p, n), Far(p, n)).Far) * (margin == "" ? 1 + Near(p, n) + Far(p, n) : 1)) / p.N,
        };
    }

    private static LossRow Swapped()
    {
        static double Across(Point p, int n) => Length(D(p, n, "positives", "negatives"));
        static double Cost(Point p, int n) => Near(p, n) - Math.Min(Far(p, n), Across(p, n)) + Margin;
        static double Active(Point p, int n) => Cost(p, n) > 0 ? 1 : 0;
        static double Swap(Point p, int n) => Active(p, n) * (Across(p, n) < Far(p, n) ? 1 : Across(p, n) == Far(p, n) ? 0.5 : 0);
        return new LossRow(
            typeof(Metric),
            "TripletWithSwap",
            Triplets + " margin=0.5",
            p => Sum(p.N, n => Math.Max(0, Cost(p, n))) / p.N,
            p => Each(p, n => Add(Direction(D(p, n, "anchors", "positives")), Active(p, n), Direction(D(p, n, "anchors", "negatives")), Swap(p, n) - Active(p, n))),
            p => Each(p, n => Add(Direction(D(p, n, "anchors", "positives")), -Active(p, n), Direction(D(p, n, "positives", "negatives")), -Swap(p, n))),
            p => Each(p, n => Add(Direction(D(p, n, "anchors", "negatives")), Active(p, n) - Swap(p, n), Direction(D(p, n, "positives", "negatives")), Swap(p, n))))
        {
            Magnitude = p => Sum(p.N, n => Near(p, n) + Far(p, n)) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n =>
                IsCorner(Cost(p, n), Near(p, n) + Far(p, n)) || IsCorner(Far(p, n) - Across(p, n), Far(p, n) + Across(p, n)) ? double.PositiveInfinity : 2.0 / p.N),
        };
    }

    private static LossRow Minkowski(double order)
    {
        double Norm(double[] x) => x.Max(Math.Abs) is var top && top == 0 ? 0 : top * Math.Pow(x.Sum(a => Math.Pow(Math.Abs(a) / top, order)), 1 / order);
        double[] Slope(double[] x) => [.. x.Select(a => a == 0 ? 0 : Math.Sign(a) * Math.Pow(Math.Abs(a) / Norm(x), order - 1))];
        double Cost(Point p, int n) => Norm(D(p, n, "anchors", "positives")) - Norm(D(p, n, "anchors", "negatives")) + Margin;
        double Active(Point p, int n) => Cost(p, n) > 0 ? 1 : 0;
        return new LossRow(
            typeof(Metric),
            "Triplet",
            Triplets + FormattableString.Invariant($" margin=0.5 p={order}"),
            p => Sum(p.N, n => Math.Max(0, Cost(p, n))) / p.N,
            p => Each(p, n => Add(Slope(D(p, n, "anchors", "positives")), Active(p, n), Slope(D(p, n, "anchors", "negatives")), -Active(p, n))),
            p => Each(p, n => Times(-Active(p, n), Slope(D(p, n, "anchors", "positives")))),
            p => Each(p, n => Times(Active(p, n), Slope(D(p, n, "anchors", "negatives")))))
        {
            Magnitude = p => Sum(p.N, n => Norm(D(p, n, "anchors", "positives")) + Norm(D(p, n, "anchors", "negatives"))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n =>
                IsCorner(Cost(p, n), Norm(D(p, n, "anchors", "positives")) + Norm(D(p, n, "anchors", "negatives"))) ? double.PositiveInfinity : 2.0 / p.N),
        };
    }

    /// <summary>Whether a difference of two distances, or of their squares, is 0 within the rounding of a float: which side has the slope is open.</summary>
    private static bool IsCorner(double cost, double size) => Math.Abs(cost) < 1e-6 * size;

    private static double Near(Point p, int n) => Length(D(p, n, "anchors", "positives"));

    private static double Far(Point p, int n) => Length(D(p, n, "anchors", "negatives"));

    private static double[] D(Point p, int n, string first, string second) => Difference(p.Row(first, n), p.Row(second, n));

    private static double[] Times(double factor, double[] x) => [.. x.Select(a => factor * a)];

    private static double[] Add(double[] x, double a, double[] y, double b) => [.. x.Zip(y, (u, v) => (a * u) + (b * v))];

    private static double[] Each(Point p, Func<int, double[]> gradient) => [.. Enumerable.Range(0, p.N).SelectMany(n => Times(1.0 / p.N, gradient(n)))];
}
