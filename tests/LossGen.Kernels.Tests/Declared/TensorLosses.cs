using System.Numerics.Tensors;

namespace LossGen.Kernels.Tests.Declared;

/// <summary>Losses of tensors, which the generator implements in this very project.</summary>
internal static partial class TensorLosses
{
    [Loss("sum(x^2)")]
    public static partial float Vector(in ReadOnlyTensorSpan<float> x);

    [Loss("mean[n,c]((yhat[n,c] - y[n,c])^2)")]
    public static partial float Matrix(ReadOnlyTensorSpan<float> yhat, ReadOnlyTensorSpan<float> y);

    [Loss("Matrix(a, b) + 2 * IntegerLosses.Masked(w, 0 * w, mask)")]
    public static partial float Composite(
        ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b, ReadOnlyTensorSpan<float> w, ReadOnlyTensorSpan<bool> mask);

    [Loss("sum[a,b,c](w[c] * x[a,b,c]^2)")]
    public static partial double Cube(ReadOnlyTensorSpan<double> x, ReadOnlySpan<double> w);

    [Loss("sum[n](x[n,n]^2)")]
    public static partial double Diagonal(ReadOnlyTensorSpan<double> x);

    [Loss("sum[n,c](event[n,c]) * size(c)")]
    public static partial double Sized(ReadOnlyTensorSpan<double> @event, int c);

    [Loss("mean[n | mask[n]](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    public static partial float Labelled(ReadOnlyTensorSpan<float> z, ReadOnlyTensorSpan<long> label, ReadOnlyTensorSpan<bool> mask);
}
