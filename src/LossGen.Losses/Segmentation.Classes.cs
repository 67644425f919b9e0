namespace LossGen.Losses;

/// <content>Masks of several classes.</content>
public static partial class Segmentation
{
    private const string ClassDiceFormula = """
        require smoothing >= 0
        axis c = classes
        assume 0 <= probabilities[n,c] && probabilities[n,c] <= 1
        assume 0 <= targets[n,c] && targets[n,c] <= 1
        missed[c] = sum[n](probabilities[n,c] * (1 - targets[n,c]) + targets[n,c] * (1 - probabilities[n,c]))
        total[c] = sum[n](probabilities[n,c] + targets[n,c])
        mean[c](total[c] + smoothing < 1e-37 ? 0 : missed[c] / (total[c] + smoothing))
        """;

    /// <summary>The mean of the Dice losses of the classes.</summary>
    /// <remarks>
    /// <para>The mean over classes of 1 − (2Σpt + ε)/(Σp + Σt + ε), every sum over the pixels. Where neither mask has anything, and ε = 0,
    /// the loss of a class and its gradient are 0.</para>
    /// <para>Gradient: (1 − 2t − L)/(c(Σp + Σt + ε)), with the loss L of the class.</para>
    /// <para>F. Milletari, N. Navab, S.-A. Ahmadi, V-Net: fully convolutional neural networks for volumetric medical image segmentation
    /// (2016).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; in [0, 1].</param>
    /// <param name="targets">t, shape [n, c]; in [0, 1].</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(ClassDiceFormula)]
    public static partial float Dice(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float smoothing);

    /// <inheritdoc cref="Dice(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(ClassDiceFormula)]
    public static partial double Dice(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double smoothing);

    private const string GeneralizedDiceFormula = """
        require smoothing >= 0
        axis c = classes
        assume 0 <= probabilities[n,c] && probabilities[n,c] <= 1
        assume 0 <= targets[n,c] && targets[n,c] <= 1
        missed[c] = sum[n](probabilities[n,c] * (1 - targets[n,c]) + targets[n,c] * (1 - probabilities[n,c]))
        total[c] = sum[n](probabilities[n,c] + targets[n,c])
        area[c] = sum[n](targets[n,c])
        weight[c] = area[c] == 0 ? 0 : 1 / area[c]^2
        below = sum[c](weight[c] * total[c]) + smoothing
        below == 0 ? 0 : sum[c](weight[c] * missed[c]) / below
        """;

    /// <summary>The generalised Dice loss: classes weighted by their areas, so that small ones count as much as large ones.</summary>
    /// <remarks>
    /// <para>1 − (2Σ_c w Σpt + ε)/(Σ_c w Σ(p + t) + ε), with w = 1/(Σt)² for the classes that are there, and 0 for others.</para>
    /// <para>Gradient: w(1 − 2t − L)/(Σ_c w Σ(p + t) + ε), with the loss L.</para>
    /// <para>C. H. Sudre et al., Generalised Dice overlap as a deep learning loss function for highly unbalanced segmentations (2017).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n, c], row-major; in [0, 1].</param>
    /// <param name="targets">t, shape [n, c]; in [0, 1].</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(GeneralizedDiceFormula)]
    public static partial float GeneralizedDice(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classes, float smoothing);

    /// <inheritdoc cref="GeneralizedDice(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(GeneralizedDiceFormula)]
    public static partial double GeneralizedDice(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes, double smoothing);
}
