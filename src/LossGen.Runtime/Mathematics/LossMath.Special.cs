using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>The error function: 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    public static float Erf(float x) => Kernels128.Erf(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Erf(float)"/>
    public static double Erf(double x) => Kernels128.Erf(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the error function for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Erf(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<ErfKernel>(x, destination);

    /// <inheritdoc cref="Erf(ReadOnlySpan{float}, Span{float})"/>
    public static void Erf(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<ErfKernel>(x, destination);

    /// <summary>1 - erf(x), relatively accurate in the tail, where erf(x) is 1 to all digits.</summary>
    public static float Erfc(float x) => Kernels128.Erfc(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Erfc(float)"/>
    public static double Erfc(double x) => Kernels128.Erfc(Vector128.Create(x)).ToScalar();

    /// <summary>Writes 1 - erf(x) for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Erfc(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<ErfcKernel>(x, destination);

    /// <inheritdoc cref="Erfc(ReadOnlySpan{float}, Span{float})"/>
    public static void Erfc(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<ErfcKernel>(x, destination);

    /// <summary>log|Gamma(x)|, SciPy's gammaln: +infinity at 0, -1, -2, … and at both infinities (SciPy has -infinity at the lower).</summary>
    public static float LogGamma(float x) => Kernels128.LogGamma(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="LogGamma(float)"/>
    public static double LogGamma(double x) => Kernels128.LogGamma(Vector128.Create(x)).ToScalar();

    /// <summary>Writes log|Gamma(x)| for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void LogGamma(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<LogGammaKernel>(x, destination);

    /// <inheritdoc cref="LogGamma(ReadOnlySpan{float}, Span{float})"/>
    public static void LogGamma(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<LogGammaKernel>(x, destination);

    /// <summary>The derivative of log Gamma: -infinity at +0, +infinity at -0, NaN at -1, -2, … and at -infinity, as in SciPy.</summary>
    public static float Digamma(float x) => Kernels128.Digamma(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Digamma(float)"/>
    public static double Digamma(double x) => Kernels128.Digamma(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the derivative of log Gamma for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Digamma(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<DigammaKernel>(x, destination);

    /// <inheritdoc cref="Digamma(ReadOnlySpan{float}, Span{float})"/>
    public static void Digamma(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<DigammaKernel>(x, destination);

    /// <summary>The second derivative of log Gamma, SciPy's polygamma(1, x): +infinity at 0, -1, -2, … and at -infinity.</summary>
    public static float Trigamma(float x) => Kernels128.Trigamma(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Trigamma(float)"/>
    public static double Trigamma(double x) => Kernels128.Trigamma(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the second derivative of log Gamma for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Trigamma(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<TrigammaKernel>(x, destination);

    /// <inheritdoc cref="Trigamma(ReadOnlySpan{float}, Span{float})"/>
    public static void Trigamma(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<TrigammaKernel>(x, destination);

    private readonly struct ErfKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Erf(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Erf(x);
    }

    private readonly struct ErfcKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Erfc(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Erfc(x);
    }

    private readonly struct LogGammaKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.LogGamma(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.LogGamma(x);
    }

    private readonly struct DigammaKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Digamma(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Digamma(x);
    }

    private readonly struct TrigammaKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Trigamma(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Trigamma(x);
    }
}
