namespace LossGen.Losses;

/// <content>All similarities in a batch of embeddings with labels.</content>
public static partial class Metric
{
    private const string MultiSimilarityFormula = """
        require alpha > 0
        require beta > 0
        length[i] = norm[d](embeddings[i,d])
        u[i,d] = length[i] < 1e-37 ? 0 : embeddings[i,d] / length[i]
        s[i,j] = sum[d](u[i,d] * u[j,d])
        positive[i] = logsumexp[j | labels[j] == labels[i] && j != i](alpha * (threshold - s[i,j]))
        negative[i] = logsumexp[k | labels[k] != labels[i]](beta * (s[i,k] - threshold))
        mean[i](softplus(positive[i]) / alpha + softplus(negative[i]) / beta)
        """;

    /// <summary>The multi-similarity loss, without its mining of pairs.</summary>
    /// <remarks>
    /// <para>(1/n) Σᵢ (log(1 + Σⱼ e^(−α(sᵢⱼ−λ)))/α + log(1 + Σₖ e^(β(sᵢₖ−λ)))/β), with j ≠ i of the class of i, k of another, and s the
    /// cosines.</para>
    /// <para>Gradient by sᵢⱼ: −e^(−α(sᵢⱼ−λ))/(1 + Σ e^(−α(s−λ)))/n, by sᵢₖ: e^(β(sᵢₖ−λ))/(1 + Σ e^(β(s−λ)))/n.</para>
    /// <para>X. Wang et al., Multi-similarity loss with general pair weighting for deep metric learning (2019).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="alpha">α &gt; 0, how sharply the positives are weighted; the paper has 2.</param>
    /// <param name="beta">β &gt; 0, how sharply the negatives are weighted; the paper has 50.</param>
    /// <param name="threshold">λ, the similarity between the two; the paper has 1 or 0.5.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> or <paramref name="beta"/> is not positive.</exception>
    [Loss(MultiSimilarityFormula)]
    public static partial float MultiSimilarity(
        ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float alpha, float beta, float threshold);

    /// <inheritdoc cref="MultiSimilarity(ReadOnlySpan{float}, ReadOnlySpan{int}, float, float, float)"/>
    [Loss(MultiSimilarityFormula)]
    public static partial double MultiSimilarity(
        ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double alpha, double beta, double threshold);

    private const string CircleFormula = """
        require scale > 0
        require 0 <= margin && margin < 1
        length[i] = norm[d](embeddings[i,d])
        u[i,d] = length[i] < 1e-37 ? 0 : embeddings[i,d] / length[i]
        s[i,j] = sum[d](u[i,d] * u[j,d])
        positive[i] = logsumexp[j | labels[j] == labels[i] && j != i](-scale * relu(1 + margin - s[i,j]) * (s[i,j] - 1 + margin))
        negative[i] = logsumexp[k | labels[k] != labels[i]](scale * relu(s[i,k] + margin) * (s[i,k] - margin))
        mean[i | positive[i] != -inf && negative[i] != -inf](softplus(positive[i] + negative[i]))
        """;

    /// <summary>The circle loss: pairs count the more the farther they are from where they should be.</summary>
    /// <remarks>
    /// <para>The mean over i of log(1 + Σⱼ e^(−γ max(0, 1 + m − sᵢⱼ)(sᵢⱼ − 1 + m)) Σₖ e^(γ max(0, sᵢₖ + m)(sᵢₖ − m))), with j ≠ i of the
    /// class of i, k of another, and s the cosines; over those i that have both; 0 if there are none.</para>
    /// <para>The gradient is the derivative of this value: the weights max(0, ·) are differentiated too. By sᵢₖ &gt; −m it has the factor 2γ
    /// sᵢₖ, by sᵢⱼ &lt; 1 + m the factor 2γ(sᵢⱼ − 1).</para>
    /// <para>Y. Sun et al., Circle loss: a unified perspective of pair similarity optimization (2020).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="scale">γ &gt; 0; the paper has 80 to 256.</param>
    /// <param name="margin">m in [0, 1); the paper has 0.25 to 0.4.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is outside [0, 1).</exception>
    [Loss(CircleFormula)]
    public static partial float Circle(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float scale, float margin);

    /// <inheritdoc cref="Circle(ReadOnlySpan{float}, ReadOnlySpan{int}, float, float)"/>
    [Loss(CircleFormula)]
    public static partial double Circle(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double scale, double margin);

    private const string LiftedStructureFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        negative[i] = logsumexp[k | labels[k] != labels[i]](margin - distance[i,k])
        mean[i,j | labels[j] == labels[i] && j != i](relu(distance[i,j] + logaddexp(negative[i], negative[j]))^2) / 2
        """;

    /// <summary>The lifted structured loss: every pair of one class against all the negatives of both.</summary>
    /// <remarks>
    /// <para>The mean over i, j ≠ i of one class of ½ max(0, ‖uᵢ − uⱼ‖ + log(Σₖ e^(α−‖uᵢ−uₖ‖) + Σₖ e^(α−‖uⱼ−uₖ‖)))², with k of another class;
    /// 0 if there are none.</para>
    /// <para>Gradient by ‖uᵢ − uⱼ‖: max(0, ·) over the number of pairs; by ‖uᵢ − uₖ‖: minus that, times the share of k in the sum.</para>
    /// <para>H. O. Song et al., Deep metric learning via lifted structured feature embedding (2016).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, how far apart classes have to be.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(LiftedStructureFormula)]
    public static partial float LiftedStructure(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="LiftedStructure(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(LiftedStructureFormula)]
    public static partial double LiftedStructure(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);
}
