namespace LossGen.Losses;

/// <summary>The cross-entropy family: of probabilities, logits and log-probabilities; weighted, smoothed, focused.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Classification
{
    private const string CrossEntropyFormula = "mean[n](logsumexp[c](logits[n,c]) - logits[n, labels[n]])";

    /// <summary>Cross-entropy of the softmax of logits, with integer labels.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(z_c) − z_y).</para>
    /// <para>Gradient: (softmax(z)_c − [c = y])/n.</para>
    /// <para>Exact also where a large constant is added to a row, or the own class leads by so much that its probability rounds to
    /// 1.</para>
    /// <para>J. S. Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(CrossEntropyFormula)]
    public static partial float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(CrossEntropyFormula)]
    public static partial double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels);

    private const string CrossEntropyIgnoringFormula = "mean[n | labels[n] != ignoredLabel](logsumexp[c](logits[n,c]) - logits[n, labels[n]])";

    /// <summary>Cross-entropy of the softmax of logits over the samples that are not ignored.</summary>
    /// <remarks>
    /// <para>The mean of log Σ_c exp(z_c) − z_y over the samples whose label is not ignored; 0 if there are none.</para>
    /// <para>Gradient: (softmax(z)_c − [c = y]) over the number of samples that count; 0 for ignored ones.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1, or the ignored label.</param>
    /// <param name="ignoredLabel">The label of samples that do not count.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(CrossEntropyIgnoringFormula)]
    public static partial float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int ignoredLabel);

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, int)"/>
    [Loss(CrossEntropyIgnoringFormula)]
    public static partial double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int ignoredLabel);

    private const string WeightedCrossEntropyFormula = """
        require size(classWeights, 0) == size(c)
        total = sum[n](classWeights[labels[n]])
        losses = sum[n](classWeights[labels[n]] * (logsumexp[c](logits[n,c]) - logits[n, labels[n]]))
        total == 0 ? 0 : losses / total
        """;

    /// <summary>Cross-entropy of the softmax of logits, every sample weighted by its class.</summary>
    /// <remarks>
    /// <para>Σ w_y (log Σ_c exp(z_c) − z_y) / Σ w_y: a mean over the weight, not over the number. 0 if the weight is 0.</para>
    /// <para>Gradient: w_y (softmax(z)_c − [c = y]) / Σ w_y.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="classWeights">w, shape [c]; not negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(WeightedCrossEntropyFormula)]
    public static partial float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> classWeights);

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    [Loss(WeightedCrossEntropyFormula)]
    public static partial double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights);

    private const string WeightedCrossEntropyIgnoringFormula = """
        require size(classWeights, 0) == size(c)
        total = sum[n | labels[n] != ignoredLabel](classWeights[labels[n]])
        losses = sum[n | labels[n] != ignoredLabel](classWeights[labels[n]] * (logsumexp[c](logits[n,c]) - logits[n, labels[n]]))
        total == 0 ? 0 : losses / total
        """;

    /// <summary>Cross-entropy of the softmax of logits, every sample weighted by its class, without the ignored ones.</summary>
    /// <remarks>
    /// <para>Σ w_y (log Σ_c exp(z_c) − z_y) / Σ w_y over the samples whose label is not ignored. 0 if the weight is 0.</para>
    /// <para>Gradient: w_y (softmax(z)_c − [c = y]) / Σ w_y; 0 for ignored samples.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1, or the ignored label.</param>
    /// <param name="classWeights">w, shape [c]; not negative.</param>
    /// <param name="ignoredLabel">The label of samples that do not count.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(WeightedCrossEntropyIgnoringFormula)]
    public static partial float CrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> classWeights, int ignoredLabel);

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)"/>
    [Loss(WeightedCrossEntropyIgnoringFormula)]
    public static partial double CrossEntropy(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights, int ignoredLabel);

    private const string TemperatureFormula = """
        require temperature > 0
        rest[n] = logsumexp[c | c != labels[n] && logits[n,c] != -inf](logits[n,c] / temperature)
        mean[n](softplus(rest[n] - logits[n, labels[n]] / temperature))
        """;

    /// <summary>Cross-entropy of the softmax of logits divided by a learned temperature.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(z_c/T) − z_y/T).</para>
    /// <para>Gradient: by z: (softmax(z/T)_c − [c = y])/(n T); by T: (1/(n T²)) Σ (z_y − Σ_c softmax(z/T)_c z_c).</para>
    /// <para>C. Guo et al., On calibration of modern neural networks (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="temperature">T &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(TemperatureFormula, Wrt = ["logits", "temperature"])]
    public static partial float CrossEntropyWithTemperature(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float temperature);

    /// <inheritdoc cref="CrossEntropyWithTemperature(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(TemperatureFormula, Wrt = ["logits", "temperature"])]
    public static partial double CrossEntropyWithTemperature(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double temperature);
}
