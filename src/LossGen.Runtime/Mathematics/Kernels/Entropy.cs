using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

internal static partial class Kernels512
{
    /// <summary>x·ln y, and 0 where x is zero unless y is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> XLogY(Vector512<float> x, Vector512<float> y) => ZeroFirst(x, y, x * Log(y));

    /// <summary>x·ln y, and 0 where x is zero unless y is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> XLogY(Vector512<double> x, Vector512<double> y) => ZeroFirst(x, y, x * Log(y));

    /// <summary>x·ln(1 + y), and 0 where x is zero unless y is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> XLog1PY(Vector512<float> x, Vector512<float> y) => ZeroFirst(x, y, x * Log1P(y));

    /// <summary>x·ln(1 + y), and 0 where x is zero unless y is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> XLog1PY(Vector512<double> x, Vector512<double> y) => ZeroFirst(x, y, x * Log1P(y));

    /// <summary>−x·ln x, 0 at zero and minus infinity below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Entropy(Vector512<float> x)
    {
        var value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512<float>.Zero, Vector512<float>.Zero - x * Log(x));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), value);
    }

    /// <summary>−x·ln x, 0 at zero and minus infinity below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Entropy(Vector512<double> x)
    {
        var value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512<double>.Zero, Vector512<double>.Zero - x * Log(x));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), value);
    }

    // Two choices rather than one of two conditions: where x is a constant, .NET 10's JIT forgets the constant half of a conjunction of masks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ZeroFirst(Vector512<float> x, Vector512<float> y, Vector512<float> product) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<float>.Zero),
            Vector512.ConditionalSelect(Vector512.Equals(y, y), Vector512<float>.Zero, y),
            product);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ZeroFirst(Vector512<double> x, Vector512<double> y, Vector512<double> product) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<double>.Zero),
            Vector512.ConditionalSelect(Vector512.Equals(y, y), Vector512<double>.Zero, y),
            product);
}
