namespace LossGen.Losses;

/// <summary>Contrastive learning: to tell the one positive from many negatives.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// <para>Where embeddings are divided by their lengths, one that is shorter than 1e-37 has no direction: its similarities and its
/// gradient are 0.</para>
/// </remarks>
public static partial class Contrastive
{
    private const string InfoNceFormula = """
        require temperature > 0
        rest[n] = logsumexp[c | c != positives[n]](scores[n,c] / temperature)
        mean[n](softplus(rest[n] - scores[n, positives[n]] / temperature))
        """;

    /// <summary>InfoNCE of given scores: cross-entropy that picks the positive among the candidates.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(s_c/τ) − s₊/τ).</para>
    /// <para>Gradient: (p_c − [c = +])/(nτ) with p = softmax(s/τ); by τ: Σ (s₊ − Σ_c p_c s_c)/(nτ²).</para>
    /// <para>A. van den Oord, Y. Li, O. Vinyals, Representation learning with contrastive predictive coding (2018).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n, c], row-major; the scores of the candidates of every sample.</param>
    /// <param name="positives">The candidate that is the positive, shape [n]; 0 to c − 1.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A positive is not a candidate.</exception>
    [Loss(InfoNceFormula, Wrt = ["scores", "temperature"])]
    public static partial float InfoNce(ReadOnlySpan<float> scores, ReadOnlySpan<int> positives, float temperature);

    /// <inheritdoc cref="InfoNce(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(InfoNceFormula, Wrt = ["scores", "temperature"])]
    public static partial double InfoNce(ReadOnlySpan<double> scores, ReadOnlySpan<int> positives, double temperature);

    private const string BatchInfoNceFormula = """
        require temperature > 0
        axis d = dimensions
        s[i,j] = sum[d](queries[i,d] * keys[j,d]) / temperature
        rest[i] = logsumexp[j | j != i](s[i,j])
        mean[i](softplus(rest[i] - s[i,i]))
        """;

    /// <summary>InfoNCE of a batch of queries and keys.</summary>
    /// <remarks>
    /// <para>(1/n) Σᵢ (log Σⱼ exp(uᵢ·vⱼ/τ) − uᵢ·vᵢ/τ). At least 0, and log n if all embeddings have collapsed to one.</para>
    /// <para>Gradient by uᵢ: (Σⱼ pᵢⱼvⱼ − vᵢ)/(nτ), by vⱼ: (Σᵢ pᵢⱼuᵢ − uⱼ)/(nτ), by τ: Σᵢ (uᵢ·vᵢ − Σⱼ pᵢⱼ uᵢ·vⱼ)/(nτ²).</para>
    /// <para>A. van den Oord, Y. Li, O. Vinyals, Representation learning with contrastive predictive coding (2018).</para>
    /// </remarks>
    /// <param name="queries">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="keys">v, shape [n, d]; the positive of every query is the key of the same row, its negatives are all others. The scalar
    /// products have to be representable.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(BatchInfoNceFormula, Wrt = ["queries", "keys", "temperature"])]
    public static partial float InfoNce(ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, int dimensions, float temperature);

    /// <inheritdoc cref="InfoNce(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(BatchInfoNceFormula, Wrt = ["queries", "keys", "temperature"])]
    public static partial double InfoNce(ReadOnlySpan<double> queries, ReadOnlySpan<double> keys, int dimensions, double temperature);

    private const string InfoNceWithQueueFormula = """
        require temperature > 0
        axis d = dimensions
        positive[i] = sum[d](queries[i,d] * keys[i,d]) / temperature
        rest[i] = logsumexp[k](sum[d](queries[i,d] * queue[k,d]) / temperature)
        mean[i](softplus(rest[i] - positive[i]))
        """;

    /// <summary>InfoNCE with a queue of negatives, as momentum contrast has it: the queue has no gradient.</summary>
    /// <remarks>
    /// <para>(1/n) Σᵢ (log(exp(uᵢ·vᵢ/τ) + Σₖ exp(uᵢ·wₖ/τ)) − uᵢ·vᵢ/τ).</para>
    /// <para>Gradient by uᵢ: (Σₖ pᵢₖwₖ − (1 − p₊)vᵢ)/(nτ), by vᵢ: −(1 − p₊)uᵢ/(nτ).</para>
    /// <para>K. He et al., Momentum contrast for unsupervised visual representation learning (2020).</para>
    /// </remarks>
    /// <param name="queries">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="keys">v, shape [n, d]; the positive of every query.</param>
    /// <param name="queue">w, shape [k, d]; the negatives of all queries. The scalar products have to be representable.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(InfoNceWithQueueFormula, Wrt = ["queries", "keys"])]
    public static partial float InfoNceWithQueue(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, ReadOnlySpan<float> queue, int dimensions, float temperature);

    /// <inheritdoc cref="InfoNceWithQueue(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(InfoNceWithQueueFormula, Wrt = ["queries", "keys"])]
    public static partial double InfoNceWithQueue(
        ReadOnlySpan<double> queries, ReadOnlySpan<double> keys, ReadOnlySpan<double> queue, int dimensions, double temperature);

    private const string NtXentFormula = """
        require temperature > 0
        length[i] = norm[d](embeddings[i,d])
        u[i,d] = length[i] < 1e-37 ? 0 : embeddings[i,d] / length[i]
        s[i,j] = sum[d](u[i,d] * u[j,d]) / temperature
        rest[i] = logsumexp[j | j != i && j != pairs[i]](s[i,j])
        mean[i](softplus(rest[i] - s[i, pairs[i]]))
        """;

    /// <summary>NT-Xent, the loss of SimCLR: cross-entropy of scaled cosines with the other view among all other embeddings.</summary>
    /// <remarks>
    /// <para>(1/n) Σᵢ (log Σ_{j≠i} exp(sᵢⱼ) − sᵢ₊), with sᵢⱼ = ûᵢ·ûⱼ/τ.</para>
    /// <para>Gradient by sᵢⱼ: (pᵢⱼ − [j = +])/n, and from û to u by (g − (g·û)û)/‖u‖.</para>
    /// <para>T. Chen et al., A simple framework for contrastive learning of visual representations (2020).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="pairs">The row of the other view of the same sample, shape [n]; 0 to n − 1.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A pair is not a row.</exception>
    [Loss(NtXentFormula)]
    public static partial float NtXent(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> pairs, float temperature);

    /// <inheritdoc cref="NtXent(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(NtXentFormula)]
    public static partial double NtXent(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> pairs, double temperature);

    private const string SupConFormula = """
        require temperature > 0
        length[i] = norm[d](embeddings[i,d])
        u[i,d] = length[i] < 1e-37 ? 0 : embeddings[i,d] / length[i]
        s[i,j] = sum[d](u[i,d] * u[j,d]) / temperature
        total[i] = logsumexp[j | j != i](s[i,j])
        positives[i] = count[j | labels[j] == labels[i] && j != i]()
        mean[i | positives[i] > 0](mean[j | labels[j] == labels[i] && j != i](total[i] - s[i,j]))
        """;

    /// <summary>The supervised contrastive loss: every embedding of the own class is a positive.</summary>
    /// <remarks>
    /// <para>The mean over i of the mean over j ≠ i of its class of log Σ_{k≠i} exp(sᵢₖ) − sᵢⱼ, with sᵢⱼ = ûᵢ·ûⱼ/τ; over those i that have a
    /// positive; 0 if there are none.</para>
    /// <para>Gradient by sᵢⱼ: pᵢⱼ − [j of the class of i]/|P(i)|, over the number of such i.</para>
    /// <para>P. Khosla et al., Supervised contrastive learning (2020): the loss with the sum outside of the logarithm.</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(SupConFormula)]
    public static partial float SupCon(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float temperature);

    /// <inheritdoc cref="SupCon(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(SupConFormula)]
    public static partial double SupCon(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double temperature);
}
