namespace LossGen.Losses;

/// <summary>Losses of overlap between a predicted mask and the true one.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// <para>The loss is computed from what does not overlap, not as a difference from 1: it keeps its digits when the masks are almost
/// equal. What stands below the line counts as 0 where it is less than 1e-37.</para>
/// </remarks>
public static partial class Segmentation
{
    private const string DiceFormula = """
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        missed = sum(probabilities * (1 - targets) + targets * (1 - probabilities))
        total = sum(probabilities) + sum(targets) + smoothing
        total < 1e-37 ? 0 : missed / total
        """;

    /// <summary>The Dice loss: one minus the Dice coefficient.</summary>
    /// <remarks>
    /// <para>1 − (2Σpt + ε)/(Σp + Σt + ε), computed as Σ(p(1 − t) + t(1 − p))/(Σp + Σt + ε). Where neither mask has anything, and ε = 0, the
    /// loss and its gradient are 0.</para>
    /// <para>Gradient: (1 − 2t − L)/(Σp + Σt + ε), with the loss L.</para>
    /// <para>F. Milletari, N. Navab, S.-A. Ahmadi, V-Net: fully convolutional neural networks for volumetric medical image segmentation
    /// (2016).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(DiceFormula)]
    public static partial float Dice(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="Dice(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(DiceFormula)]
    public static partial double Dice(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);

    private const string SquaredDiceFormula = """
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        total = norm(probabilities)^2 + norm(targets)^2 + smoothing
        total < 1e-37 ? 0 : norm(probabilities - targets)^2 / total
        """;

    /// <summary>The Dice loss with squares below the line, as V-Net has it.</summary>
    /// <remarks>
    /// <para>1 − (2Σpt + ε)/(Σp² + Σt² + ε), computed as Σ(p − t)²/(Σp² + Σt² + ε). Where neither mask has anything, and ε = 0, the loss and
    /// its gradient are 0.</para>
    /// <para>Gradient: 2(p − t − Lp)/(Σp² + Σt² + ε), with the loss L.</para>
    /// <para>F. Milletari, N. Navab, S.-A. Ahmadi, V-Net: fully convolutional neural networks for volumetric medical image segmentation
    /// (2016).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(SquaredDiceFormula)]
    public static partial float SquaredDice(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="SquaredDice(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(SquaredDiceFormula)]
    public static partial double SquaredDice(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);

    private const string LogDiceFormula = """
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        missed = sum(probabilities * (1 - targets) + targets * (1 - probabilities))
        overlap = 2 * sum(probabilities * targets) + smoothing
        overlap + missed < 1e-37 ? 0 : log1p(missed / overlap)
        """;

    /// <summary>The negative logarithm of the Dice coefficient.</summary>
    /// <remarks>
    /// <para>−log((2Σpt + ε)/(Σp + Σt + ε)), computed as log(1 + Σ(p(1 − t) + t(1 − p))/(2Σpt + ε)). Infinite where nothing overlaps and ε =
    /// 0; Σpt has to be representable. Where neither mask has anything, and ε = 0, the loss and its gradient are 0.</para>
    /// <para>Gradient: 1/(Σp + Σt + ε) − 2t/(2Σpt + ε).</para>
    /// <para>K. C. L. Wong et al., 3D segmentation with exponential logarithmic loss for highly unbalanced object sizes (2018).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(LogDiceFormula)]
    public static partial float LogDice(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="LogDice(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(LogDiceFormula)]
    public static partial double LogDice(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);

    private const string LogCoshDiceFormula = """
        require smoothing >= 0
        assume 0 <= probabilities[i] && probabilities[i] <= 1
        assume 0 <= targets[i] && targets[i] <= 1
        missed = sum(probabilities * (1 - targets) + targets * (1 - probabilities))
        total = sum(probabilities) + sum(targets) + smoothing
        logcosh(total < 1e-37 ? 0 : missed / total)
        """;

    /// <summary>The log-cosh of the Dice loss.</summary>
    /// <remarks>
    /// <para>log cosh L, with the Dice loss L. Where neither mask has anything, and ε = 0, the loss and its gradient are 0.</para>
    /// <para>Gradient: tanh L times that of the Dice loss.</para>
    /// <para>S. Jadon, A survey of loss functions for semantic segmentation (2020).</para>
    /// </remarks>
    /// <param name="probabilities">p, shape [n]; the predicted share of the foreground of every pixel, in [0, 1].</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(LogCoshDiceFormula)]
    public static partial float LogCoshDice(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="LogCoshDice(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(LogCoshDiceFormula)]
    public static partial double LogCoshDice(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, double smoothing);

    private const string DiceWithLogitsFormula = """
        require smoothing >= 0
        assume 0 <= targets[i] && targets[i] <= 1
        missed = sum(sigmoid(logits) * (1 - targets) + targets * sigmoid(-logits))
        total = sum(sigmoid(logits)) + sum(targets) + smoothing
        total < 1e-37 ? 0 : missed / total
        """;

    /// <summary>The Dice loss of logits.</summary>
    /// <remarks>
    /// <para>1 − (2Σpt + ε)/(Σp + Σt + ε), with p = σ(z), computed as Σ(p(1 − t) + tσ(−z))/(Σp + Σt + ε). Where neither mask has anything,
    /// and ε = 0, the loss and its gradient are 0.</para>
    /// <para>Gradient: σ(z)σ(−z)(1 − 2t − L)/(Σp + Σt + ε), with the loss L.</para>
    /// <para>F. Milletari, N. Navab, S.-A. Ahmadi, V-Net: fully convolutional neural networks for volumetric medical image segmentation
    /// (2016).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n]; any numbers.</param>
    /// <param name="targets">t, shape [n]; in [0, 1].</param>
    /// <param name="smoothing">ε ≥ 0, added above and below the line; 0 for the plain coefficient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is negative.</exception>
    [Loss(DiceWithLogitsFormula)]
    public static partial float DiceWithLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float smoothing);

    /// <inheritdoc cref="DiceWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(DiceWithLogitsFormula)]
    public static partial double DiceWithLogits(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, double smoothing);
}
