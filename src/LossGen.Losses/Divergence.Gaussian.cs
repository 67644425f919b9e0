namespace LossGen.Losses;

/// <content>Divergences of Gaussians in closed form, and of anything by samples.</content>
public static partial class Divergence
{
    private const string GaussianKullbackLeiblerFromStandardFormula = """
        axis k = dimensions
        mean[n](sum[k](means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k]))) / 2
        """;

    /// <summary>The Kullback–Leibler divergence KL(N(μ, σ²)‖N(0, 1)) of Gaussians with a diagonal covariance from the standard one: the
    /// regulariser of a variational autoencoder.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ Σ_k (μ² + eˢ − 1 − s), with s = log σ².</para>
    /// <para>Gradient: by μ: μ/n; by s: ½ (eˢ − 1)/n.</para>
    /// <para>D. P. Kingma, M. Welling, Auto-encoding variational Bayes (2014).</para>
    /// </remarks>
    /// <param name="means">μ, shape [n, k], row-major.</param>
    /// <param name="logVariances">s = log σ², shape [n, k].</param>
    /// <param name="dimensions">k, the number of dimensions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GaussianKullbackLeiblerFromStandardFormula, Wrt = ["means", "logVariances"])]
    public static partial float GaussianKullbackLeiblerFromStandard(ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, int dimensions);

    /// <inheritdoc cref="GaussianKullbackLeiblerFromStandard(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(GaussianKullbackLeiblerFromStandardFormula, Wrt = ["means", "logVariances"])]
    public static partial double GaussianKullbackLeiblerFromStandard(ReadOnlySpan<double> means, ReadOnlySpan<double> logVariances, int dimensions);

    private const string GaussianKullbackLeiblerFormula = """
        axis k = dimensions
        s[n,k] = logVariances[n,k] - targetLogVariances[n,k]
        d[n,k] = means[n,k] - targetMeans[n,k]
        mean[n](sum[k](d[n,k]^2 * exp(-targetLogVariances[n,k]) + (expm1(s[n,k]) - s[n,k]))) / 2
        """;

    /// <summary>The Kullback–Leibler divergence KL(N(μ, σ²)‖N(ν, τ²)) of Gaussians with diagonal covariances. The second may be learned too:
    /// hierarchical priors.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ ½ Σ_k ((μ − ν)²/τ² + e^(s − t) − 1 − (s − t)), with s = log σ² and t = log τ².</para>
    /// <para>Gradient: by μ: (μ − ν)/(τ² n); by s: ½ (e^(s − t) − 1)/n; by ν: (ν − μ)/(τ² n); by t: ½ (1 − e^(s − t) − (μ − ν)²/τ²)/n.</para>
    /// </remarks>
    /// <param name="means">μ, shape [n, k], row-major.</param>
    /// <param name="logVariances">s = log σ², shape [n, k].</param>
    /// <param name="targetMeans">ν, shape [n, k].</param>
    /// <param name="targetLogVariances">t = log τ², shape [n, k].</param>
    /// <param name="dimensions">k, the number of dimensions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GaussianKullbackLeiblerFormula, Wrt = ["means", "logVariances", "targetMeans", "targetLogVariances"])]
    public static partial float GaussianKullbackLeibler(ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, ReadOnlySpan<float> targetMeans, ReadOnlySpan<float> targetLogVariances, int dimensions);

    /// <inheritdoc cref="GaussianKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(GaussianKullbackLeiblerFormula, Wrt = ["means", "logVariances", "targetMeans", "targetLogVariances"])]
    public static partial double GaussianKullbackLeibler(ReadOnlySpan<double> means, ReadOnlySpan<double> logVariances, ReadOnlySpan<double> targetMeans, ReadOnlySpan<double> targetLogVariances, int dimensions);

    private const string MonteCarloKullbackLeiblerFormula = "mean(logProbabilities - targetLogProbabilities)";

    /// <summary>The divergence KL(q‖p) estimated from samples of q: unbiased, and negative at times.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log q(z) − log p(z)), z ~ q.</para>
    /// <para>Gradient: by log q: 1/n; by log p: −1/n. Through z = g(ε) it is the pathwise gradient.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q(z), shape [n].</param>
    /// <param name="targetLogProbabilities">log p(z), shape [n].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(MonteCarloKullbackLeiblerFormula, Wrt = ["logProbabilities", "targetLogProbabilities"])]
    public static partial float MonteCarloKullbackLeibler(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> targetLogProbabilities);

    /// <inheritdoc cref="MonteCarloKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(MonteCarloKullbackLeiblerFormula, Wrt = ["logProbabilities", "targetLogProbabilities"])]
    public static partial double MonteCarloKullbackLeibler(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> targetLogProbabilities);

    private const string NonNegativeMonteCarloKullbackLeiblerFormula = """
        r = targetLogProbabilities - logProbabilities
        mean(expm1(r) - r)
        """;

    /// <summary>The divergence KL(q‖p) estimated from samples of q by a control variate: unbiased, never negative beyond rounding, of small
    /// variance where q and p are close.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (eʳ − 1 − r), with r = log p(z) − log q(z), z ~ q.</para>
    /// <para>Gradient: by log q: (1 − eʳ)/n; by log p: (eʳ − 1)/n.</para>
    /// <para>J. Schulman, Approximating KL divergence (2020), the estimator k₃.</para>
    /// </remarks>
    /// <param name="logProbabilities">log q(z), shape [n].</param>
    /// <param name="targetLogProbabilities">log p(z), shape [n].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(NonNegativeMonteCarloKullbackLeiblerFormula, Wrt = ["logProbabilities", "targetLogProbabilities"])]
    public static partial float NonNegativeMonteCarloKullbackLeibler(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> targetLogProbabilities);

    /// <inheritdoc cref="NonNegativeMonteCarloKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(NonNegativeMonteCarloKullbackLeiblerFormula, Wrt = ["logProbabilities", "targetLogProbabilities"])]
    public static partial double NonNegativeMonteCarloKullbackLeibler(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> targetLogProbabilities);
}
