namespace LossGen.Losses;

/// <summary>Divergences of probability distributions: of a model's distribution q from the target distribution p.</summary>
/// <remarks>
/// <para>Distributions are rows, and the loss is the mean over the rows. It is differentiated by what the model gives: the probabilities
/// q, their
/// logarithms, or logits, of which q is the softmax. Where the roles are to be exchanged, every divergence here has its reverse: what is
/// KL(p‖q) by q
/// is <see cref="ReverseKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/> by p.</para>
/// <para>Nothing is clamped or smoothed: 0 · log 0 is 0, and an outcome that the model excludes and the target does not costs ∞ where the
/// divergence
/// says so.</para>
/// <para>Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method
/// <c>{Name}Gradient</c> that
/// returns the same value and writes its gradient. A divergence of one's own is a line: see <see
/// cref="FormulaTemplates.FDivergence"/>.</para>
/// </remarks>
public static partial class Divergence
{
    private const string KullbackLeiblerFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](sum[c](kl_div(targets[n,c], probabilities[n,c])))
        """;

    /// <summary>The Kullback–Leibler divergence KL(p‖q) of probabilities: what maximum likelihood minimises.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c p log(p/q), with 0 · log 0 = 0, and ∞ where q = 0 &lt; p.</para>
    /// <para>Gradient: (1 − p/q)/n, and 0 where p = q = 0. On distributions it is −p/q but for a constant in a row, which no normalised model
    /// can see.</para>
    /// <para>Computed as Σ (p log(p/q) − p + q), whose terms are never negative and do not cancel; on rows that sum to 1 that is the
    /// same.</para>
    /// <para>S. Kullback, R. A. Leibler, On information and sufficiency (1951).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(KullbackLeiblerFormula)]
    public static partial float KullbackLeibler(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(KullbackLeiblerFormula)]
    public static partial double KullbackLeibler(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string KullbackLeiblerOfLogProbabilitiesFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        relative(t, l) = l > -80 ? kl_div(t, exp(l)) : t == 0 ? 0 : t * (log(t) - l - 1)
        mean[n](sum[c](relative(targets[n,c], logProbabilities[n,c])))
        """;

    /// <summary>The Kullback–Leibler divergence KL(p‖q), with q given by its logarithm.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c p (log p − log q), with 0 · ∞ = 0.</para>
    /// <para>Gradient: (q − p)/n.</para>
    /// <para>Computed as Σ (p log(p/q) − p + q), with q as its logarithm where it is tiny; never negative.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q, shape [n, c], row-major; −∞ for an outcome without probability.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(KullbackLeiblerOfLogProbabilitiesFormula)]
    public static partial float KullbackLeiblerOfLogProbabilities(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="KullbackLeiblerOfLogProbabilities(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(KullbackLeiblerOfLogProbabilitiesFormula)]
    public static partial double KullbackLeiblerOfLogProbabilities(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> targets, int classes);

    private const string KullbackLeiblerWithLogitsFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        relative(t, l) = l > -80 ? kl_div(t, exp(l)) : t == 0 ? 0 : t * (log(t) - l - 1)
        l[n,c] = logsoftmax[c](logits[n,c])
        mean[n](sum[c](relative(targets[n,c], l[n,c])))
        """;

    /// <summary>The Kullback–Leibler divergence KL(p‖q) of the softmax of logits: cross-entropy less the entropy of the target.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c p (log p − log q), with q = softmax(z) and 0 · ∞ = 0.</para>
    /// <para>Gradient: (q − p)/n.</para>
    /// <para>Never negative, and 0 at the perfect prediction, where the difference of cross-entropy and entropy is rounding errors.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; q = softmax(z); −∞ for an excluded outcome.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(KullbackLeiblerWithLogitsFormula)]
    public static partial float KullbackLeiblerWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="KullbackLeiblerWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(KullbackLeiblerWithLogitsFormula)]
    public static partial double KullbackLeiblerWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, int classes);
}
