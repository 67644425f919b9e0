using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>Writes e^x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Exp(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<ExpKernel>(x, destination);

    /// <inheritdoc cref="Exp(ReadOnlySpan{float}, Span{float})"/>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<ExpKernel>(x, destination);

    /// <summary>Writes e^x − 1, accurate next to zero for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void ExpM1(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<ExpM1Kernel>(x, destination);

    /// <inheritdoc cref="ExpM1(ReadOnlySpan{float}, Span{float})"/>
    public static void ExpM1(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<ExpM1Kernel>(x, destination);

    /// <summary>Writes ln x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Log(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<LogKernel>(x, destination);

    /// <inheritdoc cref="Log(ReadOnlySpan{float}, Span{float})"/>
    public static void Log(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<LogKernel>(x, destination);

    /// <summary>Writes ln(1 + x), accurate next to zero for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Log1P(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<Log1PKernel>(x, destination);

    /// <inheritdoc cref="Log1P(ReadOnlySpan{float}, Span{float})"/>
    public static void Log1P(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<Log1PKernel>(x, destination);

    /// <summary>Writes √x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Sqrt(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<SqrtKernel>(x, destination);

    /// <inheritdoc cref="Sqrt(ReadOnlySpan{float}, Span{float})"/>
    public static void Sqrt(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<SqrtKernel>(x, destination);

    /// <summary>Writes sinh x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Sinh(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<SinhKernel>(x, destination);

    /// <inheritdoc cref="Sinh(ReadOnlySpan{float}, Span{float})"/>
    public static void Sinh(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<SinhKernel>(x, destination);

    /// <summary>Writes cosh x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Cosh(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<CoshKernel>(x, destination);

    /// <inheritdoc cref="Cosh(ReadOnlySpan{float}, Span{float})"/>
    public static void Cosh(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<CoshKernel>(x, destination);

    /// <summary>Writes tanh x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<TanhKernel>(x, destination);

    /// <inheritdoc cref="Tanh(ReadOnlySpan{float}, Span{float})"/>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<TanhKernel>(x, destination);

    /// <summary>Writes ln cosh x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void LogCosh(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<LogCoshKernel>(x, destination);

    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, Span{float})"/>
    public static void LogCosh(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<LogCoshKernel>(x, destination);

    /// <summary>Writes 1/(1 + e^-x) for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<SigmoidKernel>(x, destination);

    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{float}, Span{float})"/>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<SigmoidKernel>(x, destination);

    /// <summary>Writes ln(1/(1 + e^-x)) for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void LogSigmoid(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<LogSigmoidKernel>(x, destination);

    /// <inheritdoc cref="LogSigmoid(ReadOnlySpan{float}, Span{float})"/>
    public static void LogSigmoid(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<LogSigmoidKernel>(x, destination);

    /// <summary>Writes ln(1 + e^x) for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<SoftplusKernel>(x, destination);

    /// <inheritdoc cref="Softplus(ReadOnlySpan{float}, Span{float})"/>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<SoftplusKernel>(x, destination);

    /// <summary>Writes ln(1 − e^x) for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Log1MExp(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<Log1MExpKernel>(x, destination);

    /// <inheritdoc cref="Log1MExp(ReadOnlySpan{float}, Span{float})"/>
    public static void Log1MExp(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<Log1MExpKernel>(x, destination);

    /// <summary>Writes −x·ln x for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Entropy(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<EntropyKernel>(x, destination);

    /// <inheritdoc cref="Entropy(ReadOnlySpan{float}, Span{float})"/>
    public static void Entropy(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<EntropyKernel>(x, destination);

    private readonly struct ExpKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Exp(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Exp(x);
    }

    private readonly struct ExpM1Kernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.ExpM1(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.ExpM1(x);
    }

    private readonly struct LogKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Log(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Log(x);
    }

    private readonly struct Log1PKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Log1P(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Log1P(x);
    }

    private readonly struct SqrtKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => Vector512.Sqrt(x);

        public static Vector512<double> Invoke(Vector512<double> x) => Vector512.Sqrt(x);
    }

    private readonly struct SinhKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Sinh(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Sinh(x);
    }

    private readonly struct CoshKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Cosh(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Cosh(x);
    }

    private readonly struct TanhKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Tanh(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Tanh(x);
    }

    private readonly struct LogCoshKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.LogCosh(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.LogCosh(x);
    }

    private readonly struct SigmoidKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Sigmoid(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Sigmoid(x);
    }

    private readonly struct LogSigmoidKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.LogSigmoid(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.LogSigmoid(x);
    }

    private readonly struct SoftplusKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Softplus(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Softplus(x);
    }

    private readonly struct Log1MExpKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Log1MExp(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Log1MExp(x);
    }

    private readonly struct EntropyKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Entropy(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Entropy(x);
    }
}
