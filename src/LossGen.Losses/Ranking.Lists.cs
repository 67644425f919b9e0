namespace LossGen.Losses;

/// <content>Losses of whole lists.</content>
public static partial class Ranking
{
    private const string ListNetFormula = """
        axis c = items
        share[n,c] = softmax[c](relevances[n,c])
        mean[n](sum[c](share[n,c] == 0 ? 0 : -share[n,c] * logsoftmax[c](scores[n,c])))
        """;

    /// <summary>ListNet: cross-entropy of the probabilities that an item is ranked first.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ Σ_c softmax(r)_c log softmax(s)_c.</para>
    /// <para>Gradient: (softmax(s) − softmax(r))/n.</para>
    /// <para>Z. Cao et al., Learning to rank: from pairwise approach to listwise approach (2007).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n, c], row-major; any numbers, n lists of c items.</param>
    /// <param name="relevances">r, shape [n, c]; any numbers, −∞ for an item that is not there.</param>
    /// <param name="items">c, the number of items of a list.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ListNetFormula)]
    public static partial float ListNet(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, int items);

    /// <inheritdoc cref="ListNet(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ListNetFormula)]
    public static partial double ListNet(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, int items);

    private const string ListMleFormula = """
        axis c = items
        tail[n,c] = c + 1 < size(c) ? logaddexp(scores[n,c], tail[n,c+1]) : scores[n,c]
        mean[n](sum[c](c + 1 < size(c) ? softplus(tail[n,c+1] - scores[n,c]) : 0))
        """;

    /// <summary>ListMLE of lists in their order: the likelihood of the order, of which every item is the first of what is left.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ Σᵢ log(exp(sᵢ)/Σ_{j≥i} exp(sⱼ)).</para>
    /// <para>Gradient by sₖ: (Σ_{i≤k} exp(sₖ)/Σ_{j≥i} exp(sⱼ) − 1)/n.</para>
    /// <para>F. Xia et al., Listwise approach to learning to rank: theory and algorithm (2008).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n, c], row-major; any numbers, n lists of c items, the best item first.</param>
    /// <param name="items">c, the number of items of a list.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ListMleFormula)]
    public static partial float ListMle(ReadOnlySpan<float> scores, int items);

    /// <inheritdoc cref="ListMle(ReadOnlySpan{float}, int)"/>
    [Loss(ListMleFormula)]
    public static partial double ListMle(ReadOnlySpan<double> scores, int items);

    private const string ListMleByRelevanceFormula = """
        axis c = items
        rest[n,c] = logsumexp[k | relevances[n,k] < relevances[n,c] || relevances[n,k] == relevances[n,c] && k > c](scores[n,k])
        mean[n](sum[c](softplus(rest[n,c] - scores[n,c])))
        """;

    /// <summary>ListMLE: the likelihood of the order of relevance, of which every item is the first of what is left.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ Σ_c log(exp(s_c)/Σₖ exp(sₖ)), the inner sum over c and all items less relevant than it.</para>
    /// <para>Gradient by sₖ: the sum over the items c that are at least as relevant of exp(sₖ) over the sum of c, minus 1, over n.</para>
    /// <para>F. Xia et al., Listwise approach to learning to rank: theory and algorithm (2008).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n, c], row-major; any numbers, n lists of c items.</param>
    /// <param name="relevances">r, shape [n, c]; the more, the better. Items that are equally relevant keep their order.</param>
    /// <param name="items">c, the number of items of a list.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ListMleByRelevanceFormula)]
    public static partial float ListMle(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, int items);

    /// <inheritdoc cref="ListMle(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ListMleByRelevanceFormula)]
    public static partial double ListMle(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, int items);
}
