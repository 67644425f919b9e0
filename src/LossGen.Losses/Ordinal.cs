namespace LossGen.Losses;

/// <summary>Ordered classes: grades, levels, ages.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Ordinal
{
    private const string CumulativeFormula = """
        x[n,j] = scores[n] - thresholds[j]
        mean[n](sum[j](softplus(ranks[n] > j ? -x[n,j] : x[n,j])))
        """;

    /// <summary>The consistent rank logits (CORAL): for every threshold, a binary classification on which side of it a sample lies.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ Σⱼ log σ(±(f − θⱼ)), with + where y &gt; j.</para>
    /// <para>Gradient by f: Σⱼ (σ(f − θⱼ) − [y &gt; j])/n, by θⱼ: −Σₙ (σ(f − θⱼ) − [y &gt; j])/n.</para>
    /// <para>W. Cao, V. Mirjalili, S. Raschka, Rank consistent ordinal regression for neural networks (2020).</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers, one for every sample.</param>
    /// <param name="ranks">y, shape [n]; 0 to k. A rank below counts as 0, one above as k.</param>
    /// <param name="thresholds">θ, shape [k]; increasing, one between any two neighbouring ranks.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(CumulativeFormula, Wrt = ["scores", "thresholds"])]
    public static partial float Cumulative(ReadOnlySpan<float> scores, ReadOnlySpan<int> ranks, ReadOnlySpan<float> thresholds);

    /// <inheritdoc cref="Cumulative(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    [Loss(CumulativeFormula, Wrt = ["scores", "thresholds"])]
    public static partial double Cumulative(ReadOnlySpan<double> scores, ReadOnlySpan<int> ranks, ReadOnlySpan<double> thresholds);

    private const string CumulativeWithLogitsFormula = "mean[n](sum[j](softplus(ranks[n] > j ? -logits[n,j] : logits[n,j])))";

    /// <summary>A binary classification for every threshold between ranks, with logits of their own.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ Σⱼ log σ(±zⱼ), with + where y &gt; j.</para>
    /// <para>Gradient: (σ(zⱼ) − [y &gt; j])/n.</para>
    /// <para>Z. Niu et al., Ordinal regression with multiple output CNN for age estimation (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, k], row-major; of y &gt; j for every threshold j.</param>
    /// <param name="ranks">y, shape [n]; 0 to k. A rank below counts as 0, one above as k.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(CumulativeWithLogitsFormula)]
    public static partial float CumulativeWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<int> ranks);

    /// <inheritdoc cref="CumulativeWithLogits(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(CumulativeWithLogitsFormula)]
    public static partial double CumulativeWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<int> ranks);

    private const string ProportionalOddsFormula = """
        upper[n] = ranks[n] == size(thresholds, 0) ? 0 : softplus(scores[n] - thresholds[ranks[n]])
        lower[n] = ranks[n] == 0 ? 0 : softplus(thresholds[ranks[n] - 1] - scores[n])
        gap[n] = ranks[n] == 0 || ranks[n] == size(thresholds, 0) ? 0 : log1mexp(thresholds[ranks[n] - 1] - thresholds[ranks[n]])
        mean[n](upper[n] + lower[n] - gap[n])
        """;

    /// <summary>The likelihood of the proportional odds model.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log(σ(θ_y − f) − σ(θ_{y−1} − f)), with θ₋₁ = −∞ and θ_k = ∞; computed as softplus(f − θ_y) + softplus(θ_{y−1} − f) −
    /// log(1 − exp(θ_{y−1} − θ_y)), which does not cancel.</para>
    /// <para>Gradient by f: (σ(f − θ_y) − σ(θ_{y−1} − f))/n.</para>
    /// <para>P. McCullagh, Regression models for ordinal data (1980).</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers, one for every sample.</param>
    /// <param name="ranks">y, shape [n]; 0 to k.</param>
    /// <param name="thresholds">θ, shape [k]; increasing, one between any two neighbouring ranks.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rank is negative or more than k.</exception>
    [Loss(ProportionalOddsFormula, Wrt = ["scores", "thresholds"])]
    public static partial float ProportionalOdds(ReadOnlySpan<float> scores, ReadOnlySpan<int> ranks, ReadOnlySpan<float> thresholds);

    /// <inheritdoc cref="ProportionalOdds(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    [Loss(ProportionalOddsFormula, Wrt = ["scores", "thresholds"])]
    public static partial double ProportionalOdds(ReadOnlySpan<double> scores, ReadOnlySpan<int> ranks, ReadOnlySpan<double> thresholds);
}
