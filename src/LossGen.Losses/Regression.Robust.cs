namespace LossGen.Losses;

/// <content>Losses that are quadratic near 0 and linear far from it.</content>
public static partial class Regression
{
    private const string HuberFormula = """
        require delta > 0
        r = predictions - targets
        mean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))
        """;

    /// <summary>Huber's loss: half the squared error up to δ, linear beyond it.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½e² where |e| ≤ δ, else δ(|e| − ½δ), with e = ŷ − y.</para>
    /// <para>Gradient: clamp(e, −δ, δ)/n.</para>
    /// <para>For normal errors of deviation σ, δ = 1.345σ has 95 % of the efficiency of least squares.</para>
    /// <para>P. J. Huber, Robust estimation of a location parameter (1964).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="delta">δ &gt; 0, the error at which the loss turns from quadratic to linear.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive.</exception>
    [Loss(HuberFormula)]
    public static partial float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float delta);

    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(HuberFormula)]
    public static partial double Huber(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double delta);

    private const string SmoothL1Formula = """
        require beta >= 0
        r = abs(predictions - targets)
        mean(r < beta ? r^2 / (2 * beta) : r - beta / 2)
        """;

    /// <summary>The smooth L1 loss: Huber's loss divided by its threshold, so that the slope far away is 1.</summary>
    /// <remarks>
    /// <para>(1/n) Σ e²/(2β) where |e| &lt; β, else |e| − ½β, with e = ŷ − y.</para>
    /// <para>Gradient: clamp(e/β, −1, 1)/n; sign(e)/n, 0 at e = 0, for β = 0.</para>
    /// <para>R. Girshick, Fast R-CNN (2015).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="beta">β ≥ 0, the error at which the loss turns from quadratic to linear; 0 is the mean absolute error.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    [Loss(SmoothL1Formula)]
    public static partial float SmoothL1(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float beta);

    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(SmoothL1Formula)]
    public static partial double SmoothL1(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double beta);
}
