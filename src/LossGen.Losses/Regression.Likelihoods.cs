namespace LossGen.Losses;

/// <content>Negative log-likelihoods with a learned spread.</content>
public static partial class Regression
{
    private const string GaussianFormula = """
        assume variances[i] > 0
        r = (predictions - targets) / sqrt(variances)
        mean(log(variances) + r^2) / 2
        """;

    /// <summary>The negative log-likelihood of normal distributions, given by mean and variance, without the constant ½ log 2π.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(log v + (μ − y)²/v).</para>
    /// <para>Gradient: by μ: (μ − y)/(n v); by v: (1/v − (μ − y)²/v²)/(2n).</para>
    /// <para>D. A. Nix, A. S. Weigend, Estimating the mean and variance of the target probability distribution (1994).</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="variances">v, shape [n]; positive, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GaussianFormula, Wrt = ["predictions", "variances"])]
    public static partial float GaussianNegativeLogLikelihood(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> variances);

    /// <inheritdoc cref="GaussianNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(GaussianFormula, Wrt = ["predictions", "variances"])]
    public static partial double GaussianNegativeLogLikelihood(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> variances);

    private const string GaussianLogVarianceFormula = """
        r = (predictions - targets) * exp(-logVariances / 2)
        mean(logVariances + r^2) / 2
        """;

    /// <summary>The negative log-likelihood of normal distributions, given by mean and logarithm of the variance, without the constant ½
    /// log 2π.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(s + (μ − y)² e⁻ˢ).</para>
    /// <para>Gradient: by μ: (μ − y) e⁻ˢ/n; by s: (1 − (μ − y)² e⁻ˢ)/(2n).</para>
    /// <para>A. Kendall, Y. Gal, What uncertainties do we need in Bayesian deep learning for computer vision? (2017).</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="logVariances">s = log v, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GaussianLogVarianceFormula, Wrt = ["predictions", "logVariances"])]
    public static partial float GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> logVariances);

    /// <inheritdoc cref="GaussianNegativeLogLikelihoodOfLogVariance(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(GaussianLogVarianceFormula, Wrt = ["predictions", "logVariances"])]
    public static partial double GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> logVariances);

    private const string GaussianCommonLogVarianceFormula = """
        r = (predictions - targets) * exp(-logVariance / 2)
        mean(logVariance + r^2) / 2
        """;

    /// <summary>The negative log-likelihood of normal distributions of one common, learned variance, without the constant ½ log
    /// 2π.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(s + (μ − y)² e⁻ˢ). With s fixed it has the minimum of the mean squared error.</para>
    /// <para>Gradient: by μ: (μ − y) e⁻ˢ/n; by s: ½ − (1/2n) Σ (μ − y)² e⁻ˢ.</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="logVariance">s = log v, one for all elements.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GaussianCommonLogVarianceFormula, Wrt = ["predictions", "logVariance"])]
    public static partial float GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float logVariance);

    /// <inheritdoc cref="GaussianNegativeLogLikelihoodOfLogVariance(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(GaussianCommonLogVarianceFormula, Wrt = ["predictions", "logVariance"])]
    public static partial double GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double logVariance);

    private const string LaplaceFormula = """
        assume scales[i] > 0
        mean(log(2 * scales) + abs(predictions - targets) / scales)
        """;

    /// <summary>The negative log-likelihood of Laplace distributions, given by location and scale.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log 2b + |μ − y|/b).</para>
    /// <para>Gradient: by μ: sign(μ − y)/(n b), 0 at μ = y; by b: (1/b − |μ − y|/b²)/n.</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="scales">b, shape [n]; positive, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(LaplaceFormula, Wrt = ["predictions", "scales"])]
    public static partial float LaplaceNegativeLogLikelihood(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> scales);

    /// <inheritdoc cref="LaplaceNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LaplaceFormula, Wrt = ["predictions", "scales"])]
    public static partial double LaplaceNegativeLogLikelihood(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> scales);

    private const string LaplaceLogScaleFormula = "mean(log(2) + logScales + abs(predictions - targets) * exp(-logScales))";

    /// <summary>The negative log-likelihood of Laplace distributions, given by location and logarithm of the scale.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log 2 + t + |μ − y| e⁻ᵗ).</para>
    /// <para>Gradient: by μ: sign(μ − y) e⁻ᵗ/n, 0 at μ = y; by t: (1 − |μ − y| e⁻ᵗ)/n.</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="logScales">t = log b, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(LaplaceLogScaleFormula, Wrt = ["predictions", "logScales"])]
    public static partial float LaplaceNegativeLogLikelihoodOfLogScale(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> logScales);

    /// <inheritdoc cref="LaplaceNegativeLogLikelihoodOfLogScale(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LaplaceLogScaleFormula, Wrt = ["predictions", "logScales"])]
    public static partial double LaplaceNegativeLogLikelihoodOfLogScale(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> logScales);
}
