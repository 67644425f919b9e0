namespace LossGen.Losses;

/// <summary>Bregman divergences of targets from predictions, D(y‖ŷ) = φ(y) − φ(ŷ) − φ′(ŷ)(y − ŷ), in closed forms that do not cancel.</summary>
/// <remarks>
/// A divergence is convex in its first argument, the targets. Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it
/// a generated method <c>{Name}Gradient</c> that returns the same value and writes its gradient.
/// </remarks>
public static partial class Bregman
{
    private const string SquaredEuclideanFormula = "mean((targets - predictions)^2) / 2";

    /// <summary>Half the squared error: the Bregman divergence of φ(t) = ½t².</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½(y − ŷ)².</para>
    /// <para>Gradient: (ŷ − y)/n.</para>
    /// <para>A. Banerjee et al., Clustering with Bregman divergences (2005).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SquaredEuclideanFormula)]
    public static partial float SquaredEuclidean(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="SquaredEuclidean(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SquaredEuclideanFormula)]
    public static partial double SquaredEuclidean(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string GeneralizedKullbackLeiblerFormula = """
        assume predictions[i] > 0
        assume targets[i] >= 0
        mean(kl_div(targets, predictions))
        """;

    /// <summary>The generalised Kullback–Leibler divergence (I-divergence): the Bregman divergence of φ(t) = t log t.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (y log(y/ŷ) − y + ŷ), with 0 · log 0 = 0. Never negative.</para>
    /// <para>Gradient: (1 − y/ŷ)/n.</para>
    /// <para>I. Csiszár, I-divergence geometry of probability distributions (1975).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; not negative, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(GeneralizedKullbackLeiblerFormula)]
    public static partial float GeneralizedKullbackLeibler(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="GeneralizedKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(GeneralizedKullbackLeiblerFormula)]
    public static partial double GeneralizedKullbackLeibler(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);

    private const string ItakuraSaitoFormula = """
        assume predictions[i] > 0
        assume targets[i] > 0
        mean(kl_div(predictions, targets) / predictions)
        """;

    /// <summary>The Itakura–Saito divergence: the Bregman divergence of φ(t) = −log t.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (y/ŷ − log(y/ŷ) − 1). Not convex in ŷ. Never negative.</para>
    /// <para>Gradient: (ŷ − y)/(n ŷ²).</para>
    /// <para>ŷ/y and y/ŷ have to be representable.</para>
    /// <para>F. Itakura, S. Saito, Analysis synthesis telephony based on the maximum likelihood method (1968).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; positive, not checked.</param>
    /// <param name="targets">y, shape [n]; positive, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(ItakuraSaitoFormula)]
    public static partial float ItakuraSaito(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="ItakuraSaito(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(ItakuraSaitoFormula)]
    public static partial double ItakuraSaito(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets);
}
