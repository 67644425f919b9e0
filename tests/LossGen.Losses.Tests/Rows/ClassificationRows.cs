using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Classification"/>, but for the focal losses.</summary>
internal static class ClassificationRows
{
    private const string Logits = "logits:normal[n] targets:soft[n]";
    private const string Rows = "logits:normal[n,c] labels:class[n]";

    public static IEnumerable<LossRow> All() => [.. Binary(), .. Labels(), .. Distributions()];

    private static IEnumerable<LossRow> Binary() =>
    [
        LossRow.Mean(
            typeof(Classification),
            "BinaryCrossEntropy",
            "probabilities:probability[n] targets:soft[n]",
            (p, n) => -XLogY(Y(p, n), P(p, n)) - XLogY(1 - Y(p, n), 1 - P(p, n)),
            (p, n) => (Y(p, n) == 1 ? 0 : (1 - Y(p, n)) / (1 - P(p, n))) - (Y(p, n) == 0 ? 0 : Y(p, n) / P(p, n))) with { Reference = "bce: p y" },
        LossRow.Mean(typeof(Classification), "BinaryCrossEntropyWithLogits", Logits, (p, n) => CostOf(p, n, 1), (p, n) => SlopeOf(p, n, 1))
            with { Reference = "bce_logits: z y", GradientMagnitude = (p, _) => SlopeTerm(p, 1) },
        LossRow.Mean(
            typeof(Classification),
            "BinaryCrossEntropyWithLogits",
            Logits + " positiveWeight=2.5",
            (p, n) => CostOf(p, n, 2.5),
            (p, n) => SlopeOf(p, n, 2.5)) with { Reference = "bce_pos_weight: z y w", GradientMagnitude = (p, _) => SlopeTerm(p, 2.5) },
        new LossRow(
            typeof(Classification),
            "MultiLabelBinaryCrossEntropyWithLogits",
            "logits:normal[n,c] targets:soft[n,c] classWeights:weight[c] positiveWeights:weight[c]",
            p => Sum(p.N * p.C, k => p["classWeights"][k % p.C] * CostOf(p, k, p["positiveWeights"][k % p.C])) / (p.N * p.C),
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => p["classWeights"][k % p.C] * SlopeOf(p, k, p["positiveWeights"][k % p.C]) / (p.N * p.C))])
        {
            GradientMagnitude = (p, _) => p["classWeights"].Max() * SlopeTerm(p, p["positiveWeights"].Max()) / p.C,
        },
        new LossRow(
            typeof(Classification),
            "LogisticRegression",
            "weights:small[c] bias:small[] features:small[n,c] targets:soft[n]",
            p => Sum(p.N, n => Softplus(-Linear(p, n)) * Y(p, n) + (1 - Y(p, n)) * Softplus(Linear(p, n))) / p.N,
            p => [.. Enumerable.Range(0, p.C).Select(d => Sum(p.N, n => LinearSlope(p, n) * p["features"][(n * p.C) + d]) / p.N)],
            p => [Sum(p.N, n => LinearSlope(p, n)) / p.N]),
    ];

    private static IEnumerable<LossRow> Labels() =>
    [
        LossRow.MeanOfRows(typeof(Classification), "CrossEntropy", Rows, (p, n) => CrossEntropy(Z(p, n), p.Label(n)), (p, n) => CrossEntropyGradient(Z(p, n), p.Label(n)))
            with { Reference = "cross_entropy: z label" },
        Weighted(Rows + " ignoredLabel=1") with { Reference = "cross_entropy_ignore: z label ignore" },
        Weighted(Rows + " classWeights:weight[c]") with { Reference = "cross_entropy_weighted: z label w" },
        Weighted(Rows + " classWeights:weight[c] ignoredLabel=1"),
        new LossRow(
            typeof(Classification),
            "CrossEntropyWithTemperature",
            Rows + " temperature=2",
            p => Sum(p.N, n => CrossEntropy(Cooled(p, n), p.Label(n))) / p.N,
            p => [.. Enumerable.Range(0, p.N).SelectMany(n => CrossEntropyGradient(Cooled(p, n), p.Label(n)).Select(slope => slope / (2 * p.N)))],
            p => [TemperatureSlope(p)])
        {
            Reference = "temperature: z label T",
            GradientMagnitude = (p, output) => output == 0 ? 0 : p["logits"].Max(Math.Abs) / 4,
        },
        Smoothed(0.1f) with { Reference = "label_smoothing: z label eps" },
        Smoothed(0),
        Smoothed(1),
    ];

    private static IEnumerable<LossRow> Distributions() =>
    [
        LossRow.MeanOfRows(
            typeof(Classification),
            "SoftCrossEntropy",
            "logits:normal[n,c] targets:distribution[n,c] classes=c",
            (p, n) => Sum(p.C, c => p.Row("targets", n)[c] == 0 ? 0 : p.Row("targets", n)[c] * CrossEntropy(Z(p, n), c)),
            SoftGradient) with { Reference = "cross_entropy_soft: z t c", GradientMagnitude = (p, _) => p["targets"].Max() / p.N },
        LossRow.MeanOfRows(
            typeof(Classification),
            "CategoricalCrossEntropy",
            "probabilities:probability[n,c] targets:distribution[n,c] classes=c",
            (p, n) => -Sum(p.C, c => XLogY(p.Row("targets", n)[c], p.Row("probabilities", n)[c])),
            (p, n) => [.. p.Row("targets", n).Select((t, c) => t == 0 ? 0 : -t / p.Row("probabilities", n)[c])]),
        LossRow.MeanOfRows(
            typeof(Classification),
            "NegativeLogLikelihood",
            "logProbabilities:normal[n,c] labels:class[n]",
            (p, n) => -p.Row("logProbabilities", n)[p.Label(n)],
            (p, n) => [.. Enumerable.Range(0, p.C).Select(c => c == p.Label(n) ? -1.0 : 0)]) with { Magnitude = p => Sum(p.N, n => Math.Abs(p.Row("logProbabilities", n)[p.Label(n)])) / p.N },
    ];

    /// <summary>With class weights, or an ignored label, or both.</summary>
    private static LossRow Weighted(string parameters)
    {
        var (hasWeights, ignores) = (parameters.Contains("classWeights", StringComparison.Ordinal), parameters.Contains("ignored", StringComparison.Ordinal));
        double Weight(Point p, int n) => ignores && p.Label(n) == 1 ? 0 : hasWeights ? p["classWeights"][p.Label(n)] : 1;
        double Total(Point p) => Sum(p.N, n => Weight(p, n));
        return new LossRow(
            typeof(Classification),
            "CrossEntropy",
            parameters,
            p => Total(p) == 0 ? 0 : Sum(p.N, n => Weight(p, n) == 0 ? 0 : Weight(p, n) * CrossEntropy(Z(p, n), p.Label(n))) / Total(p),
            p => [.. Enumerable.Range(0, p.N).SelectMany(n => CrossEntropyGradient(Z(p, n), p.Label(n)).Select(slope => Weight(p, n) == 0 ? 0 : slope * Weight(p, n) / Total(p)))]);
    }

    private static LossRow Smoothed(double epsilon) => LossRow.MeanOfRows(
        typeof(Classification),
        "LabelSmoothingCrossEntropy",
        Rows + FormattableString.Invariant($" smoothing={epsilon}"),
        (p, n) => ((1 - epsilon) * CrossEntropy(Z(p, n), p.Label(n))) + (epsilon * Enumerable.Range(0, p.C).Average(c => CrossEntropy(Z(p, n), c))),
        (p, n) => [.. CrossEntropyGradient(Z(p, n), p.Label(n)).Select((slope, c) => slope + (epsilon * ((c == p.Label(n) ? 1 : 0) - (1.0 / p.C))))]) with
    { GradientMagnitude = (p, _) => epsilon / p.N };

    /// <summary>The mixture of the gradients of the classes, which cancels less than (Σt)p − t.</summary>
    private static double[] SoftGradient(Point p, int n) =>
        [.. Enumerable.Range(0, p.C).Select(c => Sum(p.C, k => p.Row("targets", n)[k] * CrossEntropyGradient(Z(p, n), k)[c]))];

    private static double TemperatureSlope(Point p) => Sum(
        p.N, n => -Sum(p.C, c => Softmax(Cooled(p, n))[c] * (Z(p, n)[c] - Z(p, n)[p.Label(n)]))) / (p.N * 4);

    private static double[] Cooled(Point p, int n) => [.. Z(p, n).Select(z => z / 2)];

    private static double[] Z(Point p, int n) => p.Row("logits", n);

    private static double Y(Point p, int n) => p["targets"][n];

    private static double P(Point p, int n) => p["probabilities"][n];

    private static double CostOf(Point p, int n, double positiveWeight) =>
        (Y(p, n) == 0 ? 0 : positiveWeight * Y(p, n) * Softplus(-p["logits"][n])) + (Y(p, n) == 1 ? 0 : (1 - Y(p, n)) * Softplus(p["logits"][n]));

    private static double SlopeOf(Point p, int n, double positiveWeight) =>
        ((1 - Y(p, n)) * Sigmoid(p["logits"][n])) - (positiveWeight * Y(p, n) * Sigmoid(-p["logits"][n]));

    /// <summary>The larger of the two terms of the slope, which have opposite signs; a hard target has only one.</summary>
    private static double SlopeTerm(Point p, double positiveWeight) => Enumerable.Range(0, p["logits"].Length).Max(n =>
        Math.Max((1 - Y(p, n)) * Sigmoid(p["logits"][n]), positiveWeight * Y(p, n) * Sigmoid(-p["logits"][n]))) / p.N;

    private static double Linear(Point p, int n) => Sum(p.C, d => p["weights"][d] * p["features"][(n * p.C) + d]) + p.Scalar("bias");

    private static double LinearSlope(Point p, int n) => ((1 - Y(p, n)) * Sigmoid(Linear(p, n))) - (Y(p, n) * Sigmoid(-Linear(p, n)));
}
