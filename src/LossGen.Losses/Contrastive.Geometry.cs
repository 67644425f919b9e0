namespace LossGen.Losses;

/// <content>What contrastive losses tend to: alignment and uniformity; and the information that they bound.</content>
public static partial class Contrastive
{
    private const string UniformityFormula = """
        require spread > 0
        axis d = dimensions
        pairs = size(i) * (size(i) - 1)
        closeness = logsumexp[i,j | i != j](-spread * sum[d]((embeddings[i,d] - embeddings[j,d])^2))
        pairs == 0 ? 0 : closeness - log(pairs)
        """;

    /// <summary>Uniformity: how evenly embeddings lie on the sphere. The less, the more evenly.</summary>
    /// <remarks>
    /// <para>log of the mean over i ≠ j of exp(−t‖uᵢ − uⱼ‖²); 0 for fewer than two embeddings.</para>
    /// <para>Gradient by uᵢ: −4t Σⱼ wᵢⱼ(uᵢ − uⱼ), with the shares w of all pairs in the sum.</para>
    /// <para>T. Wang, P. Isola, Understanding contrastive representation learning through alignment and uniformity on the hypersphere
    /// (2020).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; as a rule of length 1, which is not enforced.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="spread">t &gt; 0, as a rule 2.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="spread"/> is not positive.</exception>
    [Loss(UniformityFormula)]
    public static partial float Uniformity(ReadOnlySpan<float> embeddings, int dimensions, float spread);

    /// <inheritdoc cref="Uniformity(ReadOnlySpan{float}, int, float)"/>
    [Loss(UniformityFormula)]
    public static partial double Uniformity(ReadOnlySpan<double> embeddings, int dimensions, double spread);

    private const string AlignmentAndUniformityFormula = """
        require spread > 0
        require weight >= 0
        axis d = dimensions
        pairs = size(i) * (size(i) - 1)
        alignment = mean[i](norm[d](first[i,d] - second[i,d])^2)
        firstCloseness = logsumexp[i,j | i != j](-spread * sum[d]((first[i,d] - first[j,d])^2))
        secondCloseness = logsumexp[i,j | i != j](-spread * sum[d]((second[i,d] - second[j,d])^2))
        alignment + (pairs == 0 ? 0 : weight * ((firstCloseness + secondCloseness) / 2 - log(pairs)))
        """;

    /// <summary>Alignment of the views of one sample, and uniformity of all of them.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ‖uᵢ − vᵢ‖² + λ (U(u) + U(v))/2, with U as in <c>Uniformity</c>.</para>
    /// <para>Gradient: the sum of those of the two.</para>
    /// <para>T. Wang, P. Isola, Understanding contrastive representation learning through alignment and uniformity on the hypersphere
    /// (2020).</para>
    /// </remarks>
    /// <param name="first">u, shape [n, d], row-major; as a rule of length 1, which is not enforced.</param>
    /// <param name="second">v, shape [n, d]; the other views of the same samples.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="spread">t &gt; 0, as a rule 2.</param>
    /// <param name="weight">λ ≥ 0, the weight of uniformity.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="spread"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(AlignmentAndUniformityFormula, Wrt = ["first", "second"])]
    public static partial float AlignmentAndUniformity(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, int dimensions, float spread, float weight);

    /// <inheritdoc cref="AlignmentAndUniformity(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, float)"/>
    [Loss(AlignmentAndUniformityFormula, Wrt = ["first", "second"])]
    public static partial double AlignmentAndUniformity(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int dimensions, double spread, double weight);

    private const string MutualInformationBoundFormula = """
        rest[n] = logsumexp[c | c != positives[n]](scores[n,c])
        log(size(c)) - mean[n](softplus(rest[n] - scores[n, positives[n]]))
        """;

    /// <summary>A lower bound of the mutual information between samples and their positives, to be maximised.</summary>
    /// <remarks>
    /// <para>log c − InfoNCE. It cannot exceed log c, however much information there is.</para>
    /// <para>Gradient: ([c = +] − p_c)/n with p = softmax(s).</para>
    /// <para>A. van den Oord, Y. Li, O. Vinyals, Representation learning with contrastive predictive coding (2018).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n, c], row-major; the scores of one positive and c − 1 negatives of every sample.</param>
    /// <param name="positives">The candidate that is the positive, shape [n]; 0 to c − 1.</param>
    /// <returns>The bound, in nats.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A positive is not a candidate.</exception>
    [Loss(MutualInformationBoundFormula)]
    public static partial float MutualInformationBound(ReadOnlySpan<float> scores, ReadOnlySpan<int> positives);

    /// <inheritdoc cref="MutualInformationBound(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(MutualInformationBoundFormula)]
    public static partial double MutualInformationBound(ReadOnlySpan<double> scores, ReadOnlySpan<int> positives);
}
