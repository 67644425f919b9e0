namespace LossGen.Losses;

/// <content>Triplets found in a batch of embeddings with labels.</content>
public static partial class Metric
{
    private const string BatchAllTripletFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        mean[i,j,k | labels[j] == labels[i] && j != i && labels[k] != labels[i]](relu(distance[i,j] - distance[i,k] + margin))
        """;

    /// <summary>The triplet loss averaged over all triplets in a batch.</summary>
    /// <remarks>
    /// <para>The mean of max(0, ‖uᵢ − uⱼ‖ − ‖uᵢ − uₖ‖ + α) over all i, j, k with j ≠ i of the class of i, and k of another; 0 if there are
    /// none.</para>
    /// <para>Gradient: the sum over the active triplets of the directions of their distances, over the number of all triplets.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(BatchAllTripletFormula)]
    public static partial float BatchAllTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="BatchAllTriplet(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(BatchAllTripletFormula)]
    public static partial double BatchAllTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);

    private const string BatchAllActiveTripletFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        cost[i,j,k] = relu(distance[i,j] - distance[i,k] + margin)
        mean[i,j,k | labels[j] == labels[i] && j != i && labels[k] != labels[i] && cost[i,j,k] > 0](cost[i,j,k])
        """;

    /// <summary>The triplet loss averaged over the triplets in a batch that are not satisfied yet.</summary>
    /// <remarks>
    /// <para>The mean of ‖uᵢ − uⱼ‖ − ‖uᵢ − uₖ‖ + α over the i, j, k where it is positive, with j ≠ i of the class of i, and k of another; 0
    /// if there are none.</para>
    /// <para>Gradient: the sum over the active triplets of the directions of their distances, over their number.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(BatchAllActiveTripletFormula)]
    public static partial float BatchAllActiveTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="BatchAllActiveTriplet(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(BatchAllActiveTripletFormula)]
    public static partial double BatchAllActiveTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);

    private const string BatchHardTripletFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        farthest[i] = max[j | labels[j] == labels[i] && j != i](distance[i,j])
        nearest[i] = min[k | labels[k] != labels[i]](distance[i,k])
        mean[i | farthest[i] >= 0 && nearest[i] < inf](relu(farthest[i] - nearest[i] + margin))
        """;

    /// <summary>The triplet loss of the farthest positive and the nearest negative of every anchor.</summary>
    /// <remarks>
    /// <para>The mean of max(0, maxⱼ ‖uᵢ − uⱼ‖ − minₖ ‖uᵢ − uₖ‖ + α), with j ≠ i of the class of i, and k of another.</para>
    /// <para>The mean is over the anchors that have both a positive and a negative; 0 if there are none.</para>
    /// <para>Gradient: that of the triplet loss by the two chosen embeddings and the anchor; ties share it.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(BatchHardTripletFormula)]
    public static partial float BatchHardTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="BatchHardTriplet(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(BatchHardTripletFormula)]
    public static partial double BatchHardTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);

    private const string SquaredBatchHardTripletFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        farthest[i] = max[j | labels[j] == labels[i] && j != i](distance[i,j])
        nearest[i] = min[k | labels[k] != labels[i]](distance[i,k])
        mean[i | farthest[i] >= 0 && nearest[i] < inf](relu(farthest[i]^2 - nearest[i]^2 + margin))
        """;

    /// <summary>The triplet loss of the squared distances of the farthest positive and the nearest negative of every anchor.</summary>
    /// <remarks>
    /// <para>The mean of max(0, maxⱼ ‖uᵢ − uⱼ‖² − minₖ ‖uᵢ − uₖ‖² + α), with j ≠ i of the class of i, and k of another.</para>
    /// <para>The mean is over the anchors that have both a positive and a negative; 0 if there are none.</para>
    /// <para>Gradient: that of the squared triplet loss by the two chosen embeddings and the anchor; ties share it.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(SquaredBatchHardTripletFormula)]
    public static partial float SquaredBatchHardTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="SquaredBatchHardTriplet(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(SquaredBatchHardTripletFormula)]
    public static partial double SquaredBatchHardTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);

    private const string BatchHardSoftTripletFormula = """
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        farthest[i] = max[j | labels[j] == labels[i] && j != i](distance[i,j])
        nearest[i] = min[k | labels[k] != labels[i]](distance[i,k])
        mean[i | farthest[i] >= 0 && nearest[i] < inf](softplus(farthest[i] - nearest[i]))
        """;

    /// <summary>The triplet loss with a soft margin of the farthest positive and the nearest negative of every anchor.</summary>
    /// <remarks>
    /// <para>The mean of log(1 + exp(maxⱼ ‖uᵢ − uⱼ‖ − minₖ ‖uᵢ − uₖ‖)), with j ≠ i of the class of i, and k of another.</para>
    /// <para>The mean is over the anchors that have both a positive and a negative; 0 if there are none.</para>
    /// <para>Gradient: that of <c>SoftTriplet</c> by the two chosen embeddings and the anchor; ties share it.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(BatchHardSoftTripletFormula)]
    public static partial float BatchHardSoftTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="BatchHardSoftTriplet(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    [Loss(BatchHardSoftTripletFormula)]
    public static partial double BatchHardSoftTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels);

    private const string SemiHardTripletFormula = """
        require margin >= 0
        distance[i,j] = norm[d](embeddings[i,d] - embeddings[j,d])
        farther[i,j] = min[k | labels[k] != labels[i] && distance[i,k] > distance[i,j]](distance[i,k])
        farthest[i] = max[k | labels[k] != labels[i]](distance[i,k])
        negative[i,j] = farther[i,j] < inf ? farther[i,j] : farthest[i]
        mean[i,j | labels[j] == labels[i] && j != i && farthest[i] >= 0](relu(distance[i,j] - negative[i,j] + margin))
        """;

    /// <summary>The triplet loss of every pair of one class with the nearest negative that is farther away than the positive.</summary>
    /// <remarks>
    /// <para>The mean of max(0, ‖uᵢ − uⱼ‖ − ‖uᵢ − uₖ‖ + α) over all i, j ≠ i of one class, where k is the nearest of another class with ‖uᵢ −
    /// uₖ‖ &gt; ‖uᵢ − uⱼ‖, or the farthest if there is none such; 0 if there are no triplets.</para>
    /// <para>Gradient: that of the triplet loss by the embeddings i, j and k.</para>
    /// <para>F. Schroff, D. Kalenichenko, J. Philbin, FaceNet: a unified embedding for face recognition and clustering (2015).</para>
    /// </remarks>
    /// <param name="embeddings">u, shape [n, d], row-major; any numbers.</param>
    /// <param name="labels">The class of every embedding, shape [n]; any integers, equal for equal classes.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(SemiHardTripletFormula)]
    public static partial float SemiHardTriplet(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="SemiHardTriplet(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(SemiHardTripletFormula)]
    public static partial double SemiHardTriplet(ReadOnlySpan<double> embeddings, ReadOnlySpan<int> labels, double margin);
}
