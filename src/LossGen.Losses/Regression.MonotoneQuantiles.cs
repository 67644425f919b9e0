namespace LossGen.Losses;

/// <content>Quantiles that cannot cross.</content>
public static partial class Regression
{
    private const string MonotoneMultiQuantileFormula = """
        assume 0 < levels[q] && levels[q] < 1
        predictions[n,q] = cumsum[q](q == 0 ? scores[n,q] : softplus(scores[n,q]))
        u[n,q] = targets[n] - predictions[n,q]
        mean[n,q](levels[q] * relu(u[n,q]) + (1 - levels[q]) * relu(-u[n,q]))
        """;

    /// <summary>The quantile loss of several levels at once, of quantiles that are in order by construction: the first is a score, and each
    /// of the others is above the one before it by the softplus of its score.</summary>
    /// <remarks>
    /// <para>The mean over samples and levels of max(τⱼu, (τⱼ − 1)u), with u = y − ŷⱼ, ŷ₁ = a₁ and ŷⱼ = ŷⱼ₋₁ + log(1 + exp(aⱼ)).</para>
    /// <para>Gradient: by aⱼ: the sum over k ≥ j of the gradients by ŷₖ, times σ(aⱼ) for j &gt; 1.</para>
    /// <para>What it predicts: <see cref="MonotoneQuantiles(ReadOnlySpan{float}, int, Span{float})"/>.</para>
    /// </remarks>
    /// <param name="scores">a, shape [n, q]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="levels">τ, shape [q]; in (0, 1) and rising, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MonotoneMultiQuantileFormula)]
    public static partial float MonotoneMultiQuantile(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> levels);

    /// <inheritdoc cref="MonotoneMultiQuantile(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MonotoneMultiQuantileFormula)]
    public static partial double MonotoneMultiQuantile(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> targets, ReadOnlySpan<double> levels);

    private const string MonotoneQuantilesFormula = """
        axis q = quantiles
        predictions[n,q] = cumsum[q](q == 0 ? scores[n,q] : softplus(scores[n,q]))
        """;

    /// <summary>The quantiles that <see cref="MonotoneMultiQuantile(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/> gets
    /// from scores: a head for a network.</summary>
    /// <remarks>
    /// <para>ŷ₁ = a₁, ŷⱼ = ŷⱼ₋₁ + log(1 + exp(aⱼ)).</para>
    /// <para>Gradient, by the seeds sⱼ of the quantiles: by aⱼ: the sum over k ≥ j of sₖ, times σ(aⱼ) for j &gt; 1.</para>
    /// </remarks>
    /// <param name="scores">a, shape [n, q]; any numbers.</param>
    /// <param name="quantiles">q, the number of quantiles of a sample.</param>
    /// <param name="predictions">Receives ŷ, shape [n, q].</param>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(MonotoneQuantilesFormula)]
    public static partial void MonotoneQuantiles(ReadOnlySpan<float> scores, int quantiles, Span<float> predictions);

    /// <inheritdoc cref="MonotoneQuantiles(ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(MonotoneQuantilesFormula)]
    public static partial void MonotoneQuantiles(ReadOnlySpan<double> scores, int quantiles, Span<double> predictions);
}
