namespace LossGen.Losses;

/// <summary>Perceptual losses: how different two images look, by the features that a network finds in them.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Perceptual
{
    private const string PixelsAndFeaturesFormula = """
        require featureWeight >= 0
        assume layerWeights[l] >= 0
        parts[0] = mean[p](abs(pixels[p] - targetPixels[p]))
        parts[1] = sum[l](layerWeights[l] * mean[f | layers[f] == l](abs(features[f] - targetFeatures[f])))
        parts[0] + featureWeight * parts[1]
        """;

    /// <summary>The absolute error of an image and of the features that a fixed network finds in it, layer by layer.</summary>
    /// <remarks>
    /// <para>(1/p) Σ |x̂ − x| + λ Σₗ wₗ (mean over layer l of |φ(x̂) − φ(x)|).</para>
    /// <para>Gradient: by x̂: sign(x̂ − x)/p, beside what flows through the network; by a feature of layer l: λ wₗ sign/(size of the layer);
    /// 0 where they are equal.</para>
    /// <para>J. Johnson et al., Perceptual losses for real-time style transfer and super-resolution (2016).</para>
    /// </remarks>
    /// <param name="pixels">x̂, shape [p]; any numbers.</param>
    /// <param name="targetPixels">x, shape [p]; any numbers.</param>
    /// <param name="features">φ(x̂), the features of all layers one after the other, shape [f]; any numbers.</param>
    /// <param name="targetFeatures">φ(x), shape [f]; any numbers.</param>
    /// <param name="layers">The layer of every feature, shape [f]; one without a weight does not count.</param>
    /// <param name="layerWeights">w, shape [l]; not negative, not checked.</param>
    /// <param name="featureWeight">λ ≥ 0, the weight of the features; 0.1 is common.</param>
    /// <param name="parts">Receives the error of the pixels and the weighted one of the features, shape [2].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no pixels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="featureWeight"/> is negative.</exception>
    [Loss(PixelsAndFeaturesFormula, Wrt = ["pixels", "features"])]
    public static partial float PixelsAndFeatures(
        ReadOnlySpan<float> pixels,
        ReadOnlySpan<float> targetPixels,
        ReadOnlySpan<float> features,
        ReadOnlySpan<float> targetFeatures,
        ReadOnlySpan<int> layers,
        ReadOnlySpan<float> layerWeights,
        float featureWeight,
        Span<float> parts);

    /// <inheritdoc cref="PixelsAndFeatures(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, Span{float})"/>
    [Loss(PixelsAndFeaturesFormula, Wrt = ["pixels", "features"])]
    public static partial double PixelsAndFeatures(
        ReadOnlySpan<double> pixels,
        ReadOnlySpan<double> targetPixels,
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> targetFeatures,
        ReadOnlySpan<int> layers,
        ReadOnlySpan<double> layerWeights,
        double featureWeight,
        Span<double> parts);
}
