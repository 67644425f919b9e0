namespace LossGen;

public static partial class LossMath
{
    /// <summary>The logistic function 1/(1 + e^-x); subnormal, not zero, where e^x is.</summary>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <summary>The logistic function 1/(1 + e^-x); subnormal, not zero, where e^x is.</summary>
    public static double Sigmoid(double x)
    {
        var t = Math.Exp(-Math.Abs(x));
        return (x < 0 ? t : 1) / (1 + t);
    }

    /// <summary>ln(1 + e^x).</summary>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x)
    {
        var (high, low) = Log1PParts(Math.Exp(-Math.Abs(x)));
        return (x < 0 ? 0 : x) + (high + low);
    }

    /// <summary>ln sigmoid(x) = −softplus(−x).</summary>
    public static float LogSigmoid(float x) => (float)LogSigmoid((double)x);

    /// <summary>ln sigmoid(x) = −softplus(−x).</summary>
    public static double LogSigmoid(double x) => -Softplus(-x);

    /// <summary>ln(1 − e^x) for x ≤ 0; minus infinity at zero, NaN above.</summary>
    public static float Log1MExp(float x) => (float)Log1MExp((double)x);

    /// <summary>ln(1 − e^x) for x ≤ 0; minus infinity at zero, NaN above.</summary>
    public static double Log1MExp(double x) => x > -0.6931471805599453 ? Math.Log(-ExpM1(x)) : Log1P(-Math.Exp(x));

    /// <summary>ln(e^a + e^b). Next to its zeros, e^a + e^b = 1, the error is an ulp of a or b, not of the result.</summary>
    public static float LogAddExp(float a, float b) => (float)LogAddExp((double)a, b);

    /// <summary>ln(e^a + e^b). Next to its zeros, e^a + e^b = 1, the error is an ulp of a or b, not of the result.</summary>
    public static double LogAddExp(double a, double b)
    {
        var (high, low) = (Math.Max(a, b), Math.Min(a, b));
        if (high == low) return high + 0.6931471805599453;
        var difference = low - high;
        // What the rounding of the difference lost (Knuth's two-sum) multiplies the exponential.
        var part = difference + high;
        var lost = difference > -800 ? (low - part) - (high - (part - difference)) : 0;
        var t = Math.Exp(difference);
        return high + Log1P(t + t * lost);
    }
}
