using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>The reduction of an angle to [-pi/4, pi/4] and a quadrant, exact enough for every finite argument.</content>
internal static partial class Kernels512
{
    // 2^20 pi/2. Below it the multiple of pi/2 has at most 20 bits, and its products with 33-bit constants are exact.
    private const double DirectAngleLimit = 1647099.0;

    private const double TwoOverPi = 0.6366197723675814;
    private const double OneOverPi = 0.3183098861837907;

    // pi/2 = HalfPiPart1 + HalfPiPart2 + HalfPiPart3 + HalfPiPart4, the first three of 33 bits; HalfPiRest2 is all after the first
    // part, in 53 bits.
    private const double HalfPiPart1 = 1.5707963267341256;
    private const double HalfPiPart2 = 6.077100506303966e-11;
    private const double HalfPiPart3 = 2.0222662487111665e-21;
    private const double HalfPiPart4 = 8.4784276603689e-32;
    private const double HalfPiRest2 = 6.077100506506192e-11;

    // 2/pi to 1216 bits, after 64 zero bits.
    private static ReadOnlySpan<ulong> TwoOverPiBits =>
    [
        0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
        0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    /// <summary>x = quadrant pi/2 + high + low, with the quadrant modulo four in the low bits. NaN where x is not finite.</summary>
    /// <remarks>
    /// Cody and Waite: the products and the first difference are exact, the errors of the others go into low. The error is
    /// below 2^-100, and no double lies closer than 2^-61 to a multiple of pi/2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> ReduceAngle(Vector512<double> x, out Vector512<long> quadrant, out Vector512<double> low)
    {
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(TwoOverPi), Vector512.Create(DoubleInteger));
        var n = shifted - Vector512.Create(DoubleInteger);
        quadrant = shifted.AsInt64();
        var (first, error1) = TwoSum(x - (n * Vector512.Create(HalfPiPart1)), -(n * Vector512.Create(HalfPiPart2)));
        var (second, error2) = TwoSum(first, -(n * Vector512.Create(HalfPiPart3)));
        var rest = error1 + (error2 - (n * Vector512.Create(HalfPiPart4)));
        var high = second + rest;
        low = rest - (high - second);

        return IsDirectAngle(x) ? high : ReduceHugeAngle(x, high, ref quadrant, ref low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDirectAngle(Vector512<double> x) => Vector512.LessThanAll(Vector512.Abs(x), Vector512.Create(DirectAngleLimit));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> ReduceHugeAngle(
        Vector512<double> x, Vector512<double> high, ref Vector512<long> quadrant, ref Vector512<double> low)
    {
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            if (Math.Abs(x[lane]) < DirectAngleLimit)
                continue;
            var (laneQuadrant, laneHigh, laneLow) = ReduceHugeAngle(x[lane]);
            quadrant = quadrant.WithElement(lane, laneQuadrant);
            high = high.WithElement(lane, laneHigh);
            low = low.WithElement(lane, laneLow);
        }

        return high;
    }

    /// <summary>
    /// Payne and Hanek: |x| = m 2^e with a 53-bit integer m. The bits of 2/pi whose product with 2^e is a multiple of four
    /// do not matter; m times the next 192 bits, modulo 2^192, is |x| 2/pi modulo four in units of 2^-190, within 2^-137.
    /// </summary>
    private static (long Quadrant, double High, double Low) ReduceHugeAngle(double x)
    {
        if (!double.IsFinite(x))
            return (0, double.NaN, 0);

        var bits = BitConverter.DoubleToUInt64Bits(x);
        var m = (bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000;
        var exponent = (int)((bits >> 52) & 0x7FF) - 1075;

        // Bit i of 2/pi weighs 2^-i and stands at offset i + 63; the window begins at i = exponent - 1.
        var (word, shift) = Math.DivRem(exponent + 62, 64);
        var carry2 = Math.BigMul(m, TwoOverPiWindow(word + 2, shift), out var part0);
        var carry1 = Math.BigMul(m, TwoOverPiWindow(word + 1, shift), out var part1);
        var middle = part1 + carry2;
        var top = (m * TwoOverPiWindow(word, shift)) + carry1 + (middle < part1 ? 1UL : 0UL);

        // The top two bits are the quadrant; the rest, rounded to the nearest quadrant, a signed fraction.
        var quadrant = (long)(top >> 62);
        var fractionHigh = new UInt128((top << 2) | (middle >> 62), (middle << 2) | (part0 >> 62));
        var negative = (fractionHigh >> 127) != 0;
        if (negative)
        {
            quadrant++;
            fractionHigh = ~fractionHigh;
        }

        var zeros = (int)UInt128.LeadingZeroCount(fractionHigh);
        var normalized = fractionHigh << zeros;
        var scale = Math.ScaleB(1.0, -zeros);
        var fraction = (ulong)(normalized >> 75) * (scale * 1.1102230246251565E-16); // 2^-53
        var fractionRest = (ulong)((normalized << 53) >> 75) * (scale * 1.232595164407831E-32); // 2^-106

        const double HalfPiHigh = 1.5707963267948966;
        const double HalfPiLow = 6.123233995736766e-17;
        var high = fraction * HalfPiHigh;
        var low = Math.FusedMultiplyAdd(fraction, HalfPiHigh, -high) + ((fraction * HalfPiLow) + (fractionRest * HalfPiHigh));
        return negative == double.IsNegative(x)
            ? (double.IsNegative(x) ? -quadrant : quadrant, high, low)
            : (double.IsNegative(x) ? -quadrant : quadrant, -high, -low);
    }

    private static ulong TwoOverPiWindow(int word, int shift) =>
        shift == 0 ? TwoOverPiBits[word] : (TwoOverPiBits[word] << shift) | (TwoOverPiBits[word + 1] >> (64 - shift));
}
