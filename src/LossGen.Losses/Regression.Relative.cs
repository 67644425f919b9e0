namespace LossGen.Losses;

/// <content>Errors in proportion to the size of what is predicted.</content>
public static partial class Regression
{
    private const string MeanAbsolutePercentageErrorFormula = """
        require floor > 0
        mean(abs(predictions - targets) / max(abs(targets), floor))
        """;

    /// <summary>The mean absolute error relative to the targets, as a fraction; 0.01 is one per cent.</summary>
    /// <remarks>
    /// <para>(1/n) Σ |ŷ − y|/max(|y|, floor).</para>
    /// <para>Gradient: sign(ŷ − y)/(n max(|y|, floor)), and 0 at ŷ = y.</para>
    /// <para>What minimises it lies below the median: an overestimate can cost more than an underestimate ever does.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="floor">The least size of a target that errors are divided by; positive. It keeps targets at 0 from costing ∞.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floor"/> is not positive.</exception>
    [Loss(MeanAbsolutePercentageErrorFormula)]
    public static partial float MeanAbsolutePercentageError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float floor);

    /// <inheritdoc cref="MeanAbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(MeanAbsolutePercentageErrorFormula)]
    public static partial double MeanAbsolutePercentageError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double floor);

    private const string MeanSquaredLogarithmicErrorFormula = """
        assume predictions[i] > -1
        assume targets[i] > -1
        mean((log1p(predictions) - log1p(targets))^2)
        """;

    /// <summary>The mean squared error of log(1 + y): errors in proportion, for counts and amounts.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log(1 + ŷ) − log(1 + y))².</para>
    /// <para>Gradient: 2(log(1 + ŷ) − log(1 + y))/(n (1 + ŷ)).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; above −1, not checked.</param>
    /// <param name="targets">y, shape [n]; above −1, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MeanSquaredLogarithmicErrorFormula)]
    public static partial float MeanSquaredLogarithmicError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="MeanSquaredLogarithmicError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MeanSquaredLogarithmicErrorFormula)]
    public static partial double MeanSquaredLogarithmicError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);
}
