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
}
