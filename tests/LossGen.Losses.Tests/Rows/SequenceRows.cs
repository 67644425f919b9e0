using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Sequence"/>.</summary>
internal static class SequenceRows
{
    private const string Padded = "logits:normal[n,t,c] tokens:class[n,t] lengths:length[n]";

    public static IEnumerable<LossRow> All() =>
    [
        Of("TokenCrossEntropy", TokenWeight),
        Of("SequenceCrossEntropy", SequenceWeight) with { Reference = "teacher_forcing: z label len" },
        new LossRow(
            typeof(Sequence),
            "Perplexity",
            Padded,
            p => Math.Exp(Mean(p, TokenWeight)),
            p => [.. Gradient(p, TokenWeight).Select(slope => slope * Math.Exp(Mean(p, TokenWeight)))])
        {
            // An error of the exponent is one of the value in proportion.
            Magnitude = p => Math.Exp(Mean(p, TokenWeight)) * (1 + Mean(p, TokenWeight)),
            GradientMagnitude = (p, _) => Math.Exp(Mean(p, TokenWeight)) * (1 + Mean(p, TokenWeight)) * Gradient(p, TokenWeight).Max(Math.Abs),
        },
    ];

    private static LossRow Of(string method, Func<Point, int, double> weight) => new(typeof(Sequence), method, Padded, p => Mean(p, weight), p => Gradient(p, weight));

    private static double Mean(Point p, Func<Point, int, double> weight) => Sum(p["tokens"].Length, k => weight(p, k) == 0 ? 0 : weight(p, k) * CrossEntropy(p.Row("logits", k), Token(p, k)));

    private static double[] Gradient(Point p, Func<Point, int, double> weight) =>
        [.. Enumerable.Range(0, p["tokens"].Length).SelectMany(k => CrossEntropyGradient(p.Row("logits", k), Token(p, k)).Select(slope => slope * weight(p, k)))];

    /// <summary>One over the number of tokens.</summary>
    private static double TokenWeight(Point p, int k) => IsPadding(p, k) ? 0 : 1 / p["lengths"].Sum();

    /// <summary>One over the number of sequences that are not empty times the number of tokens of this one.</summary>
    private static double SequenceWeight(Point p, int k) => IsPadding(p, k) ? 0 : 1 / (p["lengths"].Count(length => length > 0) * Length(p, k));

    private static bool IsPadding(Point p, int k) => k % Steps(p) >= Length(p, k);

    private static double Length(Point p, int k) => p["lengths"][k / Steps(p)];

    private static int Steps(Point p) => p["tokens"].Length / p["lengths"].Length;

    private static int Token(Point p, int k) => (int)p["tokens"][k];
}
