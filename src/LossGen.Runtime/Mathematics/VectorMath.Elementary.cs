using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

public static partial class VectorMath
{
    /// <inheritdoc cref="Kernels512.Cosh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Cosh(x)
            : Vector512.Create(Halves.Cosh(x.GetLower()), Halves.Cosh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Cosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Cosh(x)
            : Vector512.Create(Halves.Cosh(x.GetLower()), Halves.Cosh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Entropy(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Entropy(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Entropy(x)
            : Vector512.Create(Halves.Entropy(x.GetLower()), Halves.Entropy(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Entropy(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Entropy(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Entropy(x)
            : Vector512.Create(Halves.Entropy(x.GetLower()), Halves.Entropy(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Exp(x)
            : Vector512.Create(Halves.Exp(x.GetLower()), Halves.Exp(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Exp(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Exp(x)
            : Vector512.Create(Halves.Exp(x.GetLower()), Halves.Exp(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.ExpM1(x)
            : Vector512.Create(Halves.ExpM1(x.GetLower()), Halves.ExpM1(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.ExpM1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.ExpM1(x)
            : Vector512.Create(Halves.ExpM1(x.GetLower()), Halves.ExpM1(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Hypot(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Hypot(x, y)
            : Vector512.Create(Halves.Hypot(x.GetLower(), y.GetLower()), Halves.Hypot(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.Hypot(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Hypot(x, y)
            : Vector512.Create(Halves.Hypot(x.GetLower(), y.GetLower()), Halves.Hypot(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.KlDivergence(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KlDivergence(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.KlDivergence(x, y)
            : Vector512.Create(Halves.KlDivergence(x.GetLower(), y.GetLower()), Halves.KlDivergence(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.KlDivergence(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> KlDivergence(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.KlDivergence(x, y)
            : Vector512.Create(Halves.KlDivergence(x.GetLower(), y.GetLower()), Halves.KlDivergence(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log(x)
            : Vector512.Create(Halves.Log(x.GetLower()), Halves.Log(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log(x)
            : Vector512.Create(Halves.Log(x.GetLower()), Halves.Log(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log1MExp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1MExp(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log1MExp(x)
            : Vector512.Create(Halves.Log1MExp(x.GetLower()), Halves.Log1MExp(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log1MExp(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1MExp(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log1MExp(x)
            : Vector512.Create(Halves.Log1MExp(x.GetLower()), Halves.Log1MExp(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log1P(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1P(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log1P(x)
            : Vector512.Create(Halves.Log1P(x.GetLower()), Halves.Log1P(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Log1P(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1P(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Log1P(x)
            : Vector512.Create(Halves.Log1P(x.GetLower()), Halves.Log1P(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogAddExp(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogAddExp(Vector512<float> a, Vector512<float> b) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogAddExp(a, b)
            : Vector512.Create(Halves.LogAddExp(a.GetLower(), b.GetLower()), Halves.LogAddExp(a.GetUpper(), b.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogAddExp(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogAddExp(Vector512<double> a, Vector512<double> b) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogAddExp(a, b)
            : Vector512.Create(Halves.LogAddExp(a.GetLower(), b.GetLower()), Halves.LogAddExp(a.GetUpper(), b.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogCosh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogCosh(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogCosh(x)
            : Vector512.Create(Halves.LogCosh(x.GetLower()), Halves.LogCosh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogCosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogCosh(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogCosh(x)
            : Vector512.Create(Halves.LogCosh(x.GetLower()), Halves.LogCosh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogSigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogSigmoid(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogSigmoid(x)
            : Vector512.Create(Halves.LogSigmoid(x.GetLower()), Halves.LogSigmoid(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.LogSigmoid(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogSigmoid(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.LogSigmoid(x)
            : Vector512.Create(Halves.LogSigmoid(x.GetLower()), Halves.LogSigmoid(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Pow(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Pow(x, y)
            : Vector512.Create(Halves.Pow(x.GetLower(), y.GetLower()), Halves.Pow(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.Pow(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Pow(x, y)
            : Vector512.Create(Halves.Pow(x.GetLower(), y.GetLower()), Halves.Pow(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.RelEntropy(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RelEntropy(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.RelEntropy(x, y)
            : Vector512.Create(Halves.RelEntropy(x.GetLower(), y.GetLower()), Halves.RelEntropy(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.RelEntropy(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> RelEntropy(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.RelEntropy(x, y)
            : Vector512.Create(Halves.RelEntropy(x.GetLower(), y.GetLower()), Halves.RelEntropy(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sigmoid(x)
            : Vector512.Create(Halves.Sigmoid(x.GetLower()), Halves.Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sigmoid(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sigmoid(x)
            : Vector512.Create(Halves.Sigmoid(x.GetLower()), Halves.Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sign(x)
            : Vector512.Create(Halves.Sign(x.GetLower()), Halves.Sign(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sign(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sign(x)
            : Vector512.Create(Halves.Sign(x.GetLower()), Halves.Sign(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sinh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sinh(x)
            : Vector512.Create(Halves.Sinh(x.GetLower()), Halves.Sinh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Sinh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Sinh(x)
            : Vector512.Create(Halves.Sinh(x.GetLower()), Halves.Sinh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Softplus(x)
            : Vector512.Create(Halves.Softplus(x.GetLower()), Halves.Softplus(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Softplus(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Softplus(x)
            : Vector512.Create(Halves.Softplus(x.GetLower()), Halves.Softplus(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Tanh(x)
            : Vector512.Create(Halves.Tanh(x.GetLower()), Halves.Tanh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.Tanh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x) =>
        Vector512.IsHardwareAccelerated ? Kernels512.Tanh(x)
            : Vector512.Create(Halves.Tanh(x.GetLower()), Halves.Tanh(x.GetUpper()));

    /// <inheritdoc cref="Kernels512.XLog1PY(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> XLog1PY(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.XLog1PY(x, y)
            : Vector512.Create(Halves.XLog1PY(x.GetLower(), y.GetLower()), Halves.XLog1PY(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.XLog1PY(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> XLog1PY(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.XLog1PY(x, y)
            : Vector512.Create(Halves.XLog1PY(x.GetLower(), y.GetLower()), Halves.XLog1PY(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.XLogY(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> XLogY(Vector512<float> x, Vector512<float> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.XLogY(x, y)
            : Vector512.Create(Halves.XLogY(x.GetLower(), y.GetLower()), Halves.XLogY(x.GetUpper(), y.GetUpper()));

    /// <inheritdoc cref="Kernels512.XLogY(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> XLogY(Vector512<double> x, Vector512<double> y) =>
        Vector512.IsHardwareAccelerated ? Kernels512.XLogY(x, y)
            : Vector512.Create(Halves.XLogY(x.GetLower(), y.GetLower()), Halves.XLogY(x.GetUpper(), y.GetUpper()));
}
