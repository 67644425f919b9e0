namespace LossGen.Losses;

/// <content>Negative log-likelihoods of counts.</content>
public static partial class Regression
{
    private const string PoissonNegativeLogLikelihoodFormula = """
        assume rates[i] > 0
        assume targets[i] >= 0
        mean(rates - xlogy(targets, rates))
        """;

    /// <summary>The negative log-likelihood of Poisson distributions, given by their rates, without log y!.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (λ − y log λ), with 0 · log 0 = 0.</para>
    /// <para>Gradient: (1 − y/λ)/n.</para>
    /// <para>Half the Poisson deviance is <see cref="Bregman.GeneralizedKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</para>
    /// </remarks>
    /// <param name="rates">λ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(PoissonNegativeLogLikelihoodFormula)]
    public static partial float PoissonNegativeLogLikelihood(ReadOnlySpan<float> rates, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="PoissonNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(PoissonNegativeLogLikelihoodFormula)]
    public static partial double PoissonNegativeLogLikelihood(ReadOnlySpan<double> rates, ReadOnlySpan<double> targets);

    private const string FullPoissonFormula = """
        assume rates[i] > 0
        assume targets[i] >= 0
        assume targets[i] == 0 || targets[i] >= 1
        mean(rates - xlogy(targets, rates) + (full ? lgamma(targets + 1) : 0))
        """;

    /// <summary>The negative log-likelihood of Poisson distributions, given by their rates.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (λ − y log λ + log y!), with 0 · log 0 = 0.</para>
    /// <para>Gradient: (1 − y/λ)/n.</para>
    /// <para>The log y! is exact, and not Stirling's approximation of it.</para>
    /// </remarks>
    /// <param name="rates">λ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <param name="full">Whether to add log y!, which does not depend on the rate but makes likelihoods comparable.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(FullPoissonFormula)]
    public static partial float PoissonNegativeLogLikelihood(ReadOnlySpan<float> rates, ReadOnlySpan<float> targets, bool full);

    /// <inheritdoc cref="PoissonNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float}, bool)"/>
    [Loss(FullPoissonFormula)]
    public static partial double PoissonNegativeLogLikelihood(ReadOnlySpan<double> rates, ReadOnlySpan<double> targets, bool full);

    private const string PoissonNegativeLogLikelihoodOfLogRateFormula = """
        assume targets[i] >= 0
        mean(exp(logRates) - targets * logRates)
        """;

    /// <summary>The negative log-likelihood of Poisson distributions, given by the logarithms of their rates, without log y!.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (e^f − y f).</para>
    /// <para>Gradient: (e^f − y)/n.</para>
    /// </remarks>
    /// <param name="logRates">f = log λ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(PoissonNegativeLogLikelihoodOfLogRateFormula)]
    public static partial float PoissonNegativeLogLikelihoodOfLogRate(ReadOnlySpan<float> logRates, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="PoissonNegativeLogLikelihoodOfLogRate(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(PoissonNegativeLogLikelihoodOfLogRateFormula)]
    public static partial double PoissonNegativeLogLikelihoodOfLogRate(ReadOnlySpan<double> logRates, ReadOnlySpan<double> targets);

    private const string FullPoissonOfLogRateFormula = """
        assume targets[i] >= 0
        assume targets[i] == 0 || targets[i] >= 1
        mean(exp(logRates) - targets * logRates + (full ? lgamma(targets + 1) : 0))
        """;

    /// <summary>The negative log-likelihood of Poisson distributions, given by the logarithms of their rates.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (e^f − y f + log y!).</para>
    /// <para>Gradient: (e^f − y)/n.</para>
    /// </remarks>
    /// <param name="logRates">f = log λ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <param name="full">Whether to add log y!, which does not depend on the rate but makes likelihoods comparable.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(FullPoissonOfLogRateFormula)]
    public static partial float PoissonNegativeLogLikelihoodOfLogRate(ReadOnlySpan<float> logRates, ReadOnlySpan<float> targets, bool full);

    /// <inheritdoc cref="PoissonNegativeLogLikelihoodOfLogRate(ReadOnlySpan{float}, ReadOnlySpan{float}, bool)"/>
    [Loss(FullPoissonOfLogRateFormula)]
    public static partial double PoissonNegativeLogLikelihoodOfLogRate(
        ReadOnlySpan<double> logRates, ReadOnlySpan<double> targets, bool full);
}
