namespace LossGen.Losses;

/// <summary>Functions between a model's last layer and its loss, as arrays: squashing, normalised exponentials, and their logarithms.</summary>
/// <remarks>
/// Every function writes its result to the last argument, with overloads for <see cref="float"/> and <see cref="double"/>. Beside it is a generated
/// method <c>{Name}Gradient</c> that takes the gradient of what comes after (the seed of the result) and writes the gradient by the input.
/// </remarks>
public static partial class Activations
{
    private const string SigmoidFormula = "probabilities = sigmoid(logits)";

    /// <summary>The logistic function of every logit.</summary>
    /// <remarks>
    /// <para>p = 1/(1 + e^(−z)), accurate in both tails.</para>
    /// <para>Gradient: g σ(z) σ(−z).</para>
    /// </remarks>
    /// <param name="logits">z, shape [i]; any numbers.</param>
    /// <param name="probabilities">Receives p, shape [i].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    [Loss(SigmoidFormula)]
    public static partial void Sigmoid(ReadOnlySpan<float> logits, Span<float> probabilities);

    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{float}, Span{float})"/>
    [Loss(SigmoidFormula)]
    public static partial void Sigmoid(ReadOnlySpan<double> logits, Span<double> probabilities);

    private const string LogSigmoidFormula = "logProbabilities = logsigmoid(logits)";

    /// <summary>The logarithm of the logistic function.</summary>
    /// <remarks>
    /// <para>log σ(z) = −log(1 + e^(−z)), which neither overflows nor rounds to 0 or −∞ before it must.</para>
    /// <para>Gradient: g σ(−z).</para>
    /// </remarks>
    /// <param name="logits">z, shape [i]; any numbers.</param>
    /// <param name="logProbabilities">Receives log σ(z), shape [i].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    [Loss(LogSigmoidFormula)]
    public static partial void LogSigmoid(ReadOnlySpan<float> logits, Span<float> logProbabilities);

    /// <inheritdoc cref="LogSigmoid(ReadOnlySpan{float}, Span{float})"/>
    [Loss(LogSigmoidFormula)]
    public static partial void LogSigmoid(ReadOnlySpan<double> logits, Span<double> logProbabilities);

    private const string SoftmaxFormula = "probabilities[n,c] = softmax[c](logits[n,c])";

    /// <summary>The softmax of every row.</summary>
    /// <remarks>
    /// <para>p_c = exp(z_c)/Σ_k exp(z_k), with the largest logit taken out first: no logit is too large.</para>
    /// <para>Gradient: p_c (g_c − Σ_k g_k p_k).</para>
    /// <para>J. S. Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="c">The number of classes.</param>
    /// <param name="probabilities">Receives p, shape [n, c].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">c is negative.</exception>
    [Loss(SoftmaxFormula)]
    public static partial void Softmax(ReadOnlySpan<float> logits, int c, Span<float> probabilities);

    /// <inheritdoc cref="Softmax(ReadOnlySpan{float}, int, float, Span{float})"/>
    [Loss(SoftmaxFormula)]
    public static partial void Softmax(ReadOnlySpan<double> logits, int c, Span<double> probabilities);

    private const string LogSoftmaxFormula = "logProbabilities[n,c] = logsoftmax[c](logits[n,c])";

    /// <summary>The logarithm of the softmax of every row.</summary>
    /// <remarks>
    /// <para>z_c − log Σ_k exp(z_k), exact also where a large constant is added to a row or one class leads by far.</para>
    /// <para>Gradient: g_c − p_c Σ_k g_k.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="c">The number of classes.</param>
    /// <param name="logProbabilities">Receives log p, shape [n, c].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">c is negative.</exception>
    [Loss(LogSoftmaxFormula)]
    public static partial void LogSoftmax(ReadOnlySpan<float> logits, int c, Span<float> logProbabilities);

    /// <inheritdoc cref="LogSoftmax(ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(LogSoftmaxFormula)]
    public static partial void LogSoftmax(ReadOnlySpan<double> logits, int c, Span<double> logProbabilities);

    private const string LogSumExpFormula = "sums[n] = logsumexp[c](logits[n,c])";

    /// <summary>The logarithm of the sum of exponentials of every row.</summary>
    /// <remarks>
    /// <para>log Σ_c exp(z_c) = M + log1p(Σ over all but one maximal of exp(z_c − M)); −∞ where all are.</para>
    /// <para>Gradient: g_n softmax(z)_c.</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers.</param>
    /// <param name="c">The number of classes.</param>
    /// <param name="sums">Receives the sums, shape [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">c is negative.</exception>
    [Loss(LogSumExpFormula)]
    public static partial void LogSumExp(ReadOnlySpan<float> logits, int c, Span<float> sums);

    /// <inheritdoc cref="LogSumExp(ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(LogSumExpFormula)]
    public static partial void LogSumExp(ReadOnlySpan<double> logits, int c, Span<double> sums);

    private const string SortedFormula = "sorted[n,j] = sort[j](values[n,j])";

    /// <summary>The elements of every row in ascending order, with the gradient sent back through the permutation.</summary>
    /// <remarks>
    /// <para>The order of equal elements is kept, and NaN comes last.</para>
    /// <para>Gradient: g at the place where the element came to stand.</para>
    /// <para>V. Chernozhukov, I. Fernández-Val, A. Galichon, Quantile and probability curves without crossing (2010), where the rows are quantiles.</para>
    /// </remarks>
    /// <param name="values">The elements, shape [n, j], row-major.</param>
    /// <param name="j">The length of a row.</param>
    /// <param name="sorted">Receives the sorted rows, shape [n, j].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or the result shares memory with an input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">j is negative.</exception>
    [Loss(SortedFormula)]
    public static partial void Sorted(ReadOnlySpan<float> values, int j, Span<float> sorted);

    /// <inheritdoc cref="Sorted(ReadOnlySpan{float}, int, Span{float})"/>
    [Loss(SortedFormula)]
    public static partial void Sorted(ReadOnlySpan<double> values, int j, Span<double> sorted);
}
