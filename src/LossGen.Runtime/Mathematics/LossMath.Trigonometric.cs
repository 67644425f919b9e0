using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>The sine of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Sin(float x) => Kernels128.Sin(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Sin(float)"/>
    public static double Sin(double x) => Kernels128.Sin(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the sine for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Sin(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<SinKernel>(x, destination);

    /// <inheritdoc cref="Sin(ReadOnlySpan{float}, Span{float})"/>
    public static void Sin(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<SinKernel>(x, destination);

    /// <summary>The cosine of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Cos(float x) => Kernels128.Cos(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Cos(float)"/>
    public static double Cos(double x) => Kernels128.Cos(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the cosine for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Cos(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<CosKernel>(x, destination);

    /// <inheritdoc cref="Cos(ReadOnlySpan{float}, Span{float})"/>
    public static void Cos(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<CosKernel>(x, destination);

    /// <summary>The tangent of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Tan(float x) => Kernels128.Tan(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Tan(float)"/>
    public static double Tan(double x) => Kernels128.Tan(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the tangent for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Tan(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<TanKernel>(x, destination);

    /// <inheritdoc cref="Tan(ReadOnlySpan{float}, Span{float})"/>
    public static void Tan(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<TanKernel>(x, destination);

    /// <summary>The arcsine of x, in [-pi/2, pi/2]; NaN outside [-1, 1].</summary>
    public static float Asin(float x) => Kernels128.Asin(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Asin(float)"/>
    public static double Asin(double x) => Kernels128.Asin(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the arcsine for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Asin(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<AsinKernel>(x, destination);

    /// <inheritdoc cref="Asin(ReadOnlySpan{float}, Span{float})"/>
    public static void Asin(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<AsinKernel>(x, destination);

    /// <summary>The arccosine of x, in [0, pi]; NaN outside [-1, 1].</summary>
    public static float Acos(float x) => Kernels128.Acos(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Acos(float)"/>
    public static double Acos(double x) => Kernels128.Acos(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the arccosine for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Acos(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<AcosKernel>(x, destination);

    /// <inheritdoc cref="Acos(ReadOnlySpan{float}, Span{float})"/>
    public static void Acos(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<AcosKernel>(x, destination);

    /// <summary>The arctangent of x, in [-pi/2, pi/2].</summary>
    public static float Atan(float x) => Kernels128.Atan(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Atan(float)"/>
    public static double Atan(double x) => Kernels128.Atan(Vector128.Create(x)).ToScalar();

    /// <summary>Writes the arctangent for every element of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    public static void Atan(ReadOnlySpan<float> x, Span<float> destination) => SpanKernel.Apply<AtanKernel>(x, destination);

    /// <inheritdoc cref="Atan(ReadOnlySpan{float}, Span{float})"/>
    public static void Atan(ReadOnlySpan<double> x, Span<double> destination) => SpanKernel.Apply<AtanKernel>(x, destination);

    private readonly struct SinKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Sin(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Sin(x);
    }

    private readonly struct CosKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Cos(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Cos(x);
    }

    private readonly struct TanKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Tan(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Tan(x);
    }

    private readonly struct AsinKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Asin(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Asin(x);
    }

    private readonly struct AcosKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Acos(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Acos(x);
    }

    private readonly struct AtanKernel : IUnaryKernel
    {
        public static Vector512<float> Invoke(Vector512<float> x) => VectorMath.Atan(x);

        public static Vector512<double> Invoke(Vector512<double> x) => VectorMath.Atan(x);
    }
}
