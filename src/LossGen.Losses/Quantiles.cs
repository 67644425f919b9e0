using System.Buffers;
using System.Numerics;

namespace LossGen.Losses;

/// <summary>Puts quantiles that were predicted one by one into order.</summary>
/// <remarks>
/// A penalty that keeps them in order while they are learned is <see cref="Regression.QuantileCrossing(ReadOnlySpan{float}, int, float, float)"/>.
/// </remarks>
public static class Quantiles
{
    /// <summary>Sorts the quantiles of every sample.</summary>
    /// <remarks>
    /// <para>The sorted quantiles are never farther from the true ones, in any Lᵖ norm.</para>
    /// <para>V. Chernozhukov et al., Quantile and probability curves without crossing (2010).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The predicted quantiles in the order of their levels, shape [n, q], row-major; no NaN.</param>
    /// <param name="quantiles">q, the number of quantiles of a sample.</param>
    /// <param name="destination">Receives the sorted quantiles, shape [n, q]; may be <paramref name="predictions"/>.</param>
    /// <exception cref="ArgumentException">The predictions are no rows of <paramref name="quantiles"/>, or the destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantiles"/> is not positive, or a prediction is NaN.</exception>
    public static void Rearrange<T>(ReadOnlySpan<T> predictions, int quantiles, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var samples = Arguments.Rows(predictions.Length, quantiles, nameof(predictions), nameof(quantiles));
        Arguments.HasLength(destination.Length, predictions.Length, nameof(destination), "as many as predictions");
        Arguments.AreNumbers(predictions, nameof(predictions));
        predictions.CopyTo(destination);
        for (var n = 0; n < samples; n++)
            destination.Slice(n * quantiles, quantiles).Sort();
    }

    /// <summary>Replaces the quantiles of every sample by the closest ones that rise.</summary>
    /// <remarks>
    /// <para>The least Σ wⱼ(q̃ⱼ − qⱼ)² with q̃₁ ≤ q̃₂ ≤ …, by pooling adjacent violators, in linear time.</para>
    /// <para>M. Ayer et al., An empirical distribution function for sampling with incomplete information (1955).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The predicted quantiles in the order of their levels, shape [n, q], row-major; finite.</param>
    /// <param name="weights">w, shape [q]; positive. Empty for equal weights.</param>
    /// <param name="quantiles">q, the number of quantiles of a sample.</param>
    /// <param name="destination">Receives the quantiles, shape [n, q]; may be <paramref name="predictions"/>.</param>
    /// <exception cref="ArgumentException">The predictions are no rows of <paramref name="quantiles"/>, or other lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantiles"/> or a weight is not positive, or a prediction is not finite.</exception>
    public static void Isotonic<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> weights, int quantiles, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var samples = Arguments.Rows(predictions.Length, quantiles, nameof(predictions), nameof(quantiles));
        Arguments.HasLength(destination.Length, predictions.Length, nameof(destination), "as many as predictions");
        if (!weights.IsEmpty)
            Arguments.HasLength(weights.Length, quantiles, nameof(weights), "one for every quantile, or none");
        Arguments.AreFinite(predictions, nameof(predictions));
        Arguments.ArePositive(weights, nameof(weights));
        var blocks = ArrayPool<Block>.Shared.Rent(quantiles);
        for (var n = 0; n < samples; n++)
            Pool(predictions.Slice(n * quantiles, quantiles), weights, destination.Slice(n * quantiles, quantiles), blocks);
        ArrayPool<Block>.Shared.Return(blocks);
    }

    /// <summary>Every value is a block; a block that is not above the one before it is pooled with it, and then with the one before that.</summary>
    private static void Pool<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> weights, Span<T> destination, Block[] blocks)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            blocks[count++] = new(double.CreateChecked(values[i]), weights.IsEmpty ? 1 : double.CreateChecked(weights[i]), 1);
            for (; count > 1 && blocks[count - 2].Mean >= blocks[count - 1].Mean; count--)
                blocks[count - 2] = blocks[count - 2].With(blocks[count - 1]);
        }

        var start = 0;
        foreach (var block in blocks.AsSpan(0, count))
        {
            destination.Slice(start, block.Length).Fill(T.CreateChecked(block.Mean));
            start += block.Length;
        }
    }

    /// <summary>Neighbours that share a value.</summary>
    private readonly record struct Block(double Mean, double Weight, int Length)
    {
        /// <summary>A mean of two numbers that neither overflows nor leaves the interval between them.</summary>
        public Block With(Block next)
        {
            var weight = Weight + next.Weight;
            return new((Mean * (Weight / weight)) + (next.Mean * (next.Weight / weight)), weight, Length + next.Length);
        }
    }
}
