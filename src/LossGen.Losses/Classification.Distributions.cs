namespace LossGen.Losses;

/// <content>Distributions as targets, and distributions as predictions.</content>
public static partial class Classification
{
    private const string SoftCrossEntropyFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        lse[n] = logsumexp[c](logits[n,c])
        mean[n](sum[c](targets[n,c] == 0 ? 0 : targets[n,c] * (lse[n] - logits[n,c])))
        """;

    /// <summary>Cross-entropy of the softmax of logits, with a distribution as the target.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c t_c (log Σ_k exp(z_k) − z_c), with 0 · ∞ = 0.</para>
    /// <para>Gradient: ((Σ t) softmax(z)_c − t_c)/n.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="targets">t, shape [n, c]; not negative, as a rule with rows that sum to 1.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SoftCrossEntropyFormula)]
    public static partial float SoftCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="SoftCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(SoftCrossEntropyFormula)]
    public static partial double SoftCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, int classes);

    private const string LabelSmoothingFormula = """
        require 0 <= smoothing && smoothing <= 1
        lse[n] = logsumexp[c](logits[n,c])
        uniform[n] = mean[c | logits[n,c] != -inf](lse[n] - logits[n,c])
        mean[n]((1 - smoothing) * (lse[n] - logits[n, labels[n]]) + smoothing * uniform[n])
        """;

    /// <summary>Cross-entropy with label smoothing: the target is mixed with the uniform distribution.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ((1 − ε)(lse(z) − z_y) + (ε/K) Σ_c (lse(z) − z_c)), where K counts the classes with a logit above −∞, and the sum is
    /// over them.</para>
    /// <para>Gradient: (softmax(z)_c − (1 − ε)[c = y] − ε/K)/n.</para>
    /// <para>C. Szegedy et al., Rethinking the inception architecture for computer vision (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="smoothing">ε in [0, 1], the share of the uniform distribution in the target.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(LabelSmoothingFormula)]
    public static partial float LabelSmoothingCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float smoothing);

    /// <inheritdoc cref="LabelSmoothingCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(LabelSmoothingFormula)]
    public static partial double LabelSmoothingCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double smoothing);

    private const string CategoricalCrossEntropyFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](-sum[c](xlogy(targets[n,c], probabilities[n,c])))
        """;

    /// <summary>Cross-entropy of probabilities, with a distribution as the target.</summary>
    /// <remarks>
    /// <para>−(1/n) Σₙ Σ_c t_c log p_c, with 0 · log 0 = 0.</para>
    /// <para>Gradient: −t_c/(n p_c).</para>
    /// <para>Where probabilities come out of a softmax, use <c>SoftCrossEntropy</c>, which loses nothing.</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">t, shape [n, c]; not negative.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(CategoricalCrossEntropyFormula)]
    public static partial float CategoricalCrossEntropy(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="CategoricalCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(CategoricalCrossEntropyFormula)]
    public static partial double CategoricalCrossEntropy(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string NegativeLogLikelihoodFormula = "mean[n](-logProbabilities[n, labels[n]])";

    /// <summary>The negative log-likelihood of labels under given log-probabilities, which are not normalised again.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log p_y.</para>
    /// <para>Gradient: −[c = y]/n.</para>
    /// </remarks>
    /// <param name="logProbabilities">log p, shape [n, c], row-major.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(NegativeLogLikelihoodFormula)]
    public static partial float NegativeLogLikelihood(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="NegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(NegativeLogLikelihoodFormula)]
    public static partial double NegativeLogLikelihood(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels);
}
