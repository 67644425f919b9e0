using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>The sine of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Sin(float x) => VectorMath.Sin(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Sin(float)"/>
    public static double Sin(double x) => VectorMath.Sin(Vector512.Create(x)).ToScalar();

    /// <summary>The cosine of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Cos(float x) => VectorMath.Cos(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Cos(float)"/>
    public static double Cos(double x) => VectorMath.Cos(Vector512.Create(x)).ToScalar();

    /// <summary>The tangent of x, an angle in radians of any finite size; NaN for infinities.</summary>
    public static float Tan(float x) => VectorMath.Tan(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Tan(float)"/>
    public static double Tan(double x) => VectorMath.Tan(Vector512.Create(x)).ToScalar();

    /// <summary>The arcsine of x, in [-pi/2, pi/2]; NaN outside [-1, 1].</summary>
    public static float Asin(float x) => VectorMath.Asin(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Asin(float)"/>
    public static double Asin(double x) => VectorMath.Asin(Vector512.Create(x)).ToScalar();

    /// <summary>The arccosine of x, in [0, pi]; NaN outside [-1, 1].</summary>
    public static float Acos(float x) => VectorMath.Acos(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Acos(float)"/>
    public static double Acos(double x) => VectorMath.Acos(Vector512.Create(x)).ToScalar();

    /// <summary>The arctangent of x, in [-pi/2, pi/2].</summary>
    public static float Atan(float x) => VectorMath.Atan(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Atan(float)"/>
    public static double Atan(double x) => VectorMath.Atan(Vector512.Create(x)).ToScalar();
}
