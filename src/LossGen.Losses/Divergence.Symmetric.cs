namespace LossGen.Losses;

/// <content>Divergences that are bounded and symmetric.</content>
public static partial class Divergence
{
    private const string TotalVariationFormula = """
        axis c = classes
        mean[n](sum[c](abs(probabilities[n,c] - targets[n,c]))) / 2
        """;

    /// <summary>The total variation distance: by how much the probability of any event can differ.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ Σ_c |p − q|; between 0 and 1.</para>
    /// <para>Gradient: ½ sign(q − p)/n, and 0 at q = p.</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(TotalVariationFormula)]
    public static partial float TotalVariation(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="TotalVariation(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(TotalVariationFormula)]
    public static partial double TotalVariation(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string SquaredHellingerFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        gap(p, q) = q == 0 ? p : ((p - q) / (sqrt(p) + sqrt(q)))^2
        mean[n](sum[c](gap(targets[n,c], probabilities[n,c]))) / 2
        """;

    /// <summary>The squared Hellinger distance H².</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ Σ_c (√p − √q)²; between 0 and 1. It is one less the Bhattacharyya coefficient Σ √(pq).</para>
    /// <para>Gradient: ½ (1 − √(p/q))/n, and 0 at q = 0.</para>
    /// <para>Computed as ((p − q)/(√p + √q))², which does not cancel. Some texts leave out the half: <c>SquaredMatusita</c>.</para>
    /// <para>E. Hellinger, Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen (1909).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SquaredHellingerFormula)]
    public static partial float SquaredHellinger(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="SquaredHellinger(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(SquaredHellingerFormula)]
    public static partial double SquaredHellinger(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string SquaredMatusitaFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        gap(p, q) = q == 0 ? p : ((p - q) / (sqrt(p) + sqrt(q)))^2
        mean[n](sum[c](gap(targets[n,c], probabilities[n,c])))
        """;

    /// <summary>The squared Matusita distance: the squared Hellinger distance without its half, which is the f-divergence of f(t) = (√t −
    /// 1)².</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c (√p − √q)²; between 0 and 2.</para>
    /// <para>Gradient: (1 − √(p/q))/n, and 0 at q = 0.</para>
    /// <para>K. Matusita, Decision rules based on the distance for problems of fit, two samples, and estimation (1955).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SquaredMatusitaFormula)]
    public static partial float SquaredMatusita(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="SquaredMatusita(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(SquaredMatusitaFormula)]
    public static partial double SquaredMatusita(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string HellingerFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        gap(p, q) = q == 0 ? p : ((p - q) / (sqrt(p) + sqrt(q)))^2
        mean[n](sqrt(sum[c](gap(targets[n,c], probabilities[n,c])) / 2))
        """;

    /// <summary>The Hellinger distance H, a metric.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ √(½ Σ_c (√p − √q)²); between 0 and 1.</para>
    /// <para>Gradient: (1 − √(p/q))/(4 H n), with H of the row; 0 at H = 0 and at q = 0.</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(HellingerFormula)]
    public static partial float Hellinger(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="Hellinger(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(HellingerFormula)]
    public static partial double Hellinger(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string JensenShannonFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        s[n,c] = probabilities[n,c] + targets[n,c]
        mean[n](sum[c](kl_div(2 * targets[n,c], s[n,c]) + kl_div(2 * probabilities[n,c], s[n,c]))) / 4
        """;

    /// <summary>The Jensen–Shannon divergence of probabilities.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ (KL(p‖m) + KL(q‖m)), with m = ½ (p + q); between 0 and log 2.</para>
    /// <para>Gradient: ½ log(q/m)/n, and 0 at q = 0.</para>
    /// <para>Computed of 2p, 2q and p + q, whose halves may underflow.</para>
    /// <para>J. Lin, Divergence measures based on the Shannon entropy (1991).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(JensenShannonFormula)]
    public static partial float JensenShannon(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="JensenShannon(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(JensenShannonFormula)]
    public static partial double JensenShannon(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string JensenShannonOfLogProbabilitiesFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        q[n,c] = exp(logProbabilities[n,c])
        s[n,c] = q[n,c] + targets[n,c]
        mean[n](sum[c](kl_div(2 * targets[n,c], s[n,c]) + kl_div(2 * q[n,c], s[n,c]))) / 4
        """;

    /// <summary>The Jensen–Shannon divergence, with q given by its logarithm.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ (KL(p‖m) + KL(q‖m)), with m = ½ (p + q).</para>
    /// <para>Gradient: ½ q log(q/m)/n.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q, shape [n, c], row-major; −∞ for an outcome without probability.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(JensenShannonOfLogProbabilitiesFormula)]
    public static partial float JensenShannonOfLogProbabilities(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="JensenShannonOfLogProbabilities(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(JensenShannonOfLogProbabilitiesFormula)]
    public static partial double JensenShannonOfLogProbabilities(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> targets, int classes);

    private const string JensenShannonWithLogitsFormula = """
        axis c = classes
        assume targets[n,c] >= 0
        q[n,c] = softmax[c](logits[n,c])
        s[n,c] = q[n,c] + targets[n,c]
        mean[n](sum[c](kl_div(2 * targets[n,c], s[n,c]) + kl_div(2 * q[n,c], s[n,c]))) / 4
        """;

    /// <summary>The Jensen–Shannon divergence of the softmax of logits.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ (KL(p‖m) + KL(q‖m)), with q = softmax(z) and m = ½ (p + q).</para>
    /// <para>Gradient: ½ q_c (log(q_c/m_c) − KL(q‖m))/n.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; q = softmax(z); −∞ for an excluded outcome.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(JensenShannonWithLogitsFormula)]
    public static partial float JensenShannonWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="JensenShannonWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(JensenShannonWithLogitsFormula)]
    public static partial double JensenShannonWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, int classes);

    private const string JensenShannonDistanceFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        s[n,c] = probabilities[n,c] + targets[n,c]
        mean[n](sqrt(sum[c](kl_div(2 * targets[n,c], s[n,c]) + kl_div(2 * probabilities[n,c], s[n,c])))) / 2
        """;

    /// <summary>The Jensen–Shannon distance: the root of the divergence, a metric.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ √JS(p, q).</para>
    /// <para>Gradient: log(q/m)/(4 √JS n), with JS of the row; 0 at JS = 0.</para>
    /// <para>D. M. Endres, J. E. Schindelin, A new metric for probability distributions (2003).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(JensenShannonDistanceFormula)]
    public static partial float JensenShannonDistance(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="JensenShannonDistance(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(JensenShannonDistanceFormula)]
    public static partial double JensenShannonDistance(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);
}
