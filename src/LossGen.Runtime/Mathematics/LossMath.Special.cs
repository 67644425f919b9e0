using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>The error function: 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    public static float Erf(float x) => VectorMath.Erf(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Erf(float)"/>
    public static double Erf(double x) => VectorMath.Erf(Vector512.Create(x)).ToScalar();

    /// <summary>1 - erf(x), relatively accurate in the tail, where erf(x) is 1 to all digits.</summary>
    public static float Erfc(float x) => VectorMath.Erfc(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Erfc(float)"/>
    public static double Erfc(double x) => VectorMath.Erfc(Vector512.Create(x)).ToScalar();

    /// <summary>log|Gamma(x)|, SciPy's gammaln: +infinity at 0, -1, -2, … and at both infinities (SciPy has -infinity at the lower).</summary>
    public static float LogGamma(float x) => VectorMath.LogGamma(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="LogGamma(float)"/>
    public static double LogGamma(double x) => VectorMath.LogGamma(Vector512.Create(x)).ToScalar();

    /// <summary>The derivative of log Gamma: -infinity at +0, +infinity at -0, NaN at -1, -2, … and at -infinity, as in SciPy.</summary>
    public static float Digamma(float x) => VectorMath.Digamma(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Digamma(float)"/>
    public static double Digamma(double x) => VectorMath.Digamma(Vector512.Create(x)).ToScalar();

    /// <summary>The second derivative of log Gamma, SciPy's polygamma(1, x): +infinity at 0, -1, -2, … and at -infinity.</summary>
    public static float Trigamma(float x) => VectorMath.Trigamma(Vector512.Create(x)).ToScalar();

    /// <inheritdoc cref="Trigamma(float)"/>
    public static double Trigamma(double x) => VectorMath.Trigamma(Vector512.Create(x)).ToScalar();
}
