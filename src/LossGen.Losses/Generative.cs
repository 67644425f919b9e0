namespace LossGen.Losses;

/// <summary>Objectives of generative models: adversarial, Wasserstein and variational.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Generative
{
    private const string DiscriminatorFormula = "mean[r](softplus(-realLogits[r])) + mean[f](softplus(fakeLogits[f]))";

    /// <summary>The loss of the discriminator of a generative adversarial network, on logits.</summary>
    /// <remarks>
    /// <para>mean log(1 + exp(−d_r)) + mean log(1 + exp(d_f)): minus the value V(D, G) of the game, with D = σ(d).</para>
    /// <para>Gradient: by d_r: −σ(−d_r)/r; by d_f: σ(d_f)/f.</para>
    /// <para>The best d is log(p_data/p_model), where V is 2 JS − log 4.</para>
    /// <para>I. Goodfellow et al., Generative adversarial nets (2014).</para>
    /// </remarks>
    /// <param name="realLogits">d, the logits of the discriminator for real samples, shape [r]; any numbers.</param>
    /// <param name="fakeLogits">d, the logits of the discriminator for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(DiscriminatorFormula, Wrt = ["realLogits", "fakeLogits"])]
    public static partial float Discriminator(ReadOnlySpan<float> realLogits, ReadOnlySpan<float> fakeLogits);

    /// <inheritdoc cref="Discriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(DiscriminatorFormula, Wrt = ["realLogits", "fakeLogits"])]
    public static partial double Discriminator(ReadOnlySpan<double> realLogits, ReadOnlySpan<double> fakeLogits);

    private const string SaturatingGeneratorFormula = "-mean(softplus(fakeLogits))";

    /// <summary>The loss of the generator in the game of the paper, where it wants the discriminator to fail. Its gradient vanishes as the
    /// discriminator wins; prefer <see cref="NonSaturatingGenerator(ReadOnlySpan{float})"/>.</summary>
    /// <remarks>
    /// <para>mean log(1 − σ(d)); negative, and without a lower bound.</para>
    /// <para>Gradient: −σ(d)/f.</para>
    /// <para>I. Goodfellow et al., Generative adversarial nets (2014).</para>
    /// </remarks>
    /// <param name="fakeLogits">d, the logits of the discriminator for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
#pragma warning disable LG2013 // the saturating loss of the paper, beside the one that does not saturate
    [Loss(SaturatingGeneratorFormula)]
#pragma warning restore LG2013
    public static partial float SaturatingGenerator(ReadOnlySpan<float> fakeLogits);

    /// <inheritdoc cref="SaturatingGenerator(ReadOnlySpan{float})"/>
#pragma warning disable LG2013 // the saturating loss of the paper, beside the one that does not saturate
    [Loss(SaturatingGeneratorFormula)]
#pragma warning restore LG2013
    public static partial double SaturatingGenerator(ReadOnlySpan<double> fakeLogits);

    private const string NonSaturatingGeneratorFormula = "mean(softplus(-fakeLogits))";

    /// <summary>The loss of the generator that wants the discriminator to succeed with the wrong label; it learns where the discriminator
    /// wins.</summary>
    /// <remarks>
    /// <para>−mean log σ(d).</para>
    /// <para>Gradient: −σ(−d)/f.</para>
    /// <para>I. Goodfellow et al., Generative adversarial nets (2014).</para>
    /// </remarks>
    /// <param name="fakeLogits">d, the logits of the discriminator for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(NonSaturatingGeneratorFormula)]
    public static partial float NonSaturatingGenerator(ReadOnlySpan<float> fakeLogits);

    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})"/>
    [Loss(NonSaturatingGeneratorFormula)]
    public static partial double NonSaturatingGenerator(ReadOnlySpan<double> fakeLogits);

    private const string LeastSquaresDiscriminatorFormula = "(mean[r]((realScores[r] - 1)^2) + mean[f](fakeScores[f]^2)) / 2";

    /// <summary>The least-squares loss of the discriminator: 1 for real samples, 0 for generated ones.</summary>
    /// <remarks>
    /// <para>½ mean (d_r − 1)² + ½ mean d_f².</para>
    /// <para>Gradient: by d_r: (d_r − 1)/r; by d_f: d_f/f.</para>
    /// <para>X. Mao et al., Least squares generative adversarial networks (2017).</para>
    /// </remarks>
    /// <param name="realScores">c, the scores of the critic for real samples, shape [r]; any numbers.</param>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(LeastSquaresDiscriminatorFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial float LeastSquaresDiscriminator(ReadOnlySpan<float> realScores, ReadOnlySpan<float> fakeScores);

    /// <inheritdoc cref="LeastSquaresDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(LeastSquaresDiscriminatorFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial double LeastSquaresDiscriminator(ReadOnlySpan<double> realScores, ReadOnlySpan<double> fakeScores);

    private const string LeastSquaresGeneratorFormula = "mean((fakeScores - 1)^2) / 2";

    /// <summary>The least-squares loss of the generator.</summary>
    /// <remarks>
    /// <para>½ mean (d − 1)².</para>
    /// <para>Gradient: (d − 1)/f.</para>
    /// <para>X. Mao et al., Least squares generative adversarial networks (2017).</para>
    /// </remarks>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(LeastSquaresGeneratorFormula)]
    public static partial float LeastSquaresGenerator(ReadOnlySpan<float> fakeScores);

    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float})"/>
    [Loss(LeastSquaresGeneratorFormula)]
    public static partial double LeastSquaresGenerator(ReadOnlySpan<double> fakeScores);

    private const string HingeDiscriminatorFormula = "mean[r](relu(1 - realScores[r])) + mean[f](relu(1 + fakeScores[f]))";

    /// <summary>The hinge loss of the discriminator; its generator has <see cref="WassersteinGenerator(ReadOnlySpan{float})"/>.</summary>
    /// <remarks>
    /// <para>mean max(0, 1 − d_r) + mean max(0, 1 + d_f).</para>
    /// <para>Gradient: by d_r: −1/r where d_r &lt; 1; by d_f: 1/f where d_f &gt; −1; 0 at the corners.</para>
    /// <para>J. H. Lim, J. C. Ye, Geometric GAN (2017).</para>
    /// </remarks>
    /// <param name="realScores">c, the scores of the critic for real samples, shape [r]; any numbers.</param>
    /// <param name="fakeScores">c, the scores of the critic for generated samples, shape [f]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    [Loss(HingeDiscriminatorFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial float HingeDiscriminator(ReadOnlySpan<float> realScores, ReadOnlySpan<float> fakeScores);

    /// <inheritdoc cref="HingeDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(HingeDiscriminatorFormula, Wrt = ["realScores", "fakeScores"])]
    public static partial double HingeDiscriminator(ReadOnlySpan<double> realScores, ReadOnlySpan<double> fakeScores);

    private const string EffectiveModesFormula = """
        require size(i) > 0
        assume probabilities[i] >= 0
        exp(sum(entr(probabilities)))
        """;

    /// <summary>The effective number of modes of a generator: the exponential of the entropy of how it spreads over the modes. A score of
    /// diversity, and to be large.</summary>
    /// <remarks>
    /// <para>exp(−Σ p log p); between 1 and the number of modes.</para>
    /// <para>Gradient: −exp(−Σ p log p)(1 + log p), and 0 at p = 0, where it is infinite.</para>
    /// </remarks>
    /// <param name="probabilities">p, the share of every mode, shape [i]; not negative and of sum 1, not checked.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There are no modes.</exception>
    [Loss(EffectiveModesFormula)]
    public static partial float EffectiveModes(ReadOnlySpan<float> probabilities);

    /// <inheritdoc cref="EffectiveModes(ReadOnlySpan{float})"/>
    [Loss(EffectiveModesFormula)]
    public static partial double EffectiveModes(ReadOnlySpan<double> probabilities);
}
