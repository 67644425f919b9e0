using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the losses of <see cref="Metric"/> that look for their pairs and triplets in a batch.</summary>
internal static class MiningRows
{
    private const string Embeddings = "embeddings:vector[n,c] labels:group[n]";
    private const double Margin = 0.5;

    public static IEnumerable<LossRow> All() =>
    [
        OfTriplets("BatchAllTriplet", Margin, AllTriplets, Hinge, HingeSlope),
        OfTriplets("BatchAllActiveTriplet", Margin, ActiveTriplets, Hinge, HingeSlope),
        OfTriplets("BatchHardTriplet", Margin, HardTriplets, Hinge, HingeSlope),
        OfTriplets("SquaredBatchHardTriplet", Margin, HardTriplets, (near, far) => Hinge(near * near, far * far), SquaredSlope) with { Reference = "triplet_batch_hard: u label margin" },
        OfTriplets("BatchHardSoftTriplet", null, HardTriplets, (near, far) => Softplus(near - far), (near, far) => (Sigmoid(near - far), -Sigmoid(near - far))),
        OfTriplets("SemiHardTriplet", Margin, SemiHardTriplets, Hinge, HingeSlope),
        OfCosines("MultiSimilarity", " alpha=2 beta=5 threshold=0.5", MultiSimilarity),
        OfCosines("Circle", " scale=8 margin=0.25", Circle) with { AcceptsNothing = true },
        Lifted(),
    ];

    private static double Hinge(double near, double far) => Math.Max(0, near - far + Margin);

    private static (double Near, double Far) HingeSlope(double near, double far) => near - far + Margin > 0 ? (1, -1) : (0, 0);

    private static (double Near, double Far) SquaredSlope(double near, double far) =>
        (near * near) - (far * far) + Margin > 0 ? (2 * near, -2 * far) : (0, 0);

    /// <summary>The mean of a cost over triplets that are chosen by their distances.</summary>
    private static LossRow OfTriplets(
        string method,
        double? margin,
        Func<Point, double[,], IEnumerable<(int I, int J, int K)>> choose,
        Func<double, double, double> cost,
        Func<double, double, (double Near, double Far)> slope)
    {
        double[,] Slopes(Point p)
        {
            var d = Distances(p, "embeddings");
            var triplets = choose(p, d).ToArray();
            var slopes = new double[p.N, p.N];
            foreach (var (i, j, k) in triplets)
            {
                var (near, far) = slope(d[i, j], d[i, k]);
                slopes[i, j] += near / triplets.Length;
                slopes[i, k] += far / triplets.Length;
            }

            return slopes;
        }

        return new LossRow(
            typeof(Metric),
            method,
            Embeddings + (margin is null ? "" : FormattableString.Invariant($" margin={margin}")),
            p => Distances(p, "embeddings") is var d ? choose(p, d).Select(t => cost(d[t.I, t.J], d[t.I, t.K])).DefaultIfEmpty().Average() : 0,
            p => ByDistances(p, "embeddings", Slopes(p)))
        {
            AcceptsNothing = true,
            Magnitude = p => Distances(p, "embeddings").Cast<double>().Max() is var far && method.StartsWith("Squared", StringComparison.Ordinal) ? far * far : far,
            GradientMagnitude = (p, _) => Size(Slopes(p)),
        };
    }

    private static IEnumerable<(int I, int J, int K)> AllTriplets(Point p, double[,] d) =>
        from i in Enumerable.Range(0, p.N) from j in Positives(p, i) from k in Negatives(p, i) select (i, j, k);

    private static IEnumerable<(int I, int J, int K)> ActiveTriplets(Point p, double[,] d) =>
        AllTriplets(p, d).Where(t => d[t.I, t.J] - d[t.I, t.K] + Margin > 0);

    private static IEnumerable<(int I, int J, int K)> HardTriplets(Point p, double[,] d) =>
        from i in Enumerable.Range(0, p.N)
        where Positives(p, i).Any() && Negatives(p, i).Any()
        select (i, Positives(p, i).MaxBy(j => d[i, j]), Negatives(p, i).MinBy(k => d[i, k]));

    private static IEnumerable<(int I, int J, int K)> SemiHardTriplets(Point p, double[,] d) =>
        from i in Enumerable.Range(0, p.N)
        where Negatives(p, i).Any()
        from j in Positives(p, i)
        let farther = Negatives(p, i).Where(k => d[i, k] > d[i, j]).ToArray()
        select (i, j, farther.Length > 0 ? farther.MinBy(k => d[i, k]) : Negatives(p, i).MaxBy(k => d[i, k]));

    /// <summary>A loss of the cosines, as its value and its slopes by them.</summary>
    private static LossRow OfCosines(string method, string parameters, Func<Point, double[,], (double Value, double[,] Slopes)> of) => new(
        typeof(Metric),
        method,
        Embeddings + parameters,
        p => of(p, Cosines(p, "embeddings")).Value,
        p => ByCosines(p, "embeddings", of(p, Cosines(p, "embeddings")).Slopes))
    {
        GradientMagnitude = (p, _) => Size(of(p, Cosines(p, "embeddings")).Slopes) * Shortness(p, "embeddings"),
    };

    private static (double Value, double[,] Slopes) MultiSimilarity(Point p, double[,] s)
    {
        var (value, slopes) = (0.0, new double[p.N, p.N]);
        for (var i = 0; i < p.N; i++)
        {
            var positives = Positives(p, i).Sum(j => Math.Exp(-2 * (s[i, j] - 0.5)));
            var negatives = Negatives(p, i).Sum(k => Math.Exp(5 * (s[i, k] - 0.5)));
            value += ((Log1P(positives) / 2) + (Log1P(negatives) / 5)) / p.N;
            foreach (var j in Positives(p, i))
                slopes[i, j] = -Math.Exp(-2 * (s[i, j] - 0.5)) / (1 + positives) / p.N;
            foreach (var k in Negatives(p, i))
                slopes[i, k] = Math.Exp(5 * (s[i, k] - 0.5)) / (1 + negatives) / p.N;
        }

        return (value, slopes);
    }

    private static (double Value, double[,] Slopes) Circle(Point p, double[,] s)
    {
        const double scale = 8, m = 0.25;
        var (value, slopes) = (0.0, new double[p.N, p.N]);
        var anchors = Enumerable.Range(0, p.N).Where(i => Positives(p, i).Any() && Negatives(p, i).Any()).ToArray();
        foreach (var i in anchors)
        {
            double Positive(int j) => Math.Exp(-scale * (1 + m - s[i, j]) * (s[i, j] - 1 + m));
            double Negative(int k) => Math.Exp(scale * Math.Max(0, s[i, k] + m) * (s[i, k] - m));
            var (positives, negatives) = (Positives(p, i).Sum(Positive), Negatives(p, i).Sum(Negative));
            value += Log1P(positives * negatives) / anchors.Length;
            var share = positives * negatives / (1 + (positives * negatives)) / anchors.Length;
            foreach (var j in Positives(p, i))
                slopes[i, j] = share * Positive(j) / positives * 2 * scale * (s[i, j] - 1);
            foreach (var k in Negatives(p, i))
                slopes[i, k] = s[i, k] <= -m ? 0 : share * Negative(k) / negatives * 2 * scale * s[i, k];
        }

        return (value, slopes);
    }

    private static LossRow Lifted()
    {
        static double Rivals(Point p, double[,] d, int i) => Negatives(p, i).Sum(k => Math.Exp(Margin - d[i, k]));
        static IEnumerable<(int I, int J)> Pairs(Point p) => from i in Enumerable.Range(0, p.N) from j in Positives(p, i) select (i, j);
        static double Cost(Point p, double[,] d, int i, int j) => Math.Max(0, d[i, j] + Math.Log(Rivals(p, d, i) + Rivals(p, d, j)));
        static double[,] Slopes(Point p)
        {
            var (d, slopes, pairs) = (Distances(p, "embeddings"), new double[p.N, p.N], Pairs(p).ToArray());
            foreach (var (i, j) in pairs)
            {
                var slope = Cost(p, d, i, j) / pairs.Length;
                slopes[i, j] += slope;
                foreach (var (a, k) in Negatives(p, i).Select(k => (i, k)).Concat(Negatives(p, j).Select(k => (j, k))))
                    slopes[a, k] -= slope * Math.Exp(Margin - d[a, k]) / (Rivals(p, d, i) + Rivals(p, d, j));
            }

            return slopes;
        }

        return new LossRow(
            typeof(Metric),
            "LiftedStructure",
            Embeddings + " margin=0.5",
            p => Distances(p, "embeddings") is var d ? Pairs(p).Select(pair => Cost(p, d, pair.I, pair.J) * Cost(p, d, pair.I, pair.J) / 2).DefaultIfEmpty().Average() : 0,
            p => ByDistances(p, "embeddings", Slopes(p)))
        {
            AcceptsNothing = true,
            GradientMagnitude = (p, _) => Size(Slopes(p)),
        };
    }

    private static IEnumerable<int> Positives(Point p, int i) => Enumerable.Range(0, p.N).Where(j => j != i && p.Label(j) == p.Label(i));

    private static IEnumerable<int> Negatives(Point p, int i) => Enumerable.Range(0, p.N).Where(k => p.Label(k) != p.Label(i));
}
