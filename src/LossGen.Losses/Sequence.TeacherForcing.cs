namespace LossGen.Losses;

/// <summary>Losses of sequences.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Sequence
{
    private const string TokenCrossEntropyFormula = "mean[n,t | t < lengths[n]](logsumexp[c](logits[n,t,c]) - logits[n, t, tokens[n,t]])";

    /// <summary>Cross-entropy of the next token under teacher forcing, as a mean over tokens: a long sequence weighs more than a short
    /// one.</summary>
    /// <remarks>
    /// <para>The mean of log Σ_c exp(z_c) − z_y over all tokens that are no padding; 0 if there are none.</para>
    /// <para>Gradient: (softmax(z)_c − [c = y]) over the number of tokens; 0 in the padding, whatever stands there.</para>
    /// <para>R. J. Williams, D. Zipser, A learning algorithm for continually running fully recurrent neural networks (1989).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, t, c]; any numbers, −∞ for an excluded token.</param>
    /// <param name="tokens">The tokens that came, shape [n, t]; 0 to c − 1 before the end of a sequence, anything after it.</param>
    /// <param name="lengths">The number of tokens of every sequence, shape [n]; no padding counts. Above t it is as if t.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token before the end of its sequence is not in the vocabulary.</exception>
    [Loss(TokenCrossEntropyFormula)]
    public static partial float TokenCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);

    /// <inheritdoc cref="TokenCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    [Loss(TokenCrossEntropyFormula)]
    public static partial double TokenCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);

    private const string SequenceCrossEntropyFormula = "mean[n | lengths[n] > 0](mean[t | t < lengths[n]](logsumexp[c](logits[n,t,c]) - logits[n, t, tokens[n,t]]))";

    /// <summary>Cross-entropy of the next token under teacher forcing, as a mean over sequences of their means over tokens: all sequences
    /// weigh the same.</summary>
    /// <remarks>
    /// <para>The mean over the sequences that are not empty of the mean of log Σ_c exp(z_c) − z_y over their tokens; 0 if all are
    /// empty.</para>
    /// <para>Gradient: (softmax(z)_c − [c = y]) over the number of sequences and that of the tokens of the sequence; 0 in the padding,
    /// whatever stands there.</para>
    /// <para>R. J. Williams, D. Zipser, A learning algorithm for continually running fully recurrent neural networks (1989).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, t, c]; any numbers, −∞ for an excluded token.</param>
    /// <param name="tokens">The tokens that came, shape [n, t]; 0 to c − 1 before the end of a sequence, anything after it.</param>
    /// <param name="lengths">The number of tokens of every sequence, shape [n]; no padding counts. Above t it is as if t.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token before the end of its sequence is not in the vocabulary.</exception>
    [Loss(SequenceCrossEntropyFormula)]
    public static partial float SequenceCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);

    /// <inheritdoc cref="SequenceCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    [Loss(SequenceCrossEntropyFormula)]
    public static partial double SequenceCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);

    private const string PerplexityFormula = "exp(mean[n,t | t < lengths[n]](logsumexp[c](logits[n,t,c]) - logits[n, t, tokens[n,t]]))";

    /// <summary>The perplexity: the exponential of the mean cross-entropy of a token, the number of tokens among which a uniform guess would
    /// be as hard.</summary>
    /// <remarks>
    /// <para>exp(mean of log Σ_c exp(z_c) − z_y over all tokens that are no padding); 1 if there are none.</para>
    /// <para>Gradient: the perplexity times that of the token mean.</para>
    /// <para>F. Jelinek et al., Perplexity: a measure of the difficulty of speech recognition tasks (1977).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, t, c]; any numbers, −∞ for an excluded token.</param>
    /// <param name="tokens">The tokens that came, shape [n, t]; 0 to c − 1 before the end of a sequence, anything after it.</param>
    /// <param name="lengths">The number of tokens of every sequence, shape [n]; no padding counts. Above t it is as if t.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token before the end of its sequence is not in the vocabulary.</exception>
    [Loss(PerplexityFormula)]
    public static partial float Perplexity(ReadOnlySpan<float> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);

    /// <inheritdoc cref="Perplexity(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    [Loss(PerplexityFormula)]
    public static partial double Perplexity(ReadOnlySpan<double> logits, ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths);
}
