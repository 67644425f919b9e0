using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

public static partial class VectorMath
{
    /// <inheritdoc cref="Kernels512.Acos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Acos(x)
            : Vector512.Create(Halves.Acos(x.GetLower()), Halves.Acos(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Acos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Acos(x)
            : Vector512.Create(Halves.Acos(x.GetLower()), Halves.Acos(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Asin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Asin(x)
            : Vector512.Create(Halves.Asin(x.GetLower()), Halves.Asin(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Asin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Asin(x)
            : Vector512.Create(Halves.Asin(x.GetLower()), Halves.Asin(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Atan(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Atan(x)
            : Vector512.Create(Halves.Atan(x.GetLower()), Halves.Atan(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Atan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Atan(x)
            : Vector512.Create(Halves.Atan(x.GetLower()), Halves.Atan(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Cos(x)
            : Vector512.Create(Halves.Cos(x.GetLower()), Halves.Cos(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Cos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Cos(x)
            : Vector512.Create(Halves.Cos(x.GetLower()), Halves.Cos(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Digamma(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Digamma(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Digamma(x)
            : Vector512.Create(Halves.Digamma(x.GetLower()), Halves.Digamma(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Digamma(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Digamma(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Digamma(x)
            : Vector512.Create(Halves.Digamma(x.GetLower()), Halves.Digamma(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Erf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Erf(x)
            : Vector512.Create(Halves.Erf(x.GetLower()), Halves.Erf(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Erf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Erf(x)
            : Vector512.Create(Halves.Erf(x.GetLower()), Halves.Erf(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Erfc(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erfc(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Erfc(x)
            : Vector512.Create(Halves.Erfc(x.GetLower()), Halves.Erfc(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Erfc(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erfc(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Erfc(x)
            : Vector512.Create(Halves.Erfc(x.GetLower()), Halves.Erfc(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogGamma(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogGamma(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogGamma(x)
            : Vector512.Create(Halves.LogGamma(x.GetLower()), Halves.LogGamma(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogGamma(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogGamma(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogGamma(x)
            : Vector512.Create(Halves.LogGamma(x.GetLower()), Halves.LogGamma(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sin(x)
            : Vector512.Create(Halves.Sin(x.GetLower()), Halves.Sin(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sin(x)
            : Vector512.Create(Halves.Sin(x.GetLower()), Halves.Sin(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Tan(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Tan(x)
            : Vector512.Create(Halves.Tan(x.GetLower()), Halves.Tan(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Tan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Tan(x)
            : Vector512.Create(Halves.Tan(x.GetLower()), Halves.Tan(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Trigamma(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Trigamma(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Trigamma(x)
            : Vector512.Create(Halves.Trigamma(x.GetLower()), Halves.Trigamma(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Trigamma(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Trigamma(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Trigamma(x)
            : Vector512.Create(Halves.Trigamma(x.GetLower()), Halves.Trigamma(x.GetUpper()));
}
