namespace LossGen.Losses;

/// <summary>Distances of distributions on a line by what it costs to move the one into the other.</summary>
/// <remarks>
/// <para>They are finite and have a slope where supports do not overlap, which no divergence of probabilities has.</para>
/// <para>Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method
/// <c>{Name}Gradient</c> that
/// returns the same value and writes its gradient.</para>
/// </remarks>
public static partial class Transport
{
    private const string Wasserstein1Formula = "mean[n](abs(sort[n](samples[n]) - sort[n](targets[n])))";

    /// <summary>The Wasserstein distance W₁ (earth mover’s distance) of two samples of one size: the mean absolute error of the sorted
    /// samples.</summary>
    /// <remarks>
    /// <para>(1/n) Σ |x₍ᵢ₎ − y₍ᵢ₎|.</para>
    /// <para>Gradient: sign(x₍ᵢ₎ − y₍ᵢ₎)/n, at the place of x₍ᵢ₎.</para>
    /// <para>L. N. Vaserstein, Markov processes over denumerable products of spaces, describing large systems of automata (1969).</para>
    /// </remarks>
    /// <param name="samples">x, shape [n]; any numbers, in any order.</param>
    /// <param name="targets">y, shape [n]; any numbers, in any order.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(Wasserstein1Formula)]
    public static partial float Wasserstein1(ReadOnlySpan<float> samples, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="Wasserstein1(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(Wasserstein1Formula)]
    public static partial double Wasserstein1(ReadOnlySpan<double> samples, ReadOnlySpan<double> targets);

    private const string WassersteinFormula = """
        require order >= 1
        d[n] = abs(sort[n](samples[n]) - sort[n](targets[n]))
        cost = mean[n](d[n]^order)
        cost == 0 ? 0 : cost^(1 / order)
        """;

    /// <summary>The Wasserstein distance of an order of two samples of one size.</summary>
    /// <remarks>
    /// <para>((1/n) Σ |x₍ᵢ₎ − y₍ᵢ₎|ᵖ)^(1/p).</para>
    /// <para>Gradient: sign(d) |d|ᵖ⁻¹/(n Wᵖ⁻¹) with d = x₍ᵢ₎ − y₍ᵢ₎, at the place of x₍ᵢ₎; 0 at W = 0.</para>
    /// <para>The powers |d|ᵖ have to be representable.</para>
    /// <para>L. N. Vaserstein, Markov processes over denumerable products of spaces, describing large systems of automata (1969).</para>
    /// </remarks>
    /// <param name="samples">x, shape [n]; any numbers, in any order.</param>
    /// <param name="targets">y, shape [n]; any numbers, in any order.</param>
    /// <param name="order">p ≥ 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is below 1.</exception>
    [Loss(WassersteinFormula)]
    public static partial float Wasserstein(ReadOnlySpan<float> samples, ReadOnlySpan<float> targets, float order);

    /// <inheritdoc cref="Wasserstein(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(WassersteinFormula)]
    public static partial double Wasserstein(ReadOnlySpan<double> samples, ReadOnlySpan<double> targets, double order);

    private const string WeightedWassersteinFormula = """
        require order >= 1
        require size(n) > 0 && size(m) > 0
        assume weights[n] >= 0
        assume targetWeights[m] >= 0
        upTo[n] = sum[k | samples[k] < samples[n] || samples[k] == samples[n] && k <= n](weights[k]) / sum[k](weights[k])
        targetUpTo[m] = sum[l | targets[l] < targets[m] || targets[l] == targets[m] && l <= m](targetWeights[l]) / sum[l](targetWeights[l])
        from[n] = upTo[n] - weights[n] / sum[k](weights[k])
        targetFrom[m] = targetUpTo[m] - targetWeights[m] / sum[l](targetWeights[l])
        mass[n,m] = min(upTo[n], targetUpTo[m]) - max(from[n], targetFrom[m])
        cost = sum[n,m | mass[n,m] > 0](mass[n,m] * abs(samples[n] - targets[m])^order)
        cost == 0 ? 0 : cost^(1 / order)
        """;

    /// <summary>The Wasserstein distance of an order of two weighted samples, of any sizes.</summary>
    /// <remarks>
    /// <para>(∫₀¹ |F⁻¹(u) − G⁻¹(u)|ᵖ du)^(1/p), with F and G the distribution functions of the weighted samples: the sum over pairs of |x −
    /// y|ᵖ times the mass that moves between them.</para>
    /// <para>Gradient: by x: Σ_m mass · sign(x − y_m) |x − y_m|ᵖ⁻¹/Wᵖ⁻¹; 0 at W = 0.</para>
    /// <para>Takes time of n², m² and n · m.</para>
    /// <para>L. N. Vaserstein, Markov processes over denumerable products of spaces, describing large systems of automata (1969).</para>
    /// </remarks>
    /// <param name="samples">x, shape [n]; any numbers, in any order.</param>
    /// <param name="targets">y, shape [m]; any numbers, in any order.</param>
    /// <param name="weights">Weights of the samples, shape [n]; not negative, of positive sum.</param>
    /// <param name="targetWeights">Weights of the targets, shape [m]; not negative, of positive sum.</param>
    /// <param name="order">p ≥ 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is below 1.</exception>
    [Loss(WeightedWassersteinFormula)]
    public static partial float WeightedWasserstein(ReadOnlySpan<float> samples, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> targetWeights, float order);

    /// <inheritdoc cref="WeightedWasserstein(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(WeightedWassersteinFormula)]
    public static partial double WeightedWasserstein(ReadOnlySpan<double> samples, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, ReadOnlySpan<double> targetWeights, double order);

    private const string HistogramWasserstein1Formula = """
        axis c = classes
        require width > 0
        balance[n,c] = cumsum[c](probabilities[n,c] - targets[n,c])
        width * mean[n](sum[c](abs(balance[n,c])))
        """;

    /// <summary>The Wasserstein distance W₁ of histograms over one row of bins.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Δ Σ_c |F_q(c) − F_p(c)|, with F the cumulative sums.</para>
    /// <para>Gradient: (Δ/n) Σ_{k ≥ c} sign(F_q(k) − F_p(k)).</para>
    /// <para>L. N. Vaserstein, Markov processes over denumerable products of spaces, describing large systems of automata (1969).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of bins.</param>
    /// <param name="width">Δ &gt; 0, the distance of neighbouring bins.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not positive.</exception>
    [Loss(HistogramWasserstein1Formula)]
    public static partial float HistogramWasserstein1(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float width);

    /// <inheritdoc cref="HistogramWasserstein1(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(HistogramWasserstein1Formula)]
    public static partial double HistogramWasserstein1(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double width);

    private const string SquaredCramerFormula = """
        axis c = classes
        require width > 0
        balance[n,c] = cumsum[c](probabilities[n,c] - targets[n,c])
        width * mean[n](sum[c](balance[n,c]^2))
        """;

    /// <summary>The squared Cramér distance of histograms over one row of bins. With one-hot targets it is the ranked probability score, a
    /// proper score of ordered outcomes.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Δ Σ_c (F_q(c) − F_p(c))², with F the cumulative sums.</para>
    /// <para>Gradient: (2Δ/n) Σ_{k ≥ c} (F_q(k) − F_p(k)).</para>
    /// <para>E. S. Epstein, A scoring system for probability forecasts of ranked categories (1969).</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [n, c], row-major; rows that sum to 1.</param>
    /// <param name="targets">p, shape [n, c]; rows that sum to 1.</param>
    /// <param name="classes">c, the number of bins.</param>
    /// <param name="width">Δ &gt; 0, the distance of neighbouring bins.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not positive.</exception>
    [Loss(SquaredCramerFormula)]
    public static partial float SquaredCramer(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float width);

    /// <inheritdoc cref="SquaredCramer(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(SquaredCramerFormula)]
    public static partial double SquaredCramer(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double width);

    private const string KantorovichDualFormula = "mean[n](targetScores[n]) - mean[m](modelScores[m])";

    /// <summary>The Kantorovich–Rubinstein bound of W₁ by a critic’s scores: the distance itself where the critic is the best of slope 1. A
    /// critic raises it, with <c>seed: -1</c>.</summary>
    /// <remarks>
    /// <para>(1/n) Σ f(x) − (1/m) Σ f(y), with x of the target, y of the model and f of slope at most 1.</para>
    /// <para>Gradient: by f(x): 1/n; by f(y): −1/m.</para>
    /// <para>L. V. Kantorovich, G. Sh. Rubinstein, On a space of completely additive functions (1958).</para>
    /// </remarks>
    /// <param name="targetScores">f(x), shape [n].</param>
    /// <param name="modelScores">f(y), shape [m].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(KantorovichDualFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float KantorovichDual(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="KantorovichDual(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(KantorovichDualFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double KantorovichDual(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);
}
