using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the focal losses.</summary>
internal static class FocalRows
{
    public static IEnumerable<LossRow> All() =>
    [
        .. new[] { 0.0, 0.5, 1, 2 }.SelectMany(gamma => new[] { Plain(gamma), Balanced(gamma, 0.25), OfProbabilities(gamma, 0.25), Multiclass(gamma) }),
    ];

    private static LossRow Plain(double gamma) => LossRow.Mean(
        typeof(Classification),
        "FocalWithLogits",
        FormattableString.Invariant($"logits:normal[n] targets:bit[n] gamma={gamma}"),
        (p, n) => Cost(M(p, n), gamma),
        (p, n) => Side(p, n) * Slope(M(p, n), gamma));

    private static LossRow Balanced(double gamma, double alpha) => LossRow.Mean(
        typeof(Classification),
        "FocalWithLogits",
        FormattableString.Invariant($"logits:normal[n] targets:bit[n] gamma={gamma} alpha={alpha}"),
        (p, n) => A(p, n, alpha) * Cost(M(p, n), gamma),
        (p, n) => A(p, n, alpha) * Side(p, n) * Slope(M(p, n), gamma)) with
    { Reference = gamma == 2 ? "focal_logits: z y gamma alpha" : null };

    private static LossRow OfProbabilities(double gamma, double alpha) => LossRow.Mean(
        typeof(Classification),
        "Focal",
        FormattableString.Invariant($"probabilities:probability[n] targets:bit[n] gamma={gamma} alpha={alpha}"),
        (p, n) => -A(p, n, alpha) * Math.Pow(Miss(p, n), gamma) * LogOf(p, n),
        (p, n) => A(p, n, alpha) * Side(p, n) * ProbabilitySlope(p, n, gamma));

    private static LossRow Multiclass(double gamma) => LossRow.MeanOfRows(
        typeof(Classification),
        "FocalCrossEntropy",
        FormattableString.Invariant($"logits:normal[n,c] labels:class[n] gamma={gamma}"),
        (p, n) => Cost(Logit(p, n), gamma),
        (p, n) => MulticlassSlope(p, n, gamma)) with
    { Reference = gamma == 2 ? "focal_multiclass: z label gamma" : null };

    /// <summary>σ(−m)^γ softplus(−m), the power in the log domain.</summary>
    private static double Cost(double m, double gamma) => gamma == 0 ? Softplus(-m) : Math.Exp(-gamma * Softplus(m)) * Softplus(-m);

    private static double Slope(double m, double gamma) =>
        -Math.Exp(gamma == 0 ? 0 : -gamma * Softplus(m)) * (Sigmoid(-m) + (gamma == 0 ? 0 : gamma * Sigmoid(m) * Softplus(-m)));

    private static double ProbabilitySlope(Point p, int n, double gamma)
    {
        var miss = Miss(p, n);
        if (miss == 0)
            return gamma == 0 ? -1 : 0;
        var focus = gamma == 0 ? 0 : gamma * Math.Pow(miss, gamma - 1) * LogOf(p, n);
        return focus - (Math.Pow(miss, gamma) / (1 - miss));
    }

    /// <summary>The logit of the label's probability, z_y − log Σ of the others: the loss is the binary one of it.</summary>
    private static double Logit(Point p, int n)
    {
        var z = p.Row("logits", n);
        var y = p.Label(n);
        var others = z.Where((_, c) => c != y).ToArray();
        return others.Length == 0 ? double.PositiveInfinity : z[y] - others.Max() - Math.Log(others.Sum(x => Math.Exp(x - others.Max())));
    }

    private static double[] MulticlassSlope(Point p, int n, double gamma)
    {
        var slope = Slope(Logit(p, n), gamma);
        var (z, y) = (p.Row("logits", n), p.Label(n));
        var others = Softmax([.. z.Select((x, c) => c == y ? double.NegativeInfinity : x)]);
        return [.. others.Select((share, c) => c == y ? slope : -slope * share)];
    }

    private static double M(Point p, int n) => Side(p, n) * p["logits"][n];

    /// <summary>The probability of the other class.</summary>
    private static double Miss(Point p, int n) => p["targets"][n] == 1 ? 1 - p["probabilities"][n] : p["probabilities"][n];

    /// <summary>The logarithm of the probability of the own class.</summary>
    private static double LogOf(Point p, int n) => p["targets"][n] == 1 ? Math.Log(p["probabilities"][n]) : Log1P(-p["probabilities"][n]);

    private static double Side(Point p, int n) => p["targets"][n] == 1 ? 1 : -1;

    private static double A(Point p, int n, double alpha) => p["targets"][n] == 1 ? alpha : 1 - alpha;
}
