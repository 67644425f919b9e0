namespace LossGen.Losses;

/// <content>Label smoothing with class weights and ignored labels.</content>
public static partial class Classification
{
    private const string LabelSmoothingIgnoringFormula = """
        require 0 <= smoothing && smoothing <= 1
        lse[n] = logsumexp[c](logits[n,c])
        uniform[n] = mean[c | logits[n,c] != -inf](lse[n] - logits[n,c])
        mean[n | labels[n] != ignoredLabel]((1 - smoothing) * (lse[n] - logits[n, labels[n]]) + smoothing * uniform[n])
        """;

    /// <summary>Cross-entropy with label smoothing over the samples that are not ignored.</summary>
    /// <remarks>
    /// <para>The mean of (1 − ε)(lse(z) − z_y) + (ε/K) Σ_c (lse(z) − z_c) over the samples whose label is not ignored; 0 if there are none. K
    /// counts the classes with a logit above −∞, and the sum is over them.</para>
    /// <para>Gradient: (softmax(z)_c − (1 − ε)[c = y] − ε/K) over the number of samples that count; 0 for ignored ones.</para>
    /// <para>C. Szegedy et al., Rethinking the inception architecture for computer vision (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1, or the ignored label.</param>
    /// <param name="smoothing">ε in [0, 1], the share of the uniform distribution in the target.</param>
    /// <param name="ignoredLabel">The label of samples that do not count.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(LabelSmoothingIgnoringFormula)]
    public static partial float LabelSmoothingCrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float smoothing, int ignoredLabel);

    /// <inheritdoc cref="LabelSmoothingCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, float, int)"/>
    [Loss(LabelSmoothingIgnoringFormula)]
    public static partial double LabelSmoothingCrossEntropy(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double smoothing, int ignoredLabel);

    private const string WeightedLabelSmoothingIgnoringFormula = """
        require 0 <= smoothing && smoothing <= 1
        require size(classWeights, 0) == size(c)
        lse[n] = logsumexp[c](logits[n,c])
        own[n] = classWeights[labels[n]] * (lse[n] - logits[n, labels[n]])
        uniform[n] = mean[c | logits[n,c] != -inf](classWeights[c] * (lse[n] - logits[n,c]))
        total = sum[n | labels[n] != ignoredLabel](classWeights[labels[n]])
        losses = sum[n | labels[n] != ignoredLabel]((1 - smoothing) * own[n] + smoothing * uniform[n])
        total == 0 ? 0 : losses / total
        """;

    /// <summary>Cross-entropy with label smoothing and class weights over the samples that are not ignored: all options at once.</summary>
    /// <remarks>
    /// <para>Σ ((1 − ε) w_y (lse(z) − z_y) + (ε/K) Σ_c w_c (lse(z) − z_c)) / Σ w_y over the samples whose label is not ignored; 0 if the
    /// weight is 0. K counts the classes with a logit above −∞, and the sum over c is over them.</para>
    /// <para>Gradient: with the weighted target t_c = (1 − ε)w_y[c = y] + εw_c/K, (softmax(z)_c Σ t − t_c) / Σ w_y; 0 for ignored
    /// samples.</para>
    /// <para>C. Szegedy et al., Rethinking the inception architecture for computer vision (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1, or the ignored label.</param>
    /// <param name="classWeights">w, shape [c]; not negative.</param>
    /// <param name="smoothing">ε in [0, 1], the share of the uniform distribution in the target.</param>
    /// <param name="ignoredLabel">The label of samples that do not count.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(WeightedLabelSmoothingIgnoringFormula)]
    public static partial float LabelSmoothingCrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> classWeights, float smoothing, int ignoredLabel);

    /// <inheritdoc cref="LabelSmoothingCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"/>
    [Loss(WeightedLabelSmoothingIgnoringFormula)]
    public static partial double LabelSmoothingCrossEntropy(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights, double smoothing, int ignoredLabel);
}
