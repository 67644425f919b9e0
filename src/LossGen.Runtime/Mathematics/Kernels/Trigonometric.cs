using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>
/// Sine, cosine and tangent of every finite argument. The double kernels carry the reduced angle and the parts of each
/// result as sums of two doubles; the float kernels compute in double and round once.
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

    // The same for float results; errors 2.9e-11 and 2.4e-12.
    private static ReadOnlySpan<double> SinFloatCoefficients =>
    [
        -0.16666666663844049, 0.008333331870341349, -0.00019840084376422702, 2.724962008007533e-06,
    ];

    private static ReadOnlySpan<double> CosFloatCoefficients =>
    [
        0.041666666664311826, -0.0013888887668370663, 2.480059840835012e-05, -2.730070403808665e-07,
    ];

    /// <summary>The sine of each lane within 1 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        var sine = r + SinTail(r, low);
        var cosine = CosHead(r) + CosTail(r, low);
        return SelfWhereTiny(x, AtQuadrant(quadrant, sine, cosine));
    }

    /// <summary>The cosine of each lane within 1 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        var sine = r + SinTail(r, low);
        var cosine = CosHead(r) + CosTail(r, low);
        return AtQuadrant(quadrant + Vector512<long>.One, sine, cosine);
    }

    /// <summary>The tangent of each lane within 1.5 ulp; NaN for infinities.</summary>
    /// <remarks>
    /// Sine and cosine are divided as s = S + e and c = C + d: with q = S/C, s/c = q + (e - q d)/C to first order, so that
    /// only the rounding of q and the last addition remain.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x)
    {
        var r = ReduceAngle(x, out var quadrant, out var low);
        var (sine, sineLow) = FastTwoSum(r, SinTail(r, low));
        var (cosine, cosineLow) = FastTwoSum(CosHead(r), CosTail(r, low));

        var odd = IsOdd(quadrant);
        var numerator = Vector512.ConditionalSelect(odd, -cosine, sine);
        var numeratorLow = Vector512.ConditionalSelect(odd, -cosineLow, sineLow);
        var denominator = Vector512.ConditionalSelect(odd, sine, cosine);
        var denominatorLow = Vector512.ConditionalSelect(odd, sineLow, cosineLow);
        var quotient = numerator / denominator;
        return SelfWhereTiny(x, quotient + ((numeratorLow - (quotient * denominatorLow)) / denominator));
    }

    /// <summary>The sine of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) =>
        SelfWhereTiny(x, Vector512.Narrow(SinOfFloat(Vector512.WidenLower(x), 0), SinOfFloat(Vector512.WidenUpper(x), 0)));

    /// <summary>The cosine of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) =>
        Vector512.Narrow(SinOfFloat(Vector512.WidenLower(x), 1), SinOfFloat(Vector512.WidenUpper(x), 1));

    /// <summary>The tangent of each lane within 0.51 ulp; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x) =>
        SelfWhereTiny(x, Vector512.Narrow(TanOfFloat(Vector512.WidenLower(x)), TanOfFloat(Vector512.WidenUpper(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOfFloat(Vector512<double> x, long quarterTurns)
    {
        var r = ReduceFloatAngle(x, out var quadrant);
        SinCosOfFloat(r, out var sine, out var cosine);
        return AtQuadrant(quadrant + Vector512.Create(quarterTurns), sine, cosine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TanOfFloat(Vector512<double> x)
    {
        var r = ReduceFloatAngle(x, out var quadrant);
        SinCosOfFloat(r, out var sine, out var cosine);
        var odd = IsOdd(quadrant);
        return Vector512.ConditionalSelect(odd, -cosine, sine) / Vector512.ConditionalSelect(odd, sine, cosine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCosOfFloat(Vector512<double> r, out Vector512<double> sine, out Vector512<double> cosine)
    {
        var z = r * r;
        sine = Vector512.MultiplyAddEstimate(r * z, Evaluate(z, SinFloatCoefficients), r);
        cosine = Vector512.MultiplyAddEstimate(z * z, Evaluate(z, CosFloatCoefficients), CosHead(r));
    }

    // sin(r + low) - r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinTail(Vector512<double> r, Vector512<double> low)
    {
        var z = r * r;
        return Vector512.MultiplyAddEstimate(r * z, Evaluate(z, SinCoefficients), low * CosHead(r));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosHead(Vector512<double> r) => Vector512<double>.One - (Vector512.Create(0.5) * (r * r));

    // cos(r + low) - CosHead(r): the rounding error of the head comes back.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosTail(Vector512<double> r, Vector512<double> low)
    {
        var z = r * r;
        var headError = Vector512<double>.One - CosHead(r) - (Vector512.Create(0.5) * z);
        return headError + Vector512.MultiplyAddEstimate(z * z, Evaluate(z, CosCoefficients), -(r * low));
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
        Vector512.Equals(quadrant & Vector512<long>.One, Vector512<long>.One).AsDouble();

    // f(x) = x + O(x^3): x itself is f(x) rounded where |x| is tiny, with the sign of a zero and every bit of a subnormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SelfWhereTiny(Vector512<double> x, Vector512<double> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(7.450580596923828e-9)), x, value); // 2^-27

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SelfWhereTiny(Vector512<float> x, Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1.2207031e-4f)), x, value); // 2^-13
}
