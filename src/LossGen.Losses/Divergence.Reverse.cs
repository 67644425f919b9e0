namespace LossGen.Losses;

/// <content>The reverse divergence, which variational inference minimises, and entropy.</content>
public static partial class Divergence
{
    private const string ReverseKullbackLeiblerFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](sum[c](kl_div(probabilities[n,c], targets[n,c])))
        """;

    /// <summary>The reverse Kullback–Leibler divergence KL(q‖p) of probabilities. It is small where q stays inside a mode of p.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c q log(q/p), with 0 · log 0 = 0, and ∞ where p = 0 &lt; q.</para>
    /// <para>Gradient: log(q/p)/n, and 0 at q = 0.</para>
    /// <para>Computed as Σ (q log(q/p) − q + p), whose terms are never negative and do not cancel.</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ReverseKullbackLeiblerFormula)]
    public static partial float ReverseKullbackLeibler(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ReverseKullbackLeiblerFormula)]
    public static partial double ReverseKullbackLeibler(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string ReverseKullbackLeiblerOfLogProbabilitiesFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        mean[n](sum[c](kl_div(exp(logProbabilities[n,c]), targets[n,c])))
        """;

    /// <summary>The reverse Kullback–Leibler divergence KL(q‖p), with q given by its logarithm.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c q (log q − log p), with 0 · ∞ = 0.</para>
    /// <para>Gradient: q log(q/p)/n.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q, shape [n, c], row-major; −∞ for an outcome without probability.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ReverseKullbackLeiblerOfLogProbabilitiesFormula)]
    public static partial float ReverseKullbackLeiblerOfLogProbabilities(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="ReverseKullbackLeiblerOfLogProbabilities(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ReverseKullbackLeiblerOfLogProbabilitiesFormula)]
    public static partial double ReverseKullbackLeiblerOfLogProbabilities(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> targets, int classes);

    private const string ReverseKullbackLeiblerWithLogitsFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        q[n,c] = softmax[c](logits[n,c])
        mean[n](sum[c](kl_div(q[n,c], targets[n,c])))
        """;

    /// <summary>The reverse Kullback–Leibler divergence KL(q‖p) of the softmax of logits.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c q (log q − log p), with q = softmax(z) and 0 · ∞ = 0.</para>
    /// <para>Gradient: q_c (log(q_c/p_c) − KL(q‖p))/n.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; q = softmax(z); −∞ for an excluded outcome.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ReverseKullbackLeiblerWithLogitsFormula)]
    public static partial float ReverseKullbackLeiblerWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="ReverseKullbackLeiblerWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ReverseKullbackLeiblerWithLogitsFormula)]
    public static partial double ReverseKullbackLeiblerWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, int classes);

    private const string EntropyFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        mean[n](sum[c](entr(probabilities[n,c])))
        """;

    /// <summary>The entropy H(q) of probabilities. Cross-entropy is in <see cref="Classification"/>.</summary>
    /// <remarks>
    /// <para>−(1/n) Σₙ Σ_c q log q, with 0 · log 0 = 0; between 0 and log c.</para>
    /// <para>Gradient: −(1 + log q)/n, and 0 at q = 0.</para>
    /// <para>C. E. Shannon, A mathematical theory of communication (1948).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(EntropyFormula)]
    public static partial float Entropy(ReadOnlySpan<float> probabilities, int classes);

    /// <inheritdoc cref="Entropy(ReadOnlySpan{float}, int)"/>
    [Loss(EntropyFormula)]
    public static partial double Entropy(ReadOnlySpan<double> probabilities, int classes);

    private const string EntropyOfLogProbabilitiesFormula = """
        axis c = classes
        mean[n](sum[c | logProbabilities[n,c] != -inf](-exp(logProbabilities[n,c]) * logProbabilities[n,c]))
        """;

    /// <summary>The entropy H(q), with q given by its logarithm.</summary>
    /// <remarks>
    /// <para>−(1/n) Σₙ Σ_c q log q.</para>
    /// <para>Gradient: −q (1 + log q)/n.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q, shape [n, c], row-major; −∞ for an outcome without probability.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(EntropyOfLogProbabilitiesFormula)]
    public static partial float EntropyOfLogProbabilities(ReadOnlySpan<float> logProbabilities, int classes);

    /// <inheritdoc cref="EntropyOfLogProbabilities(ReadOnlySpan{float}, int)"/>
    [Loss(EntropyOfLogProbabilitiesFormula)]
    public static partial double EntropyOfLogProbabilities(ReadOnlySpan<double> logProbabilities, int classes);

    private const string EntropyWithLogitsFormula = """
        axis c = classes
        l[n,c] = logsoftmax[c](logits[n,c])
        mean[n](sum[c | logits[n,c] != -inf](-exp(l[n,c]) * l[n,c]))
        """;

    /// <summary>The entropy H(q) of the softmax of logits: what a policy or a pseudo-label is regularised by.</summary>
    /// <remarks>
    /// <para>−(1/n) Σₙ Σ_c q log q, with q = softmax(z).</para>
    /// <para>Gradient: −q_c (log q_c + H(q))/n.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; q = softmax(z); −∞ for an excluded outcome.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(EntropyWithLogitsFormula)]
    public static partial float EntropyWithLogits(ReadOnlySpan<float> logits, int classes);

    /// <inheritdoc cref="EntropyWithLogits(ReadOnlySpan{float}, int)"/>
    [Loss(EntropyWithLogitsFormula)]
    public static partial double EntropyWithLogits(ReadOnlySpan<double> logits, int classes);
}
