using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of cross-entropy with all its options, and with terms beside it.</summary>
internal static class CrossEntropyOptionRows
{
    private const string Rows = "logits:normal[n,c] labels:class[n]";

    public static IEnumerable<LossRow> All() =>
    [
        Smoothed(0.125, weighted: false),
        Smoothed(0, weighted: true),
        Smoothed(0.125, weighted: true),
        Smoothed(1, weighted: true),
        OfProbability("PolyCrossEntropy", " epsilon=2", m => Softplus(-m) + (2 * Sigmoid(-m)), m => 1 + (2 * Sigmoid(m))),
        OfProbability("PolyCrossEntropy", " epsilon=-1", m => Softplus(-m) - Sigmoid(-m), m => Sigmoid(-m)) with
        {
            Magnitude = p => Sum(p.N, n => CrossEntropy(Z(p, n), p.Label(n))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => CrossEntropyGradient(Z(p, n), p.Label(n)).Max(Math.Abs)) / p.N,
        },
        OfProbability("GeneralizedCrossEntropy", " q=0.75", m => -Expm1(-0.75 * Softplus(-m)) / 0.75, m => Math.Exp(-0.75 * Softplus(-m))),
        OfProbability("GeneralizedCrossEntropy", " q=1", m => Sigmoid(-m), Sigmoid),
        LossRow.MeanOfRows(
            typeof(Classification),
            "CrossEntropyWithZLoss",
            Rows + " weight=0.125",
            (p, n) => CrossEntropy(Z(p, n), p.Label(n)) + (0.125 * Partition(p, n) * Partition(p, n)),
            (p, n) => [.. CrossEntropyGradient(Z(p, n), p.Label(n)).Zip(Softmax(Z(p, n)), (slope, share) => slope + (0.25 * Partition(p, n) * share))]) with
        {
            Magnitude = p => Sum(p.N, n => CrossEntropy(Z(p, n), p.Label(n)) + (Partition(p, n) * Partition(p, n)) + Z(p, n).Max(Math.Abs)) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 1 + Math.Abs(Partition(p, n))) / p.N,
        },
        LossRow.MeanOfRows(
            typeof(Classification),
            "SoftcappedCrossEntropy",
            Rows + " cap=5",
            (p, n) => CrossEntropy(Capped(p, n), p.Label(n)),
            (p, n) => [.. CrossEntropyGradient(Capped(p, n), p.Label(n)).Select((slope, c) => slope / Math.Pow(Math.Cosh(Z(p, n)[c] / 5), 2))]) with
        {
            Magnitude = p => Sum(p.N, n => 5 * CrossEntropy(Capped(p, n), p.Label(n))) / p.N,
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        new LossRow(
            typeof(Classification),
            "VariationalInformationBottleneck",
            Rows + " means:normal[n,c] logVariances:log[n,c] beta=0.25",
            p => Sum(p.N, n => CrossEntropy(Z(p, n), p.Label(n)) + (0.125 * p.Row("means", n).Zip(p.Row("logVariances", n), (mean, s) => (mean * mean) + Expm1(s) - s).Sum())) / p.N,
            p => [.. Enumerable.Range(0, p.N).SelectMany(n => CrossEntropyGradient(Z(p, n), p.Label(n)).Select(slope => slope / p.N))],
            p => [.. p["means"].Select(mean => 0.25 * mean / p.N)],
            p => [.. p["logVariances"].Select(s => 0.125 * Expm1(s) / p.N)])
        {
            Magnitude = p => p["logVariances"].Max(Math.Abs) * p.C,
        },
    ];

    private static LossRow Smoothed(double epsilon, bool weighted)
    {
        double Weight(Point p, int c) => weighted ? p["classWeights"][c] : 1;
        double Total(Point p) => Sum(p.N, n => p.Label(n) == 1 ? 0 : Weight(p, p.Label(n)));
        double Share(Point p, int n, int c) => ((c == p.Label(n) ? (1 - epsilon) * Weight(p, c) : 0) + (epsilon / p.C * Weight(p, c))) / Total(p);
        double Mixed(Point p, int n, Func<int, double> of) => Sum(p.C, c => Share(p, n, c) == 0 ? 0 : Share(p, n, c) * of(c));
        bool Counts(Point p, int n) => Total(p) > 0 && p.Label(n) != 1;
        return new LossRow(
            typeof(Classification),
            "LabelSmoothingCrossEntropy",
            Rows + (weighted ? " classWeights:weight[c]" : "") + FormattableString.Invariant($" smoothing={epsilon} ignoredLabel=1"),
            p => Sum(p.N, n => Counts(p, n) ? Mixed(p, n, c => CrossEntropy(Z(p, n), c)) : 0),
            p => [.. from n in Enumerable.Range(0, p.N) from k in Enumerable.Range(0, p.C) select Counts(p, n) ? Mixed(p, n, c => CrossEntropyGradient(Z(p, n), c)[k]) : 0])
        {
            AcceptsNothing = true,
            GradientMagnitude = (p, _) => Total(p) == 0 ? 0 : epsilon * Enumerable.Range(0, p.C).Max(c => Weight(p, c)) / Total(p),
        };
    }

    /// <summary>A function of the logit m of the label's probability, and by how much its slope by the logits differs from cross-entropy's.</summary>
    private static LossRow OfProbability(string method, string parameters, Func<double, double> value, Func<double, double> factor) => LossRow.MeanOfRows(
        typeof(Classification),
        method,
        Rows + parameters,
        (p, n) => value(Logit(p, n)),
        (p, n) => [.. CrossEntropyGradient(Z(p, n), p.Label(n)).Select(slope => slope * factor(Logit(p, n)))]);

    private static double Logit(Point p, int n)
    {
        var others = Z(p, n).Where((_, c) => c != p.Label(n)).ToArray();
        return Z(p, n)[p.Label(n)] - others.Max() - Math.Log(others.Sum(x => Math.Exp(x - others.Max())));
    }

    private static double Partition(Point p, int n) => Z(p, n).Max() + Math.Log(Z(p, n).Sum(z => Math.Exp(z - Z(p, n).Max())));

    private static double[] Capped(Point p, int n) => [.. Z(p, n).Select(z => 5 * Math.Tanh(z / 5))];

    private static double[] Z(Point p, int n) => p.Row("logits", n);
}
