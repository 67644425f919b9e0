namespace LossGen.Losses;

/// <content>Squared errors.</content>
public static partial class Regression
{
    private const string MeanSquaredErrorFormula = "mean((predictions - targets)^2)";

    /// <summary>The mean squared error; what minimises it is the conditional mean.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (ŷ − y)².</para>
    /// <para>Gradient: (2/n)(ŷ − y).</para>
    /// <para>C. F. Gauss, Theoria combinationis observationum (1823).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MeanSquaredErrorFormula)]
    public static partial float MeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="MeanSquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MeanSquaredErrorFormula)]
    public static partial double MeanSquaredError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string SumOfSquaredErrorsFormula = "sum((predictions - targets)^2)";

    /// <summary>The sum of squared errors, the objective of least squares.</summary>
    /// <remarks>
    /// <para>Σ (ŷ − y)²; 0 for no elements.</para>
    /// <para>Gradient: 2(ŷ − y).</para>
    /// <para>A. M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes (1805).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(SumOfSquaredErrorsFormula)]
    public static partial float SumOfSquaredErrors(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="SumOfSquaredErrors(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SumOfSquaredErrorsFormula)]
    public static partial double SumOfSquaredErrors(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string RootMeanSquaredErrorFormula = """
        require size(i) > 0
        norm(predictions - targets) / sqrt(size(i))
        """;

    /// <summary>The root of the mean squared error, in the unit of the targets.</summary>
    /// <remarks>
    /// <para>√((1/n) Σ (ŷ − y)²), without overflow or underflow of the squares.</para>
    /// <para>Gradient: (ŷ − y)/(n · RMSE); 0 where the error is 0, a valid subgradient.</para>
    /// <para>Where all errors are subnormal numbers their norm has few digits in this precision, and so has the gradient.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(RootMeanSquaredErrorFormula)]
    public static partial float RootMeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="RootMeanSquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(RootMeanSquaredErrorFormula)]
    public static partial double RootMeanSquaredError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);
}
