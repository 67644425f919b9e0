namespace LossGen.Compiler.Analysis.Probing;

/// <content>Arithmetic, roots and rounding to integers.</content>
public readonly partial struct ExtendedReal
{
    /// <summary>Numbers that differ by so many binary places do not change each other.</summary>
    private const int Negligible = 110;

    public static ExtendedReal operator +(ExtendedReal x, ExtendedReal y)
    {
        if (!x.IsOrdinary || !y.IsOrdinary)
            return x.IsZero ? y : y.IsZero ? x : new(x._high + y._high);
        if (x._exponent < y._exponent)
            (x, y) = (y, x);
        var distance = x._exponent - y._exponent;
        if (distance > Negligible)
            return x;
        var scale = PowerOfTwo(-(int)distance);
        var (sum, error) = TwoSum(x._high, y._high * scale);
        var (lowSum, lowError) = TwoSum(x._low, y._low * scale);
        (sum, error) = FastTwoSum(sum, error + lowSum);
        return Normalized(sum, error + lowError, x._exponent);
    }

    public static ExtendedReal operator -(ExtendedReal x) => new(0 - x._high, 0 - x._low, x._exponent);

    public static ExtendedReal operator -(ExtendedReal x, ExtendedReal y) => x + (-y);

    public static ExtendedReal operator *(ExtendedReal x, ExtendedReal y)
    {
        if (!x.IsOrdinary || !y.IsOrdinary)
            return Special(x._high * y._high);
        var (product, error) = TwoProduct(x._high, y._high);
        return Normalized(product, error + ((x._high * y._low) + (x._low * y._high)), x._exponent + y._exponent);
    }

    /// <summary>The quotient of the high parts, and that of what it leaves.</summary>
    public static ExtendedReal operator /(ExtendedReal x, ExtendedReal y)
    {
        if (!x.IsOrdinary || !y.IsOrdinary)
            return Special(x._high / y._high);
        var quotient = x._high / y._high;
        var (product, error) = TwoProduct(quotient, y._high);
        var rest = (x._high - product - error) + (x._low - (quotient * y._low));
        return Normalized(quotient, rest / y._high, x._exponent - y._exponent);
    }

    public static ExtendedReal Abs(ExtendedReal x) => x._high < 0 ? -x : x;

    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    public static ExtendedReal Sign(ExtendedReal x) => x.IsNaN ? x : Math.Sign(x._high);

    /// <summary>√x: the root of the high part, and a Newton step.</summary>
    public static ExtendedReal Sqrt(ExtendedReal x)
    {
        if (!x.IsOrdinary || x.IsNegative)
            return new(Math.Sqrt(x._high));
        var odd = x._exponent & 1;
        var (high, low) = odd == 0 ? (x._high, x._low) : (2 * x._high, 2 * x._low);
        var root = Math.Sqrt(high);
        var (square, error) = TwoProduct(root, root);
        return Normalized(root, (high - square - error + low) / (2 * root), (x._exponent - odd) / 2);
    }

    /// <summary>√(x² + y²).</summary>
    public static ExtendedReal Hypot(ExtendedReal x, ExtendedReal y) =>
        x.IsInfinite || y.IsInfinite ? PositiveInfinity : Sqrt((x * x) + (y * y));

    public static ExtendedReal Floor(ExtendedReal x)
    {
        const int AllAreIntegers = 1000;
        if (!x.IsOrdinary || x._exponent > AllAreIntegers)
            return x;
        if (x._exponent < 0)
            return x.IsNegative ? -1 : Zero;
        var scale = PowerOfTwo((int)x._exponent);
        var high = x._high * scale;
        var floor = Math.Floor(high);
        return floor == high ? (ExtendedReal)floor + Math.Floor(x._low * scale) : floor;
    }

    public static ExtendedReal Ceiling(ExtendedReal x) => -Floor(-x);

    /// <summary>To the nearest integer, halves to the even one.</summary>
    public static ExtendedReal Round(ExtendedReal x)
    {
        if (!x.IsFinite)
            return x;
        var floor = Floor(x);
        var fraction = x - floor;
        return fraction < 0.5 || (fraction == 0.5 && Floor(floor / 2) * 2 == floor) ? floor : floor + 1;
    }

    public static bool IsInteger(ExtendedReal x) => x.IsFinite && Floor(x) == x;

    /// <summary>x·2^n.</summary>
    private static ExtendedReal Scaled(ExtendedReal x, long n) => x.IsOrdinary ? Normalized(x._high, x._low, x._exponent + n) : x;

    /// <summary>Zero, an infinity or NaN; also from −0.</summary>
    private static ExtendedReal Special(double value) => new(value == 0 ? 0 : value);

    /// <summary>
    /// (high + low)·2^exponent, where low is at most a few units in the last place of high, and both are small enough and large enough for
    /// products.
    /// </summary>
    private static ExtendedReal Normalized(double high, double low, long exponent)
    {
        (high, low) = FastTwoSum(high, low);
        if (high == 0)
            return Zero;
        var shift = (int)((BitConverter.DoubleToInt64Bits(high) >> 52) & 0x7FF) - 1023;
        if (shift != 0)
        {
            // In two steps where the inverse of the power is no number of its own (2¹⁰²³).
            var scale = PowerOfTwo(-(shift / 2));
            var rest = PowerOfTwo(-(shift - (shift / 2)));
            (high, low, exponent) = (high * scale * rest, low * scale * rest, exponent + shift);
        }

        return exponent > LargestExponent ? new(high * double.PositiveInfinity) : exponent < -LargestExponent ? Zero : new(high, low, exponent);
    }

    /// <summary>2^exponent for exponents from −1074 to 1023.</summary>
    private static double PowerOfTwo(int exponent) =>
        BitConverter.Int64BitsToDouble(exponent > -1023 ? (long)(exponent + 1023) << 52 : 1L << (exponent + 1074));

    /// <summary>x + y and its rounding error (Knuth).</summary>
    private static (double Sum, double Error) TwoSum(double x, double y)
    {
        var sum = x + y;
        var part = sum - x;
        return (sum, (x - (sum - part)) + (y - part));
    }

    /// <summary>x + y and its rounding error where |x| ≥ |y| or x = 0 (Dekker).</summary>
    private static (double Sum, double Error) FastTwoSum(double x, double y)
    {
        var sum = x + y;
        return (sum, y - (sum - x));
    }

    /// <summary>x·y and its rounding error (Dekker, with Veltkamp's splitting: there is no fused multiply-add in .NET Standard).</summary>
    private static (double Product, double Error) TwoProduct(double x, double y)
    {
        const double SplitFactor = 134217729;
        var product = x * y;
        var scaled = SplitFactor * x;
        var xHigh = scaled - (scaled - x);
        var xLow = x - xHigh;
        scaled = SplitFactor * y;
        var yHigh = scaled - (scaled - y);
        var yLow = y - yHigh;
        return (product, (xLow * yLow) - (product - (xHigh * yHigh) - (xHigh * yLow) - (xLow * yHigh)));
    }
}
