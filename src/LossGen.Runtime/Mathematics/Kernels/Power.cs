using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

internal static partial class Kernels512
{
    /// <summary>x^y with the special cases of IEEE 754 (<see cref="Math.Pow"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y)
    {
        var lower = PowOfFloats(Vector512.WidenLower(x), Vector512.WidenLower(y));
        return Vector512.Narrow(lower, PowOfFloats(Vector512.WidenUpper(x), Vector512.WidenUpper(y)));
    }

    /// <summary>x^y with the special cases of IEEE 754 (<see cref="Math.Pow"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        // A logarithm with eleven bits beyond a double's would cost more than the platform's function saves.
        var result = x;
        for (var lane = 0; lane < Vector512<double>.Count; lane++) result = result.WithElement(lane, Math.Pow(x[lane], y[lane]));
        return result;
    }

    /// <summary>√(x² + y²); infinite where either is, even beside a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y)
    {
        // The squares of floats neither overflow nor underflow in double.
        var lower = RootOfSquares(Vector512.WidenLower(x), Vector512.WidenLower(y));
        var value = Vector512.Narrow(lower, RootOfSquares(Vector512.WidenUpper(x), Vector512.WidenUpper(y)));
        var infinity = Vector512.Create(float.PositiveInfinity);
        var infinite = Vector512.Equals(Vector512.Abs(x), infinity) | Vector512.Equals(Vector512.Abs(y), infinity);
        return Vector512.ConditionalSelect(infinite, infinity, value);
    }

    /// <summary>√(x² + y²); infinite where either is, even beside a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y)
    {
        // A power of two keeps the larger square inside the range; the smaller may vanish where it does not count.
        var (a, b, one) = (Vector512.Abs(x), Vector512.Abs(y), Vector512<double>.One);
        var (large, small) = (Vector512.Create(4.149515568880993e180), Vector512.Create(2.409919865102884e-181));
        var over = Vector512.GreaterThan(a, Vector512.Create(1e150)) | Vector512.GreaterThan(b, Vector512.Create(1e150));
        var under = Vector512.LessThan(a, Vector512.Create(1e-130)) & Vector512.LessThan(b, Vector512.Create(1e-130));
        var scale = Vector512.ConditionalSelect(under, large, Vector512.ConditionalSelect(over, small, one));
        var unscale = Vector512.ConditionalSelect(under, small, Vector512.ConditionalSelect(over, large, one));
        var value = RootOfSquares(a * scale, b * scale) * unscale;
        var infinity = Vector512.Create(double.PositiveInfinity);
        return Vector512.ConditionalSelect(Vector512.Equals(a, infinity) | Vector512.Equals(b, infinity), infinity, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RootOfSquares(Vector512<double> x, Vector512<double> y) => Vector512.Sqrt(MulAdd(x, x, y * y));

    /// <summary>x^y of doubles that were floats: |y·ln x| is below 104 where it matters, so a double logarithm suffices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowOfFloats(Vector512<double> x, Vector512<double> y) =>
        PowSpecial(x, y, Exp(y * Log(Vector512.Abs(x))));

    /// <summary>Gives |x|^y its sign, and the values where y·ln|x| has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowSpecial(Vector512<double> x, Vector512<double> y, Vector512<double> magnitude)
    {
        var (one, infinity) = (Vector512<double>.One, Vector512.Create(double.PositiveInfinity));
        var half = y * Vector512.Create(0.5);
        var integral = Vector512.Equals(Vector512.Round(y), y);
        var odd = integral & ~Vector512.Equals(Vector512.Round(half), half);
        var value = magnitude | (x & odd & SignBitDouble);

        var noReal = Vector512.LessThan(x, Vector512<double>.Zero) & Vector512.GreaterThan(x, -infinity) & ~integral;
        value = Vector512.ConditionalSelect(noReal, Vector512.Create(double.NaN), value);
        var unit = Vector512.Equals(y, Vector512<double>.Zero) | Vector512.Equals(x, one)
            | (Vector512.Equals(x, -one) & Vector512.Equals(Vector512.Abs(y), infinity));
        return Vector512.ConditionalSelect(unit, one, value);
    }
}
