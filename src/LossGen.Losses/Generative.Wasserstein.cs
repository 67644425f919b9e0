namespace LossGen.Losses;

/// <content>Wasserstein generative adversarial networks and penalties on the slope of critics.</content>
public static partial class Generative
{
    private const string WassersteinCriticFormula = "mean[f](fakeScores[f]) - mean[r](realScores[r])";

    /// <summary>The loss of the critic of a Wasserstein generative adversarial network: minus the estimate of the distance by its
    /// dual.</summary>
    /// <remarks>
    /// <para>mean c_f − mean c_r; without a lower bound, unless something keeps the slope of the critic down.</para>
    /// <para>Gradient: by c_r: −1/r; by c_f: 1/f.</para>
    /// <para>M. Arjovsky et al., Wasserstein generative adversarial networks (2017).</para>
    /// </remarks>
    /// <param name="realScores">c, the scores of the critic for real samples, shape [r]; any numbers.</param>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(WassersteinCriticFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial float WassersteinCritic(ReadOnlySpan<float> realScores, ReadOnlySpan<float> fakeScores);

    /// <inheritdoc cref="WassersteinCritic(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(WassersteinCriticFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial double WassersteinCritic(ReadOnlySpan<double> realScores, ReadOnlySpan<double> fakeScores);

    private const string WassersteinGeneratorFormula = "-mean(fakeScores)";

    /// <summary>The loss of the generator against a critic.</summary>
    /// <remarks>
    /// <para>−mean c.</para>
    /// <para>Gradient: −1/f.</para>
    /// <para>M. Arjovsky et al., Wasserstein generative adversarial networks (2017).</para>
    /// </remarks>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(WassersteinGeneratorFormula)]
    public static partial float WassersteinGenerator(ReadOnlySpan<float> fakeScores);

    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})"/>
    [Loss(WassersteinGeneratorFormula)]
    public static partial double WassersteinGenerator(ReadOnlySpan<double> fakeScores);

    private const string GradientPenaltyFormula = """
        require weight >= 0
        axis d = features
        weight * mean[n]((norm[d](criticGradients[n,d]) - 1)^2)
        """;

    /// <summary>The two-sided penalty on gradients of the critic whose norm is not 1.</summary>
    /// <remarks>
    /// <para>(λ/n) Σ (‖g‖₂ − 1)², where the norm is that of a whole sample.</para>
    /// <para>Gradient: by g: 2λ(‖g‖ − 1) g/(n‖g‖), and 0 at g = 0.</para>
    /// <para>A gradient of subnormal numbers alone has a norm of few digits in this precision.</para>
    /// <para>I. Gulrajani et al., Improved training of Wasserstein GANs (2017).</para>
    /// </remarks>
    /// <param name="criticGradients">g, the gradients of the critic by its input at the points of the penalty, shape [n, d]: d runs over all
    /// axes but the batch, flattened.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="weight">λ ≥ 0; the paper has 10.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(GradientPenaltyFormula)]
    public static partial float GradientPenalty(ReadOnlySpan<float> criticGradients, int features, float weight);

    /// <inheritdoc cref="GradientPenalty(ReadOnlySpan{float}, int, float)"/>
    [Loss(GradientPenaltyFormula)]
    public static partial double GradientPenalty(ReadOnlySpan<double> criticGradients, int features, double weight);

    private const string OneSidedGradientPenaltyFormula = """
        require weight >= 0
        axis d = features
        weight * mean[n](relu(norm[d](criticGradients[n,d]) - 1)^2)
        """;

    /// <summary>The one-sided penalty: on gradients of the critic whose norm is above 1.</summary>
    /// <remarks>
    /// <para>(λ/n) Σ max(0, ‖g‖₂ − 1)².</para>
    /// <para>Gradient: by g: 2λ(‖g‖ − 1) g/(n‖g‖) where ‖g‖ &gt; 1.</para>
    /// <para>H. Petzka et al., On the regularization of Wasserstein GANs (2018).</para>
    /// </remarks>
    /// <param name="criticGradients">g, the gradients of the critic by its input at the points of the penalty, shape [n, d]: d runs over all
    /// axes but the batch, flattened.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="weight">λ ≥ 0; the paper has 10.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(OneSidedGradientPenaltyFormula)]
    public static partial float OneSidedGradientPenalty(ReadOnlySpan<float> criticGradients, int features, float weight);

    /// <inheritdoc cref="OneSidedGradientPenalty(ReadOnlySpan{float}, int, float)"/>
    [Loss(OneSidedGradientPenaltyFormula)]
    public static partial double OneSidedGradientPenalty(ReadOnlySpan<double> criticGradients, int features, double weight);

    private const string ZeroCenteredGradientPenaltyFormula = """
        require weight >= 0
        axis d = features
        weight / 2 * mean[n](sum[d](criticGradients[n,d]^2))
        """;

    /// <summary>The zero-centred penalty (R₁ at real samples, R₂ at generated ones): half the mean square of the norm of the gradients of the
    /// discriminator.</summary>
    /// <remarks>
    /// <para>(λ/2n) Σ ‖g‖².</para>
    /// <para>Gradient: by g: λ g/n.</para>
    /// <para>L. Mescheder et al., Which training methods for GANs do actually converge? (2018).</para>
    /// </remarks>
    /// <param name="criticGradients">g, the gradients of the critic by its input at the points of the penalty, shape [n, d]: d runs over all
    /// axes but the batch, flattened.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="weight">λ ≥ 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(ZeroCenteredGradientPenaltyFormula)]
    public static partial float ZeroCenteredGradientPenalty(ReadOnlySpan<float> criticGradients, int features, float weight);

    /// <inheritdoc cref="ZeroCenteredGradientPenalty(ReadOnlySpan{float}, int, float)"/>
    [Loss(ZeroCenteredGradientPenaltyFormula)]
    public static partial double ZeroCenteredGradientPenalty(ReadOnlySpan<double> criticGradients, int features, double weight);

    private const string WassersteinCriticWithGradientPenaltyFormula = """
        require weight >= 0
        axis d = features
        penalty = mean[n]((norm[d](criticGradients[n,d]) - 1)^2)
        mean[f](fakeScores[f]) - mean[r](realScores[r]) + weight * penalty
        """;

    /// <summary>The whole loss of the critic of WGAN-GP: the Wasserstein loss and the two-sided gradient penalty.</summary>
    /// <remarks>
    /// <para>mean c_f − mean c_r + (λ/n) Σ (‖g‖₂ − 1)².</para>
    /// <para>Gradient: by c_r: −1/r; by c_f: 1/f; by g: 2λ(‖g‖ − 1) g/(n‖g‖), and 0 at g = 0.</para>
    /// <para>I. Gulrajani et al., Improved training of Wasserstein GANs (2017).</para>
    /// </remarks>
    /// <param name="realScores">c, the scores of the critic for real samples, shape [r]; any numbers.</param>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <param name="criticGradients">g, the gradients of the critic by its input at the points of the penalty, shape [n, d]: d runs over all
    /// axes but the batch, flattened.</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="weight">λ ≥ 0; the paper has 10.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    [Loss(WassersteinCriticWithGradientPenaltyFormula, Wrt = ["realScores", "fakeScores", "criticGradients"])]
    public static partial float WassersteinCriticWithGradientPenalty(
        ReadOnlySpan<float> realScores, ReadOnlySpan<float> fakeScores, ReadOnlySpan<float> criticGradients, int features, float weight);

    /// <inheritdoc cref="WassersteinCriticWithGradientPenalty(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(WassersteinCriticWithGradientPenaltyFormula, Wrt = ["realScores", "fakeScores", "criticGradients"])]
    public static partial double WassersteinCriticWithGradientPenalty(
        ReadOnlySpan<double> realScores,
        ReadOnlySpan<double> fakeScores,
        ReadOnlySpan<double> criticGradients,
        int features,
        double weight);
}
