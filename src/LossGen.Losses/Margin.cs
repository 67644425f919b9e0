namespace LossGen.Losses;

/// <summary>Losses of the margin between a score and the boundary of its class: what large-margin classifiers and boosting minimise.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Margin
{
    private const string HingeFormula = "mean(relu(1 - targets * scores))";

    /// <summary>The hinge loss of support vector machines.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, 1 − m), with the margin m = y f.</para>
    /// <para>Gradient: −y/n where m &lt; 1, else 0.</para>
    /// <para>C. Cortes, V. Vapnik, Support-vector networks (1995).</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(HingeFormula)]
    public static partial float Hinge(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(HingeFormula)]
    public static partial double Hinge(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);

    private const string SquaredHingeFormula = "mean(relu(1 - targets * scores)^2)";

    /// <summary>The squared hinge loss: the hinge without its corner.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, 1 − m)², with the margin m = y f.</para>
    /// <para>Gradient: −2y max(0, 1 − m)/n.</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SquaredHingeFormula)]
    public static partial float SquaredHinge(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SquaredHingeFormula)]
    public static partial double SquaredHinge(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);

    private const string LogisticMarginFormula = "mean(softplus(-targets * scores))";

    /// <summary>The logistic loss of a margin: binary cross-entropy for targets ±1.</summary>
    /// <remarks>
    /// <para>(1/n) Σ log(1 + e⁻ᵐ), with the margin m = y f.</para>
    /// <para>Gradient: −y σ(−m)/n.</para>
    /// <para>J. Friedman, T. Hastie, R. Tibshirani, Additive logistic regression (2000).</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(LogisticMarginFormula)]
    public static partial float LogisticMargin(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="LogisticMargin(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LogisticMarginFormula)]
    public static partial double LogisticMargin(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);

    private const string ExponentialMarginFormula = "mean(exp(-targets * scores))";

    /// <summary>The exponential loss of AdaBoost.</summary>
    /// <remarks>
    /// <para>(1/n) Σ e⁻ᵐ, with the margin m = y f.</para>
    /// <para>Gradient: −y e⁻ᵐ/n.</para>
    /// <para>Infinite where e⁻ᵐ is not representable: below m = −88.7 in <see cref="float"/>, −709 in <see cref="double"/>.</para>
    /// <para>Y. Freund, R. E. Schapire, A decision-theoretic generalization of on-line learning (1997).</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ExponentialMarginFormula)]
    public static partial float ExponentialMargin(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="ExponentialMargin(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(ExponentialMarginFormula)]
    public static partial double ExponentialMargin(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);

    private const string SquaredMarginFormula = "mean((1 - targets * scores)^2)";

    /// <summary>The squared loss of a margin, which also punishes margins above 1.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (1 − m)², with the margin m = y f.</para>
    /// <para>Gradient: −2y(1 − m)/n.</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SquaredMarginFormula)]
    public static partial float SquaredMargin(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="SquaredMargin(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SquaredMarginFormula)]
    public static partial double SquaredMargin(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);

    private const string ZeroOneFormula = "mean(targets * scores <= 0)";

    /// <summary>The share of misclassified samples: a metric. It has no gradient to train with.</summary>
    /// <remarks>
    /// <para>(1/n) Σ [m ≤ 0], with the margin m = y f.</para>
    /// </remarks>
    /// <param name="scores">f, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ZeroOneFormula, Wrt = [])]
    public static partial float ZeroOne(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="ZeroOne(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(ZeroOneFormula, Wrt = [])]
    public static partial double ZeroOne(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets);
}
