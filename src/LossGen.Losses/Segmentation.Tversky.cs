namespace LossGen.Losses;

/// <content>Overlap with weights for what is missed and what is too much.</content>
public static partial class Segmentation
{
    private const string TverskyFormula = """
        require alpha >= 0
        require beta >= 0
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        wrong = alpha * sum(probabilities * (1 - targets)) + beta * sum(targets * (1 - probabilities))
        total = sum(probabilities * targets) + wrong + smoothing
        total < 1e-37 ? 0 : wrong / total
        """;

    /// <summary>The Tversky loss: the Jaccard loss with weights.</summary>
    /// <remarks>
    /// <para>1 − (Σpt + ε)/(Σpt + αΣp(1 − t) + βΣt(1 − p) + ε), computed as (αΣp(1 − t) + βΣt(1 − p))/(the same). Where neither mask has
    /// anything, and ε = 0, the loss and its gradient are 0.</para>
    /// <para>Gradient: (α(1 − t) − βt − L(t + α(1 − t) − βt))/(Σpt + αΣp(1 − t) + βΣt(1 − p) + ε), with the loss L.</para>
    /// <para>S. S. M. Salehi, D. Erdogmus, A. Gholipour, Tversky loss function for image segmentation using 3D fully convolutional deep
    /// networks (2017).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="alpha">α ≥ 0, the weight of false positives.</param>
    /// <param name="beta">β ≥ 0, the weight of false negatives. α = β = ½ is the Dice loss (of half the ε), α = β = 1 the Jaccard
    /// loss.</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/>, <paramref name="beta"/> or <paramref name="smoothing"/> is
    /// negative.</exception>
    [Loss(TverskyFormula)]
    public static partial float Tversky(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float alpha, float beta, float smoothing);

    /// <inheritdoc cref="Tversky(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float, float)"/>
    [Loss(TverskyFormula)]
    public static partial double Tversky(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double alpha, double beta, double smoothing);

    private const string FocalTverskyFormula = """
        require gamma > 0
        require alpha >= 0
        require beta >= 0
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        wrong = alpha * sum(probabilities * (1 - targets)) + beta * sum(targets * (1 - probabilities))
        total = sum(probabilities * targets) + wrong + smoothing
        total < 1e-37 || wrong == 0 && gamma < 1 ? 0 : (wrong / total)^gamma
        """;

    /// <summary>The focal Tversky loss: a power of the Tversky loss.</summary>
    /// <remarks>
    /// <para>L^γ, with the Tversky loss L. Where neither mask has anything, and ε = 0, the loss and its gradient are 0.</para>
    /// <para>Gradient: γL^(γ−1) times that of the Tversky loss; 0 where that is infinite, at L = 0 with γ &lt; 1.</para>
    /// <para>N. Abraham, N. M. Khan, A novel focal Tversky loss function with improved attention U-Net for lesion segmentation (2019).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="alpha">α ≥ 0, the weight of false positives.</param>
    /// <param name="beta">β ≥ 0, the weight of false negatives. α = β = ½ is the Dice loss (of half the ε), α = β = 1 the Jaccard
    /// loss.</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <param name="gamma">γ &gt; 0, the exponent; the paper has 3/4.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/>, <paramref name="beta"/> or <paramref name="smoothing"/> is
    /// negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is not positive.</exception>
    [Loss(FocalTverskyFormula)]
    public static partial float FocalTversky(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float alpha, float beta, float smoothing, float gamma);

    /// <inheritdoc cref="FocalTversky(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float, float, float)"/>
    [Loss(FocalTverskyFormula)]
    public static partial double FocalTversky(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double alpha, double beta, double smoothing, double gamma);

    private const string JaccardFormula = """
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        missed = sum(probabilities * (1 - targets) + targets * (1 - probabilities))
        union = sum(probabilities * targets) + missed + smoothing
        union < 1e-37 ? 0 : missed / union
        """;

    /// <summary>The Jaccard loss: one minus the intersection over the union.</summary>
    /// <remarks>
    /// <para>1 − (Σpt + ε)/(Σ(p + t − pt) + ε), computed as Σ(p(1 − t) + t(1 − p))/(the same). Where neither mask has anything, and ε = 0,
    /// the loss and its gradient are 0.</para>
    /// <para>Gradient: (1 − 2t − L(1 − t))/(Σ(p + t − pt) + ε), with the loss L.</para>
    /// <para>M. A. Rahman, Y. Wang, Optimizing intersection-over-union in deep neural networks for image segmentation (2016).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(JaccardFormula)]
    public static partial float Jaccard(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="Jaccard(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(JaccardFormula)]
    public static partial double Jaccard(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);

    private const string MatthewsFormula = """
        require smoothing > 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        hits = sum(probabilities * targets) * sum((1 - probabilities) * (1 - targets))
        misses = sum(probabilities * (1 - targets)) * sum(targets * (1 - probabilities))
        predicted = sum(probabilities) * sum(1 - probabilities)
        actual = sum(targets) * sum(1 - targets)
        1 - (hits - misses + smoothing) / (sqrt(predicted * actual) + smoothing)
        """;

    /// <summary>One minus the Matthews correlation coefficient of two masks.</summary>
    /// <remarks>
    /// <para>1 − (TP·TN − FP·FN + ε)/(√((TP + FP)(TP + FN)(TN + FP)(TN + FN)) + ε), with TP = Σpt, TN = Σ(1 − p)(1 − t), FP = Σp(1 − t), FN =
    /// Σt(1 − p).</para>
    /// <para>Gradient: −(n t − Σt)/B + (1 − L)(n − 2Σp)Σt Σ(1 − t)/(2RB), with R the root and B = R + ε; 0 for the second term where R is
    /// 0.</para>
    /// <para>K. Abhishek, G. Hamarneh, Matthews correlation coefficient loss for deep convolutional networks: application to skin lesion
    /// segmentation (2021).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε &gt; 0, added above and below the line: where a mask is all one class, the loss is 0 as ε has it.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is not positive.</exception>
    [Loss(MatthewsFormula)]
    public static partial float Matthews(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="Matthews(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(MatthewsFormula)]
    public static partial double Matthews(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);
}
