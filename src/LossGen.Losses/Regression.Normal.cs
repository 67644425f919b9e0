namespace LossGen.Losses;

/// <content>Negative log-likelihoods of normal distributions with all constants.</content>
public static partial class Regression
{
    private const string FullGaussianFormula = """
        assume variances[i] > 0
        r = (predictions - targets) / sqrt(variances)
        mean(log(variances) + r^2) / 2 + (full ? log(2 * pi) / 2 : 0)
        """;

    /// <summary>The negative log-likelihood of normal distributions, given by mean and variance.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(log v + (μ − y)²/v) + ½ log 2π.</para>
    /// <para>Gradient: by μ: (μ − y)/(n v); by v: (1/v − (μ − y)²/v²)/(2n).</para>
    /// <para>D. A. Nix, A. S. Weigend, Estimating the mean and variance of the target probability distribution (1994).</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="variances">v, shape [n]; positive, not checked.</param>
    /// <param name="full">Whether to add ½ log 2π, which makes likelihoods comparable with those of other distributions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(FullGaussianFormula, Wrt = ["predictions", "variances"])]
    public static partial float GaussianNegativeLogLikelihood(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> variances, bool full);

    /// <inheritdoc cref="GaussianNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, bool)"/>
    [Loss(FullGaussianFormula, Wrt = ["predictions", "variances"])]
    public static partial double GaussianNegativeLogLikelihood(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> variances, bool full);

    private const string FullGaussianLogVarianceFormula = """
        r = (predictions - targets) * exp(-logVariances / 2)
        mean(logVariances + r^2) / 2 + (full ? log(2 * pi) / 2 : 0)
        """;

    /// <summary>The negative log-likelihood of normal distributions, given by mean and logarithm of the variance.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(s + (μ − y)² e⁻ˢ) + ½ log 2π.</para>
    /// <para>Gradient: by μ: (μ − y) e⁻ˢ/n; by s: (1 − (μ − y)² e⁻ˢ)/(2n).</para>
    /// <para>A. Kendall, Y. Gal, What uncertainties do we need in Bayesian deep learning for computer vision? (2017).</para>
    /// </remarks>
    /// <param name="predictions">μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="logVariances">s = log v, shape [n]; any numbers.</param>
    /// <param name="full">Whether to add ½ log 2π, which makes likelihoods comparable with those of other distributions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(FullGaussianLogVarianceFormula, Wrt = ["predictions", "logVariances"])]
    public static partial float GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> logVariances, bool full);

    /// <inheritdoc cref="GaussianNegativeLogLikelihoodOfLogVariance(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, bool)"/>
    [Loss(FullGaussianLogVarianceFormula, Wrt = ["predictions", "logVariances"])]
    public static partial double GaussianNegativeLogLikelihoodOfLogVariance(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> logVariances, bool full);
}
