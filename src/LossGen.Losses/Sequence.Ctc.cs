namespace LossGen.Losses;

/// <content>Connectionist temporal classification.</content>
public static partial class Sequence
{
    // The states are the symbols of the label with blanks around them; what stands behind a label's or an input's own length is never read.
    private const string CtcLattice = """
        require 0 <= blank && blank < size(classes)
        axis s = 2 * size(labels, 1) + 1
        symbol[b,s] = mod(s, 2) == 0 ? blank : labels[b, div(s, 2)]
        skips[b,s] = s > 1 && mod(s, 2) == 1 && symbol[b,s] != symbol[b,s-2]
        alpha[b,t,s] = t < inputLengths[b] && s <= 2 * labelLengths[b] ? logp[b, t, symbol[b,s]] + (t == 0
            ? (s < 2 ? 0 : -inf)
            : logaddexp(alpha[b,t-1,s], s > 0 ? alpha[b,t-1,s-1] : -inf, skips[b,s] ? alpha[b,t-1,s-2] : -inf)) : -inf
        last[b] = inputLengths[b] - 1
        end[b] = 2 * labelLengths[b]
        loss[b] = inputLengths[b] == 0 ? (labelLengths[b] == 0 ? 0 : inf)
            : max(0, -logaddexp(alpha[b, last[b], end[b]], end[b] > 0 ? alpha[b, last[b], end[b] - 1] : -inf))
        mean[b](zeroInfinity ? (loss[b] == inf ? 0 : loss[b]) : loss[b])
        """;

    private const string CtcFormula = """
        own[b,t,classes] = t < inputLengths[b] ? logits[b,t,classes] : 0
        logp[b,t,classes] = logsoftmax[classes](own[b,t,classes])

        """ + CtcLattice;

    private const string CtcOfLogProbabilitiesFormula = "logp[b,t,classes] = logProbabilities[b,t,classes];" + CtcLattice;

    /// <summary>Connectionist temporal classification: the negative log-probability of a label, over all its alignments with the input.</summary>
    /// <remarks>
    /// <para>(1/B) Σ −log Σ over the alignments π of the label of Π_t p_t(π_t), by the forward recurrence over the label with blanks around
    /// its symbols: α_t(s) = p_t(l_s) (α_{t−1}(s) + α_{t−1}(s−1) + [l_s ≠ blank, l_s ≠ l_{s−2}] α_{t−1}(s−2)). Never negative.</para>
    /// <para>Gradient: (p_t(k) − γ_t(k))/B, with γ_t(k) the posterior probability that the alignment emits k at t.</para>
    /// <para>A label that no alignment fits (longer than the input, counting one blank between equal neighbours) costs ∞, with gradient 0;
    /// with <paramref name="zeroInfinity"/> it costs 0.</para>
    /// <para>A. Graves, S. Fernández, F. Gomez, J. Schmidhuber, Connectionist temporal classification (2006).</para>
    /// </remarks>
    /// <param name="logits">z, shape [b, t, classes]; any numbers, and anything at all behind the length of an input.</param>
    /// <param name="labels">The symbols, shape [b, u]; anything behind the length of a label.</param>
    /// <param name="inputLengths">The number of steps of every input, shape [b]; 0 to t.</param>
    /// <param name="labelLengths">The number of symbols of every label, shape [b]; 0 to u.</param>
    /// <param name="blank">The class that stands for no symbol.</param>
    /// <param name="classes">The number of classes, blank included.</param>
    /// <param name="zeroInfinity">Whether a label that no alignment fits costs 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there is nothing in the batch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A symbol, the blank or a length is out of range.</exception>
    [Loss(CtcFormula)]
    public static partial float Ctc(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> labelLengths,
        int blank,
        int classes,
        bool zeroInfinity);

    /// <inheritdoc cref="Ctc(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int, bool)"/>
    [Loss(CtcFormula)]
    public static partial double Ctc(
        ReadOnlySpan<double> logits,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> labelLengths,
        int blank,
        int classes,
        bool zeroInfinity);

    /// <summary>Connectionist temporal classification of log-probabilities, which it does not normalise again.</summary>
    /// <remarks>
    /// <para>The loss of <see cref="Ctc(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int, bool)"/> with
    /// log p_t(k) given.</para>
    /// <para>Gradient: −γ_t(k)/B, by the log-probabilities themselves and not by logits behind them.</para>
    /// <para>A. Graves, S. Fernández, F. Gomez, J. Schmidhuber, Connectionist temporal classification (2006).</para>
    /// </remarks>
    /// <param name="logProbabilities">log p, shape [b, t, classes]; −∞ for an impossible class, and anything at all behind the length of an
    /// input.</param>
    /// <param name="labels">The symbols, shape [b, u]; anything behind the length of a label.</param>
    /// <param name="inputLengths">The number of steps of every input, shape [b]; 0 to t.</param>
    /// <param name="labelLengths">The number of symbols of every label, shape [b]; 0 to u.</param>
    /// <param name="blank">The class that stands for no symbol.</param>
    /// <param name="classes">The number of classes, blank included.</param>
    /// <param name="zeroInfinity">Whether a label that no alignment fits costs 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there is nothing in the batch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A symbol, the blank or a length is out of range.</exception>
    [Loss(CtcOfLogProbabilitiesFormula)]
    public static partial float CtcOfLogProbabilities(
        ReadOnlySpan<float> logProbabilities,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> labelLengths,
        int blank,
        int classes,
        bool zeroInfinity);

    /// <inheritdoc cref="CtcOfLogProbabilities(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int, bool)"/>
    [Loss(CtcOfLogProbabilitiesFormula)]
    public static partial double CtcOfLogProbabilities(
        ReadOnlySpan<double> logProbabilities,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> labelLengths,
        int blank,
        int classes,
        bool zeroInfinity);
}
