namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>Losses as a user writes them, in the language and nothing else: the forms in which peers have, or had, a defect.</summary>
internal static partial class WrittenLosses
{
    [Loss("""
        d[n] = norm[k](first[n,k] - second[n,k])
        mean[n](same[n] ? d[n]^2 / 2 : max(0, margin - d[n])^2 / 2)
        """, Wrt = ["first", "second"])]
    public static partial double ContrastivePair(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> same, double margin);

    [Loss("mean[n](max(0, sum[k]((a[n,k] - p[n,k])^2) - sum[k]((a[n,k] - q[n,k])^2) + margin))", Wrt = ["a", "p", "q"])]
    public static partial double SquaredTriplet(ReadOnlySpan<double> a, ReadOnlySpan<double> p, ReadOnlySpan<double> q, int k, double margin);

    [Loss("mean[n](max(0, norm[k](a[n,k] - p[n,k]) - norm[k](a[n,k] - q[n,k]) + margin))", Wrt = ["a", "p", "q"])]
    public static partial double Triplet(ReadOnlySpan<double> a, ReadOnlySpan<double> p, ReadOnlySpan<double> q, int k, double margin);

    [Loss("""
        near[n] = sum[k](abs(a[n,k] - p[n,k])^3)^(1 / 3)
        far[n] = sum[k](abs(a[n,k] - q[n,k])^3)^(1 / 3)
        mean[n](max(0, near[n] - far[n] + margin))
        """)]
    public static partial double CubicTriplet(ReadOnlySpan<double> a, ReadOnlySpan<double> p, ReadOnlySpan<double> q, int k, double margin);

    [Loss("""
        w[i,k] = u[i,k] / norm[k](u[i,k])
        s[i,j] = sum[k](w[i,k] * w[j,k]) / temperature
        mean[i](logsumexp[j | j != i](s[i,j]) - s[i, pair[i]])
        """)]
    public static partial float NtXent(ReadOnlySpan<float> u, ReadOnlySpan<int> pair, float temperature);

    [Loss("""
        cosine[n] = norm[k](first[n,k]) == 0 || norm[k](second[n,k]) == 0 ? 0 : sum[k](first[n,k] * second[n,k]) / (norm[k](first[n,k]) * norm[k](second[n,k]))
        mean[n](1 - cosine[n])
        """, Wrt = ["first", "second"])]
    public static partial float CosineDistance(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int k);

    [Loss("""
        turned[n,c] = c == labels[n] ? cosines[n,c] * cos(margin) - sqrt((1 - cosines[n,c]) * (1 + cosines[n,c])) * sin(margin) : cosines[n,c]
        mean[n](logsumexp[c](scale * turned[n,c]) - scale * turned[n, labels[n]])
        """)]
    public static partial float ArcFace(ReadOnlySpan<float> cosines, ReadOnlySpan<int> labels, float margin, float scale);

    [Loss("""
        lse[n] = logsumexp[c](logits[n,c])
        kept = count[n | labels[n] != ignored]()
        own[n] = labels[n] == ignored ? 0 : lse[n] - logits[n, labels[n]]
        uniform[n] = mean[c](lse[n] - logits[n,c])
        kept == 0 ? 0 : sum[n | labels[n] != ignored]((1 - smoothing) * own[n] + smoothing * uniform[n]) / kept
        """)]
    public static partial float SmoothedCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, float smoothing, int ignored);

    [Loss("mean[n](-logProbabilities[n, labels[n]])")]
    public static partial double NegativeLogLikelihood(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels);
}
