namespace LossGen.Losses;

/// <summary>Metric learning: losses that move embeddings of one class together, and those of different classes apart.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// <para>Where two embeddings coincide, a distance between them has no direction: its gradient is 0 there. A vector shorter than 1e-37
/// has no direction either: its cosine with any other is 0, and its gradient is 0.</para>
/// </remarks>
public static partial class Metric
{
    private const string TripletFormula = """
        axis d = dimensions
        require margin >= 0
        near[n] = norm[d](anchors[n,d] - positives[n,d])
        far[n] = norm[d](anchors[n,d] - negatives[n,d])
        mean[n](relu(near[n] - far[n] + margin))
        """;

    /// <summary>The triplet loss of Euclidean distances.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, ‖a − p‖ − ‖a − q‖ + α).</para>
    /// <para>Gradient, where a triplet is active: by a: (û − v̂)/n, by p: −û/n, by q: v̂/n, with the directions û of a − p and v̂ of a −
    /// q.</para>
    /// <para>V. Balntas et al., Learning local feature descriptors with triplets and shallow convolutional neural networks (2016).</para>
    /// </remarks>
    /// <param name="anchors">a, shape [n, d], row-major; any numbers.</param>
    /// <param name="positives">p, shape [n, d]; of the class of the anchor.</param>
    /// <param name="negatives">q, shape [n, d]; of another class.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(TripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial float Triplet(
        ReadOnlySpan<float> anchors, ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, int dimensions, float margin);

    /// <inheritdoc cref="Triplet(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(TripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial double Triplet(
        ReadOnlySpan<double> anchors, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, int dimensions, double margin);

    private const string SquaredTripletFormula = """
        axis d = dimensions
        require margin >= 0
        near[n] = norm[d](anchors[n,d] - positives[n,d])
        far[n] = norm[d](anchors[n,d] - negatives[n,d])
        mean[n](relu(near[n]^2 - far[n]^2 + margin))
        """;

    /// <summary>The triplet loss of squared Euclidean distances.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, ‖a − p‖² − ‖a − q‖² + α).</para>
    /// <para>Gradient, where a triplet is active: by a: 2(q − p)/n, by p: 2(p − a)/n, by q: 2(a − q)/n. They sum to 0.</para>
    /// <para>F. Schroff, D. Kalenichenko, J. Philbin, FaceNet: a unified embedding for face recognition and clustering (2015).</para>
    /// </remarks>
    /// <param name="anchors">a, shape [n, d], row-major; any numbers.</param>
    /// <param name="positives">p, shape [n, d]; of the class of the anchor.</param>
    /// <param name="negatives">q, shape [n, d]; of another class.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(SquaredTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial float SquaredTriplet(
        ReadOnlySpan<float> anchors, ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, int dimensions, float margin);

    /// <inheritdoc cref="SquaredTriplet(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(SquaredTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial double SquaredTriplet(
        ReadOnlySpan<double> anchors, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, int dimensions, double margin);

    private const string MinkowskiTripletFormula = """
        axis d = dimensions
        require margin >= 0
        require 1 <= p && p < inf
        near[n,d] = abs(anchors[n,d] - positives[n,d])
        far[n,d] = abs(anchors[n,d] - negatives[n,d])
        // The powers are of numbers scaled to be at most 1. The derivative of a scale that goes in steps is 0.
        scale(x) = exp(ceil(64 * log(x)) / 64)
        nearScale[n] = scale(max[d](near[n,d]))
        farScale[n] = scale(max[d](far[n,d]))
        nearNorm[n] = nearScale[n] == 0 ? 0 : nearScale[n] * sum[d]((near[n,d] / nearScale[n])^p)^(1 / p)
        farNorm[n] = farScale[n] == 0 ? 0 : farScale[n] * sum[d]((far[n,d] / farScale[n])^p)^(1 / p)
        mean[n](relu(nearNorm[n] - farNorm[n] + margin))
        """;

    /// <summary>The triplet loss of distances in a p-norm.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, ‖a − p‖ₚ − ‖a − q‖ₚ + α), with ‖x‖ₚ = (Σ |x|ᵖ)^(1/p).</para>
    /// <para>Gradient of a norm: sign(x)(|x|/‖x‖ₚ)^(p−1).</para>
    /// </remarks>
    /// <param name="anchors">a, shape [n, d], row-major; any numbers.</param>
    /// <param name="positives">p, shape [n, d]; of the class of the anchor.</param>
    /// <param name="negatives">q, shape [n, d]; of another class.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <param name="p">The order of the norm, at least 1: 1 for the sum of absolute differences, 2 for the Euclidean distance.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is less than 1.</exception>
    [Loss(MinkowskiTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial float Triplet(
        ReadOnlySpan<float> anchors, ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, int dimensions, float margin, float p);

    /// <inheritdoc cref="Triplet(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float, float)"/>
    [Loss(MinkowskiTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial double Triplet(
        ReadOnlySpan<double> anchors, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, int dimensions, double margin,
        double p);

    private const string TripletWithSwapFormula = """
        axis d = dimensions
        require margin >= 0
        near[n] = norm[d](anchors[n,d] - positives[n,d])
        far[n] = min(norm[d](anchors[n,d] - negatives[n,d]), norm[d](positives[n,d] - negatives[n,d]))
        mean[n](relu(near[n] - far[n] + margin))
        """;

    /// <summary>The triplet loss where anchor and positive change places if the negative is nearer to the positive.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, ‖a − p‖ − min(‖a − q‖, ‖p − q‖) + α).</para>
    /// <para>Gradient, where a triplet is active: that of <c>Triplet</c>, with the nearer of the two distances; a tie is shared.</para>
    /// <para>V. Balntas et al., Learning local feature descriptors with triplets and shallow convolutional neural networks (2016).</para>
    /// </remarks>
    /// <param name="anchors">a, shape [n, d], row-major; any numbers.</param>
    /// <param name="positives">p, shape [n, d]; of the class of the anchor.</param>
    /// <param name="negatives">q, shape [n, d]; of another class.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <param name="margin">α ≥ 0, by how much the negative has to be farther away.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(TripletWithSwapFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial float TripletWithSwap(
        ReadOnlySpan<float> anchors, ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, int dimensions, float margin);

    /// <inheritdoc cref="TripletWithSwap(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(TripletWithSwapFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial double TripletWithSwap(
        ReadOnlySpan<double> anchors, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, int dimensions, double margin);

    private const string SoftTripletFormula = """
        axis d = dimensions
        near[n] = norm[d](anchors[n,d] - positives[n,d])
        far[n] = norm[d](anchors[n,d] - negatives[n,d])
        mean[n](softplus(near[n] - far[n]))
        """;

    /// <summary>The triplet loss with a soft margin: no triplet is ever done.</summary>
    /// <remarks>
    /// <para>(1/n) Σ log(1 + exp(‖a − p‖ − ‖a − q‖)).</para>
    /// <para>Gradient: σ(‖a − p‖ − ‖a − q‖)/n times û − v̂ by a, −û by p, v̂ by q.</para>
    /// <para>A. Hermans, L. Beyer, B. Leibe, In defense of the triplet loss for person re-identification (2017).</para>
    /// </remarks>
    /// <param name="anchors">a, shape [n, d], row-major; any numbers.</param>
    /// <param name="positives">p, shape [n, d]; of the class of the anchor.</param>
    /// <param name="negatives">q, shape [n, d]; of another class.</param>
    /// <param name="dimensions">d, the length of an embedding.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(SoftTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial float SoftTriplet(
        ReadOnlySpan<float> anchors, ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives, int dimensions);

    /// <inheritdoc cref="SoftTriplet(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    [Loss(SoftTripletFormula, Wrt = ["anchors", "positives", "negatives"])]
    public static partial double SoftTriplet(
        ReadOnlySpan<double> anchors, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, int dimensions);
}
