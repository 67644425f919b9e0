using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Reinforcement"/>.</summary>
internal static class ReinforcementRows
{
    private const string Policy = "logits:normal[n,c] actions:class[n] advantages:small[n]";
    private const double ValueWeight = 0.5;
    private const double EntropyWeight = 0.25;
    private const double Clip = 0.25;
    private const double Discount = 0.875;

    public static IEnumerable<LossRow> All() =>
    [
        LossRow.MeanOfRows(
            typeof(Reinforcement),
            "Reinforce",
            Policy,
            (p, n) => A(p, n) == 0 ? 0 : A(p, n) * CrossEntropy(Z(p, n), Action(p, n)),
            (p, n) => [.. CrossEntropyGradient(Z(p, n), Action(p, n)).Select(slope => A(p, n) * slope)]) with { Magnitude = PolicySize },
        new LossRow(
            typeof(Reinforcement),
            "AdvantageActorCritic",
            Policy + " values:normal[n] returns:normal[n] valueWeight=0.5 entropyWeight=0.25",
            p => Sum(p.N, n => (A(p, n) == 0 ? 0 : A(p, n) * CrossEntropy(Z(p, n), Action(p, n))) + (ValueWeight * E(p, n) * E(p, n) / 2) - (EntropyWeight * Entropy(Z(p, n)))) / p.N,
            p => [.. Enumerable.Range(0, p.N).SelectMany(n => PolicySlope(p, n).Select(slope => slope / p.N))],
            p => [.. Enumerable.Range(0, p.N).Select(n => ValueWeight * E(p, n) / p.N)])
        {
            Magnitude = p => PolicySize(p) + Sum(p.N, n => (E(p, n) * E(p, n)) + Entropy(Z(p, n))) / p.N,
            GradientMagnitude = (p, output) => output == 0 ? (1 + p["advantages"].Max(Math.Abs)) / p.N : 0,
        },
        LossRow.Mean(typeof(Reinforcement), "ClippedSurrogate", "logProbabilities:logprobability[n] oldLogProbabilities:logprobability[n] advantages:small[n] clip=0.25", Surrogate, SurrogateSlope)
            with { Reference = "ppo_clip: logp old adv eps", Magnitude = p => Sum(p.N, n => Math.Abs(A(p, n)) * (1 + Math.Min(Ratio(p, n), 2))) / p.N },
        LossRow.Mean(typeof(Reinforcement), "ValueError", "values:normal[n] returns:normal[n]", (p, n) => E(p, n) * E(p, n) / 2, E),
        LossRow.Mean(
            typeof(Reinforcement),
            "HuberValueError",
            "values:normal[n] returns:normal[n] delta=1.5",
            (p, n) => Math.Abs(E(p, n)) <= 1.5 ? E(p, n) * E(p, n) / 2 : 1.5 * (Math.Abs(E(p, n)) - 0.75),
            (p, n) => Math.Clamp(E(p, n), -1.5, 1.5)),
        LossRow.Mean(
            typeof(Reinforcement),
            "ClippedValueError",
            "values:normal[n] oldValues:normal[n] returns:normal[n] clip=0.25",
            (p, n) => Math.Max(Math.Abs(E(p, n)), Math.Abs(Moved(p, n) - p["returns"][n])) is var e ? e * e / 2 : 0,
            (p, n) => Moved(p, n) == p["values"][n] || Math.Abs(E(p, n)) > Math.Abs(Moved(p, n) - p["returns"][n]) ? E(p, n) : 0) with
        {
            // Where two errors, or the ends of the range, round to one number, which side has the slope is open.
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Any(n => Clip < 1e-6 * Math.Max(Math.Abs(p["oldValues"][n]), Math.Abs(E(p, n)))) ? double.PositiveInfinity : 0,
        },
        new LossRow(
            typeof(Reinforcement),
            "DiscountedValueError",
            "values:normal[n] rewards:normal[n] discount=0.875",
            p => Sum(p.N, t => Behind(p, t) * Behind(p, t)) / (2 * p.N),
            p => [.. Enumerable.Range(0, p.N).Select(t => Behind(p, t) / p.N)],
            p => [.. Enumerable.Range(0, p.N).Select(t => -Sum(t + 1, k => Math.Pow(Discount, t - k) * Behind(p, k)) / p.N)],
            p => [-Sum(p.N, t => Behind(p, t) * Sum(p.N - t, k => k * Math.Pow(Discount, k - 1) * p["rewards"][t + k])) / p.N])
        {
            Reference = "discounted_return: v r gamma",
            GradientMagnitude = (p, output) => output == 0 ? 0 : p["values"].Concat(p["rewards"]).Max(Math.Abs) is var size && output == 2 ? 64 * size * size : 8 * size,
        },
    ];

    private static double Discounted(Point p, int t) => Sum(p.N - t, k => Math.Pow(Discount, k) * p["rewards"][t + k]);

    private static double Behind(Point p, int t) => p["values"][t] - Discounted(p, t);

    private static double[] PolicySlope(Point p, int n)
    {
        var (share, entropy) = (Softmax(Z(p, n)), Entropy(Z(p, n)));
        return [.. CrossEntropyGradient(Z(p, n), Action(p, n)).Select((slope, c) =>
            (A(p, n) * slope) + (EntropyWeight * (XLogY(share[c], share[c]) + (share[c] * entropy))))];
    }

    private static double Entropy(double[] z) => -Softmax(z).Sum(share => XLogY(share, share));

    private static double Surrogate(Point p, int n) => A(p, n) == 0 ? 0
        : -Math.Min(Ratio(p, n) * A(p, n), Math.Clamp(Ratio(p, n), 1 - Clip, 1 + Clip) * A(p, n));

    private static double SurrogateSlope(Point p, int n) =>
        (A(p, n) > 0 && Ratio(p, n) < 1 + Clip) || (A(p, n) < 0 && Ratio(p, n) > 1 - Clip) ? -A(p, n) * Ratio(p, n) : 0;

    private static double Ratio(Point p, int n) => Math.Exp(p["logProbabilities"][n] - p["oldLogProbabilities"][n]);

    private static double Moved(Point p, int n) => Math.Clamp(p["values"][n], p["oldValues"][n] - Clip, p["oldValues"][n] + Clip);

    private static double PolicySize(Point p) => Sum(p.N, n => A(p, n) == 0 ? 0 : Math.Abs(A(p, n)) * CrossEntropy(Z(p, n), Action(p, n))) / p.N;

    private static double E(Point p, int n) => p["values"][n] - p["returns"][n];

    private static double A(Point p, int n) => p["advantages"][n];

    private static double[] Z(Point p, int n) => p.Row("logits", n);

    private static int Action(Point p, int n) => (int)p["actions"][n];
}
