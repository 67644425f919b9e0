using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

internal static partial class Halves
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Acos(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Acos(x)
            : Vector256.Create(Kernels128.Acos(x.GetLower()), Kernels128.Acos(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Acos(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Acos(x)
            : Vector256.Create(Kernels128.Acos(x.GetLower()), Kernels128.Acos(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Asin(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Asin(x)
            : Vector256.Create(Kernels128.Asin(x.GetLower()), Kernels128.Asin(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Asin(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Asin(x)
            : Vector256.Create(Kernels128.Asin(x.GetLower()), Kernels128.Asin(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Atan(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Atan(x)
            : Vector256.Create(Kernels128.Atan(x.GetLower()), Kernels128.Atan(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Atan(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Atan(x)
            : Vector256.Create(Kernels128.Atan(x.GetLower()), Kernels128.Atan(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Cos(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Cos(x)
            : Vector256.Create(Kernels128.Cos(x.GetLower()), Kernels128.Cos(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Cos(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Cos(x)
            : Vector256.Create(Kernels128.Cos(x.GetLower()), Kernels128.Cos(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Digamma(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Digamma(x)
            : Vector256.Create(Kernels128.Digamma(x.GetLower()), Kernels128.Digamma(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Digamma(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Digamma(x)
            : Vector256.Create(Kernels128.Digamma(x.GetLower()), Kernels128.Digamma(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Erf(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Erf(x)
            : Vector256.Create(Kernels128.Erf(x.GetLower()), Kernels128.Erf(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Erf(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Erf(x)
            : Vector256.Create(Kernels128.Erf(x.GetLower()), Kernels128.Erf(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Erfc(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Erfc(x)
            : Vector256.Create(Kernels128.Erfc(x.GetLower()), Kernels128.Erfc(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Erfc(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Erfc(x)
            : Vector256.Create(Kernels128.Erfc(x.GetLower()), Kernels128.Erfc(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> LogGamma(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogGamma(x)
            : Vector256.Create(Kernels128.LogGamma(x.GetLower()), Kernels128.LogGamma(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> LogGamma(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogGamma(x)
            : Vector256.Create(Kernels128.LogGamma(x.GetLower()), Kernels128.LogGamma(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Sin(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sin(x)
            : Vector256.Create(Kernels128.Sin(x.GetLower()), Kernels128.Sin(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Sin(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sin(x)
            : Vector256.Create(Kernels128.Sin(x.GetLower()), Kernels128.Sin(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Tan(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Tan(x)
            : Vector256.Create(Kernels128.Tan(x.GetLower()), Kernels128.Tan(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Tan(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Tan(x)
            : Vector256.Create(Kernels128.Tan(x.GetLower()), Kernels128.Tan(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Trigamma(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Trigamma(x)
            : Vector256.Create(Kernels128.Trigamma(x.GetLower()), Kernels128.Trigamma(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Trigamma(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Trigamma(x)
            : Vector256.Create(Kernels128.Trigamma(x.GetLower()), Kernels128.Trigamma(x.GetUpper()));
}
