namespace LossGen.Compiler.Interpretation;

/// <summary>
/// The functions of the loss language in double precision, to a few units in the last place. The runtime library cannot be used here (the
/// compiler runs on netstandard2.0), and must not be: this is what its results are tested against. Accuracy goes before speed.
/// </summary>
internal static partial class ReferenceMath
{
    private const double LogTwo = 0.693147180559945309417232;

    /// <summary>−1, 0 or 1; NaN for NaN, which <see cref="Math.Sign(double)"/> refuses.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>log(1 + x): the logarithm of the rounded sum, corrected by what the rounding lost.</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        if (sum <= 0 || double.IsInfinity(sum) || double.IsNaN(sum))
            return Math.Log(sum);
        return Math.Log(sum) + ((x - (sum - 1)) / sum);
    }

    /// <summary>eˣ − 1 after Kahan: (u − 1)·x / log u, in which the rounding error of u = eˣ cancels.</summary>
    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
            return x;
        var difference = u - 1;
        return difference == -1 || Math.Abs(x) > 40 ? difference : difference * (x / Math.Log(u));
    }

    /// <summary>√(x² + y²) without overflow.</summary>
    public static double Hypot(double x, double y)
    {
        var (large, small) = (Math.Max(Math.Abs(x), Math.Abs(y)), Math.Min(Math.Abs(x), Math.Abs(y)));
        if (double.IsInfinity(x) || double.IsInfinity(y))
            return double.PositiveInfinity;
        if (large == 0 || double.IsNaN(large))
            return large;
        var ratio = small / large;
        return large * Math.Sqrt(1 + (ratio * ratio));
    }

    public static double DirectionCosine(double x, double y)
    {
        var length = Hypot(x, y);
        return length == 0 ? 0 : x / length;
    }

    public static double RootMinusOne(double x) => double.IsInfinity(x) ? double.PositiveInfinity : x * (x / (1 + Hypot(x, 1)));

    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    public static double XLog1PY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Log1P(y);

    public static double Entropy(double x) => x > 0 ? -x * Math.Log(x) : x == 0 ? 0 : x < 0 ? double.NegativeInfinity : double.NaN;

    public static double RelEntropy(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        if (x > 0 && y > 0)
            return x * LogRatio(x, y);
        return x == 0 && y >= 0 ? 0 : double.PositiveInfinity;
    }

    /// <summary>
    /// x·log(x/y) − x + y, which is y·h(d) with d = (x − y)/y and h(d) = (1 + d)·log(1 + d) − d: a series where x is near y.
    /// </summary>
    public static double KlDivergence(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        if (x > 0 && y > 0)
        {
            var d = (x - y) / y;
            return Math.Abs(d) < 0.5 ? y * EntropySeries(d) : (x * LogRatio(x, y)) - x + y;
        }

        return x == 0 && y >= 0 ? y : double.PositiveInfinity;
    }

    /// <summary>The larger one plus log(1 + e^−|x − y|); infinite operands give themselves.</summary>
    public static double LogAddExp(double x, double y)
    {
        if (x == y)
            return x + LogTwo;
        return Math.Max(x, y) + Log1P(Math.Exp(-Math.Abs(x - y)));
    }

    /// <summary>log(1 − eˣ) by the better one of two forms (Mächler, 2012).</summary>
    public static double Log1MExp(double x) => x > -LogTwo ? Math.Log(-ExpM1(x)) : Log1P(-Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    public static double LogSigmoid(double x) => -Softplus(-x);

    public static double Sigmoid(double x)
    {
        var u = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + u) : u / (1 + u);
    }

    /// <summary>log cosh x = log(1 + 2·sinh²(x/2)) near 0, |x| − log 2 + log(1 + e^−2|x|) elsewhere.</summary>
    public static double LogCosh(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude > 1)
            return magnitude - LogTwo + Log1P(Math.Exp(-2 * magnitude));
        var half = Math.Sinh(magnitude / 2);
        return Log1P(2 * half * half);
    }

    /// <summary>e^(x − logSumExp), 0 in a row of −∞ alone.</summary>
    public static double Softmax(double x, double logSumExp) => double.IsNegativeInfinity(logSumExp) ? 0 : Math.Exp(x - logSumExp);

    /// <exception cref="DivideByZeroException"><paramref name="y"/> is 0.</exception>
    public static long FloorDivide(long x, long y)
    {
        var quotient = x / y;
        return x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient;
    }

    /// <summary>The remainder with the sign of the divisor.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="y"/> is 0.</exception>
    public static long FloorModulo(long x, long y)
    {
        var remainder = y == -1 ? 0 : x % y;
        return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
    }

    private static double LogRatio(double x, double y)
    {
        var ratio = x / y;
        if (ratio is > 0.5 and < 2)
            return Log1P((x - y) / y);
        return ratio is > 1e-300 and < 1e300 ? Math.Log(ratio) : Math.Log(x) - Math.Log(y);
    }

    /// <summary>(1 + d)·log(1 + d) − d = Σ (−d)ᵏ / (k·(k − 1)) from k = 2.</summary>
    private static double EntropySeries(double d)
    {
        var (sum, power) = (0.0, d * d);
        for (var k = 2; k < 64; k++)
        {
            sum += power / (k * (k - 1.0));
            power *= -d;
        }

        return sum;
    }
}
