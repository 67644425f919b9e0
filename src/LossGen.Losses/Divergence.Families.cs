namespace LossGen.Losses;

/// <content>Divergences with a parameter, and those of χ².</content>
public static partial class Divergence
{
    private const string WeightedJensenShannonFormula = """
        require 0 < weight && weight < 1
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        m[n,c] = weight * targets[n,c] + (1 - weight) * probabilities[n,c]
        mean[n](sum[c](weight * kl_div(targets[n,c], m[n,c]) + (1 - weight) * kl_div(probabilities[n,c], m[n,c])))
        """;

    /// <summary>The generalised Jensen–Shannon divergence: with a weight of the target. Divided by the weight or by its complement it tends
    /// to the two Kullback–Leibler divergences.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (β KL(p‖m) + (1 − β) KL(q‖m)), with m = β p + (1 − β) q.</para>
    /// <para>Gradient: (1 − β) log(q/m)/n.</para>
    /// <para>J. Lin, Divergence measures based on the Shannon entropy (1991).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <param name="weight">β in (0, 1), the weight of the target; ½ is <c>JensenShannon</c>.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is outside (0, 1).</exception>
    [Loss(WeightedJensenShannonFormula)]
    public static partial float WeightedJensenShannon(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float weight);

    /// <inheritdoc cref="WeightedJensenShannon(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(WeightedJensenShannonFormula)]
    public static partial double WeightedJensenShannon(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double weight);

    private const string ChiSquaredFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](sum[c](targets[n,c] == probabilities[n,c] ? 0 : (targets[n,c] - probabilities[n,c])^2 / probabilities[n,c]))
        """;

    /// <summary>Pearson’s χ² divergence χ²(p‖q).</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c (p − q)²/q, with 0/0 = 0, and ∞ where q = 0 &lt; p.</para>
    /// <para>Gradient: (1 − (p/q)²)/n.</para>
    /// <para>K. Pearson, On the criterion that a given system of deviations from the probable is such that it can be reasonably supposed to
    /// have arisen from random sampling (1900).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ChiSquaredFormula)]
    public static partial float ChiSquared(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="ChiSquared(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(ChiSquaredFormula)]
    public static partial double ChiSquared(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string NeymanChiSquaredFormula = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](sum[c](targets[n,c] == probabilities[n,c] ? 0 : (targets[n,c] - probabilities[n,c])^2 / targets[n,c]))
        """;

    /// <summary>Neyman’s χ² divergence: Pearson’s with the roles exchanged, χ²(q‖p).</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c (p − q)²/p, with 0/0 = 0, and ∞ where p = 0 &lt; q.</para>
    /// <para>Gradient: 2 (q/p − 1)/n.</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(NeymanChiSquaredFormula)]
    public static partial float NeymanChiSquared(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes);

    /// <inheritdoc cref="NeymanChiSquared(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(NeymanChiSquaredFormula)]
    public static partial double NeymanChiSquared(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes);

    private const string RenyiFormula = """
        require alpha > 0 && alpha != 1
        axis c = classes
        assume probabilities[n,c] > 0
        assume targets[n,c] >= 0
        mean[n](logsumexp[c | targets[n,c] > 0](alpha * log(targets[n,c]) + (1 - alpha) * log(probabilities[n,c]))) / (alpha - 1)
        """;

    /// <summary>The Rényi divergence of an order; as the order tends to 1, the Kullback–Leibler divergence.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (α − 1)⁻¹ log Σ_c p^α q^(1 − α).</para>
    /// <para>Gradient: −w_c/(q_c n), with w the softmax of α log p + (1 − α) log q.</para>
    /// <para>A. Rényi, On measures of entropy and information (1961).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; positive rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of outcomes.</param>
    /// <param name="alpha">α &gt; 0, not 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive, or 1.</exception>
    [Loss(RenyiFormula)]
    public static partial float Renyi(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float alpha);

    /// <inheritdoc cref="Renyi(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(RenyiFormula)]
    public static partial double Renyi(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double alpha);
}
