namespace LossGen.Losses;

/// <summary>Losses of every sample by itself, for reductions of one's own: weights that come later, ranking, anomaly scores.</summary>
/// <remarks>
/// Every method writes one loss a sample to its last argument, with overloads for <see cref="float"/> and <see cref="double"/>. Beside it is a
/// generated method <c>{Name}Gradient</c> that takes a seed for each sample and writes the gradient of the sum that they weight.
/// </remarks>
public static partial class PerSample
{
    private const string SquaredErrorsFormula = "losses = (predictions - targets)^2";

    /// <summary>The squared error of every sample.</summary>
    /// <remarks>
    /// <para>(ŷ − y)².</para>
    /// <para>Gradient: 2 g (ŷ − y).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [i].</param>
    /// <param name="targets">y, shape [i].</param>
    /// <param name="losses">Receives the losses, shape [i].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    [Loss(SquaredErrorsFormula)]
    public static partial void SquaredErrors(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    /// <inheritdoc cref="SquaredErrors(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    [Loss(SquaredErrorsFormula)]
    public static partial void SquaredErrors(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, Span<double> losses);

    private const string AbsoluteErrorsFormula = "losses = abs(predictions - targets)";

    /// <summary>The absolute error of every sample.</summary>
    /// <remarks>
    /// <para>|ŷ − y|.</para>
    /// <para>Gradient: g sign(ŷ − y), 0 where they are equal.</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [i].</param>
    /// <param name="targets">y, shape [i].</param>
    /// <param name="losses">Receives the losses, shape [i].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    [Loss(AbsoluteErrorsFormula)]
    public static partial void AbsoluteErrors(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    /// <inheritdoc cref="AbsoluteErrors(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    [Loss(AbsoluteErrorsFormula)]
    public static partial void AbsoluteErrors(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, Span<double> losses);

    private const string BinaryCrossEntropiesFormula = "losses = softplus(logits) - targets * logits";

    /// <summary>The cross-entropy of every logit with its target.</summary>
    /// <remarks>
    /// <para>log(1 + e^z) − y z.</para>
    /// <para>Gradient: g (σ(z) − y).</para>
    /// </remarks>
    /// <param name="logits">z, shape [i]; any numbers.</param>
    /// <param name="targets">y, shape [i]; in [0, 1].</param>
    /// <param name="losses">Receives the losses, shape [i].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    [Loss(BinaryCrossEntropiesFormula)]
    public static partial void BinaryCrossEntropies(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses);

    /// <inheritdoc cref="BinaryCrossEntropies(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    [Loss(BinaryCrossEntropiesFormula)]
    public static partial void BinaryCrossEntropies(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> losses);

    private const string CrossEntropiesFormula = "losses[n] = logsumexp[c](logits[n,c]) - logits[n, labels[n]]";

    /// <summary>The cross-entropy of every sample with its class.</summary>
    /// <remarks>
    /// <para>log Σ_c exp(z_c) − z_y.</para>
    /// <para>Gradient: g_n (softmax(z)_c − [c = y]).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="losses">Receives the losses, shape [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(CrossEntropiesFormula)]
    public static partial void CrossEntropies(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> losses);

    /// <inheritdoc cref="CrossEntropies(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    [Loss(CrossEntropiesFormula)]
    public static partial void CrossEntropies(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> losses);
}
