using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Transport"/>.</summary>
internal static class TransportRows
{
    private const string Samples = "samples:normal[n] targets:normal[n]";
    private const string Moderate = "samples:small[n] targets:small[n]";
    private const string Histograms = "probabilities:distribution[n,c] targets:distribution[n,c] classes=c width=0.5";

    public static IEnumerable<LossRow> All() =>
    [
        Sorted("Wasserstein1", Samples, 1) with { Reference = "wasserstein_1d: x y" },
        Sorted("Wasserstein", Moderate + " order=2", 2),
        Sorted("Wasserstein", Moderate + " order=1", 1),
        Weighted(1),
        Weighted(2),
        Cumulative("HistogramWasserstein1", Math.Abs, gap => Math.Sign(gap)),
        Cumulative("SquaredCramer", gap => gap * gap, gap => 2 * gap),
        new LossRow(
            typeof(Transport),
            "KantorovichDual",
            "targetScores:normal[n] modelScores:normal[c]",
            p => p["targetScores"].Average() - p["modelScores"].Average(),
            p => [.. p["targetScores"].Select(_ => 1.0 / p.N)],
            p => [.. p["modelScores"].Select(_ => -1.0 / p.C)])
        {
            FreeLengths = ["targetScores", "modelScores"],
            Magnitude = p => p["targetScores"].Max(Math.Abs) + p["modelScores"].Max(Math.Abs),
        },
    ];

    private static LossRow Sorted(string method, string parameters, double order) => new(
        typeof(Transport),
        method,
        parameters,
        p => Distance(Gaps(p), order),
        p =>
        {
            var gradient = new double[p.N];
            var (gaps, distance) = (Gaps(p), Distance(Gaps(p), order));
            foreach (var (place, rank) in Ranks(p["samples"]).Select((place, rank) => (place, rank)))
                gradient[place] = distance == 0 ? 0 : Math.Sign(gaps[rank]) * Math.Pow(Math.Abs(gaps[rank]) / distance, order - 1) / p.N;
            return gradient;
        })
    {
        Perfect = point =>
        {
            point["samples"] = [.. point["targets"].Reverse()];
            return point;
        },
    };

    /// <summary>The masses by walking along both samples at once.</summary>
    private static LossRow Weighted(double order)
    {
        double Distance(Point p) => Math.Pow(Moves(p).Sum(move => move.Mass * Math.Pow(Math.Abs(move.Gap), order)), 1 / order);
        double Ratio(Point p) => Distance(p) == 0 ? 0 : Farthest(p) / Distance(p);
        return new(
            typeof(Transport),
            "WeightedWasserstein",
            FormattableString.Invariant($"samples:small[n] targets:small[c] weights:positive[n] targetWeights:positive[c] order={order}"),
            Distance,
            p =>
            {
                var gradient = new double[p.N];
                var distance = Distance(p);
                foreach (var (place, gap, mass) in Moves(p))
                    gradient[place] += distance == 0 ? 0 : mass * Math.Sign(gap) * Math.Pow(Math.Abs(gap) / distance, order - 1);
                return gradient;
            })
        {
            // Masses are differences of cumulative weights, with the errors of numbers up to 1.
            Magnitude = p => Ratio(p) == 0 ? 0 : Farthest(p) * Math.Pow(Ratio(p), order - 1),
            GradientMagnitude = (p, _) => Math.Pow(Ratio(p), order - 1) * (1 + Math.Pow(Ratio(p), order)),
        };
    }

    private static double Farthest(Point p) => p["samples"].Max(x => p["targets"].Max(y => Math.Abs(x - y)));

    private static LossRow Cumulative(string method, Func<double, double> cost, Func<double, double> slope) => LossRow.MeanOfRows(
        typeof(Transport),
        method,
        Histograms,
        (p, n) => 0.5 * Sum(p.C, c => cost(Balance(p, n)[c])),
        (p, n) => [.. Enumerable.Range(0, p.C).Select(c => 0.5 * Balance(p, n)[c..].Sum(slope))]) with
    {
        Perfect = point =>
        {
            point["probabilities"] = point["targets"];
            return point;
        },
    };

    private static double[] Balance(Point p, int n)
    {
        var sum = 0.0;
        return [.. p.Row("probabilities", n).Zip(p.Row("targets", n), (q, t) => sum += q - t)];
    }

    private static double[] Gaps(Point p) => [.. p["samples"].Order().Zip(p["targets"].Order(), (x, y) => x - y)];

    private static double Distance(double[] gaps, double order)
    {
        var largest = gaps.Max(Math.Abs);
        return largest == 0 ? 0 : largest * Math.Pow(gaps.Average(gap => Math.Pow(Math.Abs(gap) / largest, order)), 1 / order);
    }

    private static int[] Ranks(double[] values) => [.. Enumerable.Range(0, values.Length).OrderBy(k => values[k])];

    private static List<(int Place, double Gap, double Mass)> Moves(Point p)
    {
        var (places, partners) = (Ranks(p["samples"]), Ranks(p["targets"]));
        var (supply, demand) = (p["weights"].Select(w => w / p["weights"].Sum()).ToArray(), p["targetWeights"].Select(w => w / p["targetWeights"].Sum()).ToArray());
        var moves = new List<(int, double, double)>();
        for (var (i, j) = (0, 0); i < places.Length && j < partners.Length;)
        {
            var (from, to) = (places[i], partners[j]);
            var mass = Math.Min(supply[from], demand[to]);
            moves.Add((from, p["samples"][from] - p["targets"][to], mass));
            supply[from] -= mass;
            demand[to] -= mass;
            (i, j) = supply[from] <= demand[to] ? (i + 1, j) : (i, j + 1);
        }

        return moves;
    }
}
