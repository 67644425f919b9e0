using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>The logarithm of the absolute value of the gamma function.</content>
/// <remarks>
/// Below 8, Gamma(x + 1) = x Gamma(x) leads to an argument 2 + s with -0.586 &lt;= s &lt;= 0.5, where
/// log Gamma(2 + s) = (1 - gamma) s + s^2 P(s) is relatively accurate around its zero at 2; what remains is one logarithm:
/// <code>
/// x                      s        log Gamma(x)
/// [0, 0.414)             x        log Gamma(2 + s) - log(x (x + 1))
/// [0.414, sqrt(1/2))     x - 1    log Gamma(2 + s) - log x
/// [sqrt(1/2), sqrt(2))   x - 1    -gamma s + (s^2 P(s) - (log x - s))      relatively accurate around its zero at 1
/// [sqrt(2), 2.5)         x - 2    log Gamma(2 + s)
/// [2.5, 8)               x - k    log Gamma(2 + s) + log((x - 1) … (x - k + 2)), k the nearest integer
/// </code>
/// From 8 on it is Stirling's series, its tail fitted as a polynomial in 1/x^2. Below zero it is Euler's reflection.
/// </remarks>
internal static partial class Kernels512
{
    private const double StirlingStart = 8;

    // What Math.PI lacks of pi.
    private const double PiLow = 1.2246467991473532e-16;

    // (log Gamma(2 + s)/s - (1 - gamma))/s on [-0.586, 0.5]; error 1.6e-17.
    private static ReadOnlySpan<double> LogGammaCoefficients =>
    [
        0.3224670334241132, -0.06735230105319809, 0.020580808427784543, -0.007385551028675858,
        0.0028905103307422606, -0.0011927539115784904, 0.0005096695247177978, -0.00022315476224637825,
        9.945751292556817e-05, -4.492617391039422e-05, 2.0507219687174568e-05, -9.440104719682645e-06,
        4.374717574504996e-06, -2.035517246695496e-06, 9.56453895743284e-07, -4.626772016452373e-07,
        2.061526051547931e-07, -7.279473587629262e-08, 6.097143121198672e-08, -4.937024478089632e-08,
    ];

    // x (log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2) in powers of 1/x^2 from x = 8 on; error 4.7e-18.
    private static ReadOnlySpan<double> StirlingCoefficients =>
    [
        0.08333333333333333, -0.002777777777773988, 0.000793650789752374, -0.0005952365844987332,
        0.0008414700845084233, -0.0018903829559755586, 0.005065904614765912,
    ];

    // (sin(pi f)/f - pi)/f^2 in powers of f^2 on |f| <= 1/2; error 2.5e-16, of which f^2/pi counts.
    private static ReadOnlySpan<double> SinPiCoefficients =>
    [
        -5.16771278004997, 2.55016403987734, -0.599264529320343, 0.08214588659675232,
        -0.007370430719634586, 0.00046630087411496363, -2.1906201655131958e-05, 7.725743030789876e-07,
    ];

    /// <summary>
    /// log|Gamma(x)| within 3 ulp for x > 0, around the zeros at 1 and 2 too; for x &lt; 0, whose zeros no double meets, within
    /// 3 ulp of max(1, |value|, log Gamma(-x)). Infinite at 0, -1, -2, … and at both infinities (as in C; SciPy's gammaln(-inf) is -inf).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> LogGamma(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var value = LogGammaOfPositive(magnitude);
        return Vector512.GreaterThanOrEqualAll(x, Vector512<double>.Zero) ? value : ReflectLogGamma(x, magnitude, value);
    }

    /// <summary>
    /// log|Gamma(x)| within 0.51 ulp, computed in double; next to its zeros below 0, with an absolute error as for double.
    /// Infinite at 0, -1, -2, … and at both infinities.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> LogGamma(Vector512<float> x) =>
        Vector512.Narrow(LogGamma(Vector512.WidenLower(x)), LogGamma(Vector512.WidenUpper(x)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> LogGammaOfPositive(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var tiny = Vector512.LessThan(x, Vector512.Create(0.4142135623730951));
        var belowOne = Vector512.LessThan(x, Vector512.Create(0.7071067811865476));
        var nearOne = Vector512.AndNot(Vector512.LessThan(x, Vector512.Create(1.4142135623730951)), belowOne);
        var nearTwo = Vector512.LessThan(x, Vector512.Create(2.5));
        var stirling = Vector512.GreaterThanOrEqual(x, Vector512.Create(StirlingStart));

        // The shift to 2 + s and the product that it leaves; subtracting small integers is exact here.
        var s = Vector512.ConditionalSelect(tiny, x, x - one);
        s = Vector512.ConditionalSelect(belowOne | nearOne, s, x - Vector512.Create(2.0));
        var argument = Vector512.ConditionalSelect(belowOne | nearOne | stirling, x, one);
        for (var shift = 1; shift <= 6; shift++)
        {
            var factor = x - Vector512.Create((double)shift);
            var above = Vector512.AndNot(Vector512.GreaterThanOrEqual(x, Vector512.Create(shift + 1.5)), stirling);
            s = Vector512.ConditionalSelect(above, factor - Vector512.Create(2.0), s);
            argument = Vector512.ConditionalSelect(above, argument * factor, argument);
        }

        // x (x + 1) with its rounding error: x^2 is small beside x.
        var (product, productError) = FastTwoSum(x, x * x);
        argument = Vector512.ConditionalSelect(tiny, product, argument);
        var (log, logLow) = LogParts(argument);
        var corrected = tiny & Vector512.GreaterThan(x, Vector512<double>.Zero);
        logLow += Vector512.ConditionalSelect(corrected, productError / product, Vector512<double>.Zero);

        var square = s * s * Evaluate(s, LogGammaCoefficients);
        var sign = Vector512.ConditionalSelect(nearTwo, -one, one);
        var slope = Vector512.ConditionalSelect(nearOne, Vector512.Create(-0.5772156649015329), Vector512.Create(0.42278433509846713));
        var signedLog = Vector512.ConditionalSelect(nearOne, Vector512<double>.Zero, sign * log);
        var value = signedLog + Vector512.MultiplyAddEstimate(slope, s, square + (sign * logLow));
        if (!Vector512.GreaterThanOrEqualAny(x, Vector512.Create(StirlingStart)))
            return value;

        // (x - 1/2)(log x - 1) + (log(2 pi) - 1)/2 + tail/x.
        var reciprocal = one / x;
        var tail = Evaluate(reciprocal * reciprocal, StirlingCoefficients) * reciprocal;
        var large = ((x - Vector512.Create(0.5)) * (log - one + logLow)) + (Vector512.Create(0.4189385332046727) + tail);
        return Vector512.ConditionalSelect(stirling, large, value);
    }

    // log|Gamma(-a)| = log(pi/(a |sin(pi a)|)) - log Gamma(a).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> ReflectLogGamma(Vector512<double> x, Vector512<double> magnitude, Vector512<double> value)
    {
        var f = magnitude - Vector512.Round(magnitude);
        var sine = Vector512.Abs(f) * SinPiOverRemainder(f * f, out _);
        var (log, low) = LogParts(Vector512.Create(Math.PI) / (magnitude * sine));
        var reflected = log + (low - value);

        // Below 2^-60, -log a both times; the product above would underflow.
        reflected = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(8.673617379884035e-19)), value, reflected);
        var pole = Vector512.Equals(magnitude, Vector512.Round(magnitude)); // infinity is one too
        reflected = Vector512.ConditionalSelect(pole, Vector512.Create(double.PositiveInfinity), reflected);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), reflected, value);
    }

    // sin(pi f)/f for |f| <= 1/2 and z = f^2, as a rounded sum and the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinPiOverRemainder(Vector512<double> z, out Vector512<double> low)
    {
        var (value, error) = FastTwoSum(Vector512.Create(Math.PI), z * Evaluate(z, SinPiCoefficients));
        low = error + Vector512.Create(PiLow);
        return value;
    }
}
