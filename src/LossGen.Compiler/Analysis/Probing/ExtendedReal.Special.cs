namespace LossGen.Compiler.Analysis.Probing;

/// <content>The error function, and log Γ with its derivatives.</content>
public readonly partial struct ExtendedReal
{
    /// <summary>Where the asymptotic series of log Γ and its derivatives are used.</summary>
    private const int Asymptotic = 25;

    public static ExtendedReal Erf(ExtendedReal x)
    {
        if (x.IsNaN)
            return x;
        var magnitude = Abs(x);
        var value = magnitude < 2.5 ? ErfSeries(magnitude) : One - ErfcFraction(magnitude);
        return x.IsNegative ? -value : value;
    }

    public static ExtendedReal Erfc(ExtendedReal x) =>
        x.IsNaN ? x
        : x.IsNegative ? One + Erf(-x)
        : x < 2.5 ? One - ErfSeries(x)
        : ErfcFraction(x);

    /// <summary>log |Γ(x)|, to 2⁻⁸⁰ or more; for negative x relative to the terms of the reflection formula.</summary>
    public static ExtendedReal LogGamma(ExtendedReal x)
    {
        if (x.IsNaN)
            return x;
        if (x.IsInfinite)
            return PositiveInfinity;
        if (x <= Zero)
            return IsInteger(x) ? PositiveInfinity : Log(Constants.Pi / Abs(SinPi(x))) - LogGamma(One - x);
        if (x < 0.5)
            return LogGammaOfTwoPlus(x) - Log1P(x) - Log(x);
        if (x < 1.5)
            return LogGammaOfTwoPlus(x - One) - Log(x);
        if (x >= Asymptotic)
            return ((x - 0.5) * Log(x)) - x + Constants.HalfLogTwoPi + (AsymptoticSeries(x, (term, k) => term / (2 * k * ((2 * k) - 1))) * x);
        var product = One;
        for (; x >= 2.5; x -= One)
            product *= x - One;
        return Log(product) + LogGammaOfTwoPlus(x - 2);
    }

    /// <summary>(log Γ)′; NaN at 0, −1, −2, ….</summary>
    public static ExtendedReal Digamma(ExtendedReal x)
    {
        if (x.IsNaN || (x <= Zero && (x.IsInfinite || IsInteger(x))))
            return NaN;
        if (x.IsInfinite)
            return x;
        if (x.IsNegative)
            return Digamma(One - x) - (Constants.Pi * SinPi(x + 0.5) / SinPi(x));
        var sum = Zero;
        for (; x < Asymptotic; x += One)
            sum += One / x;
        return Log(x) - (0.5 / x) - AsymptoticSeries(x, (term, k) => term / (2 * k)) - sum;
    }

    /// <summary>(log Γ)″; ∞ at 0, −1, −2, ….</summary>
    public static ExtendedReal Trigamma(ExtendedReal x)
    {
        if (x.IsNaN || x.IsInfinite)
            return x.IsNegative || x.IsNaN ? NaN : Zero;
        if (x <= Zero)
        {
            var cosecant = IsInteger(x) ? PositiveInfinity : Constants.Pi / SinPi(x);
            return (cosecant * cosecant) - Trigamma(One - x);
        }

        var sum = Zero;
        for (; x < Asymptotic; x += One)
            sum += One / (x * x);
        return sum + (One / x) + (0.5 / (x * x)) + (AsymptoticSeries(x, (term, _) => term) / x);
    }

    /// <summary>2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)): all terms are positive, so nothing cancels.</summary>
    private static ExtendedReal ErfSeries(ExtendedReal x)
    {
        var (term, sum) = (x, x);
        var square = 2 * x * x;
        for (var n = 1; term._exponent > sum._exponent - Negligible && !term.IsZero; n++)
        {
            term *= square / ((2 * n) + 1);
            sum += term;
        }

        return 2 * Exp(-(x * x)) * sum / Constants.RootPi;
    }

    /// <summary>e^(−x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))): all terms are positive; evaluated from the far end.</summary>
    private static ExtendedReal ErfcFraction(ExtendedReal x)
    {
        var tail = x;
        for (var k = 20 + (int)(1000 / (double)(x * x)); k > 0; k--)
            tail = x + (k / (2 * tail));
        return Exp(-(x * x)) / (Constants.RootPi * tail);
    }

    /// <summary>log Γ(2 + z) = (1 − γ)·z + Σ (−1)ᵏ (ζ(k) − 1) zᵏ/k for |z| ≤ ½.</summary>
    private static ExtendedReal LogGammaOfTwoPlus(ExtendedReal z)
    {
        var sum = Zero;
        for (var i = Constants.ZetaMinusOne.Length - 1; i >= 0; i--)
            sum = (Constants.ZetaMinusOne[i] / (i + 2)) - (z * sum);
        return z * (Constants.OneMinusEulerGamma + (z * sum));
    }

    /// <summary>Σ c(B₂ₖ, k)·x^(−2k).</summary>
    private static ExtendedReal AsymptoticSeries(ExtendedReal x, Func<ExtendedReal, int, ExtendedReal> coefficient)
    {
        var (sum, square) = (Zero, One / (x * x));
        for (var k = Constants.Bernoulli.Length; k > 0; k--)
            sum = (sum + coefficient(Constants.Bernoulli[k - 1], k)) * square;
        return sum;
    }
}
