namespace LossGen.Losses;

/// <content>Cross-entropy with a term beside it, or with another shape.</content>
public static partial class Classification
{
    private const string ZLossFormula = """
        require weight >= 0
        lse[n] = logsumexp[c](logits[n,c])
        m[n] = logits[n, labels[n]] - logsumexp[c | c != labels[n]](logits[n,c])
        mean[n](softplus(-m[n]) + weight * lse[n]^2)
        """;

    /// <summary>Cross-entropy that keeps the log-partition near 0.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(z_c) − z_y + λ (log Σ_c exp(z_c))²).</para>
    /// <para>Gradient: (p_c(1 + 2λ log Σ exp(z)) − [c = y])/n, with p = softmax(z).</para>
    /// <para>A. Chowdhery et al., PaLM: scaling language modeling with pathways (2022).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="weight">λ ≥ 0, the weight of the squared log-partition; 1e-4 as a rule.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(ZLossFormula)]
    public static partial float CrossEntropyWithZLoss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float weight);

    /// <inheritdoc cref="CrossEntropyWithZLoss(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(ZLossFormula)]
    public static partial double CrossEntropyWithZLoss(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double weight);

    private const string SoftcappedCrossEntropyFormula = """
        require cap > 0
        capped[n,c] = cap * tanh(logits[n,c] / cap)
        mean[n](softplus(logsumexp[c | c != labels[n]](capped[n,c]) - capped[n, labels[n]]))
        """;

    /// <summary>Cross-entropy of logits that a hyperbolic tangent keeps within bounds.</summary>
    /// <remarks>
    /// <para>Cross-entropy of κ tanh(z/κ).</para>
    /// <para>Gradient: (p_c − [c = y])(1 − tanh²(z_c/κ))/n, with p = softmax(κ tanh(z/κ)).</para>
    /// <para>Gemma Team, Gemma 2: improving open language models at a practical size (2024).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="cap">κ &gt; 0, the bound of the logits; 30 as a rule.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cap"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(SoftcappedCrossEntropyFormula)]
    public static partial float SoftcappedCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float cap);

    /// <inheritdoc cref="SoftcappedCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(SoftcappedCrossEntropyFormula)]
    public static partial double SoftcappedCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double cap);

    private const string PolyCrossEntropyFormula = """
        require epsilon >= -1
        m[n] = logits[n, labels[n]] - logsumexp[c | c != labels[n]](logits[n,c])
        mean[n](softplus(-m[n]) + epsilon * sigmoid(-m[n]))
        """;

    /// <summary>The Poly-1 loss: cross-entropy with a larger first term.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (−log p + ε(1 − p)), with p = softmax(z)_y.</para>
    /// <para>Gradient: (softmax(z)_c − [c = y])(1 + εp)/n.</para>
    /// <para>Z. Leng et al., PolyLoss: a polynomial expansion perspective of classification loss functions (2022).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="epsilon">ε ≥ −1, the weight of the first term of the expansion of the logarithm; 0 is cross-entropy.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is less than −1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(PolyCrossEntropyFormula)]
    public static partial float PolyCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float epsilon);

    /// <inheritdoc cref="PolyCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(PolyCrossEntropyFormula)]
    public static partial double PolyCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double epsilon);

    private const string GeneralizedCrossEntropyFormula = """
        require 0 < q && q <= 1
        m[n] = logits[n, labels[n]] - logsumexp[c | c != labels[n]](logits[n,c])
        mean[n](-expm1(-q * softplus(-m[n])) / q)
        """;

    /// <summary>Generalised cross-entropy, which wrong labels harm less.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (1 − p^q)/q, with p = softmax(z)_y.</para>
    /// <para>Gradient: p^q(softmax(z)_c − [c = y])/n.</para>
    /// <para>Z. Zhang, M. R. Sabuncu, Generalized cross entropy loss for training deep neural networks with noisy labels (2018).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="q">In (0, 1]; near 0 it is cross-entropy, at 1 the absolute error of the probability.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is outside (0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(GeneralizedCrossEntropyFormula)]
    public static partial float GeneralizedCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float q);

    /// <inheritdoc cref="GeneralizedCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(GeneralizedCrossEntropyFormula)]
    public static partial double GeneralizedCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double q);

    private const string VariationalInformationBottleneckFormula = """
        require beta >= 0
        m[n] = logits[n, labels[n]] - logsumexp[c | c != labels[n]](logits[n,c])
        information[n] = sum[d](means[n,d]^2 + expm1(logVariances[n,d]) - logVariances[n,d]) / 2
        mean[n](softplus(-m[n]) + (beta == 0 ? 0 : beta * information[n]))
        """;

    /// <summary>The deep variational information bottleneck: cross-entropy, and the information that a Gaussian code has of its
    /// input.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(z_c) − z_y + β KL(N(μ, σ²)‖N(0, 1))), with KL = ½Σ(μ² + e^s − 1 − s).</para>
    /// <para>Gradient by z: (p_c − [c = y])/n, by μ: βμ/n, by s: ½β(e^s − 1)/n.</para>
    /// <para>A. A. Alemi et al., Deep variational information bottleneck (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="means">μ, shape [n, d]; of the codes.</param>
    /// <param name="logVariances">s = log σ², shape [n, d]; of the codes.</param>
    /// <param name="beta">β ≥ 0, the price of information.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(VariationalInformationBottleneckFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial float VariationalInformationBottleneck(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, float beta);

    /// <inheritdoc cref="VariationalInformationBottleneck(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(VariationalInformationBottleneckFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial double VariationalInformationBottleneck(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, ReadOnlySpan<double> means, ReadOnlySpan<double> logVariances, double beta);
}
