namespace LossGen.Losses;

/// <content>Preferences without a reference policy.</content>
public static partial class Preference
{
    private const string CpoFormula = """
        require beta > 0
        require weight >= 0
        mean(softplus(-beta * (chosenLogProbabilities - rejectedLogProbabilities)) - weight * chosenLogProbabilities)
        """;

    /// <summary>Contrastive preference optimisation.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (−log σ(βh) − λ log π₊), with h = log π₊ − log π₋.</para>
    /// <para>Gradient by log π₊: −(βσ(−βh) + λ)/n, by log π₋: βσ(−βh)/n.</para>
    /// <para>H. Xu et al., Contrastive preference optimization: pushing the boundaries of LLM performance in machine translation
    /// (2024).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; summed over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; summed over their tokens.</param>
    /// <param name="beta">β &gt; 0, the scale of the margin.</param>
    /// <param name="weight">λ ≥ 0, the weight of the likelihood of the preferred answers; the paper has 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(CpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Cpo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities, float beta, float weight);

    /// <inheritdoc cref="Cpo(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(CpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Cpo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities, double beta, double weight);

    private const string SimPoFormula = """
        require beta > 0
        require margin >= 0
        mean(softplus(margin - beta * (chosenLogProbabilities - rejectedLogProbabilities)))
        """;

    /// <summary>Simple preference optimisation.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log σ(βh − γ), with h = log π₊ − log π₋.</para>
    /// <para>Gradient by log π₊: −βσ(γ − βh)/n, by log π₋ its negative.</para>
    /// <para>Y. Meng, M. Xia, D. Chen, SimPO: simple preference optimization with a reference-free reward (2024).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; the mean over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; the mean over their tokens.</param>
    /// <param name="beta">β &gt; 0, the scale of the margin.</param>
    /// <param name="margin">γ ≥ 0, by how much the preferred answer has to lead.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(SimPoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float SimPo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities, float beta, float margin);

    /// <inheritdoc cref="SimPo(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(SimPoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double SimPo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities, double beta, double margin);

    private const string OrpoFormula = """
        require weight >= 0
        assume chosenLogProbabilities[i] < 0
        assume rejectedLogProbabilities[i] < 0
        odds = chosenLogProbabilities - rejectedLogProbabilities + log1mexp(rejectedLogProbabilities) - log1mexp(chosenLogProbabilities)
        mean(weight * softplus(-odds) - chosenLogProbabilities)
        """;

    /// <summary>Odds ratio preference optimisation: likelihood of the preferred answer, and the odds of preferring it.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (−log π₊ − λ log σ(o)), with the log of the odds ratio o = log(π₊/(1 − π₊)) − log(π₋/(1 − π₋)).</para>
    /// <para>Gradient by log π₊: −(1 + λσ(−o)/(1 − π₊))/n, by log π₋: λσ(−o)/((1 − π₋)n).</para>
    /// <para>J. Hong, N. Lee, J. Thorne, ORPO: monolithic preference optimization without reference model (2024).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; the mean over their tokens; below 0.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; the mean over their tokens; below 0.</param>
    /// <param name="weight">λ ≥ 0, the weight of the odds; the paper has 0.1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(OrpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Orpo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities, float weight);

    /// <inheritdoc cref="Orpo(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(OrpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Orpo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities, double weight);

    private const string GrpoFormula = """
        require 0 < clip && clip < 1
        require beta >= 0
        ratio[n,t] = exp(logProbabilities[n,t] - oldLogProbabilities[n,t])
        gain[n,t] = advantages[n] * (advantages[n] >= 0 ? min(ratio[n,t], 1 + clip) : max(ratio[n,t], 1 - clip))
        behind[n,t] = referenceLogProbabilities[n,t] - logProbabilities[n,t]
        divergence[n,t] = expm1(behind[n,t]) - behind[n,t]
        mean[n](mean[t | t < lengths[n]]((beta == 0 ? 0 : beta * divergence[n,t]) - gain[n,t]))
        """;

    /// <summary>Group relative policy optimisation: the clipped surrogate of every token, and an estimate of its divergence from the
    /// reference.</summary>
    /// <remarks>
    /// <para>The mean over answers of the mean over their tokens of −min(rA, clip(r, 1 − ε, 1 + ε)A) + β(e^d − d − 1), with r = π/π_old and d
    /// = log π_ref − log π.</para>
    /// <para>Gradient: (−rA where the ratio is not clipped, else 0, − β(e^d − 1)), over the number of answers and of the tokens of the
    /// answer.</para>
    /// <para>Z. Shao et al., DeepSeekMath: pushing the limits of mathematical reasoning in open language models (2024).</para>
    /// </remarks>
    /// <param name="logProbabilities">log π, shape [n, t], row-major; of every token of every answer.</param>
    /// <param name="oldLogProbabilities">log π_old, shape [n, t]; under the policy that gave the answers.</param>
    /// <param name="referenceLogProbabilities">log π_ref, shape [n, t].</param>
    /// <param name="advantages">A, shape [n]; of an answer within its group.</param>
    /// <param name="lengths">The number of tokens of every answer, shape [n]; what stands behind them does not count.</param>
    /// <param name="clip">ε in (0, 1), how far the ratio may go.</param>
    /// <param name="beta">β ≥ 0, the weight of the divergence from the reference.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is outside (0, 1).</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    [Loss(GrpoFormula)]
    public static partial float Grpo(
        ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> oldLogProbabilities, ReadOnlySpan<float> referenceLogProbabilities,
        ReadOnlySpan<float> advantages, ReadOnlySpan<int> lengths, float clip, float beta);

    /// <inheritdoc cref="Grpo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, float, float)"/>
    [Loss(GrpoFormula)]
    public static partial double Grpo(
        ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> oldLogProbabilities, ReadOnlySpan<double> referenceLogProbabilities,
        ReadOnlySpan<double> advantages, ReadOnlySpan<int> lengths, double clip, double beta);
}
