namespace LossGen;

public static partial class LossMath
{
    /// <summary>ln x; minus infinity at zero, NaN below.</summary>
    public static float Log(float x) => (float)Math.Log(x);

    /// <summary>ln x; minus infinity at zero, NaN below.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>ln(1 + x), accurate next to zero; minus infinity at -1, NaN below.</summary>
    public static float Log1P(float x) => (float)Log1P((double)x);

    /// <summary>ln(1 + x), accurate next to zero; minus infinity at -1, NaN below.</summary>
    public static double Log1P(double x)
    {
        var (high, low) = Log1PParts(x);
        return x == 0 ? x : high + low;
    }

    /// <summary>
    /// ln(1 + x) = high + low: high is the logarithm of u = 1 + x rounded, and low what the rounding lost, divided by u.
    /// </summary>
    private static (double High, double Low) Log1PParts(double x)
    {
        var u = 1 + x;
        // At the poles and far off u is all there is (and the difference below would be infinity less infinity).
        if (!(u > 0 && u < 1e18)) return (Math.Log(u), 0);
        return (Math.Log(u), (x < 1 ? x - (u - 1) : 1 - (u - x)) / u);
    }
}
