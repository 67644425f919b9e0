namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>What an argument may be: ordinary values drawn at random, and the values at the edge of what is allowed.</summary>
/// <param name="Draw">An ordinary value.</param>
/// <param name="Edges">Zeros, subnormal, saturating and huge values of a <c>float</c>, up to the largest whose difference is still a float.</param>
public sealed record Domain(Func<Random, double> Draw, double[] Edges)
{
    private const double Subnormal = 1.401298464324817e-45;
    private const double BelowOne = 0.99999994039535522;
    private static readonly double[] Magnitudes = [0, Subnormal, 1e-30, 1e-4, 0.5, 1, 17, 20, 88, 104, 1e4, 1.5e38];

    public static readonly Domain Normal = new(Gauss, [.. Magnitudes, .. Magnitudes.Select(x => -x)]);
    public static readonly Domain Positive = new(random => 0.2 + (3 * random.NextDouble()), [1e-18, 1e-4, 0.5, 1, 20, 1e4, 1e18]);
    public static readonly Domain NonNegative = new(random => random.Next(4) == 0 ? 0 : 3 * random.NextDouble(), [0, Subnormal, 1e-30, 1e-4, 1, 20, 1e4, 1e30]);
    public static readonly Domain Negative = new(random => -Positive.Draw(random), [.. Positive.Edges.Select(x => -x)]);
    public static readonly Domain Sign = new(random => random.Next(2) == 0 ? -1 : 1, [-1, 1]);
    public static readonly Domain Bit = new(random => random.Next(2), [0, 1]);
    public static readonly Domain Soft = new(random => random.Next(3) == 0 ? random.Next(2) : random.NextDouble(), [0, 1, 0.5, 0.25, BelowOne]);
    public static readonly Domain Probability = new(random => 0.02 + (0.96 * random.NextDouble()), [0, Subnormal, 1e-10, 0.5, BelowOne, 1]);
    public static readonly Domain Share = new(Probability.Draw, [0, 1e-30, 1e-10, 0.5, BelowOne, 1]);
    public static readonly Domain Log = new(random => Gauss(random) / 2, [0, 1e-4, 1, 20, 80, -1, -20, -80]);

    /// <summary>Elements of vectors whose scalar products are floats.</summary>
    public static readonly Domain Factor = new(Gauss, [.. Normal.Edges.Select(x => Math.Clamp(x, -1e18, 1e18))]);

    /// <summary>Elements of vectors: up to the largest whose distances are still floats.</summary>
    public static readonly Domain Vector = new(Gauss, [.. Normal.Edges.Select(x => Math.Clamp(x, -4e37, 4e37))]);
    public static readonly Domain LogProbability = new(random => -3 * random.NextDouble(), [0, -Subnormal, -1e-30, -1e-4, -0.5, -1, -20, -104, -1e4, -1e7]);
    public static readonly Domain Grade = new(random => random.Next(4), [0, 1, 2, 4, 10]);
    public static readonly Domain Cosine = new(random => Math.Cos(Math.PI * random.NextDouble()), [0, Subnormal, 1e-4, 0.5, BelowOne, 1, -1e-30, -0.5, -0.875, -BelowOne, -1]);
    public static readonly Domain Weight = new(random => random.Next(4) == 0 ? 0 : 3 * random.NextDouble(), [0, 0.25, 0.5, 1]);
    public static readonly Domain Slope = new(Gauss, [.. Normal.Edges.Where(x => Math.Abs(x) != Subnormal)]);
    public static readonly Domain Small = new(random => Gauss(random) / 2, [0, 1e-4, 1, 5, -1, -5]);

    private static double Gauss(Random random) =>
        2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static Domain Of(string name) => name switch
    {
        "normal" => Normal,
        "positive" => Positive,
        "nonnegative" => NonNegative,
        "negative" => Negative,
        "sign" => Sign,
        "bit" => Bit,
        "soft" => Soft,
        "probability" => Probability,
        "log" => Log,
        "slope" => Slope,
        "cosine" => Cosine,
        "share" => Share,
        "logprobability" => LogProbability,
        "grade" => Grade,
        "vector" => Vector,
        "factor" => Factor,
        "small" => Small,
        "weight" => Weight,
        _ => throw new ArgumentException(name, nameof(name)),
    };
}
