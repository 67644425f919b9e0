namespace LossGen.Losses;

/// <content>Value functions.</content>
public static partial class Reinforcement
{
    private const string ValueErrorFormula = "mean((values - returns)^2) / 2";

    /// <summary>Half the mean squared error of a value function.</summary>
    /// <remarks>
    /// <para>(1/2n) Σ (V − R)².</para>
    /// <para>Gradient: (V − R)/n.</para>
    /// </remarks>
    /// <param name="values">V, shape [n]; the predicted returns.</param>
    /// <param name="returns">R, shape [n]; the returns.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ValueErrorFormula)]
    public static partial float ValueError(ReadOnlySpan<float> values, ReadOnlySpan<float> returns);

    /// <inheritdoc cref="ValueError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(ValueErrorFormula)]
    public static partial double ValueError(ReadOnlySpan<double> values, ReadOnlySpan<double> returns);

    private const string HuberValueErrorFormula = """
        require delta > 0
        e = values - returns
        mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2))
        """;

    /// <summary>The Huber loss of a value function, as deep Q-networks have it.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(V − R)² where |V − R| ≤ δ, δ(|V − R| − ½δ) elsewhere.</para>
    /// <para>Gradient: clamp(V − R, −δ, δ)/n.</para>
    /// <para>V. Mnih et al., Human-level control through deep reinforcement learning (2015).</para>
    /// </remarks>
    /// <param name="values">V, shape [n]; the predicted returns.</param>
    /// <param name="returns">R, shape [n]; the returns.</param>
    /// <param name="delta">δ &gt; 0, the error from which on the loss is linear.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive.</exception>
    [Loss(HuberValueErrorFormula)]
    public static partial float HuberValueError(ReadOnlySpan<float> values, ReadOnlySpan<float> returns, float delta);

    /// <inheritdoc cref="HuberValueError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(HuberValueErrorFormula)]
    public static partial double HuberValueError(ReadOnlySpan<double> values, ReadOnlySpan<double> returns, double delta);

    private const string ClippedValueErrorFormula = """
        require clip > 0
        moved = clamp(values, oldValues - clip, oldValues + clip)
        mean(max(abs(values - returns), abs(moved - returns))^2) / 2
        """;

    /// <summary>The clipped error of a value function of proximal policy optimisation: the larger of the error and that of the clipped
    /// value.</summary>
    /// <remarks>
    /// <para>(1/2n) Σ max((V − R)², (clamp(V, V_old − ε, V_old + ε) − R)²).</para>
    /// <para>Gradient: (V − R)/n, or 0 where the clipped value has the larger error and V is outside of the range.</para>
    /// <para>J. Schulman et al., Proximal policy optimization algorithms (2017).</para>
    /// </remarks>
    /// <param name="values">V, shape [n]; the predicted returns.</param>
    /// <param name="oldValues">V_old, shape [n]; what was predicted when the data were collected.</param>
    /// <param name="returns">R, shape [n]; the returns.</param>
    /// <param name="clip">ε &gt; 0, how far a value may move.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is not positive.</exception>
    [Loss(ClippedValueErrorFormula)]
    public static partial float ClippedValueError(
        ReadOnlySpan<float> values, ReadOnlySpan<float> oldValues, ReadOnlySpan<float> returns, float clip);

    /// <inheritdoc cref="ClippedValueError(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(ClippedValueErrorFormula)]
    public static partial double ClippedValueError(
        ReadOnlySpan<double> values, ReadOnlySpan<double> oldValues, ReadOnlySpan<double> returns, double clip);

    private const string DiscountedValueErrorFormula = """
        gain[t] = rewards[t] + (t + 1 < size(t) ? discount * gain[t+1] : 0)
        mean[t]((values[t] - gain[t])^2) / 2
        """;

    /// <summary>Half the mean squared error of a value function from the discounted returns of an episode.</summary>
    /// <remarks>
    /// <para>(1/2t) Σ (Vₜ − Gₜ)², with Gₜ = rₜ + γGₜ₊₁.</para>
    /// <para>Gradient by Vₜ: (Vₜ − Gₜ)/t, by rₜ: −Σ_{k≤t} γ^(t−k)(Vₖ − Gₖ)/t, by γ: −Σ (Vₜ − Gₜ) dGₜ/dγ/t.</para>
    /// </remarks>
    /// <param name="values">V, shape [t]; the predicted returns along an episode.</param>
    /// <param name="rewards">r, shape [t]; the rewards.</param>
    /// <param name="discount">γ, as a rule in [0, 1].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(DiscountedValueErrorFormula, Wrt = ["values", "rewards", "discount"])]
    public static partial float DiscountedValueError(ReadOnlySpan<float> values, ReadOnlySpan<float> rewards, float discount);

    /// <inheritdoc cref="DiscountedValueError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(DiscountedValueErrorFormula, Wrt = ["values", "rewards", "discount"])]
    public static partial double DiscountedValueError(ReadOnlySpan<double> values, ReadOnlySpan<double> rewards, double discount);
}
