namespace LossGen.Losses;

/// <content>Classification by angles: softmax with a margin between the classes.</content>
public static partial class Metric
{
    private const string ArcFaceFormula = """
        require scale > 0
        require 0 <= margin && margin < pi
        own[n] = cosines[n, labels[n]]
        sine[n] = sqrt(relu((1 - own[n]) * (1 + own[n])))
        turned[n] = own[n] > -cos(margin) ? own[n] * cos(margin) - sine[n] * sin(margin) : own[n] - margin * sin(margin)
        rest[n] = logsumexp[c | c != labels[n]](scale * cosines[n,c])
        mean[n](softplus(rest[n] - scale * turned[n]))
        """;

    /// <summary>ArcFace: the angle to the own class is made larger by a margin.</summary>
    /// <remarks>
    /// <para>Cross-entropy of s cos θ_c, where cos(θ_y + m) stands for the own class; past θ_y = π − m, where that would rise again, cos θ_y
    /// − m sin m.</para>
    /// <para>cos(θ + m) = cos θ cos m − √((1 − cos θ)(1 + cos θ)) sin m, without an arc cosine. Its slope by cos θ is infinite at cos θ = ±1;
    /// there the part of the root is 0.</para>
    /// <para>Gradient: s(p_c − [c = y])/n; that of the own class times sin(θ_y + m)/sin θ_y.</para>
    /// <para>J. Deng et al., ArcFace: additive angular margin loss for deep face recognition (2019).</para>
    /// </remarks>
    /// <param name="cosines">cos θ, shape [n, c], row-major; the cosines between embeddings and the centres of classes, in [−1, 1].</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="scale">s &gt; 0, the inverse of a temperature.</param>
    /// <param name="margin">m in [0, π), the angle between classes; the paper has 0.5.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is outside [0, π).</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(ArcFaceFormula)]
    public static partial float ArcFace(ReadOnlySpan<float> cosines, ReadOnlySpan<int> labels, float scale, float margin);

    /// <inheritdoc cref="ArcFace(ReadOnlySpan{float}, ReadOnlySpan{int}, float, float)"/>
    [Loss(ArcFaceFormula)]
    public static partial double ArcFace(ReadOnlySpan<double> cosines, ReadOnlySpan<int> labels, double scale, double margin);

    private const string CosFaceFormula = """
        require scale > 0
        require margin >= 0
        rest[n] = logsumexp[c | c != labels[n]](scale * cosines[n,c])
        mean[n](softplus(rest[n] - scale * (cosines[n, labels[n]] - margin)))
        """;

    /// <summary>CosFace: the cosine of the own class is made smaller by a margin.</summary>
    /// <remarks>
    /// <para>Cross-entropy of s cos θ_c, where s(cos θ_y − m) stands for the own class.</para>
    /// <para>Gradient: s(p_c − [c = y])/n.</para>
    /// <para>H. Wang et al., CosFace: large margin cosine loss for deep face recognition (2018).</para>
    /// </remarks>
    /// <param name="cosines">cos θ, shape [n, c], row-major; the cosines between embeddings and the centres of classes, in [−1, 1].</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="scale">s &gt; 0, the inverse of a temperature.</param>
    /// <param name="margin">m ≥ 0, the difference of cosines between classes; the paper has 0.35.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(CosFaceFormula)]
    public static partial float CosFace(ReadOnlySpan<float> cosines, ReadOnlySpan<int> labels, float scale, float margin);

    /// <inheritdoc cref="CosFace(ReadOnlySpan{float}, ReadOnlySpan{int}, float, float)"/>
    [Loss(CosFaceFormula)]
    public static partial double CosFace(ReadOnlySpan<double> cosines, ReadOnlySpan<int> labels, double scale, double margin);

    private const string SphereFaceFormula = """
        require scale > 0
        own[n] = cosines[n, labels[n]]
        square[n] = own[n]^2
        fourfold[n] = 8 * square[n] * (square[n] - 1) + 1
        turned[n] = square[n] >= 0.5 ? (own[n] > 0 ? fourfold[n] : -fourfold[n] - 6) : own[n] >= 0 ? -fourfold[n] - 2 : fourfold[n] - 4
        rest[n] = logsumexp[c | c != labels[n]](scale * cosines[n,c])
        mean[n](softplus(rest[n] - scale * turned[n]))
        """;

    /// <summary>SphereFace: the angle to the own class counts fourfold.</summary>
    /// <remarks>
    /// <para>Cross-entropy of s cos θ_c, where sψ(θ_y) stands for the own class, with ψ(θ) = (−1)ᵏ cos 4θ − 2k for θ in [kπ/4, (k + 1)π/4]:
    /// cos 4θ, continued so that it falls. cos 4θ = 8 cos²θ (cos²θ − 1) + 1.</para>
    /// <para>Gradient: s(p_c − [c = y])/n; that of the own class times (−1)ᵏ(32 cos³θ − 16 cos θ).</para>
    /// <para>W. Liu et al., SphereFace: deep hypersphere embedding for face recognition (2017), with m = 4; the length of the embedding is
    /// the scale there.</para>
    /// </remarks>
    /// <param name="cosines">cos θ, shape [n, c], row-major; the cosines between embeddings and the centres of classes, in [−1, 1].</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="scale">s &gt; 0, the inverse of a temperature.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(SphereFaceFormula)]
    public static partial float SphereFace(ReadOnlySpan<float> cosines, ReadOnlySpan<int> labels, float scale);

    /// <inheritdoc cref="SphereFace(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(SphereFaceFormula)]
    public static partial double SphereFace(ReadOnlySpan<double> cosines, ReadOnlySpan<int> labels, double scale);

    private const string ProxyNcaFormula = """
        length[n] = norm[d](embeddings[n,d])
        proxyLength[c] = norm[d](proxies[c,d])
        u[n,d] = length[n] < 1e-37 ? 0 : embeddings[n,d] / length[n]
        v[c,d] = proxyLength[c] < 1e-37 ? 0 : proxies[c,d] / proxyLength[c]
        distance[n,c] = sum[d]((u[n,d] - v[c,d])^2)
        mean[n](distance[n, labels[n]] + logsumexp[c | c != labels[n]](-distance[n,c]))
        """;

    /// <summary>Neighbourhood component analysis with one proxy for every class.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (‖û − v̂_y‖² + log Σ_{c≠y} exp(−‖û − v̂_c‖²)), with û and v̂ of length 1. It may be negative.</para>
    /// <para>Gradient by ‖û − v̂_c‖²: 1/n for the own class, minus the share of c in the sum over n for another.</para>
    /// <para>Y. Movshovitz-Attias et al., No fuss distance metric learning using proxies (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers, they are divided by their lengths.</param>
    /// <param name="proxies">v, shape [c, d]; one for every class, divided by their lengths.</param>
    /// <param name="labels">The class of every embedding, shape [n]; 0 to c − 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(ProxyNcaFormula, Wrt = ["embeddings", "proxies"])]
    public static partial float ProxyNca(ReadOnlySpan<float> embeddings, ReadOnlySpan<float> proxies, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="ProxyNca(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(ProxyNcaFormula, Wrt = ["embeddings", "proxies"])]
    public static partial double ProxyNca(ReadOnlySpan<double> embeddings, ReadOnlySpan<double> proxies, ReadOnlySpan<int> labels);
}
