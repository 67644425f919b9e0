namespace LossGen.Losses;

/// <summary>Losses of a number against a number: squared, absolute, robust, likelihoods, quantiles.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient. A NaN in an input that the loss depends on becomes a NaN in the loss.
/// </remarks>
public static partial class Regression
{
    private const string MeanAbsoluteErrorFormula = "mean(abs(predictions - targets))";

    /// <summary>The mean absolute error; what minimises it is the conditional median.</summary>
    /// <remarks>
    /// <para>(1/n) Σ |ŷ − y|.</para>
    /// <para>Gradient: sign(ŷ − y)/n, and 0 at ŷ = y.</para>
    /// <para>P. S. Laplace, Mémoire sur la probabilité des causes par les évènemens (1774).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MeanAbsoluteErrorFormula)]
    public static partial float MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="MeanAbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MeanAbsoluteErrorFormula)]
    public static partial double MeanAbsoluteError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string SumOfAbsoluteErrorsFormula = "sum(abs(predictions - targets))";

    /// <summary>The sum of absolute errors, the objective of least absolute deviations.</summary>
    /// <remarks>
    /// <para>Σ |ŷ − y|; 0 for no elements.</para>
    /// <para>Gradient: sign(ŷ − y), and 0 at ŷ = y.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(SumOfAbsoluteErrorsFormula)]
    public static partial float SumOfAbsoluteErrors(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="SumOfAbsoluteErrors(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SumOfAbsoluteErrorsFormula)]
    public static partial double SumOfAbsoluteErrors(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string LogCoshFormula = "mean(logcosh(predictions - targets))";

    /// <summary>The logarithm of the hyperbolic cosine of the error: quadratic near 0, linear far from it, and smooth everywhere.</summary>
    /// <remarks>
    /// <para>(1/n) Σ log cosh(ŷ − y).</para>
    /// <para>Gradient: tanh(ŷ − y)/n.</para>
    /// <para>Accurate for errors of any size: 5e-9 at an error of 1e-4, |e| − log 2 where the cosine overflows.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(LogCoshFormula)]
    public static partial float LogCosh(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LogCoshFormula)]
    public static partial double LogCosh(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);
}
