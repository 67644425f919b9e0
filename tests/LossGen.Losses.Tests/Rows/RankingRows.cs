using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Ranking"/>.</summary>
internal static class RankingRows
{
    private const string List = "scores:normal[n] relevances:grade[n]";

    public static IEnumerable<LossRow> All() =>
    [
        LossRow.Mean(
            typeof(Ranking),
            "MarginRanking",
            "first:normal[n] second:normal[n] targets:sign[n] margin=0.5",
            (p, n) => Math.Max(0, 0.5 - (p["targets"][n] * (p["first"][n] - p["second"][n]))),
            (p, n) => Active(p, n) * -p["targets"][n],
            (p, n) => Active(p, n) * p["targets"][n]) with { Magnitude = p => 0.5 + (Sum(p.N, n => Math.Abs(p["first"][n] - p["second"][n])) / p.N) },
        LossRow.Mean(
            typeof(Ranking),
            "BayesianPersonalizedRanking",
            "positives:normal[n] negatives:normal[n]",
            (p, n) => Softplus(p["negatives"][n] - p["positives"][n]),
            (p, n) => -Sigmoid(p["negatives"][n] - p["positives"][n]),
            (p, n) => Sigmoid(p["negatives"][n] - p["positives"][n])),
        OfPairs("RankNet", List + " scale=0.5", 0.5, (p, i, j) => Pairs(p, i, j), p => Count(p, (i, j) => Pairs(p, i, j))),
        OfPairs(
            "RankNet",
            List + " queries:group[n] scale=0.5",
            0.5,
            (p, i, j) => p["queries"][i] == p["queries"][j] ? Pairs(p, i, j) : 0,
            p => Count(p, (i, j) => p["queries"][i] == p["queries"][j] ? Pairs(p, i, j) : 0)),
        OfPairs("LambdaRank", List + " scale=0.5", 0.5, (p, i, j) => Pairs(p, i, j) * Swap(p, i, j), p => Best(p)),
        ApproximateNdcg(),
        LossRow.MeanOfRows(
            typeof(Ranking),
            "ListNet",
            "scores:normal[n,c] relevances:small[n,c] items=c",
            (p, n) => Sum(p.C, c => Softmax(p.Row("relevances", n))[c] is var share && share == 0 ? 0 : share * CrossEntropy(p.Row("scores", n), c)),
            (p, n) => [.. Softmax(p.Row("scores", n)).Zip(Softmax(p.Row("relevances", n)), (x, y) => x - y)]) with
        {
            Reference = "listnet: z y 11",
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        OfOrder("scores:normal[n,c] items=c", (_, _, i, j) => j >= i),
        OfOrder(
            "scores:normal[n,c] relevances:grade[n,c] items=c",
            (p, n, i, j) => p.Row("relevances", n) is var r && (r[j] < r[i] || (r[j] == r[i] && j >= i))),
    ];

    /// <summary>The likelihood of an order: every item against those that come after it, itself among them.</summary>
    private static LossRow OfOrder(string parameters, Func<Point, int, int, int, bool> isAfter)
    {
        int[] After(Point p, int n, int i) => [.. Enumerable.Range(0, p.C).Where(j => isAfter(p, n, i, j))];
        double[] Scores(Point p, int n, int i) => [.. After(p, n, i).Select(j => p.Row("scores", n)[j])];
        return LossRow.MeanOfRows(
            typeof(Ranking),
            "ListMle",
            parameters,
            (p, n) => Sum(p.C, i => CrossEntropy(Scores(p, n, i), Array.IndexOf(After(p, n, i), i))),
            (p, n) => [.. Enumerable.Range(0, p.C).Select(k => Sum(p.C, i =>
                isAfter(p, n, i, k) ? CrossEntropyGradient(Scores(p, n, i), Array.IndexOf(After(p, n, i), i))[Array.IndexOf(After(p, n, i), k)] : 0))]) with
        {
            GradientMagnitude = (p, _) => 1.0 / p.N,
        };
    }

    private static double Active(Point p, int n) => p["targets"][n] * (p["first"][n] - p["second"][n]) < 0.5 ? 1 : 0;

    /// <summary>A weighted sum of logistic losses over pairs, over a total.</summary>
    private static LossRow OfPairs(string method, string parameters, double scale, Func<Point, int, int, double> weight, Func<Point, double> total)
    {
        double Difference(Point p, int i, int j) => scale * (p["scores"][i] - p["scores"][j]);
        double Slope(Point p, int i, int j) => weight(p, i, j) * -scale * Sigmoid(-Difference(p, i, j)) / total(p);
        return new LossRow(
            typeof(Ranking),
            method,
            parameters,
            p => total(p) == 0 ? 0 : Sum(p.N, i => Sum(p.N, j => weight(p, i, j) * Softplus(-Difference(p, i, j)))) / total(p),
            p => [.. Enumerable.Range(0, p.N).Select(i => total(p) == 0 ? 0 : Sum(p.N, j => Slope(p, i, j) - Slope(p, j, i)))])
        {
            AcceptsNothing = true,
            GradientMagnitude = (p, _) => total(p) == 0 ? 0 : Enumerable.Range(0, p.N).Max(i => Sum(p.N, j => Math.Abs(Slope(p, i, j)) + Math.Abs(Slope(p, j, i)))),
        };
    }

    private static LossRow ApproximateNdcg()
    {
        const double temperature = 0.5;
        static double Ahead(Point p, int i, int j) => Sigmoid((p["scores"][j] - p["scores"][i]) / temperature);
        static double Rank(Point p, int i) => 1 + Sum(p.N, j => j == i ? 0 : Ahead(p, i, j));
        static double ByRank(Point p, int i) => Gain(p, i) * Math.Log(2) / ((1 + Rank(p, i)) * Math.Pow(Math.Log(1 + Rank(p, i)), 2)) / Best(p);
        static double Slope(Point p, int i, int j) => i == j ? 0 : ByRank(p, i) * Ahead(p, i, j) * (1 - Ahead(p, i, j)) / temperature;
        return new LossRow(
            typeof(Ranking),
            "ApproximateNdcg",
            List + FormattableString.Invariant($" temperature={temperature}"),
            p => Best(p) == 0 ? 0 : 1 - (Sum(p.N, i => Gain(p, i) / Math.Log2(1 + Rank(p, i))) / Best(p)),
            p => [.. Enumerable.Range(0, p.N).Select(i => Best(p) == 0 ? 0 : Sum(p.N, j => Slope(p, j, i) - Slope(p, i, j)))])
        {
            AcceptsNothing = true,
            Magnitude = _ => 1,
            GradientMagnitude = (p, _) => Best(p) == 0 ? 0 : Enumerable.Range(0, p.N).Max(i => Sum(p.N, j => Slope(p, j, i) + Slope(p, i, j))),
        };
    }

    private static double Pairs(Point p, int i, int j) => p["relevances"][i] > p["relevances"][j] ? 1 : 0;

    private static double Count(Point p, Func<int, int, double> of) => Sum(p.N, i => Sum(p.N, j => of(i, j)));

    private static double Gain(Point p, int i) => Math.Pow(2, p["relevances"][i]) - 1;

    /// <summary>1/log₂(1 + rank) of an item in the order of an array, ties in the order of the items.</summary>
    private static double Discount(Point p, string by, int i) =>
        1 / Math.Log2(2 + Array.IndexOf([.. Enumerable.Range(0, p.N).OrderByDescending(k => p[by][k])], i));

    private static double Best(Point p) => Sum(p.N, i => Gain(p, i) * Discount(p, "relevances", i));

    private static double Swap(Point p, int i, int j) => Math.Abs((Gain(p, i) - Gain(p, j)) * (Discount(p, "scores", i) - Discount(p, "scores", j)));
}
