using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>Writes x^y for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void Pow(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<PowKernel>(x, y, destination);

    /// <inheritdoc cref="Pow(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Pow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<PowKernel>(x, y, destination);

    /// <summary>Writes √(x² + y²) for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void Hypot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<HypotKernel>(x, y, destination);

    /// <inheritdoc cref="Hypot(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Hypot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<HypotKernel>(x, y, destination);

    /// <summary>Writes ln(e^x + e^y) for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void LogAddExp(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<LogAddExpKernel>(x, y, destination);

    /// <inheritdoc cref="LogAddExp(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void LogAddExp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<LogAddExpKernel>(x, y, destination);

    /// <summary>Writes x·ln y, 0 where x is 0 for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void XLogY(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<XLogYKernel>(x, y, destination);

    /// <inheritdoc cref="XLogY(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void XLogY(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<XLogYKernel>(x, y, destination);

    /// <summary>Writes x·ln(1 + y), 0 where x is 0 for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void XLog1PY(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<XLog1PYKernel>(x, y, destination);

    /// <inheritdoc cref="XLog1PY(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void XLog1PY(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<XLog1PYKernel>(x, y, destination);

    /// <summary>Writes x·ln(x/y) for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void RelEntropy(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<RelEntropyKernel>(x, y, destination);

    /// <inheritdoc cref="RelEntropy(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void RelEntropy(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<RelEntropyKernel>(x, y, destination);

    /// <summary>Writes x·ln(x/y) − x + y for every pair of elements.</summary>
    /// <exception cref="ArgumentException">
    /// The inputs have different lengths, or <paramref name="destination"/> is shorter, or overlaps one otherwise than by beginning with it.
    /// </exception>
    public static void KlDivergence(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) =>
        SpanKernel.Apply<KlDivergenceKernel>(x, y, destination);

    /// <inheritdoc cref="KlDivergence(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void KlDivergence(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) =>
        SpanKernel.Apply<KlDivergenceKernel>(x, y, destination);

    private readonly struct PowKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.Pow(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.Pow(x, y);
    }

    private readonly struct HypotKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.Hypot(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.Hypot(x, y);
    }

    private readonly struct LogAddExpKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.LogAddExp(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.LogAddExp(x, y);
    }

    private readonly struct XLogYKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.XLogY(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.XLogY(x, y);
    }

    private readonly struct XLog1PYKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.XLog1PY(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.XLog1PY(x, y);
    }

    private readonly struct RelEntropyKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.RelEntropy(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.RelEntropy(x, y);
    }

    private readonly struct KlDivergenceKernel : IBinaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => VectorMath.KlDivergence(x, y);

        public static Vector512<double> Invoke(Vector512<double> x, Vector512<double> y) => VectorMath.KlDivergence(x, y);
    }
}
