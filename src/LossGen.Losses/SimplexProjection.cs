using System.Buffers;
using System.Numerics;

namespace LossGen.Losses;

/// <summary>The closest distribution: Bregman projections onto the simplex of numbers from 0 that sum to 1.</summary>
/// <remarks>The projection minimises a divergence D(p‖x) over its first argument, p, in which it is convex.</remarks>
public static class SimplexProjection
{
    /// <summary>The projection for the squared Euclidean distance, by sorting.</summary>
    /// <remarks>
    /// <para>pᵢ = max(0, xᵢ − θ), with θ such that they sum to 1.</para>
    /// <para>M. Held et al., Validation of subgradient optimization (1974); J. Duchi et al., Efficient projections onto the ℓ₁-ball (2008).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">x, shape [n]; finite.</param>
    /// <param name="destination">Receives p, shape [n]; may be <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">There are no values, or the destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static void Euclidean<T>(ReadOnlySpan<T> values, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotEmpty(values.Length, nameof(values));
        Arguments.HasLength(destination.Length, values.Length, nameof(destination), "as many as values");
        Arguments.AreFinite(values, nameof(values));
        var sorted = ArrayPool<double>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++)
            sorted[i] = double.CreateChecked(values[i]);
        var span = sorted.AsSpan(0, values.Length);
        span.Sort();

        // From the top, relative to it: a large common part of all values must not swallow the differences.
        var (top, sum, shift) = (span[^1], 0.0, 0.0);
        for (var k = 1; k <= span.Length; k++)
        {
            sum += span[^k] - top;
            var candidate = (sum - 1) / k;
            if (span[^k] - top <= candidate)
                break;
            shift = candidate;
        }

        for (var i = 0; i < values.Length; i++)
            destination[i] = T.CreateChecked(Math.Max(0, double.CreateChecked(values[i]) - top - shift));
        ArrayPool<double>.Shared.Return(sorted);
    }

    /// <summary>The projection for the Kullback–Leibler divergence: divides by the sum.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">x, shape [n]; not negative, and not all 0.</param>
    /// <param name="destination">Receives p, shape [n]; may be <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">All values are 0, or the destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative or not finite.</exception>
    public static void KullbackLeibler<T>(ReadOnlySpan<T> values, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(destination.Length, values.Length, nameof(destination), "as many as values");
        Arguments.AreNotNegative(values, nameof(values));
        var largest = T.Zero;
        foreach (var value in values)
            largest = T.Max(largest, value);
        if (largest == T.Zero)
            throw new ArgumentException($"'{nameof(values)}' are all 0, which no factor makes sum to 1.", nameof(values));
        var sum = 0.0;
        foreach (var value in values)
            sum += double.CreateChecked(value / largest);
        for (var i = 0; i < values.Length; i++)
            destination[i] = T.CreateChecked(double.CreateChecked(values[i] / largest) / sum);
    }
}
