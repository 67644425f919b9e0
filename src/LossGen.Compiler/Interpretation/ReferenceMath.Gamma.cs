namespace LossGen.Compiler.Interpretation;

/// <content>log Γ and its derivatives. Near a zero the error is a few units of the terms' last place, not of the result's.</content>
internal static partial class ReferenceMath
{
    private const double EulerGamma = 0.577215664901532860606512;
    private const double HalfLogTwoPi = 0.918938533204672741780330;

    /// <summary>Where the asymptotic series are used.</summary>
    private const double Asymptotic = 15;

    /// <summary>ζ(k) − 1 from k = 2.</summary>
    private static readonly double[] ZetaMinusOne =
    [
        0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
        0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
        0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
        0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6,
        3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
        2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
        1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9, 1.8626597235130490064e-9,
        9.3132743241966818287e-10, 4.656629065033784073e-10, 2.328311833676505492e-10, 1.1641550172700519776e-10,
    ];

    /// <summary>B₂ₖ / (2k·(2k − 1)), the coefficients of Stirling's series.</summary>
    private static readonly double[] Stirling =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400, 43867.0 / 244188];

    /// <summary>B₂ₖ / 2k, the coefficients of the asymptotic series of the digamma function.</summary>
    private static readonly double[] DigammaSeries =
        [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364];

    /// <summary>B₂ₖ, the Bernoulli numbers.</summary>
    private static readonly double[] Bernoulli =
        [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798];

    /// <summary>log |Γ(x)|.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x))
            return double.PositiveInfinity;
        if (x <= 0)
            return x == Math.Floor(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(SinPi(x))) - LogGamma(1 - x);
        if (x < 0.5)
            return LogGammaOfTwoPlus(x) - Log1P(x) - Math.Log(x);
        if (x < 1.5)
            return LogGammaOfTwoPlus(x - 1) - Math.Log(x);
        if (x >= Asymptotic)
            return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + (x * Series(Stirling, 1 / (x * x)));
        var product = 1.0;
        for (; x >= 2.5; x--)
            product *= x - 1;
        return Math.Log(product) + LogGammaOfTwoPlus(x - 2);
    }

    /// <summary>(log Γ)′; NaN at 0, −1, −2, ….</summary>
    public static double Digamma(double x)
    {
        if (double.IsNaN(x) || (x <= 0 && x == Math.Floor(x)))
            return double.NaN;
        if (x < 0)
            return Digamma(1 - x) - (Math.PI * SinPi(x + 0.5) / SinPi(x));
        if (x < 0.5)
            return DigammaOfTwoPlus(x) - (1 / (1 + x)) - (1 / x);
        if (x < 1.5)
            return DigammaOfTwoPlus(x - 1) - (1 / x);
        if (x >= Asymptotic)
            return Math.Log(x) - (0.5 / x) - Series(DigammaSeries, 1 / (x * x));
        var sum = 0.0;
        for (; x >= 2.5; x--)
            sum += 1 / (x - 1);
        return sum + DigammaOfTwoPlus(x - 2);
    }

    /// <summary>(log Γ)″; ∞ at 0, −1, −2, ….</summary>
    public static double Trigamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x <= 0)
        {
            var sine = SinPi(x);
            return (Math.PI / sine * (Math.PI / sine)) - Trigamma(1 - x);
        }

        var sum = 0.0;
        for (; x < Asymptotic; x++)
            sum += 1 / x / x;
        return sum + (1 / x) + (0.5 / x / x) + (Series(Bernoulli, 1 / (x * x)) / x);
    }

    /// <summary>log Γ(2 + z) = (1 − γ)·z + Σ (−1)ᵏ (ζ(k) − 1) zᵏ/k for |z| ≤ ½.</summary>
    private static double LogGammaOfTwoPlus(double z)
    {
        var sum = 0.0;
        for (var i = ZetaMinusOne.Length - 1; i >= 0; i--)
            sum = (ZetaMinusOne[i] / (i + 2)) - (z * sum);
        return z * (1 - EulerGamma + (z * sum));
    }

    /// <summary>ψ(2 + z) = (1 − γ) + Σ (−1)ᵏ (ζ(k) − 1) zᵏ⁻¹ for |z| ≤ ½.</summary>
    private static double DigammaOfTwoPlus(double z)
    {
        var sum = 0.0;
        for (var i = ZetaMinusOne.Length - 1; i >= 0; i--)
            sum = ZetaMinusOne[i] - (z * sum);
        return 1 - EulerGamma + (z * sum);
    }

    /// <summary>c₁u + c₂u² + …</summary>
    private static double Series(double[] coefficients, double u)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = (sum + coefficients[i]) * u;
        return sum;
    }

    /// <summary>sin πx, with the period taken off before the multiplication by π.</summary>
    private static double SinPi(double x)
    {
        var reduced = x - (2 * Math.Round(x / 2));
        if (Math.Abs(reduced) > 0.5)
            reduced = (reduced > 0 ? 1 : -1) - reduced;
        return Math.Sin(Math.PI * reduced);
    }
}
