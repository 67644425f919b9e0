using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="MultiTask"/> and <see cref="Distillation"/>.</summary>
internal static class TaskRows
{
    private const string Losses = "losses:nonnegative[n] logVariances:log[n]";
    private const string Logits = "studentLogits:normal[n,c] teacherLogits:normal[n,c]";
    private const double T = 2;

    public static IEnumerable<LossRow> All() =>
    [
        OfTasks("UncertaintyWeighting", Losses, (l, s) => ((l * Math.Exp(-s)) + s) / 2, (_, s) => Math.Exp(-s) / 2, (l, s) => (1 - (l * Math.Exp(-s))) / 2) with
        {
            Reference = "uncertainty_weighting: l s",
        },
        OfTasks("UncertaintyWeightingOfClassification", Losses, (l, s) => (l * Math.Exp(-s)) + (s / 2), (_, s) => Math.Exp(-s), (l, s) => 0.5 - (l * Math.Exp(-s))),
        new LossRow(typeof(MultiTask), "WeightedSum", "losses:nonnegative[n] weights:weight[n]", p => Sum(p.N, n => p["losses"][n] * p["weights"][n]), p => p["weights"])
        {
            AcceptsNothing = true,
        },
        OfDistributions("SoftTargets", Logits + " classes=c temperature=2", (p, n) => T * T * Divergence(Teacher(p, n), Student(p, n)), ForwardSlope),
        OfDistributions(
            "SoftTargetsAndLabels",
            Logits + " labels:class[n] classes=c temperature=2 share=0.75",
            (p, n) => (0.75 * T * T * Divergence(Teacher(p, n), Student(p, n))) + (0.25 * CrossEntropy(p.Row("studentLogits", n), p.Label(n))),
            (p, n) => [.. ForwardSlope(p, n).Zip(CrossEntropyGradient(p.Row("studentLogits", n), p.Label(n)), (soft, hard) => (0.75 * soft) + (0.25 * hard))]),
        OfDistributions("ReverseSoftTargets", Logits.Replace("normal", "factor", StringComparison.Ordinal) + " classes=c temperature=2", (p, n) => T * T * Divergence(Student(p, n), Teacher(p, n)), ReverseSlope),
    ];

    private static LossRow OfTasks(
        string method, string parameters, Func<double, double, double> value, Func<double, double, double> byLoss, Func<double, double, double> byLogVariance) => new(
        typeof(MultiTask),
        method,
        parameters,
        p => Sum(p.N, n => value(p["losses"][n], p["logVariances"][n])),
        p => [.. Enumerable.Range(0, p.N).Select(n => byLoss(p["losses"][n], p["logVariances"][n]))],
        p => [.. Enumerable.Range(0, p.N).Select(n => byLogVariance(p["losses"][n], p["logVariances"][n]))])
    {
        AcceptsNothing = true,
        Magnitude = p => Sum(p.N, n => (p["losses"][n] * Math.Exp(-p["logVariances"][n])) + Math.Abs(p["logVariances"][n])),
        GradientMagnitude = (_, output) => output,
    };

    private static LossRow OfDistributions(string method, string parameters, Func<Point, int, double> value, Func<Point, int, double[]> gradient) =>
        LossRow.MeanOfRows(typeof(Distillation), method, parameters, value, gradient) with
        {
            Magnitude = p => Enumerable.Range(0, p.N).Max(n => Size(p, n)) * T,
            GradientMagnitude = (p, _) => T * Enumerable.Range(0, p.N).Max(n => method == "ReverseSoftTargets" ? Size(p, n) : 1) / p.N,
        };

    /// <summary>Σ p log(p/q), given log p and log q.</summary>
    private static double Divergence(double[] logP, double[] logQ) => logP.Zip(logQ, (p, q) => Math.Exp(p) * (p - q)).Sum();

    private static double[] ForwardSlope(Point p, int n) =>
        [.. Student(p, n).Zip(Teacher(p, n), (student, teacher) => T * (Math.Exp(student) - Math.Exp(teacher)))];

    private static double[] ReverseSlope(Point p, int n) =>
        [.. Student(p, n).Zip(Teacher(p, n), (student, teacher) => T * Math.Exp(student) * (student - teacher - Divergence(Student(p, n), Teacher(p, n))))];

    private static double[] Student(Point p, int n) => LogSoftmax(p.Row("studentLogits", n));

    private static double[] Teacher(Point p, int n) => LogSoftmax(p.Row("teacherLogits", n));

    private static double[] LogSoftmax(double[] z) => [.. z.Select((_, c) => -CrossEntropy([.. z.Select(x => x / T)], c))];

    /// <summary>How far apart logits are, at least 1: what the logarithms are differences of.</summary>
    private static double Size(Point p, int n) => 1 + p.Row("studentLogits", n).Concat(p.Row("teacherLogits", n)).Max(Math.Abs);
}
