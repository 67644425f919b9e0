namespace LossGen.Losses;

/// <content>Quantile losses.</content>
public static partial class Regression
{
    private const string QuantileFormula = """
        require 0 < tau && tau < 1
        u = targets - predictions
        mean(tau * relu(u) + (1 - tau) * relu(-u))
        """;

    /// <summary>The quantile (pinball, check) loss; what minimises it is the conditional τ-quantile.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(τu, (τ − 1)u), with u = y − ŷ. τ = ½ is half the mean absolute error.</para>
    /// <para>Gradient: −τ/n where u &gt; 0, (1 − τ)/n where u &lt; 0, 0 at u = 0, a valid subgradient.</para>
    /// <para>R. Koenker, G. Bassett, Regression quantiles (1978).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="tau">τ in (0, 1), the level of the quantile.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is outside (0, 1).</exception>
    [Loss(QuantileFormula)]
    public static partial float Quantile(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float tau);

    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(QuantileFormula)]
    public static partial double Quantile(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double tau);

    private const string MultiQuantileFormula = """
        assume 0 < levels[q] && levels[q] < 1
        u[n,q] = targets[n] - predictions[n,q]
        mean[n,q](levels[q] * relu(u[n,q]) + (1 - levels[q]) * relu(-u[n,q]))
        """;

    /// <summary>The quantile loss of several levels at once.</summary>
    /// <remarks>
    /// <para>The mean over samples and levels of max(τⱼu, (τⱼ − 1)u), with u = y − ŷⱼ.</para>
    /// <para>Gradient: as for one level, divided by the number of samples times levels.</para>
    /// <para>R. Koenker, G. Bassett, Regression quantiles (1978).</para>
    /// </remarks>
    /// <param name="predictions">The predicted quantiles, shape [n, q]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="levels">τ, shape [q]; in (0, 1), not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MultiQuantileFormula)]
    public static partial float MultiQuantile(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> levels);

    /// <inheritdoc cref="MultiQuantile(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MultiQuantileFormula)]
    public static partial double MultiQuantile(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> levels);

    private const string QuantileCrossingFormula = """
        require weight >= 0
        require margin >= 0
        axis q = quantiles
        weight * mean[n](sum[q | q + 1 < quantiles](relu(predictions[n,q] - predictions[n,q+1] + margin)))
        """;

    /// <summary>A penalty on predicted quantiles that cross.</summary>
    /// <remarks>
    /// <para>(λ/n) Σₙ Σⱼ max(0, ŷⱼ − ŷⱼ₊₁ + ε).</para>
    /// <para>Gradient: +λ/n on ŷⱼ and −λ/n on ŷⱼ₊₁ where the pair is closer than ε.</para>
    /// </remarks>
    /// <param name="predictions">The predicted quantiles, in the order of their levels, shape [n, q]; any numbers.</param>
    /// <param name="quantiles">q, the number of quantiles of a sample.</param>
    /// <param name="weight">λ ≥ 0, the weight of the penalty.</param>
    /// <param name="margin">ε ≥ 0, by how much neighbours have to differ.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> or <paramref name="margin"/> is negative.</exception>
    [Loss(QuantileCrossingFormula)]
    public static partial float QuantileCrossing(ReadOnlySpan<float> predictions, int quantiles, float weight, float margin);

    /// <inheritdoc cref="QuantileCrossing(ReadOnlySpan{float}, int, float, float)"/>
    [Loss(QuantileCrossingFormula)]
    public static partial double QuantileCrossing(ReadOnlySpan<double> predictions, int quantiles, double weight, double margin);
}
