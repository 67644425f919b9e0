namespace LossGen.Losses;

/// <content>Variational autoencoders with a standard normal prior.</content>
public static partial class Generative
{
    private const string GaussianNegativeElboFormula = """
        require variance > 0
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        errors[n] = sum[d]((inputs[n,d] - reconstructions[n,d])^2 / variance + log(2 * pi * variance)) / 2
        mean[n](errors[n] + sum[k](kl[n,k]))
        """;

    /// <summary>Minus the evidence lower bound of a variational autoencoder whose decoder is normal with a fixed variance, with all
    /// constants: an upper bound of −log p(x).</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (½Σ_d ((x − x̂)²/v + log 2πv) + KL), with KL = ½Σ_k (μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by x̂: (x̂ − x)/(n v); by μ: μ/n; by s: (eˢ − 1)/(2n), each beside what flows through the decoder.</para>
    /// <para>D. P. Kingma, M. Welling, Auto-encoding variational Bayes (2014).</para>
    /// </remarks>
    /// <param name="reconstructions">x̂, the means of the decoder, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; any numbers.</param>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <param name="variance">v &gt; 0, of the decoder.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is not positive.</exception>
    [Loss(GaussianNegativeElboFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial float GaussianNegativeElbo(
        ReadOnlySpan<float> reconstructions,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> logVariances,
        int samples,
        float variance);

    /// <inheritdoc cref="GaussianNegativeElbo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(GaussianNegativeElboFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial double GaussianNegativeElbo(
        ReadOnlySpan<double> reconstructions,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logVariances,
        int samples,
        double variance);

    private const string BernoulliNegativeElboFormula = """
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        errors[n] = sum[d](inputs[n,d] * softplus(-logits[n,d]) + (1 - inputs[n,d]) * softplus(logits[n,d]))
        mean[n](errors[n] + sum[k](kl[n,k]))
        """;

    /// <summary>Minus the evidence lower bound of a variational autoencoder whose decoder is a Bernoulli distribution: an upper bound of −log
    /// p(x).</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (Σ_d (log(1 + eˡ) − x l) + KL), with KL = ½Σ_k (μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by l: (σ(l) − x)/n; by μ: μ/n; by s: (eˢ − 1)/(2n), each beside what flows through the decoder.</para>
    /// <para>D. P. Kingma, M. Welling, Auto-encoding variational Bayes (2014).</para>
    /// </remarks>
    /// <param name="logits">l, the logits of the decoder, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; in [0, 1], not checked.</param>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(BernoulliNegativeElboFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial float BernoulliNegativeElbo(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> inputs, ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, int samples);

    /// <inheritdoc cref="BernoulliNegativeElbo(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(BernoulliNegativeElboFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial double BernoulliNegativeElbo(
        ReadOnlySpan<double> logits,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logVariances,
        int samples);

    private const string GaussianBetaVaeFormula = """
        require beta >= 0
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        mean[n](sum[d]((inputs[n,d] - reconstructions[n,d])^2) / 2 + beta * sum[k](kl[n,k]))
        """;

    /// <summary>The objective of a β-VAE with a normal decoder of variance 1, without its constant.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (½Σ_d (x − x̂)² + β KL), with KL = ½Σ_k (μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by x̂: (x̂ − x)/n; by μ: βμ/n; by s: β(eˢ − 1)/(2n), each beside what flows through the decoder.</para>
    /// <para>I. Higgins et al., β-VAE: learning basic visual concepts with a constrained variational framework (2017).</para>
    /// </remarks>
    /// <param name="reconstructions">x̂, the means of the decoder, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; any numbers.</param>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <param name="beta">β ≥ 0; 1 is the evidence lower bound.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    [Loss(GaussianBetaVaeFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial float GaussianBetaVae(
        ReadOnlySpan<float> reconstructions,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> logVariances,
        int samples,
        float beta);

    /// <inheritdoc cref="GaussianBetaVae(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(GaussianBetaVaeFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial double GaussianBetaVae(
        ReadOnlySpan<double> reconstructions,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logVariances,
        int samples,
        double beta);

    private const string BernoulliBetaVaeFormula = """
        require beta >= 0
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        errors[n] = sum[d](inputs[n,d] * softplus(-logits[n,d]) + (1 - inputs[n,d]) * softplus(logits[n,d]))
        mean[n](errors[n] + beta * sum[k](kl[n,k]))
        """;

    /// <summary>The objective of a β-VAE with a Bernoulli decoder.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ (Σ_d (log(1 + eˡ) − x l) + β KL), with KL = ½Σ_k (μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by l: (σ(l) − x)/n; by μ: βμ/n; by s: β(eˢ − 1)/(2n), each beside what flows through the decoder.</para>
    /// <para>I. Higgins et al., β-VAE: learning basic visual concepts with a constrained variational framework (2017).</para>
    /// </remarks>
    /// <param name="logits">l, the logits of the decoder, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; in [0, 1], not checked.</param>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <param name="beta">β ≥ 0; 1 is the evidence lower bound.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    [Loss(BernoulliBetaVaeFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial float BernoulliBetaVae(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> logVariances,
        int samples,
        float beta);

    /// <inheritdoc cref="BernoulliBetaVae(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(BernoulliBetaVaeFormula, Wrt = ["logits", "means", "logVariances"])]
    public static partial double BernoulliBetaVae(
        ReadOnlySpan<double> logits,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logVariances,
        int samples,
        double beta);

    private const string FreeBitsFormula = """
        require freeBits >= 0
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        sum[k](max(freeBits, mean[n](kl[n,k])))
        """;

    /// <summary>The divergence from a standard normal prior where every latent dimension has λ nats free; it takes the place of the
    /// divergence in the evidence lower bound.</summary>
    /// <remarks>
    /// <para>Σ_k max(λ, (1/n) Σₙ KL), with KL = ½(μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by μ: μ/n; by s: (eˢ − 1)/(2n); 0 in the dimensions whose mean divergence is not above λ.</para>
    /// <para>D. P. Kingma et al., Improved variational inference with inverse autoregressive flow (2016).</para>
    /// </remarks>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <param name="freeBits">λ ≥ 0, the nats of a dimension that cost the same as none.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="freeBits"/> is negative.</exception>
    [Loss(FreeBitsFormula, Wrt = ["means", "logVariances"])]
    public static partial float FreeBits(ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, int samples, float freeBits);

    /// <inheritdoc cref="FreeBits(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(FreeBitsFormula, Wrt = ["means", "logVariances"])]
    public static partial double FreeBits(ReadOnlySpan<double> means, ReadOnlySpan<double> logVariances, int samples, double freeBits);

    private const string GaussianBetaVaeWithFreeBitsFormula = """
        require beta >= 0
        require freeBits >= 0
        axis n = samples
        kl[n,k] = (means[n,k]^2 + (expm1(logVariances[n,k]) - logVariances[n,k])) / 2
        errors = mean[n](sum[d]((inputs[n,d] - reconstructions[n,d])^2)) / 2
        errors + beta * sum[k](max(freeBits, mean[n](kl[n,k])))
        """;

    /// <summary>The objective of a β-VAE with a normal decoder of variance 1, without its constant, where every latent dimension has λ nats
    /// free.</summary>
    /// <remarks>
    /// <para>(1/2n) Σₙ Σ_d (x − x̂)² + β Σ_k max(λ, (1/n) Σₙ KL), with KL = ½(μ² + eˢ − 1 − s).</para>
    /// <para>Gradient: by x̂: (x̂ − x)/n; by μ: βμ/n; by s: β(eˢ − 1)/(2n), where the mean divergence is above λ, else 0; each beside what
    /// flows through the decoder.</para>
    /// <para>D. P. Kingma et al., Improved variational inference with inverse autoregressive flow (2016).</para>
    /// </remarks>
    /// <param name="reconstructions">x̂, the means of the decoder, shape [n, d]; any numbers.</param>
    /// <param name="inputs">x, shape [n, d]; any numbers.</param>
    /// <param name="means">μ, the means of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="logVariances">s = log σ², of the encoder, shape [n, k]; any numbers.</param>
    /// <param name="samples">n, the number of samples.</param>
    /// <param name="beta">β ≥ 0.</param>
    /// <param name="freeBits">λ ≥ 0, the nats of a dimension that cost the same as none.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> or <paramref name="freeBits"/> is negative.</exception>
    [Loss(GaussianBetaVaeWithFreeBitsFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial float GaussianBetaVaeWithFreeBits(
        ReadOnlySpan<float> reconstructions,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> logVariances,
        int samples,
        float beta,
        float freeBits);

    /// <inheritdoc cref="GaussianBetaVaeWithFreeBits(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, float)"/>
    [Loss(GaussianBetaVaeWithFreeBitsFormula, Wrt = ["reconstructions", "means", "logVariances"])]
    public static partial double GaussianBetaVaeWithFreeBits(
        ReadOnlySpan<double> reconstructions,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logVariances,
        int samples,
        double beta,
        double freeBits);
}
