using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Segmentation"/>.</summary>
internal static class SegmentationRows
{
    private const string Masks = "probabilities:probability[n] targets:soft[n]";
    private const string ClassMasks = "probabilities:probability[n,c] targets:soft[n,c] classes=c";

    public static IEnumerable<LossRow> All() =>
    [
        .. new[] { 0.0, 1 }.SelectMany(smoothing => new[]
        {
            Of("Dice", smoothing, DiceOf, DiceSlope) with { Reference = smoothing == 1 ? "dice: p y s" : null },
            Of("SquaredDice", smoothing, SquaredDice, SquaredDiceSlope),
            Of("LogDice", smoothing, (p, t, e) => Log1P(Missed(p, t) / ((2 * Overlap(p, t)) + e)), LogDiceSlope, masks: Masks.Replace("probability", "share", StringComparison.Ordinal)),
            Of("LogCoshDice", smoothing, (p, t, e) => LogCosh(DiceOf(p, t, e)), (p, t, e, i) => Math.Tanh(DiceOf(p, t, e)) * DiceSlope(p, t, e, i)),
            Of("Jaccard", smoothing, (p, t, e) => TverskyOf(p, t, 1, 1, e), (p, t, e, i) => TverskySlope(p, t, 1, 1, e, i)),
            Of("Tversky", smoothing, (p, t, e) => TverskyOf(p, t, 0.25, 0.75, e), (p, t, e, i) => TverskySlope(p, t, 0.25, 0.75, e, i), " alpha=0.25 beta=0.75"),
            FocalTversky(smoothing, 0.75),
            FocalTversky(smoothing, 1),
            FocalTversky(smoothing, 2),
            WithLogits(smoothing),
            PerClass(smoothing),
            Generalized(smoothing),
        }),
        Matthews(0.5),
    ];

    private static LossRow Of(
        string method,
        double smoothing,
        Func<double[], double[], double, double> value,
        Func<double[], double[], double, int, double> slope,
        string weights = "",
        string power = "",
        string masks = Masks) => new(
        typeof(Segmentation),
        method,
        masks + weights + FormattableString.Invariant($" smoothing={smoothing}") + power,
        p => IsEmpty(p, method, smoothing) ? 0 : value(p["probabilities"], p["targets"], smoothing),
        p => [.. Enumerable.Range(0, p.N).Select(i => IsEmpty(p, method, smoothing) ? 0 : slope(p["probabilities"], p["targets"], smoothing, i))])
    {
        AcceptsNothing = true,
        GradientMagnitude = (p, _) => method == "SquaredDice" ? 2 * p["probabilities"].Concat(p["targets"]).Max() / Below(p, method, smoothing) : 0,
    };

    private static bool IsEmpty(Point p, string method, double smoothing) => Below(p, method, smoothing) < 1e-37;

    /// <summary>What stands below the line, up to a factor.</summary>
    private static double Below(Point p, string method, double smoothing) => p["probabilities"].Concat(p["targets"]).Sum(x => method == "SquaredDice" ? x * x : x) + smoothing;

    private static double Missed(double[] p, double[] t) => p.Zip(t, (a, b) => (a * (1 - b)) + (b * (1 - a))).Sum();

    private static double Overlap(double[] p, double[] t) => p.Zip(t, (a, b) => a * b).Sum();

    private static double DiceOf(double[] p, double[] t, double e) => Missed(p, t) / (p.Sum() + t.Sum() + e);

    private static double DiceSlope(double[] p, double[] t, double e, int i) => (1 - (2 * t[i]) - DiceOf(p, t, e)) / (p.Sum() + t.Sum() + e);

    private static double Squares(double[] p, double[] t, double e) => p.Sum(x => x * x) + t.Sum(x => x * x) + e;

    private static double SquaredDice(double[] p, double[] t, double e) => p.Zip(t, (a, b) => (a - b) * (a - b)).Sum() / Squares(p, t, e);

    private static double SquaredDiceSlope(double[] p, double[] t, double e, int i) => 2 * (p[i] - t[i] - (SquaredDice(p, t, e) * p[i])) / Squares(p, t, e);

    private static double LogDiceSlope(double[] p, double[] t, double e, int i) => (1 / (p.Sum() + t.Sum() + e)) - (2 * t[i] / ((2 * Overlap(p, t)) + e));

    private static double Wrong(double[] p, double[] t, double a, double b) => p.Zip(t, (x, y) => (a * x * (1 - y)) + (b * y * (1 - x))).Sum();

    private static double TverskyOf(double[] p, double[] t, double a, double b, double e) => Wrong(p, t, a, b) / (Overlap(p, t) + Wrong(p, t, a, b) + e);

    private static double TverskySlope(double[] p, double[] t, double a, double b, double e, int i)
    {
        var (wrong, overlap, below) = ((a * (1 - t[i])) - (b * t[i]), t[i], Overlap(p, t) + Wrong(p, t, a, b) + e);
        return ((wrong * (Overlap(p, t) + e)) - (overlap * Wrong(p, t, a, b))) / below / below;
    }

    private static LossRow FocalTversky(double smoothing, double gamma) => Of(
        "FocalTversky",
        smoothing,
        (p, t, e) => Math.Pow(TverskyOf(p, t, 0.25, 0.75, e), gamma),
        (p, t, e, i) => TverskyOf(p, t, 0.25, 0.75, e) == 0 && gamma < 1 ? 0
            : gamma * Math.Pow(TverskyOf(p, t, 0.25, 0.75, e), gamma - 1) * TverskySlope(p, t, 0.25, 0.75, e, i),
        " alpha=0.25 beta=0.75",
        FormattableString.Invariant($" gamma={gamma}"));

    private static LossRow WithLogits(double smoothing)
    {
        double Missed(Point p) => Sum(p.N, n => (Sigmoid(Z(p, n)) * (1 - T(p, n))) + (T(p, n) * Sigmoid(-Z(p, n))));
        double Total(Point p) => Sum(p.N, n => Sigmoid(Z(p, n)) + T(p, n)) + smoothing;
        return new LossRow(
            typeof(Segmentation),
            "DiceWithLogits",
            FormattableString.Invariant($"logits:normal[n] targets:soft[n] smoothing={smoothing}"),
            p => Total(p) < 1e-37 ? 0 : Missed(p) / Total(p),
            p => [.. Enumerable.Range(0, p.N).Select(n => Total(p) < 1e-37 ? 0
                : Sigmoid(Z(p, n)) * Sigmoid(-Z(p, n)) * (1 - (2 * T(p, n)) - (Missed(p) / Total(p))) / Total(p))])
        {
            AcceptsNothing = true,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Sigmoid(Z(p, n)) * Sigmoid(-Z(p, n))) / Total(p),
        };
    }

    private static LossRow PerClass(double smoothing)
    {
        double Below(Point p, int c) => Column(p, "probabilities", c).Sum() + Column(p, "targets", c).Sum() + smoothing;
        return new LossRow(
            typeof(Segmentation),
            "Dice",
            ClassMasks + FormattableString.Invariant($" smoothing={smoothing}"),
            p => Sum(p.C, c => Below(p, c) < 1e-37 ? 0 : DiceOf(Column(p, "probabilities", c), Column(p, "targets", c), smoothing)) / p.C,
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => Below(p, k % p.C) < 1e-37 ? 0
                : DiceSlope(Column(p, "probabilities", k % p.C), Column(p, "targets", k % p.C), smoothing, k / p.C) / p.C)])
        {
            AcceptsNothing = true,
        };
    }

    private static LossRow Generalized(double smoothing)
    {
        double Weight(Point p, int c) => Column(p, "targets", c).Sum() is var area && area == 0 ? 0 : 1 / (area * area);
        double Wrong(Point p) => Sum(p.C, c => Weight(p, c) * Missed(Column(p, "probabilities", c), Column(p, "targets", c)));
        double Below(Point p) => Sum(p.C, c => Weight(p, c) * (Column(p, "probabilities", c).Sum() + Column(p, "targets", c).Sum())) + smoothing;
        return new LossRow(
            typeof(Segmentation),
            "GeneralizedDice",
            ClassMasks + FormattableString.Invariant($" smoothing={smoothing}"),
            p => Below(p) == 0 ? 0 : Wrong(p) / Below(p),
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => Below(p) == 0 ? 0
                : Weight(p, k % p.C) * (1 - (2 * p["targets"][k]) - (Wrong(p) / Below(p))) / Below(p))])
        {
            AcceptsNothing = true,
            GradientMagnitude = (p, _) => Below(p) == 0 ? 0 : Enumerable.Range(0, p.C).Max(c => Weight(p, c)) / Below(p),
        };
    }

    private static LossRow Matthews(double smoothing)
    {
        static double P(Point p) => p["probabilities"].Sum();
        static double Y(Point p) => p["targets"].Sum();
        static double Root(Point p) => Math.Sqrt(P(p) * (p.N - P(p)) * Y(p) * (p.N - Y(p)));
        static double Cross(Point p) => (p.N * Overlap(p["probabilities"], p["targets"])) - (P(p) * Y(p));
        double Above(Point p) => Cross(p) + smoothing;
        double Below(Point p) => Root(p) + smoothing;
        return new LossRow(
            typeof(Segmentation),
            "Matthews",
            Masks + FormattableString.Invariant($" smoothing={smoothing}"),
            p => 1 - (Above(p) / Below(p)),
            p => [.. Enumerable.Range(0, p.N).Select(n => (-((p.N * T(p, n)) - Y(p)) / Below(p))
                + (Root(p) == 0 ? 0 : Above(p) / Below(p) / Below(p) * (p.N - (2 * P(p))) * Y(p) * (p.N - Y(p)) / (2 * Root(p))))])
        {
            AcceptsNothing = true,
            Magnitude = p => 1 + (p.N * P(p) / Below(p)),
            GradientMagnitude = (p, _) => (p.N / Below(p)) + (Root(p) == 0 ? 0 : Math.Abs((p.N - (2 * P(p))) * Y(p) * (p.N - Y(p)) / (2 * Root(p)) / Below(p))),
        };
    }

    private static double[] Column(Point p, string name, int c) => [.. Enumerable.Range(0, p.N).Select(n => p[name][(n * p.C) + c])];

    private static double Z(Point p, int n) => p["logits"][n];

    private static double T(Point p, int n) => p["targets"][n];
}
