namespace LossGen.Benchmarks.Contenders;

/// <summary>The losses that are timed, as formulas.</summary>
internal static partial class GeneratedLosses
{
    [Loss("mean((yhat - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);

    [Loss("mean(softplus(z) - y * z)")]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("mean(logcosh(yhat - y))")]
    public static partial float LogCosh(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);

    [Loss("""
        m = y == 1 ? z : -z
        a = y == 1 ? alpha : 1 - alpha
        mean(-a * sigmoid(-m)^gamma * logsigmoid(m))
        """)]
    public static partial float Focal(ReadOnlySpan<float> z, ReadOnlySpan<float> y, float alpha, float gamma);

    [Loss("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    public static partial float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> label);

    [Loss("""
        t[n,c] = (1 - eps) * (c == label[n]) + eps / size(c)
        mean[n](-sum[c](t[n,c] * logsoftmax[c](z[n,c])))
        """)]
    public static partial float LabelSmoothing(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float eps);

    [Loss("""
        s[i,j] = sum[d](u[i,d] * v[j,d]) / tau
        mean[i](logsumexp[j](s[i,j]) - s[i,i])
        """, Wrt = ["u", "v"])]
    public static partial float InfoNce(ReadOnlySpan<float> u, ReadOnlySpan<float> v, int d, float tau);

    [Loss("""
        w[i,d] = u[i,d] / norm[d](u[i,d])
        s[i,j] = sum[d](w[i,d] * w[j,d]) / tau
        mean[i](logsumexp[j | j != i](s[i,j]) - s[i, pair[i]])
        """)]
    public static partial float NtXent(ReadOnlySpan<float> u, ReadOnlySpan<int> pair, float tau);

    [Loss("log(mean[i,j | i != j](exp(-2 * sum[d]((u[i,d] - u[j,d])^2))))")]
    public static partial float Uniformity(ReadOnlySpan<float> u, int d);

    [Loss("""
        dist[i,j] = sum[d]((u[i,d] - u[j,d])^2)
        mean[i](max(0, max[j | label[j] == label[i] && j != i](dist[i,j]) - min[k | label[k] != label[i]](dist[i,k]) + margin))
        """)]
    public static partial float TripletBatchHard(ReadOnlySpan<float> u, ReadOnlySpan<int> label, float margin);
}
