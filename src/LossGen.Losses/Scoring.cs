namespace LossGen.Losses;

/// <summary>Scoring rules: how good a forecast distribution was, once the outcome is known. Smaller is better.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Scoring
{
    private const string LogScoreFormula = "mean[n](-log(probabilities[n, labels[n]]))";

    /// <summary>The logarithmic score, negatively oriented; strictly proper and local.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log p_y.</para>
    /// <para>Gradient: −[c = y]/(n p_y).</para>
    /// <para>Nothing is clamped: an outcome of probability 0 costs ∞.</para>
    /// <para>I. J. Good, Rational decisions (1952).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(LogScoreFormula)]
    public static partial float LogScore(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="LogScore(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(LogScoreFormula)]
    public static partial double LogScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels);

    private const string BrierFormula = "mean((probabilities - targets)^2)";

    /// <summary>The Brier score of two outcomes; strictly proper.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (p − y)².</para>
    /// <para>Gradient: 2(p − y)/n.</para>
    /// <para>G. W. Brier, Verification of forecasts expressed in terms of probability (1950).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; in [0, 1].</param>
    /// <param name="targets">y, shape [n]; in [0, 1].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(BrierFormula)]
    public static partial float Brier(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="Brier(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(BrierFormula)]
    public static partial double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    private const string MulticlassBrierFormula = """
        own[n] = probabilities[n, labels[n]]
        mean[n]((1 - own[n])^2 + sum[c | c != labels[n]](probabilities[n,c]^2))
        """;

    /// <summary>The Brier score of several outcomes; strictly proper.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c (p_c − [c = y])², between 0 and 2.</para>
    /// <para>Gradient: 2(p_c − [c = y])/n.</para>
    /// <para>G. W. Brier, Verification of forecasts expressed in terms of probability (1950).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(MulticlassBrierFormula)]
    public static partial float Brier(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="Brier(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(MulticlassBrierFormula)]
    public static partial double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels);

    private const string BrierWithLogitsFormula = """
        lse[n] = logsumexp[c](logits[n,c])
        miss[n] = expm1(logits[n, labels[n]] - lse[n])
        mean[n](miss[n]^2 + sum[c | c != labels[n]](exp(logits[n,c] - lse[n])^2))
        """;

    /// <summary>The Brier score of the softmax of logits. Its gradient vanishes where the forecast is certain and wrong.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_c (p_c − [c = y])², with p = softmax(z).</para>
    /// <para>Gradient: (2/n) p_c (d_c − Σ_k d_k p_k), with d_c = p_c − [c = y].</para>
    /// <para>T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation (2007).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(BrierWithLogitsFormula)]
    public static partial float BrierWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="BrierWithLogits(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(BrierWithLogitsFormula)]
    public static partial double BrierWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels);

    private const string SphericalFormula = "mean(-(targets == 1 ? probabilities : 1 - probabilities) / hypot(probabilities, 1 - probabilities))";

    /// <summary>The spherical score of two outcomes, negatively oriented; strictly proper.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ q/√(p² + (1 − p)²), with q the probability of the outcome; between −1 and 0.</para>
    /// <para>Gradient: ∓(1 − q)/(n (p² + (1 − p)²)^(3/2)), with the sign of the outcome.</para>
    /// <para>T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation (2007).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; in [0, 1].</param>
    /// <param name="targets">y, shape [n]; 1 for the positive class, anything else for the negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SphericalFormula)]
    public static partial float Spherical(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="Spherical(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SphericalFormula)]
    public static partial double Spherical(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets);

    private const string MulticlassSphericalFormula = "mean[n](-probabilities[n, labels[n]] / norm[c](probabilities[n,c]))";

    /// <summary>The spherical score of several outcomes, negatively oriented; strictly proper.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ p_y/‖p‖₂; between −1 and 0.</para>
    /// <para>Gradient: −([c = y] − p_y p_c/‖p‖²)/(n ‖p‖).</para>
    /// <para>T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation (2007).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(MulticlassSphericalFormula)]
    public static partial float Spherical(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="Spherical(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(MulticlassSphericalFormula)]
    public static partial double Spherical(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels);

    private const string TemperatureScaledLogScoreFormula = """
        require temperature > 0
        own[n] = logits[n, labels[n]]
        rest[n] = logsumexp[c | c != labels[n] && logits[n,c] != -inf]((logits[n,c] - own[n]) / temperature)
        mean[n](softplus(rest[n]))
        """;

    /// <summary>The logarithmic score of the softmax of logits divided by a temperature, as a function of the temperature: what temperature
    /// scaling minimises.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (log Σ_c exp(z_c/T) − z_y/T).</para>
    /// <para>Gradient: by T: (1/(n T²)) Σ (z_y − Σ_c softmax(z/T)_c z_c).</para>
    /// <para>C. Guo et al., On calibration of modern neural networks (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="temperature">T &gt; 0; above 1 it lowers confidence.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(TemperatureScaledLogScoreFormula, Wrt = ["temperature"])]
    public static partial float TemperatureScaledLogScore(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float temperature);

    /// <inheritdoc cref="TemperatureScaledLogScore(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(TemperatureScaledLogScoreFormula, Wrt = ["temperature"])]
    public static partial double TemperatureScaledLogScore(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double temperature);
}
