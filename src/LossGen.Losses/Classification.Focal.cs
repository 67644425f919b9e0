namespace LossGen.Losses;

/// <content>Focal losses.</content>
public static partial class Classification
{
    private const string FocalWithLogitsFormula = """
        require 0 <= gamma && gamma < inf
        m = targets == 1 ? logits : -logits
        focus = gamma == 0 ? 1 : exp(-gamma * softplus(m))
        mean(focus * softplus(-m))
        """;

    /// <summary>The focal loss of logits: binary cross-entropy that discounts samples which are right already.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (1 − p)^γ · (−log p), with p = σ(m) the probability of the own class, m = ±z. The power is taken of the logarithm, so
    /// that nothing vanishes.</para>
    /// <para>Gradient: ∓(1/n) (1 − p)^γ (1 − p − γ p log p), with the sign of the class.</para>
    /// <para>T.-Y. Lin et al., Focal loss for dense object detection (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n]; any numbers, ±∞ included.</param>
    /// <param name="targets">y, shape [n]; 1 for the positive class, anything else for the negative.</param>
    /// <param name="gamma">γ ≥ 0, how much easy samples are discounted; 0 is cross-entropy.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    [Loss(FocalWithLogitsFormula)]
    public static partial float FocalWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float gamma);

    /// <inheritdoc cref="FocalWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(FocalWithLogitsFormula)]
    public static partial double FocalWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, double gamma);

    private const string BalancedFocalWithLogitsFormula = """
        require 0 <= gamma && gamma < inf
        require 0 <= alpha && alpha <= 1
        m = targets == 1 ? logits : -logits
        a = targets == 1 ? alpha : 1 - alpha
        focus = gamma == 0 ? 1 : exp(-gamma * softplus(m))
        mean(a * focus * softplus(-m))
        """;

    /// <summary>The focal loss of logits with weights for the classes.</summary>
    /// <remarks>
    /// <para>(1/n) Σ a (1 − p)^γ · (−log p), with p = σ(m) the probability of the own class, m = ±z, and a = α or 1 − α.</para>
    /// <para>Gradient: ∓(1/n) a (1 − p)^γ (1 − p − γ p log p), with the sign of the class.</para>
    /// <para>T.-Y. Lin et al., Focal loss for dense object detection (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n]; any numbers, ±∞ included.</param>
    /// <param name="targets">y, shape [n]; 1 for the positive class, anything else for the negative.</param>
    /// <param name="gamma">γ ≥ 0, how much easy samples are discounted; 0 is cross-entropy.</param>
    /// <param name="alpha">α in [0, 1], the weight of the positive class; 1 − α is that of the negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is outside [0, 1].</exception>
    [Loss(BalancedFocalWithLogitsFormula)]
    public static partial float FocalWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float gamma, float alpha);

    /// <inheritdoc cref="FocalWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(BalancedFocalWithLogitsFormula)]
    public static partial double FocalWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, double gamma, double alpha);

    private const string FocalFormula = """
        require 0 <= gamma && gamma < inf
        require 0 <= alpha && alpha <= 1
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        p = probabilities
        focus(q) = gamma == 0 ? 1 : q^gamma
        positive = p == 1 && gamma > 0 ? 0 : -alpha * xlogy(focus(1 - p), p)
        negative = p == 0 && gamma > 0 ? 0 : -(1 - alpha) * xlog1py(focus(p), -p)
        mean(targets == 1 ? positive : negative)
        """;

    /// <summary>The focal loss of probabilities with weights for the classes.</summary>
    /// <remarks>
    /// <para>(1/n) Σ −a (1 − p)^γ log p, with p the probability of the own class, and a = α or 1 − α.</para>
    /// <para>Gradient: by the probability of the own class: a (γ (1 − p)^(γ−1) log p − (1 − p)^γ/p)/n; 0, its limit, at p = 1 for γ &gt;
    /// 0.</para>
    /// <para>Nothing is clamped: probability 0 for the own class costs ∞. Where probabilities come out of a sigmoid, use
    /// <c>FocalWithLogits</c>.</para>
    /// <para>T.-Y. Lin et al., Focal loss for dense object detection (2017).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; in [0, 1].</param>
    /// <param name="targets">y, shape [n]; 1 for the positive class, anything else for the negative.</param>
    /// <param name="gamma">γ ≥ 0, how much easy samples are discounted; 0 is cross-entropy.</param>
    /// <param name="alpha">α in [0, 1], the weight of the positive class; 1 − α is that of the negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is outside [0, 1].</exception>
    [Loss(FocalFormula)]
    public static partial float Focal(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float gamma, float alpha);

    /// <inheritdoc cref="Focal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(FocalFormula)]
    public static partial double Focal(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double gamma, double alpha);

    private const string FocalCrossEntropyFormula = """
        require 0 <= gamma && gamma < inf
        m[n] = logits[n, labels[n]] - logsumexp[c | c != labels[n]](logits[n,c])
        focus[n] = gamma == 0 ? 1 : exp(-gamma * softplus(m[n]))
        mean[n](focus[n] * softplus(-m[n]))
        """;

    /// <summary>The focal loss of several classes.</summary>
    /// <remarks>
    /// <para>(1/n) Σ −(1 − p)^γ log p, with p = softmax(z)_y.</para>
    /// <para>Gradient: (softmax(z)_c − [c = y]) (1 − p)^(γ−1) (1 − p − γ p log p)/n.</para>
    /// <para>T.-Y. Lin et al., Focal loss for dense object detection (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="gamma">γ ≥ 0, how much easy samples are discounted; 0 is cross-entropy.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(FocalCrossEntropyFormula)]
    public static partial float FocalCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float gamma);

    /// <inheritdoc cref="FocalCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(FocalCrossEntropyFormula)]
    public static partial double FocalCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double gamma);
}
