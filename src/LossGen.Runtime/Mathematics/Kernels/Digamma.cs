using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>The derivatives of log Gamma: digamma and trigamma.</content>
/// <remarks>
/// From 2 on both follow their asymptotic series, the tail fitted as a polynomial in 1/x^2 down to x = 2, where the series
/// itself no longer converges. On [1, 2) digamma is (x - root) P(x), the root in two doubles; below 1 one step of the
/// recurrence, psi(x) = psi(x + 1) - 1/x. Trigamma has no zero and steps up to 2. Below zero both are reflected.
/// </remarks>
internal static partial class Kernels512
{
    // psi(x)/(x - root) in powers of x - 1.5 on [1, 2]; error 7.9e-17.
    private static ReadOnlySpan<double> DigammaCoefficients =>
    [
        0.951055876031833, -0.4236274212814605, 0.2405424842407742, -0.14840492305390884,
        0.09498872445494122, -0.061922133273064534, 0.04076083381242074, -0.02697579675613825,
        0.0179072524394512, -0.011908218001568644, 0.007926944646403797, -0.005279964873257405,
        0.003519006401502276, -0.002345267632540769, 0.0015566317474486838, -0.0010376374098418604,
        0.0007233266279287554, -0.0004821990530566789, 0.0002272331660987376, -0.00015148586836773365,
        0.00025968482126430747, -0.00017312261802727394,
    ];

    // (log x - 1/(2x) - psi(x)) x^2 in powers of 1/x^2 from x = 2 on; error 2.1e-17.
    private static ReadOnlySpan<double> DigammaTailCoefficients =>
    [
        0.08333333333333331, -0.008333333333282403, 0.003968253945839001, -0.004166662685228813,
        0.0075753767449202114, -0.02107005462480323, 0.0824035482341047, -0.41543189412384435,
        2.4086324711339757, -14.175670240319478, 76.38816505649287, -350.65957358798636,
        1303.3197407377493, -3758.3998407304603, 8025.262927759885, -11879.65935601311,
        10847.135702354277, -4591.936001033201,
    ];

    // (psi'(x) - 1/x - 1/(2x^2)) x^3 in powers of 1/x^2 from x = 2 on; error 1.9e-17.
    private static ReadOnlySpan<double> TrigammaTailCoefficients =>
    [
        0.16666666666666666, -0.03333333333327952, 0.023809523777324842, -0.03333332555190509,
        0.07575656132085197, -0.25303079750773644, 1.1620345572302873, -6.902252460423001,
        48.96035859754471, -374.86373646911875, 2808.751906019307, -19117.524178956006,
        112452.24671373222, -552725.8439809212, 2212187.8697162615, -7034653.95250339,
        17269767.812776916, -31459185.111017507, 39950116.6484662, -31517866.253096577,
        11617425.908676215,
    ];

    // pi (cos(pi f) - 1)/f^2 in powers of f^2 on |f| <= 1/2; error 2.1e-16.
    private static ReadOnlySpan<double> CosPiCoefficients =>
    [
        -15.50313834014991, 12.750820199386727, -4.194851705245522, 0.7393129794992402,
        -0.08107474038404985, 0.0060619362574651165, -0.00032872882333383983, 1.3512630011020516e-05,
        -4.234569965123664e-07,
    ];

    /// <summary>
    /// The logarithmic derivative of gamma, within 4 ulp for x > 0, around its zero at 1.4616… too; for x &lt; 0 within
    /// 4 ulp of max(1, |value|, log(1 - x)). At +0 it is -infinity, at -0 +infinity, at -1, -2, … and -infinity NaN, as in SciPy.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Digamma(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var magnitude = Vector512.Abs(x);
        var negative = Vector512.IsNegative(x);
        var belowOne = Vector512.LessThan(magnitude, one);

        // psi(a) for a >= 1 and psi(a + 1) below.
        var rootDistance =
            magnitude
            - Vector512.ConditionalSelect(belowOne, Vector512.Create(0.46163214496836236), Vector512.Create(1.4616321449683622))
            - Vector512.ConditionalSelect(belowOne, Vector512.Create(-1.5522348162858677e-17), Vector512.Create(9.549995429965697e-17));
        var centred = magnitude - Vector512.ConditionalSelect(belowOne, Vector512.Create(0.5), Vector512.Create(1.5));
        var value = rootDistance * Evaluate(centred, DigammaCoefficients);
        var reciprocal = one / magnitude;
        if (Vector512.GreaterThanOrEqualAny(magnitude, Vector512.Create(2.0)))
        {
            var large = DigammaFromTwo(magnitude, reciprocal);
            value = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(2.0)), large, value);
        }

        var positive = Vector512.ConditionalSelect(belowOne, value - reciprocal, value);
        if (!Vector512.EqualsAny(negative.AsInt64(), Vector512<long>.AllBitsSet))
            return positive;

        var next = Vector512.ConditionalSelect(belowOne, value, value + reciprocal);
        return Vector512.ConditionalSelect(negative, ReflectDigamma(magnitude, next), positive);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> DigammaFromTwo(Vector512<double> x, Vector512<double> reciprocal)
    {
        var (log, logLow) = LogParts(x);
        var square = reciprocal * reciprocal;
        var rest = logLow - (square * Evaluate(square, DigammaTailCoefficients));
        var (sum, error) = FastTwoSum(log, Vector512.Create(-0.5) * reciprocal);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), sum + (error + rest), x);
    }

    // psi(-a) = psi(a + 1) + pi cot(pi a).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> ReflectDigamma(Vector512<double> magnitude, Vector512<double> next)
    {
        var nearest = Vector512.Round(magnitude);
        var pole = Vector512.Equals(magnitude, nearest) & Vector512.GreaterThan(magnitude, Vector512<double>.Zero);
        var reflected = next + PiCotangentOfPi(magnitude - nearest);
        return Vector512.ConditionalSelect(pole, Vector512.Create(double.NaN), reflected);
    }

    /// <summary>
    /// The second derivative of log Gamma, within 3 ulp; +infinity at 0, -1, -2, … and at -infinity, as SciPy's polygamma(1, x).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> Trigamma(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var zero = Vector512<double>.Zero;
        var negative = Vector512.LessThan(x, zero);

        // For x < 0 the reflection needs psi'(1 - x).
        var start = Vector512.ConditionalSelect(negative, one - x, x);
        var belowOne = Vector512.LessThan(start, one);
        var next = Vector512.ConditionalSelect(belowOne, start + one, start);
        var belowTwo = Vector512.LessThan(next, Vector512.Create(2.0));
        var large = Vector512.ConditionalSelect(belowTwo, next + one, next);

        var reciprocal = one / large;
        var square = reciprocal * reciprocal;
        var tail = reciprocal * square * Evaluate(square, TrigammaTailCoefficients);
        var value = reciprocal + (tail + (Vector512.Create(0.5) * square));

        // Two quotients rather than a quotient by a square, which would underflow first.
        value += Vector512.ConditionalSelect(belowTwo, one / next / next, zero);
        value += Vector512.ConditionalSelect(belowOne, one / start / start, zero);
        if (!Vector512.LessThanAny(x, zero))
            return value;

        // psi'(x) = (pi/sin(pi x))^2 - psi'(1 - x). Minus infinity is a pole like every large number.
        var f = x - Vector512.Round(x);
        f = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Round(x)), zero, f);
        return Vector512.ConditionalSelect(negative, SquaredPiCosecantOfPi(f) - value, value);
    }

    /// <summary>The logarithmic derivative of gamma, computed in double: within 0.51 ulp for x > 0. Poles as for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Digamma(Vector512<float> x) =>
        Vector512.Narrow(Digamma(Vector512.WidenLower(x)), Digamma(Vector512.WidenUpper(x)));

    /// <summary>The second derivative of log Gamma within 0.51 ulp, computed in double. Poles as for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Trigamma(Vector512<float> x) =>
        Vector512.Narrow(Trigamma(Vector512.WidenLower(x)), Trigamma(Vector512.WidenUpper(x)));

    // (pi/sin(pi f))^2 for |f| <= 1/2: the square of q/f, q = pi f/sin(pi f), with what both quotients lost in rounding put back;
    // next to zero q is 1, and 1/f may be too large for that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SquaredPiCosecantOfPi(Vector512<double> f)
    {
        var one = Vector512<double>.One;
        var tiny = Vector512.LessThan(Vector512.Abs(f), Vector512.Create(1.0 / (1 << 27)));
        var divisor = Vector512.ConditionalSelect(tiny, one, f);

        var sine = SinPiOverRemainder(f * f, out var sineLow);
        var q = Vector512.Create(Math.PI) / sine;
        var (product, productLow) = TwoProduct(q, sine);
        var qLow = (Vector512.Create(Math.PI) - product - productLow + (Vector512.Create(PiLow) - (q * sineLow))) / sine;

        var quotient = q / divisor;
        (product, productLow) = TwoProduct(quotient, divisor);
        var quotientLow = (q - product - productLow + qLow) / divisor;
        var square = MulAdd(quotient + quotient, quotientLow, quotient * quotient);
        return Vector512.ConditionalSelect(tiny, one / f / f, square);
    }

    // pi cot(pi f) for |f| <= 1/2: pi cos(pi f) and sin(pi f)/f, each pi and a rest, are divided as sums of two doubles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PiCotangentOfPi(Vector512<double> f)
    {
        var z = f * f;
        var (cosine, cosineLow) = FastTwoSum(Vector512.Create(Math.PI), z * Evaluate(z, CosPiCoefficients));
        var sine = SinPiOverRemainder(z, out var sineLow);
        var quotient = cosine / sine;
        return (quotient + ((cosineLow + Vector512.Create(PiLow) - (quotient * sineLow)) / sine)) / f;
    }
}
