namespace LossGen.Losses;

/// <content>Negative log-likelihoods of positive amounts: gamma and Tweedie distributions.</content>
public static partial class Regression
{
    private const string GammaNegativeLogLikelihoodFormula = """
        assume means[i] > 0
        assume targets[i] > 0
        mean(log(means) + targets / means)
        """;

    /// <summary>The negative log-likelihood of gamma distributions by their means, per unit of the shape and without what does not depend on
    /// the mean.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log μ + y/μ).</para>
    /// <para>Gradient: (1/μ − y/μ²)/n.</para>
    /// <para>With a shape k the likelihood is k times this plus a constant. Half the gamma deviance is <see
    /// cref="Bregman.ItakuraSaito(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</para>
    /// </remarks>
    /// <param name="means">μ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; positive, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GammaNegativeLogLikelihoodFormula)]
    public static partial float GammaNegativeLogLikelihood(ReadOnlySpan<float> means, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="GammaNegativeLogLikelihood(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(GammaNegativeLogLikelihoodFormula)]
    public static partial double GammaNegativeLogLikelihood(ReadOnlySpan<double> means, ReadOnlySpan<double> targets);

    private const string GammaNegativeLogLikelihoodOfLogMeanFormula = """
        assume targets[i] > 0
        mean(logMeans + targets * exp(-logMeans))
        """;

    /// <summary>The negative log-likelihood of gamma distributions by the logarithms of their means, per unit of the shape and without what
    /// does not depend on the mean.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (f + y e⁻ᶠ).</para>
    /// <para>Gradient: (1 − y e⁻ᶠ)/n.</para>
    /// </remarks>
    /// <param name="logMeans">f = log μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; positive, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GammaNegativeLogLikelihoodOfLogMeanFormula)]
    public static partial float GammaNegativeLogLikelihoodOfLogMean(ReadOnlySpan<float> logMeans, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="GammaNegativeLogLikelihoodOfLogMean(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(GammaNegativeLogLikelihoodOfLogMeanFormula)]
    public static partial double GammaNegativeLogLikelihoodOfLogMean(ReadOnlySpan<double> logMeans, ReadOnlySpan<double> targets);

    private const string TweedieFormula = """
        require 1 < power && power < 2
        assume means[i] > 0
        assume targets[i] >= 0
        mean(means^(2 - power) / (2 - power) + targets * means^(1 - power) / (power - 1))
        """;

    /// <summary>The negative log-likelihood of Tweedie distributions of power 1 &lt; ρ &lt; 2 (compound Poisson–gamma) by their means,
    /// without what does not depend on the mean.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (μ^(2 − ρ)/(2 − ρ) − y μ^(1 − ρ)/(1 − ρ)): half the deviance without its terms of y alone.</para>
    /// <para>Gradient: (μ − y) μ^(−ρ)/n.</para>
    /// <para>B. Jørgensen, Exponential dispersion models (1987).</para>
    /// </remarks>
    /// <param name="means">μ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <param name="power">ρ in (1, 2): the variance is proportional to μ^ρ.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="power"/> is outside (1, 2).</exception>
    [Loss(TweedieFormula)]
    public static partial float Tweedie(ReadOnlySpan<float> means, ReadOnlySpan<float> targets, float power);

    /// <inheritdoc cref="Tweedie(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(TweedieFormula)]
    public static partial double Tweedie(ReadOnlySpan<double> means, ReadOnlySpan<double> targets, double power);

    private const string TweedieOfLogMeanFormula = """
        require 1 < power && power < 2
        assume targets[i] >= 0
        mean(exp((2 - power) * logMeans) / (2 - power) + targets * exp((1 - power) * logMeans) / (power - 1))
        """;

    /// <summary>The negative log-likelihood of Tweedie distributions of power 1 &lt; ρ &lt; 2 (compound Poisson–gamma) by the logarithms of
    /// their means, without what does not depend on the mean.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (e^((2 − ρ)f)/(2 − ρ) − y e^((1 − ρ)f)/(1 − ρ)).</para>
    /// <para>Gradient: (e^((2 − ρ)f) − y e^((1 − ρ)f))/n.</para>
    /// <para>B. Jørgensen, Exponential dispersion models (1987).</para>
    /// </remarks>
    /// <param name="logMeans">f = log μ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <param name="power">ρ in (1, 2): the variance is proportional to μ^ρ.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="power"/> is outside (1, 2).</exception>
    [Loss(TweedieOfLogMeanFormula)]
    public static partial float TweedieOfLogMean(ReadOnlySpan<float> logMeans, ReadOnlySpan<float> targets, float power);

    /// <inheritdoc cref="TweedieOfLogMean(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(TweedieOfLogMeanFormula)]
    public static partial double TweedieOfLogMean(ReadOnlySpan<double> logMeans, ReadOnlySpan<double> targets, double power);
}
