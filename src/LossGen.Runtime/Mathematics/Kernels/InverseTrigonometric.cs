using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>Arcsine, arccosine and arctangent.</content>
/// <remarks>
/// asin: x + x z P(z), z = x^2, up to 1/2; beyond it pi/2 - 2 asin(s), s = sqrt((1 - |x|)/2), whose subtraction is exact
/// as a sum of two numbers. atan: t + t z P(z), z = t^2, where t is x up to 0.66, (x - 1)/(x + 1) up to tan(3 pi/8) and -1/x
/// beyond, added to 0, pi/4 and pi/2. 0.66 rather than tan(pi/8), because there t carries the error of the quotient and is
/// small beside pi/4.
/// </remarks>
internal static partial class Kernels512
{
    // (asin(x)/x - 1)/x^2 in powers of x^2 on |x| <= 1/2; errors 9.5e-18 and 1.2e-8.
    private static ReadOnlySpan<double> AsinCoefficients =>
    [
        0.16666666666666666, 0.07500000000000118, 0.044642857142551895, 0.03038194447553234,
        0.02237215744350722, 0.017352816540325496, 0.01396378001220357, 0.011566459612121669,
        0.009621842970100282, 0.009319560794767446, 0.0030448799094556773, 0.019554513336123378,
        -0.01924167174674304, 0.02961201126495512,
    ];

    private static ReadOnlySpan<float> AsinFloatCoefficients =>
    [
        0.166666657f, 0.0750009418f, 0.0445994027f, 0.0311006624f,
        0.0171492379f, 0.0336908475f,
    ];

    // (atan(t)/t - 1)/t^2 in powers of t^2 on |t| <= 0.66; errors 1.9e-17 and 1.3e-8.
    private static ReadOnlySpan<double> AtanCoefficients =>
    [
        -0.3333333333333333, 0.19999999999999984, -0.1428571428571109, 0.11111111110830699,
        -0.09090909077911413, 0.07692307325466567, -0.06666659810359372, 0.05882263393531409,
        -0.052623107480794386, 0.047559576556195755, -0.04316349155848242, 0.038731702348135236,
        -0.03312687677917653, 0.02523709347801999, -0.015437723800765722, 0.0064802863353465,
        -0.0013571143380989117,
    ];

    private static ReadOnlySpan<float> AtanFloatCoefficients =>
    [
        -0.333333343f, 0.199999839f, -0.142849535f, 0.110967286f,
        -0.0895449445f, 0.0696531609f, -0.0437483825f, 0.0150947766f,
    ];

    /// <summary>The arcsine of each lane, in [-pi/2, pi/2], within 1.5 ulp; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var s = AsinArgument(magnitude, out var tail, out var beyondHalf);
        var folded = HalfPiMinus(s + s, out var low) + (low - (tail + tail));
        var value = Vector512.ConditionalSelect(beyondHalf, folded, s + tail);
        return Vector512.CopySign(value, x);
    }

    /// <summary>The arccosine of each lane, in [0, pi], within 1.5 ulp; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x)
    {
        var s = AsinArgument(Vector512.Abs(x), out var tail, out var beyondHalf);
        var near = HalfPiMinus(x, out var low) + (low - Vector512.CopySign(tail, x));

        // 2 asin(s) above 1/2, pi - 2 asin(s) below -1/2.
        var twice = s + s;
        var twiceTail = tail + tail;
        var (sum, error) = FastTwoSum(Vector512.Create(3.141592653589793), -twice);
        var left = sum + (error + Vector512.Create(1.2246467991473532e-16) - twiceTail);
        var far = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), left, twice + twiceTail);
        return Vector512.ConditionalSelect(beyondHalf, far, near);
    }

    /// <summary>The arctangent of each lane, in [-pi/2, pi/2], within 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var middle = Vector512.GreaterThan(magnitude, Vector512.Create(0.66));
        var steep = Vector512.GreaterThan(magnitude, Vector512.Create(2.414213562373095));
        var one = Vector512<double>.One;
        var numerator = Vector512.ConditionalSelect(steep, -one, Vector512.ConditionalSelect(middle, magnitude - one, magnitude));
        var denominator = Vector512.ConditionalSelect(steep, magnitude, Vector512.ConditionalSelect(middle, magnitude + one, one));
        var t = numerator / denominator;
        var z = t * t;
        var tail = t * z * Evaluate(z, AtanCoefficients);

        // 0, pi/4 or pi/2, and what their rounding left out.
        var quarter = Vector512.Create(0.7853981633974483);
        var quarterLow = Vector512.Create(3.061616997868383e-17);
        var angle = (middle & quarter) + (steep & quarter);
        var angleLow = (middle & quarterLow) + (steep & quarterLow);
        var (sum, low) = FastTwoSum(angle, t);
        var value = sum + (low + (angleLow + tail));
        return Vector512.CopySign(value, x);
    }

    /// <summary>The arcsine of each lane, in [-pi/2, pi/2], within 1.5 ulp; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x)
    {
        var magnitude = Vector512.Abs(x);
        var s = AsinArgument(magnitude, out var tail, out var beyondHalf);
        var folded = HalfPiMinus(s + s, out var low) + (low - (tail + tail));
        var value = Vector512.ConditionalSelect(beyondHalf, folded, s + tail);
        return Vector512.CopySign(value, x);
    }

    /// <summary>The arccosine of each lane, in [0, pi], within 1.5 ulp; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x)
    {
        var s = AsinArgument(Vector512.Abs(x), out var tail, out var beyondHalf);
        var near = HalfPiMinus(x, out var low) + (low - Vector512.CopySign(tail, x));

        // 2 asin(s) above 1/2, pi - 2 asin(s) below -1/2.
        var twice = s + s;
        var twiceTail = tail + tail;
        var (sum, error) = FastTwoSum(Vector512.Create(3.14159274f), -twice);
        var left = sum + (error + Vector512.Create(-8.74227766e-08f) - twiceTail);
        var far = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), left, twice + twiceTail);
        return Vector512.ConditionalSelect(beyondHalf, far, near);
    }

    /// <summary>The arctangent of each lane, in [-pi/2, pi/2], within 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x)
    {
        var magnitude = Vector512.Abs(x);
        var middle = Vector512.GreaterThan(magnitude, Vector512.Create(0.66f));
        var steep = Vector512.GreaterThan(magnitude, Vector512.Create(2.4142135f));
        var one = Vector512<float>.One;
        var numerator = Vector512.ConditionalSelect(steep, -one, Vector512.ConditionalSelect(middle, magnitude - one, magnitude));
        var denominator = Vector512.ConditionalSelect(steep, magnitude, Vector512.ConditionalSelect(middle, magnitude + one, one));
        var t = numerator / denominator;
        var z = t * t;
        var tail = t * z * Evaluate(z, AtanFloatCoefficients);

        // 0, pi/4 or pi/2, and what their rounding left out.
        var quarter = Vector512.Create(0.785398185f);
        var quarterLow = Vector512.Create(-2.18556941e-08f);
        var angle = (middle & quarter) + (steep & quarter);
        var angleLow = (middle & quarterLow) + (steep & quarterLow);
        var (sum, low) = FastTwoSum(angle, t);
        var value = sum + (low + (angleLow + tail));
        return Vector512.CopySign(value, x);
    }

    // asin(s) = s + tail, where s is |x|, or sqrt((1 - |x|)/2) beyond one half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AsinArgument(
        Vector512<double> magnitude, out Vector512<double> tail, out Vector512<double> beyondHalf)
    {
        var half = Vector512.Create(0.5);
        beyondHalf = Vector512.GreaterThan(magnitude, half);
        var z = Vector512.ConditionalSelect(beyondHalf, (Vector512<double>.One - magnitude) * half, magnitude * magnitude);
        var s = Vector512.ConditionalSelect(beyondHalf, Vector512.Sqrt(z), magnitude);
        tail = s * z * Evaluate(z, AsinCoefficients);
        return s;
    }

    // pi/2 - x for |x| <= 1, as a rounded difference and the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> HalfPiMinus(Vector512<double> x, out Vector512<double> low)
    {
        var (high, error) = FastTwoSum(Vector512.Create(1.5707963267948966), -x);
        low = error + Vector512.Create(6.123233995736766e-17);
        return high;
    }

    // asin(s) = s + tail, where s is |x|, or sqrt((1 - |x|)/2) beyond one half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AsinArgument(
        Vector512<float> magnitude, out Vector512<float> tail, out Vector512<float> beyondHalf)
    {
        var half = Vector512.Create(0.5f);
        beyondHalf = Vector512.GreaterThan(magnitude, half);
        var z = Vector512.ConditionalSelect(beyondHalf, (Vector512<float>.One - magnitude) * half, magnitude * magnitude);
        var s = Vector512.ConditionalSelect(beyondHalf, Vector512.Sqrt(z), magnitude);
        tail = s * z * Evaluate(z, AsinFloatCoefficients);
        return s;
    }

    // pi/2 - x for |x| <= 1, as a rounded difference and the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfPiMinus(Vector512<float> x, out Vector512<float> low)
    {
        var (high, error) = FastTwoSum(Vector512.Create(1.57079637f), -x);
        low = error + Vector512.Create(-4.37113883e-08f);
        return high;
    }
}
