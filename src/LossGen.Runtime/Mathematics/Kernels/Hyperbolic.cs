using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

// Next to zero each is its odd or even series, as a polynomial in x² that interpolates at Chebyshev nodes
// (tools/fit_elementary.py); further off it is a formula in e^|x| in which nothing cancels any more:
//   sinh, cosh = (e^|x| ∓ e^-|x|)/2     tanh = 1 − 2/(e^(2|x|) + 1)     log cosh = |x| − ln 2 + log1p(e^(-2|x|))
internal static partial class Kernels512
{
    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x)
    {
        var a = Vector512.Abs(x);
        var t = x * x;
        var p = Vector512.Create(2.80628024e-06f);
        p = Step(p, t, 0.000198381022f);
        p = Step(p, t, 0.00833333936f);
        p = Step(p, t, 0.166666672f);
        var near = MulAdd(t * x, p, x);
        var (high, low, inverse) = QuarterExp(a);
        var (difference, lost) = FastTwoSum(high, -inverse);
        var far = difference + (lost + low);
        far = (far + far) | (x & SignBitFloat);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<float>.One), near, far);
    }

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var t = x * x;
        var p = Vector512.Create(7.746178593018827e-13);
        p = Step(p, t, 1.6057679623801638e-10);
        p = Step(p, t, 2.5052117695907823e-08);
        p = Step(p, t, 2.7557319191381816e-06);
        p = Step(p, t, 0.00019841269841324198);
        p = Step(p, t, 0.008333333333333299);
        p = Step(p, t, 0.16666666666666666);
        var near = MulAdd(t * x, p, x);
        var (high, low, inverse) = QuarterExp(a);
        var (difference, lost) = FastTwoSum(high, -inverse);
        var far = difference + (lost + low);
        far = (far + far) | (x & SignBitDouble);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.One), near, far);
    }

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x)
    {
        var (high, low, inverse) = QuarterExp(Vector512.Abs(x));
        var (sum, lost) = FastTwoSum(high, inverse);
        var half = sum + (lost + low);
        return half + half;
    }

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x)
    {
        var (high, low, inverse) = QuarterExp(Vector512.Abs(x));
        var (sum, lost) = FastTwoSum(high, inverse);
        var half = sum + (lost + low);
        return half + half;
    }

    /// <summary>The hyperbolic tangent; keeps the sign of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var a = Vector512.Abs(x);
        var t = x * x;
        var p = Vector512.Create(0.00229274482f);
        p = Step(p, t, -0.00834394526f);
        p = Step(p, t, 0.0217689183f);
        p = Step(p, t, -0.0539592579f);
        p = Step(p, t, 0.133333042f);
        p = Step(p, t, -0.333333343f);
        var near = MulAdd(t * x, p, x);
        var one = Vector512<float>.One;
        var far = one - Vector512.Create(2f) / (Exp(a + a) + one);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512.Create(0.625f)), near, far) | (x & SignBitFloat);
    }

    /// <summary>The hyperbolic tangent; keeps the sign of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var t = x * x;
        var p = Vector512.Create(6.485163482793113e-06);
        p = Step(p, t, -3.12011014257974e-05);
        p = Step(p, t, 9.257116129556769e-05);
        p = Step(p, t, -0.0002375906496055562);
        p = Step(p, t, 0.0005896606577757043);
        p = Step(p, t, -0.0014557754120478055);
        p = Step(p, t, 0.0035921217511549622);
        p = Step(p, t, -0.008863235103240878);
        p = Step(p, t, 0.021869488519008305);
        p = Step(p, t, -0.05396825396789699);
        p = Step(p, t, 0.13333333333333042);
        p = Step(p, t, -0.3333333333333333);
        var near = MulAdd(t * x, p, x);
        var one = Vector512<double>.One;
        var far = one - Vector512.Create(2.0) / (Exp(a + a) + one);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512.Create(0.625)), near, far) | (x & SignBitDouble);
    }

    /// <summary>ln cosh x; about x²/2 near zero, |x| − ln 2 far off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogCosh(Vector512<float> x)
    {
        var a = Vector512.Abs(x);
        var t = a * a;
        var p = Vector512.Create(-2.56173025e-05f);
        p = Step(p, t, 0.00017619862f);
        p = Step(p, t, -0.000679409888f);
        p = Step(p, t, 0.00216129189f);
        p = Step(p, t, -0.0067397994f);
        p = Step(p, t, 0.0222214647f);
        p = Step(p, t, -0.0833332986f);
        p = Step(p, t, 0.5f);
        // Not t·p: t underflows before the result does.
        var near = a * (a * p);
        var (high, low) = Log1PUnitParts(Exp(Vector512.Create(-2f) * a));
        var (difference, lost) = TwoSum(a - Vector512.Create(0.693145751953125f), high);
        var far = difference + (lost + (low - Vector512.Create(1.42860677e-6f)));
        far = Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512.Create(1e9f)), a, far);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<float>.One), near, far);
    }

    /// <summary>ln cosh x; about x²/2 near zero, |x| − ln 2 far off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogCosh(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var t = a * a;
        var p = Vector512.Create(7.276178933519349e-10);
        p = Step(p, t, -8.111948227868486e-09);
        p = Step(p, t, 4.547865307668349e-08);
        p = Step(p, t, -1.7689274895666962e-07);
        p = Step(p, t, 5.597099232255206e-07);
        p = Step(p, t, -1.5971663296574137e-06);
        p = Step(p, t, 4.382661442252829e-06);
        p = Step(p, t, -1.1946624116528204e-05);
        p = Step(p, t, 3.277607851649522e-05);
        p = Step(p, t, -9.098886534348134e-05);
        p = Step(p, t, 0.0002565804360623919);
        p = Step(p, t, -0.0007386029438596456);
        p = Step(p, t, 0.00218694885223455);
        p = Step(p, t, -0.006746031745963319);
        p = Step(p, t, 0.022222222222220433);
        p = Step(p, t, -0.08333333333333331);
        p = Step(p, t, 0.5);
        var near = a * (a * p);
        var (high, low) = Log1PUnitParts(Exp(Vector512.Create(-2.0) * a));
        var (difference, lost) = TwoSum(a - Vector512.Create(0.6931471805598903), high);
        var far = difference + (lost + (low - Vector512.Create(5.497923018708371e-14)));
        far = Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512.Create(1e18)), a, far);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.One), near, far);
    }

    /// <summary>e^a/4 = high + low and e^-a/4, a ≥ 0: a quarter, so that sinh and cosh overflow no sooner than they must.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low, Vector512<float> Inverse) QuarterExp(Vector512<float> a)
    {
        var (high, low) = ExpParts(AtMost(a, 89.42f), out var k);
        var s = PowerOfTwo(k - Vector512.Create(2f));
        (high, low) = FastTwoSum(high * s, low * s);
        return (high, low, Vector512.Create(0.0625f) / high);
    }

    /// <inheritdoc cref="QuarterExp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low, Vector512<double> Inverse) QuarterExp(Vector512<double> a)
    {
        var (high, low) = ExpParts(AtMost(a, 710.48), out var k);
        var s = PowerOfTwo(k - Vector512.Create(2.0));
        (high, low) = FastTwoSum(high * s, low * s);
        return (high, low, Vector512.Create(0.0625) / high);
    }
}
