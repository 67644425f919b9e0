using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

// exp(x) = 2^k·exp(r), k = round(x / ln 2), r = x − k·ln 2, |r| ≤ ln 2 / 2 (Cody and Waite 1980). ln 2 is split in two: the
// product of k with the upper part is exact, so r keeps its bits with and without fused multiply-add. exp(r) = 1 + r + r²q(r), q the
// interpolant at Chebyshev nodes of tools/fit_elementary.py, and is carried as high + low, high = 1 + r
// rounded. Arguments are clamped to a range whose ends overflow and underflow by themselves, so that k stays small.
internal static partial class Kernels512
{
    /// <summary>e^x; subnormal below -87.3, zero below -103.97, infinite above 88.72.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var r = ReduceExp(x, out var k, out var tail);
        return ScaleB(Vector512<float>.One + (r + tail), k);
    }

    /// <summary>e^x; subnormal below -708.4, zero below -745.13, infinite above 709.78.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var r = ReduceExp(x, out var k, out var tail);
        return ScaleB(Vector512<double>.One + (r + tail), k);
    }

    /// <summary>e^x − 1, accurate next to zero, whose sign it keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        // 2^k·(1 + r + tail) − 1 at half its size, lest 2^k overflow: (s − ½) + s·r exactly as a pair, then s·tail.
        var r = ReduceExp(AtLeast(AtMost(x, 88.73f), -40f), out var k, out var tail);
        var s = PowerOfTwo(k - Vector512<float>.One);
        var (high, low) = FastTwoSum(s - Vector512.Create(0.5f), s * r);
        var half = high + MulAdd(s, tail, low);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1e-9f)), x, half + half);
    }

    /// <summary>e^x − 1, accurate next to zero, whose sign it keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        var r = ReduceExp(AtLeast(AtMost(x, 709.79), -60.0), out var k, out var tail);
        var s = PowerOfTwo(k - Vector512<double>.One);
        var (high, low) = FastTwoSum(s - Vector512.Create(0.5), s * r);
        var half = high + MulAdd(s, tail, low);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1e-18)), x, half + half);
    }

    /// <summary>e^x, x ≤ 0, as a rounded value and what the rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Value, Vector512<float> Error) ExpPair(Vector512<float> x)
    {
        var (high, low) = ExpParts(x, out var k);
        var (value, error) = FastTwoSum(high, low);
        return (ScaleB(value, k), ScaleB(error, k));
    }

    /// <inheritdoc cref="ExpPair(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Value, Vector512<double> Error) ExpPair(Vector512<double> x)
    {
        var (high, low) = ExpParts(x, out var k);
        var (value, error) = FastTwoSum(high, low);
        return (ScaleB(value, k), ScaleB(error, k));
    }

    /// <summary>e^x = 2^k·(high + low), low including what high lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) ExpParts(Vector512<float> x, out Vector512<float> k)
    {
        var r = ReduceExp(x, out k, out var tail);
        var (high, low) = FastTwoSum(Vector512<float>.One, r);
        return (high, low + tail);
    }

    /// <inheritdoc cref="ExpParts(Vector512{float}, out Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) ExpParts(Vector512<double> x, out Vector512<double> k)
    {
        var r = ReduceExp(x, out k, out var tail);
        var (high, low) = FastTwoSum(Vector512<double>.One, r);
        return (high, low + tail);
    }

    /// <summary>e^x = 2^k·(1 + r + tail): r rounded, tail with what r lost in rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceExp(Vector512<float> x, out Vector512<float> k, out Vector512<float> tail)
    {
        x = AtLeast(AtMost(x, 90f), -105f);
        var integer = Vector512.Create(FloatInteger);
        k = MulAdd(x, Vector512.Create(1.44269504f), integer) - integer;
        var upper = MulAdd(k, Vector512.Create(-0.693145751953125f), x);
        var lower = k * Vector512.Create(1.42860677e-6f);
        var r = upper - lower;
        var lost = (upper - r) - lower;
        var q = Vector512.Create(0.00139262504f);
        q = Step(q, r, 0.00836323295f);
        q = Step(q, r, 0.0416665524f);
        q = Step(q, r, 0.166665763f);
        q = Step(q, r, 0.5f);
        tail = MulAdd(r * r, q, lost);
        return r;
    }

    /// <inheritdoc cref="ReduceExp(Vector512{float}, out Vector512{float}, out Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceExp(Vector512<double> x, out Vector512<double> k, out Vector512<double> tail)
    {
        x = AtLeast(AtMost(x, 711.0), -746.0);
        var integer = Vector512.Create(DoubleInteger);
        k = MulAdd(x, Vector512.Create(1.4426950408889634), integer) - integer;
        var upper = MulAdd(k, Vector512.Create(-0.6931471805598903), x);
        var lower = k * Vector512.Create(5.497923018708371e-14);
        var r = upper - lower;
        var lost = (upper - r) - lower;
        var q = Vector512.Create(2.09147553258932e-09);
        q = Step(q, r, 2.5105312729622103e-08);
        q = Step(q, r, 2.755727347871858e-07);
        q = Step(q, r, 2.755725517000089e-06);
        q = Step(q, r, 2.480158732567746e-05);
        q = Step(q, r, 0.0001984126987500228);
        q = Step(q, r, 0.0013888888888883711);
        q = Step(q, r, 0.008333333333326084);
        q = Step(q, r, 0.04166666666666667);
        q = Step(q, r, 0.1666666666666667);
        q = Step(q, r, 0.5);
        tail = MulAdd(r * r, q, lost);
        return r;
    }
}
