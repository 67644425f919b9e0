namespace LossGen.Compiler.Interpretation;

/// <content>The error function and its complement.</content>
internal static partial class ReferenceMath
{
    private const double RootPi = 1.77245385090551602729816748;

    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        var value = magnitude < 1 ? ErfSeries(magnitude) : 1 - ErfcFraction(magnitude);
        return x < 0 ? -value : value;
    }

    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x < 0)
            return 1 + Erf(-x);
        return x < 0.5 ? 1 - ErfSeries(x) : ErfcFraction(x);
    }

    /// <summary>2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)): all terms are positive, so nothing cancels.</summary>
    private static double ErfSeries(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; term > sum * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / RootPi * ExpOfNegativeSquare(x) * sum;
    }

    /// <summary>e^(−x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))): all terms are positive; evaluated from the far end.</summary>
    private static double ErfcFraction(double x)
    {
        if (x > 28)
            return 0;
        var tail = x;
        for (var k = 60 + (int)(200 / (x * x)); k > 0; k--)
            tail = x + (k / (2 * tail));
        return ExpOfNegativeSquare(x) / (RootPi * tail);
    }

    /// <summary>
    /// e^(−x²) with the square in two doubles: rounding it first would lose as many bits as the square has before its point.
    /// </summary>
    private static double ExpOfNegativeSquare(double x)
    {
        const double SplitFactor = 134217729;
        var scaled = SplitFactor * x;
        var high = scaled - (scaled - x);
        var low = x - high;
        var square = x * x;
        var error = ((high * high) - square) + (2 * high * low) + (low * low);
        return Math.Exp(-square) * (1 - error);
    }
}
