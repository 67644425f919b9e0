using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

// All of these are functions of t = exp(-|x|), which lies in (0, 1] and neither overflows nor cancels:
//   sigmoid(x)  = 1/(1 + t) or t/(1 + t)          softplus(x) = max(x, 0) + log1p(t)
//   logaddexp(a, b) = max(a, b) + log1p(exp(-|a − b|))
// The error of t enters log1p(t) undiminished, so t is carried as high + low there: log1p(t + e) = log1p(t) + e/(1 + t).
internal static partial class Kernels512
{
    /// <summary>The logistic function 1/(1 + e^-x); subnormal, not zero, where e^x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        var t = Exp(x | SignBitFloat);
        var (denominator, lost) = FastTwoSum(Vector512<float>.One, t);
        var q = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), t, Vector512<float>.One) / denominator;
        // What the denominator lost, to first order; its inverse is needed to a few bits, and 1 − t/2 is within a tenth.
        return q - q * lost * MulAdd(t, Vector512.Create(-0.5f), Vector512<float>.One);
    }

    /// <summary>The logistic function 1/(1 + e^-x); subnormal, not zero, where e^x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        var t = Exp(x | SignBitDouble);
        var (denominator, lost) = FastTwoSum(Vector512<double>.One, t);
        var q = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), t, Vector512<double>.One) / denominator;
        // What the denominator lost, to first order; its inverse is needed to a few bits, and 1 − t/2 is within a tenth.
        return q - q * lost * MulAdd(t, Vector512.Create(-0.5), Vector512<double>.One);
    }

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => AtLeast(x, 0f) + Log1PExp(x | SignBitFloat, default);

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x) => AtLeast(x, 0.0) + Log1PExp(x | SignBitDouble, default);

    /// <summary>ln sigmoid(x) = −softplus(−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogSigmoid(Vector512<float> x) => -Softplus(-x);

    /// <summary>ln sigmoid(x) = −softplus(−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogSigmoid(Vector512<double> x) => -Softplus(-x);

    /// <summary>
    /// ln(1 − e^x) for x ≤ 0: minus infinity at zero, NaN above. Near zero 1 − e^x is −expm1(x); further off the logarithm is
    /// log1p(−e^x) (Mächler 2012, "Accurately computing log(1 − exp(−|a|))").
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1MExp(Vector512<float> x)
    {
        var near = Log(-ExpM1(x));
        var (t, error) = ExpPair(AtMost(x, -0.6931472f));
        var (high, low) = Log1PUnitParts(-t);
        // Again the derivative of log1p(−t), 1/(1 − t), is needed to a few bits only.
        var far = (high + (low - error * MulAdd(t, Vector512.Create(2f), Vector512<float>.One))) | SignBitFloat;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(-0.6931472f)), near, far);
    }

    /// <inheritdoc cref="Log1MExp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1MExp(Vector512<double> x)
    {
        var near = Log(-ExpM1(x));
        var (t, error) = ExpPair(AtMost(x, -0.6931471805599453));
        var (high, low) = Log1PUnitParts(-t);
        // Again the derivative of log1p(−t), 1/(1 − t), is needed to a few bits only.
        var far = (high + (low - error * MulAdd(t, Vector512.Create(2.0), Vector512<double>.One))) | SignBitDouble;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(-0.6931471805599453)), near, far);
    }

    /// <summary>ln(e^a + e^b). Next to its zeros, e^a + e^b = 1, the error is an ulp of a or b, not of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogAddExp(Vector512<float> a, Vector512<float> b)
    {
        var (difference, lost) = TwoSum(a, -b);
        lost = Vector512.ConditionalSelect(Vector512.LessThan(difference, Vector512<float>.Zero), lost, -lost);
        // Where an argument is infinite the lost part is NaN; where both are the same infinity the difference is, too.
        lost &= Vector512.LessThan(Vector512.Abs(difference), Vector512.Create(100f));
        difference = Vector512.ConditionalSelect(Vector512.Equals(a, b), Vector512<float>.Zero, difference);
        return Vector512.Max(a, b) + Log1PExp(difference | SignBitFloat, lost);
    }

    /// <inheritdoc cref="LogAddExp(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogAddExp(Vector512<double> a, Vector512<double> b)
    {
        var (difference, lost) = TwoSum(a, -b);
        lost = Vector512.ConditionalSelect(Vector512.LessThan(difference, Vector512<double>.Zero), lost, -lost);
        // Where an argument is infinite the lost part is NaN; where both are the same infinity the difference is, too.
        lost &= Vector512.LessThan(Vector512.Abs(difference), Vector512.Create(800.0));
        difference = Vector512.ConditionalSelect(Vector512.Equals(a, b), Vector512<double>.Zero, difference);
        return Vector512.Max(a, b) + Log1PExp(difference | SignBitDouble, lost);
    }

    /// <summary>ln(1 + e^(x + lost)) for x ≤ 0 and a lost part of at most about an ulp of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Log1PExp(Vector512<float> x, Vector512<float> lost)
    {
        var (t, error) = ExpPair(x);
        var (high, low) = Log1PUnitParts(t);
        // The derivative 1/(1 + t) multiplies an error: within a tenth it is 1 − t/2 on [0, 1].
        return high + MulAdd(MulAdd(t, lost, error), MulAdd(t, Vector512.Create(-0.5f), Vector512<float>.One), low);
    }

    /// <inheritdoc cref="Log1PExp(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log1PExp(Vector512<double> x, Vector512<double> lost)
    {
        var (t, error) = ExpPair(x);
        var (high, low) = Log1PUnitParts(t);
        return high + MulAdd(MulAdd(t, lost, error), MulAdd(t, Vector512.Create(-0.5), Vector512<double>.One), low);
    }
}
