using System.Numerics;

namespace LossGen.Losses;

/// <summary>Proximal operators: steps that take a penalty exactly where it has no gradient.</summary>
public static class Proximal
{
    /// <summary>Soft thresholding, the proximal operator of the L1 penalty: numbers come closer to 0 by a threshold, and stop there.</summary>
    /// <remarks>
    /// <para>sign(x) max(|x| − t, 0).</para>
    /// <para>D. L. Donoho, I. M. Johnstone, Ideal spatial adaptation by wavelet shrinkage (1994).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">x, shape [n]; a NaN stays one.</param>
    /// <param name="threshold">t ≥ 0.</param>
    /// <param name="destination">Receives the numbers, shape [n]; may be <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is negative.</exception>
    public static void SoftThreshold<T>(ReadOnlySpan<T> values, T threshold, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(destination.Length, values.Length, nameof(destination), "as many as values");
        Arguments.IsNotNegative(double.CreateChecked(threshold), nameof(threshold));
        for (var i = 0; i < values.Length; i++)
            destination[i] = T.Abs(values[i]) <= threshold ? T.Zero : values[i] - (T.IsNegative(values[i]) ? -threshold : threshold);
    }
}
