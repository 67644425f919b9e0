using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Preference"/>.</summary>
internal static class PreferenceRows
{
    private const string Pairs = "chosenLogProbabilities:logprobability[n] rejectedLogProbabilities:logprobability[n]";
    private const string References = " referenceChosenLogProbabilities:logprobability[n] referenceRejectedLogProbabilities:logprobability[n] beta=0.5";
    private const double Beta = 0.5;

    public static IEnumerable<LossRow> All() =>
    [
        Of("Dpo", Pairs + References, h => Softplus(-Beta * h), h => -Beta * Sigmoid(-Beta * h), Bend),
        Of(
            "Dpo",
            Pairs + References + " smoothing=0.25",
            h => (0.75 * Softplus(-Beta * h)) + (0.25 * Softplus(Beta * h)),
            h => Beta * ((0.25 * Sigmoid(Beta * h)) - (0.75 * Sigmoid(-Beta * h))),
            Bend),
        Of("Ipo", Pairs + References, h => (h - 1) * (h - 1), h => 2 * (h - 1), _ => 2),
        Of("Slic", Pairs + References, h => Math.Max(0, 1 - (Beta * h)), h => Beta * h < 1 ? -Beta : 0, _ => 0),
        Of("SimPo", Pairs + " beta=2 margin=0.5", h => Softplus(0.5 - (2 * h)), h => -2 * Sigmoid(0.5 - (2 * h)), h => 4 * Sigmoid(0.5 - (2 * h)) * Sigmoid((2 * h) - 0.5)),
        LossRow.Mean(
            typeof(Preference),
            "Cpo",
            Pairs + " beta=0.5 weight=0.25",
            (p, n) => Softplus(-Beta * H(p, n)) - (0.25 * Chosen(p, n)),
            (p, n) => (-Beta * Sigmoid(-Beta * H(p, n))) - 0.25,
            (p, n) => Beta * Sigmoid(-Beta * H(p, n))) with { GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Size(p, n) * Bend(H(p, n))) / p.N },
        LossRow.Mean(
            typeof(Preference),
            "Orpo",
            Pairs.Replace("logprobability", "negative", StringComparison.Ordinal) + " weight=0.25",
            (p, n) => (0.25 * Softplus(-Odds(p, n))) - Chosen(p, n),
            (p, n) => -1 - (0.25 * Sigmoid(-Odds(p, n)) / -Expm1(Chosen(p, n))),
            (p, n) => 0.25 * Sigmoid(-Odds(p, n)) / -Expm1(Rejected(p, n))) with
        {
            Magnitude = p => Sum(p.N, n => (OddsSize(p, n) * 0.25 * Softplus(-Odds(p, n))) - Chosen(p, n)) / p.N,
            GradientMagnitude = (p, output) => Enumerable.Range(0, p.N).Max(n =>
                OddsSize(p, n) * 0.25 * Sigmoid(-Odds(p, n)) / -Expm1(output == 0 ? Chosen(p, n) : Rejected(p, n))) / p.N,
        },
        LossRow.Mean(
            typeof(Preference),
            "Kto",
            "logProbabilities:logprobability[n] referenceLogProbabilities:logprobability[n] isDesirable:bit[n] divergence=0.75 beta=0.5 desirableWeight=1.5 undesirableWeight=0.5",
            (p, n) => Weight(p, n) * Sigmoid(-Side(p, n) * Gain(p, n)),
            (p, n) => -Side(p, n) * Weight(p, n) * Beta * Sigmoid(Gain(p, n)) * Sigmoid(-Gain(p, n))) with
        {
            Magnitude = p => Sum(p.N, n => (1 + Math.Abs(Gain(p, n))) * Weight(p, n) * Sigmoid(-Side(p, n) * Gain(p, n))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => (1 + Math.Abs(Gain(p, n))) * Sigmoid(Gain(p, n)) * Sigmoid(-Gain(p, n))) / p.N,
        },
        Grpo(0.25),
        Grpo(0),
    ];

    /// <summary>The second derivative of softplus(−βh).</summary>
    private static double Bend(double h) => Beta * Beta * Sigmoid(Beta * h) * Sigmoid(-Beta * h);

    /// <summary>A function of the margin h, with its first and second derivative: a margin that is off by its rounding puts the slope off by as much.</summary>
    private static LossRow Of(string method, string parameters, Func<double, double> value, Func<double, double> slope, Func<double, double> bend) =>
        LossRow.Mean(typeof(Preference), method, parameters, (p, n) => value(H(p, n)), (p, n) => slope(H(p, n)), (p, n) => -slope(H(p, n))) with
        {
            Magnitude = p => Sum(p.N, n => Math.Max(value(H(p, n)), Size(p, n) * Math.Abs(slope(H(p, n))))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Size(p, n) * bend(H(p, n))) / p.N,
        };

    private static LossRow Grpo(double beta)
    {
        const double clip = 0.25;
        double Ratio(Point p, int k) => Math.Exp(p["logProbabilities"][k] - p["oldLogProbabilities"][k]);
        double Behind(Point p, int k) => p["referenceLogProbabilities"][k] - p["logProbabilities"][k];
        double A(Point p, int k) => p["advantages"][k / p.C];
        double Share(Point p, int k) => k % p.C < p["lengths"][k / p.C] ? 1 / p["lengths"][k / p.C] / p.N : 0;
        double Value(Point p, int k) => (beta == 0 ? 0 : beta * (Expm1(Behind(p, k)) - Behind(p, k)))
            - (A(p, k) == 0 ? 0 : Math.Min(Ratio(p, k) * A(p, k), Math.Clamp(Ratio(p, k), 1 - clip, 1 + clip) * A(p, k)));
        double Slope(Point p, int k) => (beta == 0 ? 0 : -beta * Expm1(Behind(p, k)))
            - ((A(p, k) > 0 && Ratio(p, k) < 1 + clip) || (A(p, k) < 0 && Ratio(p, k) > 1 - clip) ? Ratio(p, k) * A(p, k) : 0);
        return new LossRow(
            typeof(Preference),
            "Grpo",
            "logProbabilities:logprobability[n,c] oldLogProbabilities:logprobability[n,c] referenceLogProbabilities:logprobability[n,c] advantages:small[n] lengths:rank[n]"
                + FormattableString.Invariant($" clip={clip} beta={beta}"),
            p => Sum(p.N * p.C, k => Share(p, k) == 0 ? 0 : Share(p, k) * Value(p, k)),
            p => [.. Enumerable.Range(0, p.N * p.C).Select(k => Share(p, k) == 0 ? 0 : Share(p, k) * Slope(p, k))])
        {
            Magnitude = p => Sum(p.N * p.C, k => Share(p, k) == 0 ? 0 : Share(p, k) * ((beta * Math.Abs(Behind(p, k))) + Math.Abs(A(p, k)))),
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N * p.C).Max(k => Share(p, k) == 0 ? 0 : Share(p, k) * (beta + Math.Abs(A(p, k)) + Math.Abs(Slope(p, k)))),
        };
    }

    private static double H(Point p, int n) => Chosen(p, n) - Rejected(p, n)
        - (HasReference(p) ? p["referenceChosenLogProbabilities"][n] - p["referenceRejectedLogProbabilities"][n] : 0);

    /// <summary>The size of the terms of the margin, which is how far it can be off.</summary>
    private static double Size(Point p, int n) => 1 - Chosen(p, n) - Rejected(p, n)
        - (HasReference(p) ? p["referenceChosenLogProbabilities"][n] + p["referenceRejectedLogProbabilities"][n] : 0);

    private static bool HasReference(Point p) => p.Has("referenceChosenLogProbabilities");

    /// <summary>The size of the terms of the log-odds ratio, at least 1.</summary>
    private static double OddsSize(Point p, int n) => Size(p, n) + Math.Abs(Math.Log(-Expm1(Chosen(p, n)))) + Math.Abs(Math.Log(-Expm1(Rejected(p, n))));

    private static double Odds(Point p, int n) => Chosen(p, n) - Math.Log(-Expm1(Chosen(p, n))) - Rejected(p, n) + Math.Log(-Expm1(Rejected(p, n)));

    private static double Gain(Point p, int n) => Beta * (p["logProbabilities"][n] - p["referenceLogProbabilities"][n] - 0.75);

    private static double Side(Point p, int n) => p["isDesirable"][n] == 1 ? 1 : -1;

    private static double Weight(Point p, int n) => p["isDesirable"][n] == 1 ? 1.5 : 0.5;

    private static double Chosen(Point p, int n) => p["chosenLogProbabilities"][n];

    private static double Rejected(Point p, int n) => p["rejectedLogProbabilities"][n];
}
