using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>The error function and its complement.</content>
/// <remarks>
/// Near zero erf(x) = x + x P(x^2). Elsewhere erfc(x) = exp(-x^2) F(t)/(1 + 2x) with t = (x - 3)/(x + 3): the substitution of
/// Shepherd and Laframboise (Mathematics of Computation 36, 1981), under which F is smooth and stays between 1 and 1.13, so
/// one polynomial serves the whole tail with a relative bound.
/// </remarks>
internal static partial class Kernels512
{
    // erf(x)/x - 1 in powers of x^2 on [0, 1]; error 1.6e-17.
    private static ReadOnlySpan<double> ErfCoefficients =>
    [
        0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792,
        0.0052239776248180145, -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-05,
        1.6461000484121368e-06, -1.6350312701054695e-07, 1.4659775274047436e-08, -1.1372848856791674e-09,
        5.957176147748911e-11,
    ];

    // (1 + 2x) exp(x^2) erfc(x) in powers of t = (x - 3)/(x + 3) on 0.5 <= x <= 27.3; error 5.1e-17.
    private static ReadOnlySpan<double> ErfcCoefficients =>
    [
        1.2530080582697296, -0.13562110612458134, -0.047562294353450496, 0.1296451587027828,
        -0.1192736634153297, 0.06830802734309784, -0.023770514917900738, 0.002529391832193324,
        0.0018886903448795684, -0.0007798324351116788, -0.0001051596397043328, 0.00012510034447424552,
        4.94839821232917e-06, -2.0104345708709177e-05, -7.269096837391355e-07, 3.4814220219196258e-06,
        3.4457799278711585e-07, -6.295150589012485e-07, -1.2146777141835715e-07, 1.1143833266661351e-07,
        2.283730939075503e-08, -1.5287424474037892e-08,
    ];

    // erf(x)/x - 1 in powers of x^2 on [0, 1]; error 5.2e-9.
    private static ReadOnlySpan<float> ErfFloatCoefficients =>
    [
        0.128379166f, -0.37612626f, 0.112835944f, -0.0268542115f,
        0.00518908724f, -0.00080168643f, 7.87587487e-05f,
    ];

    // erf(x) in powers of x - 2.5 on [1, 3.95]; error 3.6e-8, half of it from rounding the coefficients.
    private static ReadOnlySpan<float> ErfTailFloatCoefficients =>
    [
        0.999593019f, 0.00217820168f, -0.00544559769f, 0.00835150946f,
        -0.00862335879f, 0.00611020671f, -0.00279524107f, 0.000558407803f,
        0.000255388004f, -0.000268951466f, 8.35582759e-05f, 1.70843141e-05f,
        -1.6609567e-05f, 6.03104752e-07f, 1.01613227e-06f,
    ];

    /// <summary>The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x, within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var magnitude = Vector512.Abs(x);
        var small = Vector512.LessThan(magnitude, one);
        var value = Vector512.MultiplyAddEstimate(magnitude, Evaluate(x * x, ErfCoefficients), magnitude);
        if (!Vector512.LessThanAll(magnitude, one))
            value = Vector512.ConditionalSelect(small, value, one - ErfcTail(magnitude));
        return Vector512.CopySign(value, x);
    }

    /// <summary>1 - erf(x) without cancellation: relatively accurate, within 3 ulp, down to the subnormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Erfc(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var half = Vector512.Create(0.5);
        var (sum, error) = FastTwoSum(Vector512<double>.One, -x);
        var middle = sum + (error - (x * Evaluate(x * x, ErfCoefficients)));
        if (Vector512.LessThanAll(magnitude, half))
            return middle;

        var tail = ErfcTail(magnitude);
        var outer = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(2.0) - tail, tail);
        return Vector512.ConditionalSelect(Vector512.LessThan(magnitude, half), middle, outer);
    }

    /// <summary>The error function of each lane within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        var magnitude = Vector512.Abs(x);
        var near = Vector512.MultiplyAddEstimate(magnitude, Evaluate(x * x, ErfFloatCoefficients), magnitude);

        // 1 - erf(3.95) is below half an ulp of 1.
        var far = Evaluate(AtMost(magnitude, 3.95f) - Vector512.Create(2.5f), ErfTailFloatCoefficients);
        far = Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, Vector512.Create(3.95f)), Vector512<float>.One, far);
        return Vector512.CopySign(Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512<float>.One), near, far), x);
    }

    /// <summary>1 - erf(x) without cancellation, within 0.51 ulp, computed in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Erfc(Vector512<float> x) =>
        Vector512.Narrow(Erfc(Vector512.WidenLower(x)), Erfc(Vector512.WidenUpper(x)));

    // erfc(x) for x >= 1/2; NaN stays NaN. Beyond 27.3 the result underflows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> ErfcTail(Vector512<double> x)
    {
        x = AtMost(x, 27.3);
        var three = Vector512.Create(3.0);
        var polynomial = Evaluate((x - three) / (x + three), ErfcCoefficients);

        // exp(-x^2): x is split at 26 bits, x = a + b, so that a^2 is exact and x^2 = a^2 + b (x + a); the last term is below 3e-5.
        // Rounding x^2 itself would cost 2^-53 x^2, hundreds of units in the last place.
        var a = (x.AsUInt64() & Vector512.Create(0xFFFF_FFFF_F800_0000)).AsDouble();
        var (exponential, low) = ExpParts(-(a * a), out var k);
        var rest = (a - x) * (x + a);
        var series = MulAdd(rest * rest, MulAdd(rest, Vector512.Create(1.0 / 6), Vector512.Create(0.5)), rest);
        low += (exponential + low) * series;

        // The rounding error of 1 + 2x is put right to first order: polynomial/(1 + 2x) is within an eighth of 1/(1 + 2x), near
        // enough for a factor of an error.
        var (denominator, error) = FastTwoSum(x + x, Vector512<double>.One);
        var quotient = polynomial / denominator;
        var correction = low - (exponential * (error * quotient));
        return ScaleB(MulAdd(exponential, quotient, correction * quotient), k);
    }
}
