namespace LossGen.Losses;

/// <content>Robust losses that are smooth, or that bound the influence of an outlier.</content>
public static partial class Regression
{
    private const string PseudoHuberFormula = """
        require delta > 0
        r = predictions - targets
        h = hypot(r, delta)
        mean(abs(r) > delta ? h - delta : r * (r / (h + delta))) * delta
        """;

    /// <summary>The pseudo-Huber loss: about half the squared error up to δ, about linear beyond it, and smooth everywhere.</summary>
    /// <remarks>
    /// <para>(1/n) Σ δ²(√(1 + (e/δ)²) − 1), with e = ŷ − y.</para>
    /// <para>Gradient: e/(n √(1 + (e/δ)²)).</para>
    /// <para>Small errors do not cancel, and large ones do not overflow.</para>
    /// <para>P. Charbonnier et al., Deterministic edge-preserving regularization in computed imaging (1997).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="delta">δ &gt; 0, the error about which the loss turns from quadratic to linear.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive.</exception>
    [Loss(PseudoHuberFormula)]
    public static partial float PseudoHuber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float delta);

    /// <inheritdoc cref="PseudoHuber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(PseudoHuberFormula)]
    public static partial double PseudoHuber(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double delta);

    private const string CharbonnierFormula = """
        require epsilon > 0
        mean(hypot(predictions - targets, epsilon))
        """;

    /// <summary>The Charbonnier loss: the absolute error with its corner rounded off.</summary>
    /// <remarks>
    /// <para>(1/n) Σ √(e² + ε²), with e = ŷ − y; at least ε.</para>
    /// <para>Gradient: e/(n √(e² + ε²)).</para>
    /// <para>P. Charbonnier et al., Two deterministic half-quadratic regularization algorithms for computed imaging (1994).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="epsilon">ε &gt; 0, the error below which the loss is about quadratic.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is not positive.</exception>
    [Loss(CharbonnierFormula)]
    public static partial float Charbonnier(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float epsilon);

    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(CharbonnierFormula)]
    public static partial double Charbonnier(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double epsilon);

    private const string CauchyFormula = """
        require scale > 0
        x = abs(predictions - targets) / scale
        mean(x <= 1 ? log1p(x^2) : 2 * log(x) + log1p(1 / x^2)) * (scale^2 / 2)
        """;

    /// <summary>The Cauchy (Lorentzian) loss: the negative log-likelihood of a Cauchy distribution; the slope falls towards 0 far
    /// away.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½c² log(1 + (e/c)²), with e = ŷ − y.</para>
    /// <para>Gradient: e/(n (1 + (e/c)²)).</para>
    /// <para>Not convex: an outlier has little influence, and none in the limit.</para>
    /// <para>M. J. Black, P. Anandan, The robust estimation of multiple motions (1996).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="scale">c &gt; 0, the error of largest slope.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(CauchyFormula)]
    public static partial float Cauchy(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float scale);

    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(CauchyFormula)]
    public static partial double Cauchy(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double scale);

    private const string FairFormula = """
        require scale > 0
        x = abs(predictions - targets) / scale
        mean(x - log1p(x)) * scale^2
        """;

    /// <summary>The Fair loss: about half the squared error near 0, about linear far from it.</summary>
    /// <remarks>
    /// <para>(1/n) Σ c²(|e|/c − log(1 + |e|/c)), with e = ŷ − y.</para>
    /// <para>Gradient: e/(n (1 + |e|/c)).</para>
    /// <para>R. C. Fair, On the robust estimation of econometric models (1974).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="scale">c &gt; 0, the error at which the slope is half of its limit.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(FairFormula)]
    public static partial float Fair(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float scale);

    /// <inheritdoc cref="Fair(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(FairFormula)]
    public static partial double Fair(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double scale);

    private const string WelschFormula = """
        require scale > 0
        mean(-expm1(-((predictions - targets) / scale)^2 / 2)) * scale^2
        """;

    /// <summary>The Welsch (Leclerc) loss: about half the squared error near 0, and bounded.</summary>
    /// <remarks>
    /// <para>(1/n) Σ c²(1 − exp(−½(e/c)²)), with e = ŷ − y; below c².</para>
    /// <para>Gradient: e exp(−½(e/c)²)/n.</para>
    /// <para>Not convex: an outlier has no influence.</para>
    /// <para>J. E. Dennis, R. E. Welsch, Techniques for nonlinear least squares and robust regression (1978).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="scale">c &gt; 0, the error of largest slope.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(WelschFormula)]
    public static partial float Welsch(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float scale);

    /// <inheritdoc cref="Welsch(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(WelschFormula)]
    public static partial double Welsch(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double scale);

    private const string TukeyBiweightFormula = """
        require scale > 0
        x = (predictions - targets) / scale
        mean(abs(x) < 1 ? x^2 * (3 - x^2 * (3 - x^2)) : 1) * (scale^2 / 6)
        """;

    /// <summary>Tukey's biweight loss: about half the squared error near 0, constant beyond c.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (c²/6)(1 − (1 − (e/c)²)³) where |e| &lt; c, else c²/6, with e = ŷ − y.</para>
    /// <para>Gradient: e(1 − (e/c)²)²/n where |e| &lt; c, else 0.</para>
    /// <para>Not convex. For normal errors of deviation σ, c = 4.685σ has 95 % of the efficiency of least squares.</para>
    /// <para>A. E. Beaton, J. W. Tukey, The fitting of power series, meaning polynomials, illustrated on band-spectroscopic data
    /// (1974).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="scale">c &gt; 0, the error beyond which a sample does not count.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(TukeyBiweightFormula)]
    public static partial float TukeyBiweight(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float scale);

    /// <inheritdoc cref="TukeyBiweight(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(TukeyBiweightFormula)]
    public static partial double TukeyBiweight(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double scale);
}
