namespace LossGen.Losses;

/// <content>Losses made of others, and errors sample by sample.</content>
public static partial class Regression
{
    private const string SquaredAndAbsoluteErrorFormula = """
        require squaredWeight >= 0
        require absoluteWeight >= 0
        r = predictions - targets
        squaredWeight * mean(r^2) + absoluteWeight * mean(abs(r))
        """;

    /// <summary>A weighted sum of the mean squared and the mean absolute error, in one pass.</summary>
    /// <remarks>
    /// <para>(w/n) Σ e² + (v/n) Σ |e|, with e = ŷ − y.</para>
    /// <para>Gradient: (2w e + v sign(e))/n.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="squaredWeight">w ≥ 0, the weight of the squared error.</param>
    /// <param name="absoluteWeight">v ≥ 0, the weight of the absolute error.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative.</exception>
    [Loss(SquaredAndAbsoluteErrorFormula)]
    public static partial float SquaredAndAbsoluteError(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float squaredWeight, float absoluteWeight);

    /// <inheritdoc cref="SquaredAndAbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss(SquaredAndAbsoluteErrorFormula)]
    public static partial double SquaredAndAbsoluteError(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double squaredWeight, double absoluteWeight);

    private const string SquaredReconstructionErrorsFormula = """
        axis d = features
        errors[n] = mean[d]((reconstructions[n,d] - inputs[n,d])^2)
        """;

    /// <summary>The mean squared error of every sample for itself: how unusual a sample is for the autoencoder that could not reconstruct
    /// it.</summary>
    /// <remarks>
    /// <para>(1/d) Σ (x̂ − x)², for every sample.</para>
    /// <para>Gradient, by the seeds sₙ of the errors: (2/d) sₙ (x̂ − x).</para>
    /// </remarks>
    /// <param name="reconstructions">x̂, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; any numbers.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="errors">Receives the errors, shape [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no features.</exception>
    [Loss(SquaredReconstructionErrorsFormula)]
    public static partial void SquaredReconstructionErrors(
        ReadOnlySpan<float> reconstructions, ReadOnlySpan<float> inputs, int features, Span<float> errors);

    /// <inheritdoc cref="SquaredReconstructionErrors(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(SquaredReconstructionErrorsFormula)]
    public static partial void SquaredReconstructionErrors(
        ReadOnlySpan<double> reconstructions, ReadOnlySpan<double> inputs, int features, Span<double> errors);

    private const string AbsoluteReconstructionErrorsFormula = """
        axis d = features
        errors[n] = mean[d](abs(reconstructions[n,d] - inputs[n,d]))
        """;

    /// <summary>The mean absolute error of every sample for itself: how unusual a sample is for the autoencoder that could not reconstruct
    /// it.</summary>
    /// <remarks>
    /// <para>(1/d) Σ |x̂ − x|, for every sample.</para>
    /// <para>Gradient, by the seeds sₙ of the errors: (1/d) sₙ sign(x̂ − x), and 0 at x̂ = x.</para>
    /// </remarks>
    /// <param name="reconstructions">x̂, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; any numbers.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="errors">Receives the errors, shape [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no features.</exception>
    [Loss(AbsoluteReconstructionErrorsFormula)]
    public static partial void AbsoluteReconstructionErrors(
        ReadOnlySpan<float> reconstructions, ReadOnlySpan<float> inputs, int features, Span<float> errors);

    /// <inheritdoc cref="AbsoluteReconstructionErrors(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(AbsoluteReconstructionErrorsFormula)]
    public static partial void AbsoluteReconstructionErrors(
        ReadOnlySpan<double> reconstructions, ReadOnlySpan<double> inputs, int features, Span<double> errors);
}
