namespace LossGen.Losses;

/// <summary>Learning from preferences: pairs of answers, one preferred and one rejected.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// <para>A language model enters by the log-probabilities of its answers.</para>
/// </remarks>
public static partial class Preference
{
    private const string DpoFormula = """
        require beta > 0
        chosen = chosenLogProbabilities - referenceChosenLogProbabilities
        rejected = rejectedLogProbabilities - referenceRejectedLogProbabilities
        mean(softplus(-beta * (chosen - rejected)))
        """;

    /// <summary>Direct preference optimisation.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log σ(βh), with h = (log π₊ − log π₊ʳ) − (log π₋ − log π₋ʳ), where ʳ is the reference.</para>
    /// <para>Gradient by log π₊: −βσ(−βh)/n, by log π₋ its negative.</para>
    /// <para>R. Rafailov et al., Direct preference optimization: your language model is secretly a reward model (2023).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; summed over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; summed over their tokens.</param>
    /// <param name="referenceChosenLogProbabilities">log π_ref of the preferred answers, shape [n].</param>
    /// <param name="referenceRejectedLogProbabilities">log π_ref of the rejected answers, shape [n].</param>
    /// <param name="beta">β &gt; 0, how strongly the policy is held to the reference.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Loss(DpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Dpo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities,
        ReadOnlySpan<float> referenceChosenLogProbabilities, ReadOnlySpan<float> referenceRejectedLogProbabilities, float beta);

    /// <inheritdoc cref="Dpo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(DpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Dpo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities,
        ReadOnlySpan<double> referenceChosenLogProbabilities, ReadOnlySpan<double> referenceRejectedLogProbabilities, double beta);

    private const string SmoothedDpoFormula = """
        require beta > 0
        require 0 <= smoothing && smoothing < 0.5
        chosen = chosenLogProbabilities - referenceChosenLogProbabilities
        rejected = rejectedLogProbabilities - referenceRejectedLogProbabilities
        h = beta * (chosen - rejected)
        mean((1 - smoothing) * softplus(-h) + smoothing * softplus(h))
        """;

    /// <summary>Direct preference optimisation where some preferences are wrong.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ ((1 − ε) log σ(βh) + ε log σ(−βh)), with h as in the plain form.</para>
    /// <para>Gradient by log π₊: β(εσ(βh) − (1 − ε)σ(−βh))/n, by log π₋ its negative.</para>
    /// <para>E. Mitchell, A note on DPO with noisy preferences and relationship to IPO (2023).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; summed over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; summed over their tokens.</param>
    /// <param name="referenceChosenLogProbabilities">log π_ref of the preferred answers, shape [n].</param>
    /// <param name="referenceRejectedLogProbabilities">log π_ref of the rejected answers, shape [n].</param>
    /// <param name="beta">β &gt; 0, how strongly the policy is held to the reference.</param>
    /// <param name="smoothing">ε in [0, ½), the share of preferences that are the wrong way round.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is outside [0, ½).</exception>
    [Loss(SmoothedDpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Dpo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities,
        ReadOnlySpan<float> referenceChosenLogProbabilities, ReadOnlySpan<float> referenceRejectedLogProbabilities, float beta,
        float smoothing);

    /// <inheritdoc cref="Dpo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(SmoothedDpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Dpo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities,
        ReadOnlySpan<double> referenceChosenLogProbabilities, ReadOnlySpan<double> referenceRejectedLogProbabilities, double beta,
        double smoothing);

    private const string IpoFormula = """
        require beta > 0
        chosen = chosenLogProbabilities - referenceChosenLogProbabilities
        rejected = rejectedLogProbabilities - referenceRejectedLogProbabilities
        mean((chosen - rejected - 1 / (2 * beta))^2)
        """;

    /// <summary>Identity preference optimisation: a regression on the margin.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (h − 1/(2β))², with h as in <c>Dpo</c>.</para>
    /// <para>Gradient by log π₊: 2(h − 1/(2β))/n, by log π₋ its negative.</para>
    /// <para>M. G. Azar et al., A general theoretical paradigm to understand learning from human preferences (2024).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; summed over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; summed over their tokens.</param>
    /// <param name="referenceChosenLogProbabilities">log π_ref of the preferred answers, shape [n].</param>
    /// <param name="referenceRejectedLogProbabilities">log π_ref of the rejected answers, shape [n].</param>
    /// <param name="beta">β &gt; 0, how strongly the policy is held to the reference.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Loss(IpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Ipo(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities,
        ReadOnlySpan<float> referenceChosenLogProbabilities, ReadOnlySpan<float> referenceRejectedLogProbabilities, float beta);

    /// <inheritdoc cref="Ipo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(IpoFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Ipo(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities,
        ReadOnlySpan<double> referenceChosenLogProbabilities, ReadOnlySpan<double> referenceRejectedLogProbabilities, double beta);

    private const string SlicFormula = """
        require beta > 0
        chosen = chosenLogProbabilities - referenceChosenLogProbabilities
        rejected = rejectedLogProbabilities - referenceRejectedLogProbabilities
        mean(relu(1 - beta * (chosen - rejected)))
        """;

    /// <summary>The hinge of the margin of two answers, as in sequence likelihood calibration.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, 1 − βh), with h as in <c>Dpo</c>.</para>
    /// <para>Gradient by log π₊: −β/n where βh &lt; 1, by log π₋ its negative.</para>
    /// <para>Y. Zhao et al., SLiC-HF: sequence likelihood calibration with human feedback (2023).</para>
    /// </remarks>
    /// <param name="chosenLogProbabilities">log π of the preferred answers, shape [n]; summed over their tokens.</param>
    /// <param name="rejectedLogProbabilities">log π of the rejected answers, shape [n]; summed over their tokens.</param>
    /// <param name="referenceChosenLogProbabilities">log π_ref of the preferred answers, shape [n].</param>
    /// <param name="referenceRejectedLogProbabilities">log π_ref of the rejected answers, shape [n].</param>
    /// <param name="beta">β &gt; 0, how strongly the policy is held to the reference.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Loss(SlicFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial float Slic(
        ReadOnlySpan<float> chosenLogProbabilities, ReadOnlySpan<float> rejectedLogProbabilities,
        ReadOnlySpan<float> referenceChosenLogProbabilities, ReadOnlySpan<float> referenceRejectedLogProbabilities, float beta);

    /// <inheritdoc cref="Slic(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(SlicFormula, Wrt = ["chosenLogProbabilities", "rejectedLogProbabilities"])]
    public static partial double Slic(
        ReadOnlySpan<double> chosenLogProbabilities, ReadOnlySpan<double> rejectedLogProbabilities,
        ReadOnlySpan<double> referenceChosenLogProbabilities, ReadOnlySpan<double> referenceRejectedLogProbabilities, double beta);

    private const string KtoFormula = """
        require beta > 0
        require desirableWeight >= 0
        require undesirableWeight >= 0
        gain = beta * (logProbabilities - referenceLogProbabilities - divergence)
        mean(isDesirable == 1 ? desirableWeight * sigmoid(-gain) : undesirableWeight * sigmoid(gain))
        """;

    /// <summary>Kahneman–Tversky optimisation: answers that are desirable or not, without pairs.</summary>
    /// <remarks>
    /// <para>(1/n) Σ λ₊(1 − σ(β(r − z))) for desirable answers, λ₋(1 − σ(β(z − r))) for others, with r = log π − log π_ref.</para>
    /// <para>Gradient: ∓λβσ(g)σ(−g)/n, with g = β(r − z), and − for desirable answers.</para>
    /// <para>K. Ethayarajh et al., KTO: model alignment as prospect theoretic optimization (2024).</para>
    /// </remarks>
    /// <param name="logProbabilities">log π of the answers, shape [n]; summed over their tokens.</param>
    /// <param name="referenceLogProbabilities">log π_ref of the answers, shape [n].</param>
    /// <param name="isDesirable">1 for a desirable answer, anything else for an undesirable one, shape [n].</param>
    /// <param name="divergence">z, an estimate of KL(π‖π_ref), at least 0; a constant.</param>
    /// <param name="beta">β &gt; 0, how strongly the policy is held to the reference.</param>
    /// <param name="desirableWeight">λ₊ ≥ 0, the weight of desirable answers.</param>
    /// <param name="undesirableWeight">λ₋ ≥ 0, the weight of undesirable answers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="desirableWeight"/> or <paramref name="undesirableWeight"/> is
    /// negative.</exception>
    [Loss(KtoFormula)]
    public static partial float Kto(
        ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> referenceLogProbabilities, ReadOnlySpan<int> isDesirable,
        float divergence, float beta, float desirableWeight, float undesirableWeight);

    /// <inheritdoc cref="Kto(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, float, float, float, float)"/>
    [Loss(KtoFormula)]
    public static partial double Kto(
        ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> referenceLogProbabilities, ReadOnlySpan<int> isDesirable,
        double divergence, double beta, double desirableWeight, double undesirableWeight);
}
