using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>
/// Sine, cosine and tangent of every finite argument. The double kernels carry the reduced angle and the parts of each
/// result as sums of two doubles; the float kernels compute in double and round once. The large kernels are methods of their own
/// rather than inlined: on 256-bit hardware they would exhaust their caller's inlining budget.
/// </content>
internal static partial class Kernels512
{
    // (sin(x)/x - 1)/x^2 and (cos(x) - 1 + x^2/2)/x^4 in powers of x^2 on |x| <= pi/4; errors 3.3e-17 and 2.3e-18.
    private static ReadOnlySpan<double> SinCoefficients =>
    [
        -0.16666666666666666, 0.008333333333330936, -0.00019841269836740532, 2.7557316093198404e-06,
        -2.5051129896450185e-08, 1.5917988979397435e-10,
    ];

    private static ReadOnlySpan<double> CosCoefficients =>
    [
        0.041666666666666664, -0.0013888888888887389, 2.48015872987544e-05, -2.755731726587808e-07,
        2.087614504941318e-09, -1.138254464534925e-11,
    ];

    // (sin(x)/x - 1)/x^2 in powers of x^2 on |x| <= pi/2, for float results; error 2.79e-11.
    private static ReadOnlySpan<double> SinHalfTurnCoefficients =>
    [
        -0.16666666663867363, 0.008333332766508383, -0.00019841086016215184, 2.7536422355454945e-06,
        -2.4079236990903226e-08,
    ];

    // The first two for float results; errors 2.9e-11 and 2.4e-12.
    private static ReadOnlySpan<double> SinFloatCoefficients =>
    [
        -0.16666666663844049, 0.008333331870341349, -0.00019840084376422702, 2.724962008007533e-06,
    ];

    private static ReadOnlySpan<double> CosFloatCoefficients =>
    [
        0.041666666664311826, -0.0013888887668370663, 2.480059840835012e-05, -2.730070403808665e-07,
    ];

    /// <summary>The sine of each lane within 1 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        SinCosParts(r, low, out var sineTail, out var head, out var cosineTail);
        var sine = r + sineTail;
        var cosine = head + cosineTail;
        return SelfWhereTiny(x, AtQuadrant(quadrant, sine, cosine));
    }

    /// <summary>The cosine of each lane within 1 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        SinCosParts(r, low, out var sineTail, out var head, out var cosineTail);
        var sine = r + sineTail;
        var cosine = head + cosineTail;
        return AtQuadrant(quadrant + Vector512<long>.One, sine, cosine);
    }

    /// <summary>The tangent of each lane within 1.5 ulp; NaN for infinities.</summary>
    /// <remarks>
    /// Sine and cosine are divided as s = S + e and c = C + d: with q = S/C, s/c = q + (e - q d)/C to first order, so that
    /// only the rounding of q and the last addition remain.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Tan(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        SinCosParts(r, low, out var sineTail, out var head, out var cosineTail);
        var (sine, sineLow) = FastTwoSum(r, sineTail);
        var (cosine, cosineLow) = FastTwoSum(head, cosineTail);

        var odd = IsOdd(quadrant);
        var (numerator, denominator) = SineOverCosine(odd, sine, cosine);
        var (numeratorLow, denominatorLow) = SineOverCosine(odd, sineLow, cosineLow);
        var quotient = numerator / denominator;
        return SelfWhereTiny(x, quotient + ((numeratorLow - (quotient * denominatorLow)) / denominator));
    }

    /// <summary>The sine of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        var value = Vector512.Narrow(SinOfFloat(Vector512.WidenLower(x)), SinOfFloat(Vector512.WidenUpper(x)));
        return SelfWhereTiny(x, IsDirectAngle(x) ? value : SinOfHugeFloat(x, value));
    }

    /// <summary>The cosine of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        var value = Vector512.Narrow(CosOfFloat(Vector512.WidenLower(x)), CosOfFloat(Vector512.WidenUpper(x)));
        return IsDirectAngle(x) ? value : CosOfHugeFloat(x, value);
    }

    /// <summary>The tangent of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x)
    {
        var value = Vector512.Narrow(TanOfFloat(Vector512.WidenLower(x)), TanOfFloat(Vector512.WidenUpper(x)));
        return SelfWhereTiny(x, IsDirectAngle(x) ? value : TanOfHugeFloat(x, value));
    }

    // x = n pi + r gives sin x = (-1)^n sin r: half turns need one polynomial and no choice, and double has the digits to spare.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOfFloat(Vector512<double> x)
    {
        var shifted = MulAdd(x, Vector512.Create(OneOverPi), Vector512.Create(DoubleInteger));
        return SinOfHalfTurns(x, shifted - Vector512.Create(DoubleInteger), shifted.AsInt64() << 63);
    }

    // x = (n - 1/2) pi + r gives cos x = (-1)^n sin r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosOfFloat(Vector512<double> x)
    {
        var half = Vector512.Create(0.5);
        var shifted = MulAdd(x, Vector512.Create(OneOverPi), half) + Vector512.Create(DoubleInteger);
        return SinOfHalfTurns(x, shifted - Vector512.Create(DoubleInteger) - half, shifted.AsInt64() << 63);
    }

    // sin(x - turns pi) with the sign flipped where the sign bit is set. The product with the first part of pi is exact, and no
    // float below the limit comes nearer than 2^-28 to a multiple of pi/2, so one double holds the reduced angle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOfHalfTurns(Vector512<double> x, Vector512<double> turns, Vector512<long> sign)
    {
        var r = x - (turns * Vector512.Create(2 * HalfPiPart1)) - (turns * Vector512.Create(2 * HalfPiRest2));
        var z = r * r;
        return (MulAdd(r * z, Evaluate(z, SinHalfTurnCoefficients), r).AsInt64() ^ sign).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> SinOfHugeFloat(Vector512<float> x, Vector512<float> value) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create((float)DirectAngleLimit)),
            value,
            Vector512.Narrow(Sin(Vector512.WidenLower(x)), Sin(Vector512.WidenUpper(x))));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> CosOfHugeFloat(Vector512<float> x, Vector512<float> value) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create((float)DirectAngleLimit)),
            value,
            Vector512.Narrow(Cos(Vector512.WidenLower(x)), Cos(Vector512.WidenUpper(x))));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> TanOfHugeFloat(Vector512<float> x, Vector512<float> value) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create((float)DirectAngleLimit)),
            value,
            Vector512.Narrow(Tan(Vector512.WidenLower(x)), Tan(Vector512.WidenUpper(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDirectAngle(Vector512<float> x) =>
        Vector512.LessThanAll(Vector512.Abs(x), Vector512.Create((float)DirectAngleLimit));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> TanOfFloat(Vector512<double> x)
    {
        var shifted = MulAdd(x, Vector512.Create(TwoOverPi), Vector512.Create(DoubleInteger));
        var n = shifted - Vector512.Create(DoubleInteger);
        var r = x - (n * Vector512.Create(HalfPiPart1)) - (n * Vector512.Create(HalfPiRest2));
        var z = r * r;
        var sine = MulAdd(r * z, Evaluate(z, SinFloatCoefficients), r);
        var head = Vector512<double>.One - (Vector512.Create(0.5) * z);
        var cosine = MulAdd(z * z, Evaluate(z, CosFloatCoefficients), head);
        var (numerator, denominator) = SineOverCosine(IsOdd(shifted.AsInt64()), sine, cosine);
        return numerator / denominator;
    }

    // sin(r + low) = r + sineTail and cos(r + low) = head + cosineTail, where head is 1 - r^2/2 rounded and its error in the tail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCosParts(
        Vector512<double> r,
        Vector512<double> low,
        out Vector512<double> sineTail,
        out Vector512<double> head,
        out Vector512<double> cosineTail)
    {
        var z = r * r;
        var halfSquare = Vector512.Create(0.5) * z;
        head = Vector512<double>.One - halfSquare;
        sineTail = MulAdd(r * z, Evaluate(z, SinCoefficients), low * head);
        var headError = Vector512<double>.One - head - halfSquare;
        cosineTail = headError + MulAdd(z * z, Evaluate(z, CosCoefficients), -(r * low));
    }

    // Numerator and denominator of the tangent: sine and cosine, in odd quadrants -cosine and sine. Exchanged by exclusive or,
    // because without 512-bit registers every selection is four operations on two halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Numerator, Vector512<double> Denominator) SineOverCosine(
        Vector512<double> odd, Vector512<double> sine, Vector512<double> cosine)
    {
        var exchange = (sine ^ cosine) & odd;
        return (sine ^ exchange ^ (odd & SignBitDouble), cosine ^ exchange);
    }

    // The sine of an angle from that of its reduction: sin, cos, -sin, -cos in quadrants 0 to 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AtQuadrant(Vector512<long> quadrant, Vector512<double> sine, Vector512<double> cosine)
    {
        var sign = Vector512.ShiftLeft(quadrant & Vector512.Create(2L), 62);
        return (Vector512.ConditionalSelect(IsOdd(quadrant), cosine, sine).AsInt64() ^ sign).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsOdd(Vector512<long> quadrant) =>
        (Vector512<long>.Zero - (quadrant & Vector512<long>.One)).AsDouble();

    // f(x) = x + O(x^3): x itself is f(x) rounded where |x| is tiny, with the sign of a zero and every bit of a subnormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SelfWhereTiny(Vector512<double> x, Vector512<double> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(7.450580596923828e-9)), x, value); // 2^-27

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SelfWhereTiny(Vector512<float> x, Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1.2207031e-4f)), x, value); // 2^-13
}
