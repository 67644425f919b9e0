using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>
/// Polynomials by Horner's rule, lowest power first. <c>tools/fit_polynomials.py</c> makes the coefficients of the
/// trigonometric and special functions: it interpolates at the Chebyshev nodes of the stated interval.
/// </summary>
internal static partial class Kernels512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Evaluate(Vector512<double> x, ReadOnlySpan<double> coefficients)
    {
        var value = Vector512.Create(coefficients[^1]);
        for (var i = coefficients.Length - 2; i >= 0; i--)
            value = Vector512.MultiplyAddEstimate(value, x, Vector512.Create(coefficients[i]));
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Evaluate(Vector512<float> x, ReadOnlySpan<float> coefficients)
    {
        var value = Vector512.Create(coefficients[^1]);
        for (var i = coefficients.Length - 2; i >= 0; i--)
            value = Vector512.MultiplyAddEstimate(value, x, Vector512.Create(coefficients[i]));
        return value;
    }
}
