namespace LossGen.Losses;

/// <summary>Objectives of policies and value functions, to be minimised.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Reinforcement
{
    private const string ReinforceFormula = """
        rest[n] = logsumexp[c | c != actions[n]](logits[n,c])
        mean[n](advantages[n] == 0 ? 0 : advantages[n] * softplus(rest[n] - logits[n, actions[n]]))
        """;

    /// <summary>The policy gradient of a softmax policy, as a loss.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ A log π(a), with π = softmax(z).</para>
    /// <para>Gradient: A(π_c − [c = a])/n.</para>
    /// <para>R. J. Williams, Simple statistical gradient-following algorithms for connectionist reinforcement learning (1992).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an action that is not allowed.</param>
    /// <param name="actions">The action taken, shape [n]; 0 to c − 1.</param>
    /// <param name="advantages">A, shape [n]; a constant, whatever it was estimated by.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An action is not one.</exception>
    [Loss(ReinforceFormula)]
    public static partial float Reinforce(ReadOnlySpan<float> logits, ReadOnlySpan<int> actions, ReadOnlySpan<float> advantages);

    /// <inheritdoc cref="Reinforce(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    [Loss(ReinforceFormula)]
    public static partial double Reinforce(ReadOnlySpan<double> logits, ReadOnlySpan<int> actions, ReadOnlySpan<double> advantages);

    private const string AdvantageActorCriticFormula = """
        require valueWeight >= 0
        require entropyWeight >= 0
        rest[n] = logsumexp[c | c != actions[n]](logits[n,c])
        policy[n] = advantages[n] == 0 ? 0 : advantages[n] * softplus(rest[n] - logits[n, actions[n]])
        entropy[n] = sum[c](logits[n,c] == -inf ? 0 : -softmax[c](logits[n,c]) * logsoftmax[c](logits[n,c]))
        mean[n](policy[n] + valueWeight * (values[n] - returns[n])^2 / 2 - entropyWeight * entropy[n])
        """;

    /// <summary>The objective of advantage actor-critic: policy gradient, value function, and entropy of the policy.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (−A log π(a) + c_v ½(V − R)² − c_e H(π)), with π = softmax(z) and H(π) = −Σ π log π.</para>
    /// <para>Gradient by z: (A(π_c − [c = a]) + c_e π_c(log π_c + H))/n; by V: c_v(V − R)/n.</para>
    /// <para>V. Mnih et al., Asynchronous methods for deep reinforcement learning (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an action that is not allowed.</param>
    /// <param name="actions">The action taken, shape [n]; 0 to c − 1.</param>
    /// <param name="advantages">A, shape [n]; a constant, whatever it was estimated by.</param>
    /// <param name="values">V, shape [n]; the predicted returns.</param>
    /// <param name="returns">R, shape [n]; the returns.</param>
    /// <param name="valueWeight">At least 0, the weight of the value function.</param>
    /// <param name="entropyWeight">At least 0, the weight of the entropy.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="valueWeight"/> or <paramref name="entropyWeight"/> is
    /// negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An action is not one.</exception>
    [Loss(AdvantageActorCriticFormula, Wrt = ["logits", "values"])]
    public static partial float AdvantageActorCritic(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> actions, ReadOnlySpan<float> advantages, ReadOnlySpan<float> values,
        ReadOnlySpan<float> returns, float valueWeight, float entropyWeight);

    /// <inheritdoc cref="AdvantageActorCritic(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(AdvantageActorCriticFormula, Wrt = ["logits", "values"])]
    public static partial double AdvantageActorCritic(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> actions, ReadOnlySpan<double> advantages, ReadOnlySpan<double> values,
        ReadOnlySpan<double> returns, double valueWeight, double entropyWeight);

    private const string ClippedSurrogateFormula = """
        require 0 < clip && clip < 1
        ratio = exp(logProbabilities - oldLogProbabilities)
        mean(advantages >= 0 ? -advantages * min(ratio, 1 + clip) : -advantages * max(ratio, 1 - clip))
        """;

    /// <summary>The clipped surrogate objective of proximal policy optimisation.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ min(rA, clip(r, 1 − ε, 1 + ε)A), with r = π(a)/π_old(a): for A ≥ 0 that is A min(r, 1 + ε), else A max(r, 1 −
    /// ε).</para>
    /// <para>Gradient: −rA/n where A &gt; 0 and r &lt; 1 + ε, or A &lt; 0 and r &gt; 1 − ε; else 0.</para>
    /// <para>J. Schulman et al., Proximal policy optimization algorithms (2017).</para>
    /// </remarks>
    /// <param name="logProbabilities">log π(a), shape [n]; of the actions taken, under the policy that is trained.</param>
    /// <param name="oldLogProbabilities">log π_old(a), shape [n]; under the policy that acted.</param>
    /// <param name="advantages">A, shape [n]; a constant, whatever it was estimated by.</param>
    /// <param name="clip">ε in (0, 1), how far the ratio may go.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is outside (0, 1).</exception>
    [Loss(ClippedSurrogateFormula)]
    public static partial float ClippedSurrogate(
        ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> oldLogProbabilities, ReadOnlySpan<float> advantages, float clip);

    /// <inheritdoc cref="ClippedSurrogate(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(ClippedSurrogateFormula)]
    public static partial double ClippedSurrogate(
        ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> oldLogProbabilities, ReadOnlySpan<double> advantages, double clip);
}
