using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>
/// Sums with their rounding error, and the two elementary functions that the special functions need with more than 53
/// bits. Nothing here relies on a fused multiply-add, so hardware without one gives results just as good.
/// </summary>
internal static class DoubleDouble
{
    // log 2 in 42 bits and the rest, so that a multiple up to 2^11 of the first part is exact.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    // 1.5 * 2^52: adding it rounds to an integer, which the low bits of the sum then hold.
    private const double RoundingMagic = 6755399441055744.0;

    // (2 atanh(s)/s - 2)/s^2 on s^2 in [0, 0.0295]; error 3.1e-16 times s^3 < 0.0051.
    private static ReadOnlySpan<double> LogCoefficients =>
    [
        0.666666666666667, 0.39999999999899505, 0.28571428625975487, 0.2222221113479508,
        0.18182889125261723, 0.15331721600556042, 0.14616449685043406,
    ];

    // (e^r - 1 - r)/r^2 on |r| <= log(2)/2; error 3.4e-18.
    private static ReadOnlySpan<double> ExpCoefficients =>
    [
        0.5, 0.16666666666666666, 0.04166666666666668, 0.008333333333333333,
        0.0013888888888879004, 0.00019841269841263252, 2.480158733663095e-05, 2.7557319247344507e-06,
        2.755726307730941e-07, 2.5052070959803662e-08, 2.091821231913398e-09, 1.6086677666787362e-10,
    ];

    /// <summary>a + b as a rounded sum and its exact error (Dekker); |a| must not be below |b|, unless a is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FastTwoSum(Vector512<double> a, Vector512<double> b, out Vector512<double> error)
    {
        var sum = a + b;
        error = b - (sum - a);
        return sum;
    }

    /// <inheritdoc cref="FastTwoSum(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FastTwoSum(Vector512<float> a, Vector512<float> b, out Vector512<float> error)
    {
        var sum = a + b;
        error = b - (sum - a);
        return sum;
    }

    /// <summary>a - b as a rounded difference and its exact error (Knuth), whatever the magnitudes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> TwoDifference(Vector512<double> a, Vector512<double> b, out Vector512<double> error)
    {
        var difference = a - b;
        var minusB = difference - a;
        error = (a - (difference - minusB)) - (b + minusB);
        return difference;
    }

    /// <summary>
    /// log x = high + low within 2e-17 + 2^-60 |log x| for positive finite x; on [sqrt(1/2), sqrt(2)) high is x - 1 exactly,
    /// so that low is log x - (x - 1) with a relative error of a few 2^-53. Other x give garbage.
    /// </summary>
    /// <remarks>
    /// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); s = f/(2 + f) and h = f^2/2 give
    /// log(1 + f) = 2 atanh s = f - (h - s (h + R)), R = 2 s^2/3 + 2 s^4/5 + ….
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x, out Vector512<double> low)
    {
        const long One = 0x3FF0_0000_0000_0000;
        const long SqrtHalf = 0x3FE6_A09E_667F_3BCD;
        const long MagicBits = 0x4330_0000_0000_0000; // 2^52: or-ed with a small integer, the sum of both
        var subnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        var bias = Vector512.ConditionalSelect(
            subnormal, Vector512.Create(4503599627370496.0 + 1023 + 54), Vector512.Create(4503599627370496.0 + 1023));
        var bits = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(18014398509481984.0), x).AsInt64();

        var exponent = Vector512.ShiftRightLogical(bits + Vector512.Create(One - SqrtHalf), 52);
        var mantissa = (bits - Vector512.ShiftLeft(exponent, 52) + Vector512.Create(One)).AsDouble();
        var k = (exponent | Vector512.Create(MagicBits)).AsDouble() - bias;

        var f = mantissa - Vector512<double>.One;
        var s = f / (f + Vector512.Create(2.0));
        var h = Vector512.Create(0.5) * f * f;
        var z = s * s;
        var tail = Vector512.MultiplyAddEstimate(s, h + (z * Polynomial.Evaluate(z, LogCoefficients)), -h);

        var high = FastTwoSum(k * Vector512.Create(Ln2High), f, out var error);
        low = error + Vector512.MultiplyAddEstimate(k, Vector512.Create(Ln2Low), tail);
        return high;
    }

    /// <summary>
    /// exp(-x^2) = (high + low) 2^k for 0 &lt;= x &lt;= 27.3, within 2^-58 relatively; high lies in [0.7, 1.42], and
    /// <paramref name="biasedExponent"/> holds k + 64 as the bits of a power of two.
    /// </summary>
    /// <remarks>
    /// x is split at 26 bits, x = a + b, so that a^2 is exact and x^2 = a^2 + b (x + a). Rounding x^2 itself would cost
    /// 2^-53 x^2, hundreds of units in the last place.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpOfNegativeSquare(
        Vector512<double> x, out Vector512<double> low, out Vector512<double> biasedExponent)
    {
        var a = (x.AsInt64() & Vector512.Create(unchecked((long)0xFFFF_FFFF_F800_0000))).AsDouble();
        var square = a * a;
        var rest = (x - a) * (x + a);

        var shifted = Vector512.MultiplyAddEstimate(square, Vector512.Create(-1.4426950408889634), Vector512.Create(RoundingMagic));
        var k = shifted - Vector512.Create(RoundingMagic);
        biasedExponent = Vector512.ShiftLeft(shifted.AsInt64() + Vector512.Create(1023L + 64), 52).AsDouble();

        var reduced = -square - (k * Vector512.Create(Ln2High));
        var r = TwoDifference(reduced, Vector512.MultiplyAddEstimate(k, Vector512.Create(Ln2Low), rest), out var rLow);
        var high = FastTwoSum(Vector512<double>.One, r, out var error);
        low = error + Vector512.MultiplyAddEstimate(r * r, Polynomial.Evaluate(r, ExpCoefficients), rLow);
        return high;
    }
}
