namespace LossGen.Losses;

/// <content>Pairs of two kinds, as images and their texts.</content>
public static partial class Contrastive
{
    private const string ClipFormula = """
        require temperature > 0
        axis d = dimensions
        imageLength[i] = norm[d](images[i,d])
        textLength[i] = norm[d](texts[i,d])
        x[i,d] = imageLength[i] < 1e-37 ? 0 : images[i,d] / imageLength[i]
        y[i,d] = textLength[i] < 1e-37 ? 0 : texts[i,d] / textLength[i]
        s[i,j] = sum[d](x[i,d] * y[j,d]) / temperature
        otherTexts[i] = logsumexp[j | j != i](s[i,j])
        otherImages[i] = logsumexp[j | j != i](s[j,i])
        mean[i](softplus(otherTexts[i] - s[i,i]) + softplus(otherImages[i] - s[i,i])) / 2
        """;

    /// <summary>The loss of CLIP: InfoNCE of every image among the texts, and of every text among the images.</summary>
    /// <remarks>
    /// <para>(1/2n) Σᵢ (log Σⱼ exp(sᵢⱼ) + log Σⱼ exp(sⱼᵢ) − 2sᵢᵢ), with sᵢⱼ = x̂ᵢ·ŷⱼ/τ.</para>
    /// <para>Gradient by sᵢⱼ: (pᵢⱼ + qᵢⱼ − 2[i = j])/2n, with p the softmax along texts and q along images.</para>
    /// <para>A. Radford et al., Learning transferable visual models from natural language supervision (2021).</para>
    /// </remarks>
    /// <param name="images">x, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="texts">y, shape [n, d]; row i belongs to image i. Divided by their lengths.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="temperature">τ &gt; 0.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(ClipFormula, Wrt = ["images", "texts", "temperature"])]
    public static partial float Clip(ReadOnlySpan<float> images, ReadOnlySpan<float> texts, int dimensions, float temperature);

    /// <inheritdoc cref="Clip(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(ClipFormula, Wrt = ["images", "texts", "temperature"])]
    public static partial double Clip(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int dimensions, double temperature);

    private const string SigLipFormula = """
        axis d = dimensions
        imageLength[i] = norm[d](images[i,d])
        textLength[i] = norm[d](texts[i,d])
        x[i,d] = imageLength[i] < 1e-37 ? 0 : images[i,d] / imageLength[i]
        y[i,d] = textLength[i] < 1e-37 ? 0 : texts[i,d] / textLength[i]
        z[i,j] = scale * sum[d](x[i,d] * y[j,d]) + bias
        mean[i](sum[j](softplus(i == j ? -z[i,j] : z[i,j])))
        """;

    /// <summary>The loss of SigLIP: every pair of an image and a text is a binary classification of its own.</summary>
    /// <remarks>
    /// <para>−(1/n) Σᵢⱼ log σ(±zᵢⱼ), with + for i = j, and zᵢⱼ = t x̂ᵢ·ŷⱼ + b.</para>
    /// <para>Gradient by zᵢⱼ: (σ(zᵢⱼ) − [i = j])/n.</para>
    /// <para>X. Zhai et al., Sigmoid loss for language image pre-training (2023).</para>
    /// </remarks>
    /// <param name="images">x, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="texts">y, shape [n, d]; row i belongs to image i. Divided by their lengths.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="scale">t, the inverse of a temperature.</param>
    /// <param name="bias">b, as a rule negative, since most pairs do not match.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SigLipFormula, Wrt = ["images", "texts", "scale", "bias"])]
    public static partial float SigLip(ReadOnlySpan<float> images, ReadOnlySpan<float> texts, int dimensions, float scale, float bias);

    /// <inheritdoc cref="SigLip(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, float)"/>
    [Loss(SigLipFormula, Wrt = ["images", "texts", "scale", "bias"])]
    public static partial double SigLip(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int dimensions, double scale, double bias);
}
