namespace LossGen.Losses;

/// <content>Pairs of embeddings.</content>
public static partial class Metric
{
    private const string ContrastivePairFormula = """
        require margin > 0
        distance[n] = norm[d](first[n,d] - second[n,d])
        mean[n](same[n] == 1 ? distance[n]^2 / 2 : relu(margin - distance[n])^2 / 2)
        """;

    /// <summary>The contrastive loss of pairs: equal ones attract each other without limit, different ones repel each other up to the
    /// margin.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ½‖u − v‖² for pairs of one class, ½ max(0, m − ‖u − v‖)² for others.</para>
    /// <para>Gradient by u: (u − v)/n, or −max(0, m − ‖u − v‖)(u − v)/(n‖u − v‖); by v its negative.</para>
    /// <para>R. Hadsell, S. Chopra, Y. LeCun, Dimensionality reduction by learning an invariant mapping (2006).</para>
    /// </remarks>
    /// <param name="first">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="second">v, shape [n, d]; any numbers.</param>
    /// <param name="same">1 for a pair of one class, anything else for a pair of two, shape [n].</param>
    /// <param name="margin">m &gt; 0, how far apart pairs of two classes have to be.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not positive.</exception>
    [Loss(ContrastivePairFormula, Wrt = ["first", "second"])]
    public static partial float ContrastivePair(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<int> same, float margin);

    /// <inheritdoc cref="ContrastivePair(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(ContrastivePairFormula, Wrt = ["first", "second"])]
    public static partial double ContrastivePair(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<int> same, double margin);

    private const string CosineDistanceFormula = """
        axis d = dimensions
        firstLength[n] = norm[d](first[n,d])
        secondLength[n] = norm[d](second[n,d])
        u[n,d] = firstLength[n] < 1e-37 ? 0 : first[n,d] / firstLength[n]
        v[n,d] = secondLength[n] < 1e-37 ? 0 : second[n,d] / secondLength[n]
        isZero[n] = firstLength[n] < 1e-37 || secondLength[n] < 1e-37
        mean[n](isZero[n] ? 1 : sum[d]((u[n,d] - v[n,d])^2) / 2)
        """;

    /// <summary>One minus the cosine of the angle between two embeddings.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (1 − û·v̂), with û = u/‖u‖ and v̂ = v/‖v‖; computed as ½‖û − v̂‖², which does not cancel. The cosine with a zero vector
    /// is 0.</para>
    /// <para>Gradient by u: −(v̂ − (û·v̂)û)/(n‖u‖), by v likewise; 0 if one of them is 0.</para>
    /// </remarks>
    /// <param name="first">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="second">v, shape [n, d]; any numbers.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(CosineDistanceFormula, Wrt = ["first", "second"])]
    public static partial float CosineDistance(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int dimensions);

    /// <inheritdoc cref="CosineDistance(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(CosineDistanceFormula, Wrt = ["first", "second"])]
    public static partial double CosineDistance(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int dimensions);

    private const string CosineEmbeddingFormula = """
        require -1 <= margin && margin <= 1
        firstLength[n] = norm[d](first[n,d])
        secondLength[n] = norm[d](second[n,d])
        u[n,d] = firstLength[n] < 1e-37 ? 0 : first[n,d] / firstLength[n]
        v[n,d] = secondLength[n] < 1e-37 ? 0 : second[n,d] / secondLength[n]
        isZero[n] = firstLength[n] < 1e-37 || secondLength[n] < 1e-37
        apart[n] = isZero[n] ? 1 : sum[d]((u[n,d] - v[n,d])^2) / 2
        mean[n](targets[n] > 0 ? apart[n] : relu(1 - margin - apart[n]))
        """;

    /// <summary>The loss of the cosine between pairs: 1 is the aim for equal ones, the margin for different ones.</summary>
    /// <remarks>
    /// <para>(1/n) Σ 1 − cos(u, v) where y = 1, max(0, cos(u, v) − m) where y = −1. The cosine with a zero vector is 0.</para>
    /// <para>Gradient of the cosine by u: (v̂ − cos(u, v) û)/‖u‖, by v likewise; 0 if one of them is 0.</para>
    /// </remarks>
    /// <param name="first">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="second">v, shape [n, d]; any numbers.</param>
    /// <param name="targets">y, shape [n]; 1 for a pair of one class, −1 for a pair of two.</param>
    /// <param name="margin">m in [−1, 1], the cosine that pairs of two classes may have.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is outside [−1, 1].</exception>
    [Loss(CosineEmbeddingFormula, Wrt = ["first", "second"])]
    public static partial float CosineEmbedding(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> targets, float margin);

    /// <inheritdoc cref="CosineEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(CosineEmbeddingFormula, Wrt = ["first", "second"])]
    public static partial double CosineEmbedding(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> targets, double margin);

    private const string HingeEmbeddingFormula = """
        require margin >= 0
        mean(targets > 0 ? distances : relu(margin - distances))
        """;

    /// <summary>The hinge of given distances.</summary>
    /// <remarks>
    /// <para>(1/n) Σ x where y = 1, max(0, m − x) where y = −1.</para>
    /// <para>Gradient: 1/n where y = 1, −1/n where y = −1 and x &lt; m, else 0.</para>
    /// </remarks>
    /// <param name="distances">x, shape [n]; as a rule not negative.</param>
    /// <param name="targets">y, shape [n]; 1 for a pair of one class, −1 for a pair of two.</param>
    /// <param name="margin">m ≥ 0, how far apart pairs of two classes have to be.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(HingeEmbeddingFormula)]
    public static partial float HingeEmbedding(ReadOnlySpan<float> distances, ReadOnlySpan<float> targets, float margin);

    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(HingeEmbeddingFormula)]
    public static partial double HingeEmbedding(ReadOnlySpan<double> distances, ReadOnlySpan<double> targets, double margin);

    private const string AlignmentFormula = """
        axis d = dimensions
        require alpha > 0
        distance[n] = norm[d](first[n,d] - second[n,d])
        mean[n](distance[n] == 0 ? 0 : distance[n]^alpha)
        """;

    /// <summary>Alignment: how far the embeddings of two views of one sample are apart.</summary>
    /// <remarks>
    /// <para>(1/n) Σ ‖u − v‖^α.</para>
    /// <para>Gradient by u: α‖u − v‖^(α−2)(u − v)/n, by v its negative; 0 where they coincide.</para>
    /// <para>T. Wang, P. Isola, Understanding contrastive representation learning through alignment and uniformity on the hypersphere
    /// (2020).</para>
    /// </remarks>
    /// <param name="first">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="second">v, shape [n, d]; any numbers.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="alpha">α &gt; 0, as a rule 2.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive.</exception>
    [Loss(AlignmentFormula, Wrt = ["first", "second"])]
    public static partial float Alignment(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int dimensions, float alpha);

    /// <inheritdoc cref="Alignment(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(AlignmentFormula, Wrt = ["first", "second"])]
    public static partial double Alignment(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int dimensions, double alpha);
}
