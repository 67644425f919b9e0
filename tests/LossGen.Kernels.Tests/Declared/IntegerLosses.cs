namespace LossGen.Kernels.Tests.Declared;

/// <summary>Losses with 64-bit integers and flags.</summary>
internal static partial class IntegerLosses
{
    [Loss("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    public static partial float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<long> label);

    [Loss("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    public static partial double CrossEntropy(ReadOnlySpan<double> z, ReadOnlySpan<long> label);

    [Loss("sum[n | label[n] != ignore](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    public static partial float Ignoring(ReadOnlySpan<float> z, ReadOnlySpan<long> label, long ignore);

    [Loss("sum[n](x[n] * (label[n] == wanted))")]
    public static partial float Selected(ReadOnlySpan<float> x, ReadOnlySpan<long> label, long wanted);

    [Loss("sum[n](x[n] * weight[n])")]
    public static partial float Weighted(ReadOnlySpan<float> x, ReadOnlySpan<long> weight);

    [Loss("sum[n](x[n] * weight[n])")]
    public static partial double Weighted(ReadOnlySpan<double> x, ReadOnlySpan<long> weight);

    [Loss("sum[n](x[n] * w[place[n] - 1])")]
    public static partial float Shifted(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<long> place);

    [Loss("sum[n | mask[n]]((yhat[n] - y[n])^2) / max(count(mask), 1)")]
    public static partial float Masked(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, ReadOnlySpan<bool> mask);

    [Loss("mean[n](mask[n] && strict || !mask[n] && !strict ? yhat[n] : w[label[n]])")]
    public static partial double Chosen(ReadOnlySpan<double> yhat, ReadOnlySpan<double> w, ReadOnlySpan<long> label, ReadOnlySpan<bool> mask, bool strict);
}
