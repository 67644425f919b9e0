namespace LossGen.Losses;

/// <content>Two classes.</content>
public static partial class Classification
{
    private const string BinaryCrossEntropyFormula = """
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        mean(-(xlogy(targets, probabilities) + xlog1py(1 - targets, -probabilities)))
        """;

    /// <summary>Binary cross-entropy of probabilities.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ (y log p + (1 − y) log(1 − p)), with 0 · log 0 = 0.</para>
    /// <para>Gradient: (p − y)/(n p (1 − p)).</para>
    /// <para>Nothing is clamped: a certain and wrong probability costs ∞. Where probabilities come out of a sigmoid, use
    /// <c>BinaryCrossEntropyWithLogits</c>, which loses nothing.</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; in [0, 1].</param>
    /// <param name="targets">y, shape [n]; in [0, 1].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(BinaryCrossEntropyFormula)]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(BinaryCrossEntropyFormula)]
    public static partial double BinaryCrossEntropy(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    private const string BinaryCrossEntropyWithLogitsFormula = """
        x = targets > 0.5 ? -logits : logits
        w = min(targets, 1 - targets)
        mean(softplus(x) - (w == 0 ? 0 : w * x))
        """;

    /// <summary>Binary cross-entropy of logits.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (softplus(z) − y z), turned to the side of the target so that nothing cancels: a sample that is right by 20 costs
    /// 2.06e-9, not 0.</para>
    /// <para>Gradient: (σ(z) − y)/n.</para>
    /// <para>D. R. Cox, The regression analysis of binary sequences (1958).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n]; any numbers, ±∞ included.</param>
    /// <param name="targets">y, shape [n]; in [0, 1].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(BinaryCrossEntropyWithLogitsFormula)]
    public static partial float BinaryCrossEntropyWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(BinaryCrossEntropyWithLogitsFormula)]
    public static partial double BinaryCrossEntropyWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets);

    private const string PositiveWeightFormula = """
        require positiveWeight > 0
        positive = targets == 0 ? 0 : positiveWeight * targets * softplus(-logits)
        negative = targets == 1 ? 0 : (1 - targets) * softplus(logits)
        mean(positive + negative)
        """;

    /// <summary>Binary cross-entropy of logits with a weight for the positive class.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (w y softplus(−z) + (1 − y) softplus(z)).</para>
    /// <para>Gradient: ((1 − y) σ(z) − w y σ(−z))/n.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n]; any numbers, ±∞ included.</param>
    /// <param name="targets">y, shape [n]; in [0, 1].</param>
    /// <param name="positiveWeight">w &gt; 0, the weight of the positive class.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="positiveWeight"/> is not positive.</exception>
    [Loss(PositiveWeightFormula)]
    public static partial float BinaryCrossEntropyWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float positiveWeight);

    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(PositiveWeightFormula)]
    public static partial double BinaryCrossEntropyWithLogits(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, double positiveWeight);

    private const string MultiLabelFormula = """
        positive[n,c] = targets[n,c] == 0 ? 0 : positiveWeights[c] * targets[n,c] * softplus(-logits[n,c])
        negative[n,c] = targets[n,c] == 1 ? 0 : (1 - targets[n,c]) * softplus(logits[n,c])
        mean[n,c](classWeights[c] == 0 ? 0 : classWeights[c] * (positive[n,c] + negative[n,c]))
        """;

    /// <summary>Binary cross-entropy of several labels per sample, each with a weight and a weight of its positives.</summary>
    /// <remarks>
    /// <para>The mean over samples and classes of v(w y softplus(−z) + (1 − y) softplus(z)).</para>
    /// <para>Gradient: v((1 − y) σ(z) − w y σ(−z)), divided by the number of samples times classes.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, ±∞ included.</param>
    /// <param name="targets">y, shape [n, c]; in [0, 1].</param>
    /// <param name="classWeights">v, shape [c]; the weight of a class.</param>
    /// <param name="positiveWeights">w, shape [c]; the weight of the positives of a class.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MultiLabelFormula)]
    public static partial float MultiLabelBinaryCrossEntropyWithLogits(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> classWeights, ReadOnlySpan<float> positiveWeights);

    /// <inheritdoc cref="MultiLabelBinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MultiLabelFormula)]
    public static partial double MultiLabelBinaryCrossEntropyWithLogits(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, ReadOnlySpan<double> classWeights, ReadOnlySpan<double> positiveWeights);

    private const string LogisticRegressionFormula = """
        z[n] = sum[d](weights[d] * features[n,d]) + bias
        x[n] = targets[n] > 0.5 ? -z[n] : z[n]
        mean[n](softplus(x[n]) - min(targets[n], 1 - targets[n]) * x[n])
        """;

    /// <summary>The objective of logistic regression: binary cross-entropy with linear logits. Convex in weights and bias.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (softplus(z) − y z), with z = w·x + b.</para>
    /// <para>Gradient: by w: (1/n) Σ (σ(z) − y) x; by b: (1/n) Σ (σ(z) − y).</para>
    /// <para>D. R. Cox, The regression analysis of binary sequences (1958).</para>
    /// </remarks>
    /// <param name="weights">w, shape [d].</param>
    /// <param name="bias">b.</param>
    /// <param name="features">x, shape [n, d], row-major.</param>
    /// <param name="targets">y, shape [n]; in [0, 1].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(LogisticRegressionFormula, Wrt = ["weights", "bias"])]
    public static partial float LogisticRegression(
        ReadOnlySpan<float> weights, float bias, ReadOnlySpan<float> features, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="LogisticRegression(ReadOnlySpan{float}, float, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LogisticRegressionFormula, Wrt = ["weights", "bias"])]
    public static partial double LogisticRegression(
        ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> features, ReadOnlySpan<double> targets);
}
