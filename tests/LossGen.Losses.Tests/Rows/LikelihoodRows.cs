using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the likelihoods of <see cref="Regression"/> with all constants, and of counts and amounts.</summary>
internal static class LikelihoodRows
{
    private static readonly double Constant = Math.Log(2 * Math.PI) / 2;

    public static IEnumerable<LossRow> All() => [.. Normal(), .. Counts(), .. Amounts()];

    private static IEnumerable<LossRow> Normal() => new[] { 0.0, 1 }.SelectMany(full => new[]
    {
        LossRow.Mean(
            typeof(Regression),
            "GaussianNegativeLogLikelihood",
            FormattableString.Invariant($"predictions:normal[n] targets:normal[n] variances:positive[n] full={full}"),
            (p, n) => ((Math.Log(V(p, n)) + (E(p, n) * E(p, n) / V(p, n))) / 2) + (full * Constant),
            (p, n) => E(p, n) / V(p, n),
            (p, n) => ((1 / V(p, n)) - (E(p, n) / V(p, n) * (E(p, n) / V(p, n)))) / 2) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(Math.Log(V(p, n)))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 1 / V(p, n)) / p.N,
        },
        LossRow.Mean(
            typeof(Regression),
            "GaussianNegativeLogLikelihoodOfLogVariance",
            FormattableString.Invariant($"predictions:normal[n] targets:normal[n] logVariances:log[n] full={full}"),
            (p, n) => ((p["logVariances"][n] + Chi(p, n)) / 2) + (full * Constant),
            (p, n) => E(p, n) * Math.Exp(-p["logVariances"][n]),
            (p, n) => (1 - Chi(p, n)) / 2) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(p["logVariances"][n])) / p.N,
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
    });

    private static IEnumerable<LossRow> Counts() =>
    [
        Poisson("", _ => 0),
        Poisson(" full=0", _ => 0),
        Poisson(" full=1", LogFactorial),
        PoissonOfLogRate("", _ => 0) with { Reference = "poisson_nll: z y" },
        PoissonOfLogRate(" full=0", _ => 0),
        PoissonOfLogRate(" full=1", LogFactorial),
    ];

    private static IEnumerable<LossRow> Amounts() =>
    [
        LossRow.Mean(
            typeof(Regression),
            "GammaNegativeLogLikelihood",
            "means:positive[n] targets:positive[n]",
            (p, n) => Math.Log(p["means"][n]) + (Y(p, n) / p["means"][n]),
            (p, n) => (1 - (Y(p, n) / p["means"][n])) / p["means"][n]) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(Math.Log(p["means"][n]))) / p.N,
            GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => 1 / p["means"][n]) / p.N,
        },
        LossRow.Mean(
            typeof(Regression),
            "GammaNegativeLogLikelihoodOfLogMean",
            "logMeans:log[n] targets:positive[n]",
            (p, n) => p["logMeans"][n] + (Y(p, n) * Math.Exp(-p["logMeans"][n])),
            (p, n) => 1 - (Y(p, n) * Math.Exp(-p["logMeans"][n]))) with
        {
            Magnitude = p => Sum(p.N, n => Math.Abs(p["logMeans"][n])) / p.N,
            GradientMagnitude = (p, _) => 1.0 / p.N,
        },
        .. new[] { 1.25, 1.5 }.SelectMany(power => new[] { Tweedie(power), TweedieOfLogMean(power) }),
    ];

    private static LossRow Poisson(string option, Func<double, double> constant) => LossRow.Mean(
        typeof(Regression),
        "PoissonNegativeLogLikelihood",
        "rates:positive[n] targets:nonnegative[n]" + option,
        (p, n) => p["rates"][n] - XLogY(Y(p, n), p["rates"][n]) + constant(Y(p, n)),
        (p, n) => 1 - (Y(p, n) / p["rates"][n])) with
    {
        Magnitude = p => Sum(p.N, n => p["rates"][n] + Math.Abs(XLogY(Y(p, n), p["rates"][n])) + RoundingOf(constant, Y(p, n))) / p.N,
        GradientMagnitude = (p, _) => 1.0 / p.N,
    };

    private static LossRow PoissonOfLogRate(string option, Func<double, double> constant) => LossRow.Mean(
        typeof(Regression),
        "PoissonNegativeLogLikelihoodOfLogRate",
        "logRates:log[n] targets:nonnegative[n]" + option,
        (p, n) => Math.Exp(p["logRates"][n]) - (Y(p, n) * p["logRates"][n]) + constant(Y(p, n)),
        (p, n) => Math.Exp(p["logRates"][n]) - Y(p, n)) with
    {
        Magnitude = p => Sum(p.N, n => Math.Exp(p["logRates"][n]) + Math.Abs(Y(p, n) * p["logRates"][n]) + RoundingOf(constant, Y(p, n))) / p.N,
        GradientMagnitude = (p, _) => p["targets"].Max() / p.N,
    };

    private static LossRow Tweedie(double power) => LossRow.Mean(
        typeof(Regression),
        "Tweedie",
        FormattableString.Invariant($"means:positive[n] targets:nonnegative[n] power={power}"),
        (p, n) => (Math.Pow(p["means"][n], 2 - power) / (2 - power)) - (Y(p, n) * Math.Pow(p["means"][n], 1 - power) / (1 - power)),
        (p, n) => (p["means"][n] - Y(p, n)) * Math.Pow(p["means"][n], -power)) with
    {
        GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Math.Pow(p["means"][n], 1 - power)) / p.N,
    };

    private static LossRow TweedieOfLogMean(double power) => LossRow.Mean(
        typeof(Regression),
        "TweedieOfLogMean",
        FormattableString.Invariant($"logMeans:log[n] targets:nonnegative[n] power={power}"),
        (p, n) => (Math.Exp((2 - power) * p["logMeans"][n]) / (2 - power)) - (Y(p, n) * Math.Exp((1 - power) * p["logMeans"][n]) / (1 - power)),
        (p, n) => Math.Exp((2 - power) * p["logMeans"][n]) - (Y(p, n) * Math.Exp((1 - power) * p["logMeans"][n]))) with
    {
        GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Math.Exp((2 - power) * p["logMeans"][n])) / p.N,
    };

    /// <summary>What log y! is made of: y + 1 is rounded.</summary>
    private static double RoundingOf(Func<double, double> constant, double y) => constant(1e3) == 0 ? 0 : 1 + Math.Abs(constant(y));

    /// <summary>log Γ(y + 1) by Stirling's series above 10 and the recurrence down from there; near 0, where that cancels, by its series.</summary>
    private static double LogFactorial(double y)
    {
        if (y < 1e-3)
            return y * (-0.57721566490153286 + (y * (0.82246703342411322 - (y * (0.40068563438653143 - (y * 0.27058080842778455))))));
        var (x, product) = (y + 1, 1.0);
        for (; x < 10; x++)
            product *= x;
        var square = 1 / (x * x);
        var series = (((((((((-691.0 / 360360 * square) + (1.0 / 1188)) * square) - (1.0 / 1680)) * square) + (1.0 / 1260)) * square) - (1.0 / 360)) * square) + (1.0 / 12);
        return ((x - 0.5) * Math.Log(x)) - x + Constant + (series / x) - Math.Log(product);
    }

    private static double E(Point p, int n) => p["predictions"][n] - p["targets"][n];

    private static double V(Point p, int n) => p["variances"][n];

    private static double Y(Point p, int n) => p["targets"][n];

    private static double Chi(Point p, int n) => E(p, n) * E(p, n) * Math.Exp(-p["logVariances"][n]);
}
