using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

internal static partial class Halves
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Cosh(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Cosh(x)
            : Vector256.Create(Kernels128.Cosh(x.GetLower()), Kernels128.Cosh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Cosh(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Cosh(x)
            : Vector256.Create(Kernels128.Cosh(x.GetLower()), Kernels128.Cosh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Entropy(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Entropy(x)
            : Vector256.Create(Kernels128.Entropy(x.GetLower()), Kernels128.Entropy(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Entropy(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Entropy(x)
            : Vector256.Create(Kernels128.Entropy(x.GetLower()), Kernels128.Entropy(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Exp(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Exp(x)
            : Vector256.Create(Kernels128.Exp(x.GetLower()), Kernels128.Exp(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Exp(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Exp(x)
            : Vector256.Create(Kernels128.Exp(x.GetLower()), Kernels128.Exp(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> ExpM1(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.ExpM1(x)
            : Vector256.Create(Kernels128.ExpM1(x.GetLower()), Kernels128.ExpM1(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> ExpM1(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.ExpM1(x)
            : Vector256.Create(Kernels128.ExpM1(x.GetLower()), Kernels128.ExpM1(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Hypot(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Hypot(x, y)
            : Vector256.Create(Kernels128.Hypot(x.GetLower(), y.GetLower()), Kernels128.Hypot(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Hypot(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Hypot(x, y)
            : Vector256.Create(Kernels128.Hypot(x.GetLower(), y.GetLower()), Kernels128.Hypot(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> KlDivergence(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.KlDivergence(x, y)
            : Vector256.Create(Kernels128.KlDivergence(x.GetLower(), y.GetLower()), Kernels128.KlDivergence(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> KlDivergence(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.KlDivergence(x, y)
            : Vector256.Create(Kernels128.KlDivergence(x.GetLower(), y.GetLower()), Kernels128.KlDivergence(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Log(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log(x)
            : Vector256.Create(Kernels128.Log(x.GetLower()), Kernels128.Log(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Log(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log(x)
            : Vector256.Create(Kernels128.Log(x.GetLower()), Kernels128.Log(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Log1MExp(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log1MExp(x)
            : Vector256.Create(Kernels128.Log1MExp(x.GetLower()), Kernels128.Log1MExp(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Log1MExp(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log1MExp(x)
            : Vector256.Create(Kernels128.Log1MExp(x.GetLower()), Kernels128.Log1MExp(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Log1P(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log1P(x)
            : Vector256.Create(Kernels128.Log1P(x.GetLower()), Kernels128.Log1P(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Log1P(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Log1P(x)
            : Vector256.Create(Kernels128.Log1P(x.GetLower()), Kernels128.Log1P(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> LogAddExp(Vector256<float> a, Vector256<float> b) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogAddExp(a, b)
            : Vector256.Create(Kernels128.LogAddExp(a.GetLower(), b.GetLower()), Kernels128.LogAddExp(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> LogAddExp(Vector256<double> a, Vector256<double> b) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogAddExp(a, b)
            : Vector256.Create(Kernels128.LogAddExp(a.GetLower(), b.GetLower()), Kernels128.LogAddExp(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> LogCosh(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogCosh(x)
            : Vector256.Create(Kernels128.LogCosh(x.GetLower()), Kernels128.LogCosh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> LogCosh(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogCosh(x)
            : Vector256.Create(Kernels128.LogCosh(x.GetLower()), Kernels128.LogCosh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> LogSigmoid(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogSigmoid(x)
            : Vector256.Create(Kernels128.LogSigmoid(x.GetLower()), Kernels128.LogSigmoid(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> LogSigmoid(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.LogSigmoid(x)
            : Vector256.Create(Kernels128.LogSigmoid(x.GetLower()), Kernels128.LogSigmoid(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Pow(x, y)
            : Vector256.Create(Kernels128.Pow(x.GetLower(), y.GetLower()), Kernels128.Pow(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Pow(x, y)
            : Vector256.Create(Kernels128.Pow(x.GetLower(), y.GetLower()), Kernels128.Pow(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> RelEntropy(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.RelEntropy(x, y)
            : Vector256.Create(Kernels128.RelEntropy(x.GetLower(), y.GetLower()), Kernels128.RelEntropy(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> RelEntropy(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.RelEntropy(x, y)
            : Vector256.Create(Kernels128.RelEntropy(x.GetLower(), y.GetLower()), Kernels128.RelEntropy(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sigmoid(x)
            : Vector256.Create(Kernels128.Sigmoid(x.GetLower()), Kernels128.Sigmoid(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Sigmoid(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sigmoid(x)
            : Vector256.Create(Kernels128.Sigmoid(x.GetLower()), Kernels128.Sigmoid(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Sign(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sign(x)
            : Vector256.Create(Kernels128.Sign(x.GetLower()), Kernels128.Sign(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Sign(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sign(x)
            : Vector256.Create(Kernels128.Sign(x.GetLower()), Kernels128.Sign(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Sinh(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sinh(x)
            : Vector256.Create(Kernels128.Sinh(x.GetLower()), Kernels128.Sinh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Sinh(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Sinh(x)
            : Vector256.Create(Kernels128.Sinh(x.GetLower()), Kernels128.Sinh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Softplus(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Softplus(x)
            : Vector256.Create(Kernels128.Softplus(x.GetLower()), Kernels128.Softplus(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Softplus(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Softplus(x)
            : Vector256.Create(Kernels128.Softplus(x.GetLower()), Kernels128.Softplus(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> Tanh(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Tanh(x)
            : Vector256.Create(Kernels128.Tanh(x.GetLower()), Kernels128.Tanh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> Tanh(Vector256<double> x) =>
        Vector256.IsHardwareAccelerated ? Kernels256.Tanh(x)
            : Vector256.Create(Kernels128.Tanh(x.GetLower()), Kernels128.Tanh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> XLog1PY(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.XLog1PY(x, y)
            : Vector256.Create(Kernels128.XLog1PY(x.GetLower(), y.GetLower()), Kernels128.XLog1PY(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> XLog1PY(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.XLog1PY(x, y)
            : Vector256.Create(Kernels128.XLog1PY(x.GetLower(), y.GetLower()), Kernels128.XLog1PY(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<float> XLogY(Vector256<float> x, Vector256<float> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.XLogY(x, y)
            : Vector256.Create(Kernels128.XLogY(x.GetLower(), y.GetLower()), Kernels128.XLogY(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<double> XLogY(Vector256<double> x, Vector256<double> y) =>
        Vector256.IsHardwareAccelerated ? Kernels256.XLogY(x, y)
            : Vector256.Create(Kernels128.XLogY(x.GetLower(), y.GetLower()), Kernels128.XLogY(x.GetUpper(), y.GetUpper()));
}
