using System.Numerics;

namespace LossGen.Compiler.Analysis.Probing;

/// <content>Trigonometric functions.</content>
public readonly partial struct ExtendedReal
{
    /// <summary>The exponent up to which arguments are reduced; beyond, there is no value (as for an infinite argument).</summary>
    private const int LargestAngle = 1040;

    public static ExtendedReal Sin(ExtendedReal x)
    {
        var (quadrant, angle) = ReducedAngle(x);
        return Circular(quadrant, angle);
    }

    public static ExtendedReal Cos(ExtendedReal x)
    {
        var (quadrant, angle) = ReducedAngle(x);
        return Circular(quadrant + 1, angle);
    }

    public static ExtendedReal Tan(ExtendedReal x)
    {
        var (quadrant, angle) = ReducedAngle(x);
        return Circular(quadrant, angle) / Circular(quadrant + 1, angle);
    }

    public static ExtendedReal Asin(ExtendedReal x) => Atan(x / Sqrt((One - x) * (One + x)));

    public static ExtendedReal Acos(ExtendedReal x) => 2 * Atan(Sqrt((One - x) / (One + x)));

    /// <summary>A Newton step from the angle in double precision: atan x = y + atan((x·cos y − sin y)/(cos y + x·sin y)).</summary>
    public static ExtendedReal Atan(ExtendedReal x)
    {
        const int FirstOrder = -60;
        if (!x.IsFinite)
            return x.IsNaN ? x : x.IsNegative ? -Constants.HalfPi : Constants.HalfPi;
        if (Abs(x) > One)
            return (x.IsNegative ? -Constants.HalfPi : Constants.HalfPi) - Atan(One / x);
        if (x._exponent < FirstOrder)
            return x - (x * x * x / 3);
        ExtendedReal angle = Math.Atan((double)x);
        var (sine, cosine) = (SineSeries(angle), CosineSeries(angle));
        return angle + (((x * cosine) - sine) / (cosine + (x * sine)));
    }

    /// <summary>sin πx, with the period taken off before the multiplication by π.</summary>
    private static ExtendedReal SinPi(ExtendedReal x)
    {
        var reduced = x - (2 * Round(x / 2));
        if (Abs(reduced) > 0.5)
            reduced = (reduced.IsNegative ? -One : One) - reduced;
        return Sin(Constants.Pi * reduced);
    }

    /// <summary>sin(quadrant·π/2 + angle).</summary>
    private static ExtendedReal Circular(int quadrant, ExtendedReal angle)
    {
        var value = (quadrant & 1) == 0 ? SineSeries(angle) : CosineSeries(angle);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>n mod 4 and r in x = n·π/2 + r with |r| ≤ π/4, to full relative accuracy of r: in integers, after Payne and Hanek.</summary>
    private static (int Quadrant, ExtendedReal Angle) ReducedAngle(ExtendedReal x)
    {
        const int MantissaBits = 160;
        const int GuardBits = 271;
        if (!x.IsFinite || x._exponent > LargestAngle)
            return (0, NaN);
        if (x.IsZero || x._exponent < -1)
            return (0, x);
        var exponent = (int)x._exponent;
        var mantissa = Fixed(x._high, MantissaBits) + Fixed(x._low, MantissaBits);
        var bits = exponent + GuardBits;
        var turns = mantissa * (Constants.TwoOverPi >> (Constants.TwoOverPiBits - bits));
        var fractionBits = MantissaBits + GuardBits;
        var quadrant = (turns + (BigInteger.One << (fractionBits - 1))) >> fractionBits;
        var fraction = Floating(turns - (quadrant << fractionBits), -fractionBits);
        return ((int)(quadrant & 3), fraction * Constants.HalfPi);
    }

    /// <summary>⌊x·2^bits⌋ for |x| &lt; 2.</summary>
    private static BigInteger Fixed(double x, int bits)
    {
        var word = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        var exponent = (int)(word >> 52);
        if (exponent == 0)
            return BigInteger.Zero;
        BigInteger mantissa = (word & 0xFFFFFFFFFFFFF) | (1L << 52);
        var shift = exponent - 1075 + bits;
        mantissa = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return x < 0 ? -mantissa : mantissa;
    }

    /// <summary>n·2^exponent.</summary>
    private static ExtendedReal Floating(BigInteger n, int exponent)
    {
        const int WordBits = 53;
        var sum = Zero;
        for (var i = 0; i < 3 && !n.IsZero; i++)
        {
            var length = BitLength(n);
            var shift = Math.Max(length - WordBits, 0);
            var word = n >> shift;
            sum += Scaled((double)word, exponent + shift);
            n -= word << shift;
        }

        return sum;
    }

    private static int BitLength(BigInteger n)
    {
        var bytes = BigInteger.Abs(n).ToByteArray();
        var length = (bytes.Length - 1) * 8;
        for (int top = bytes[bytes.Length - 1]; top != 0; top >>= 1)
            length++;
        return length;
    }

    /// <summary>x − x³/3! + x⁵/5! − … for |x| ≤ π/4.</summary>
    private static ExtendedReal SineSeries(ExtendedReal x) => x.IsNaN ? x : x * AlternatingSeries(x * x, 27);

    /// <summary>1 − x²/2! + x⁴/4! − … for |x| ≤ π/4.</summary>
    private static ExtendedReal CosineSeries(ExtendedReal x) => AlternatingSeries(x * x, 28);

    /// <summary>Every second term of the exponential series, with alternating signs, up to 1/<paramref name="last"/>!.</summary>
    private static ExtendedReal AlternatingSeries(ExtendedReal square, int last)
    {
        var sum = Zero;
        for (var n = last; n >= 0; n -= 2)
            sum = Constants.InverseFactorials[n] - (sum * square);
        return sum;
    }
}
