namespace LossGen.Compiler.Analysis.Probing;

/// <summary>The functions of the loss language that are made of others, in extended precision and without cancellation.</summary>
internal static class ExtendedMath
{
    public static ExtendedReal DirectionCosine(ExtendedReal x, ExtendedReal y)
    {
        var length = ExtendedReal.Hypot(x, y);
        return length.IsZero ? length : x / length;
    }

    public static ExtendedReal RootMinusOne(ExtendedReal x) => x.IsInfinite ? ExtendedReal.PositiveInfinity : x * x / (1 + ExtendedReal.Sqrt(1 + (x * x)));

    public static ExtendedReal XLogY(ExtendedReal x, ExtendedReal y) => x.IsZero && !y.IsNaN ? x : x * ExtendedReal.Log(y);

    public static ExtendedReal XLog1PY(ExtendedReal x, ExtendedReal y) => x.IsZero && !y.IsNaN ? x : x * ExtendedReal.Log1P(y);

    public static ExtendedReal Entropy(ExtendedReal x) => x < 0 ? ExtendedReal.NegativeInfinity : -XLogY(x, x);

    public static ExtendedReal RelEntropy(ExtendedReal x, ExtendedReal y)
    {
        if (x.IsNaN || y.IsNaN)
            return ExtendedReal.NaN;
        if (x > 0 && y > 0)
            return x * LogRatio(x, y);
        return x.IsZero && !y.IsNegative ? x : ExtendedReal.PositiveInfinity;
    }

    /// <summary>x·log(x/y) − x + y = y·h(d) with d = (x − y)/y and h(d) = (1 + d)·log(1 + d) − d: a series where x is near y.</summary>
    public static ExtendedReal KlDivergence(ExtendedReal x, ExtendedReal y)
    {
        const double Near = 0.03125;
        if (x.IsNaN || y.IsNaN)
            return ExtendedReal.NaN;
        if (x > 0 && y > 0)
        {
            var d = (x - y) / y;
            return ExtendedReal.Abs(d) < Near ? y * EntropySeries(d) : (x * LogRatio(x, y)) - x + y;
        }

        return x.IsZero && !y.IsNegative ? y : ExtendedReal.PositiveInfinity;
    }

    /// <summary>The larger one plus log(1 + e^−|x − y|); infinite operands give themselves.</summary>
    public static ExtendedReal LogAddExp(ExtendedReal x, ExtendedReal y)
    {
        if (x.IsInfinite && x == y)
            return x;
        return ExtendedReal.Max(x, y) + ExtendedReal.Log1P(ExtendedReal.Exp(-ExtendedReal.Abs(x - y)));
    }

    /// <summary>log(1 − eˣ) by the better one of two forms (Mächler, 2012).</summary>
    public static ExtendedReal Log1MExp(ExtendedReal x) =>
        x > -0.7 ? ExtendedReal.Log(-ExtendedReal.ExpM1(x)) : ExtendedReal.Log1P(-ExtendedReal.Exp(x));

    /// <summary>log(1 + eˣ).</summary>
    public static ExtendedReal Softplus(ExtendedReal x) =>
        ExtendedReal.Max(x, 0) + ExtendedReal.Log1P(ExtendedReal.Exp(-ExtendedReal.Abs(x)));

    public static ExtendedReal Sigmoid(ExtendedReal x)
    {
        var u = ExtendedReal.Exp(-ExtendedReal.Abs(x));
        return (x.IsNegative ? u : 1) / (1 + u);
    }

    /// <summary>log cosh x = log(1 + 2·sinh²(x/2)) near 0, |x| − log 2 + log(1 + e^−2|x|) elsewhere.</summary>
    public static ExtendedReal LogCosh(ExtendedReal x)
    {
        var magnitude = ExtendedReal.Abs(x);
        if (magnitude > 1)
            return magnitude - ExtendedReal.Log(2) + ExtendedReal.Log1P(ExtendedReal.Exp(-2 * magnitude));
        var half = ExtendedReal.Sinh(magnitude / 2);
        return ExtendedReal.Log1P(2 * half * half);
    }

    /// <summary>e^(x − logSumExp), 0 in a row of −∞ alone.</summary>
    public static ExtendedReal Softmax(ExtendedReal x, ExtendedReal logSumExp) =>
        logSumExp == ExtendedReal.NegativeInfinity ? ExtendedReal.Zero : ExtendedReal.Exp(x - logSumExp);

    private static ExtendedReal LogRatio(ExtendedReal x, ExtendedReal y)
    {
        var ratio = x / y;
        return ratio > 0.5 && ratio < 2 ? ExtendedReal.Log1P((x - y) / y) : ExtendedReal.Log(ratio);
    }

    /// <summary>(1 + d)·log(1 + d) − d = Σ (−d)ᵏ / (k·(k − 1)) from k = 2.</summary>
    private static ExtendedReal EntropySeries(ExtendedReal d)
    {
        const int Terms = 24;
        var sum = ExtendedReal.Zero;
        for (var k = Terms; k >= 2; k--)
            sum = ((ExtendedReal)1 / (k * (k - 1))) - (d * sum);
        return d * d * sum;
    }
}
