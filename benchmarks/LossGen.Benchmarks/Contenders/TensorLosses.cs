using System.Numerics.Tensors;

namespace LossGen.Benchmarks.Contenders;

/// <summary>The same losses composed of <see cref="TensorPrimitives"/>: a pass a primitive, the gradient as scratch memory.</summary>
internal static class TensorLosses
{
    public static float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> gradient)
    {
        TensorPrimitives.Subtract(yhat, y, gradient);
        var sum = TensorPrimitives.SumOfSquares(gradient);
        TensorPrimitives.Multiply(gradient, 2f / yhat.Length, gradient);
        return sum / yhat.Length;
    }

    public static float BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> gradient)
    {
        // softplus(z) = max(z, 0) + log(1 + exp(-|z|))
        TensorPrimitives.Abs(z, gradient);
        TensorPrimitives.Negate(gradient, gradient);
        TensorPrimitives.Exp(gradient, gradient);
        TensorPrimitives.LogP1(gradient, gradient);
        var sum = TensorPrimitives.Sum(gradient);
        TensorPrimitives.Max(z, 0f, gradient);
        sum += TensorPrimitives.Sum(gradient) - TensorPrimitives.Dot(y, z);
        TensorPrimitives.Sigmoid(z, gradient);
        TensorPrimitives.Subtract(gradient, y, gradient);
        TensorPrimitives.Multiply(gradient, 1f / z.Length, gradient);
        return sum / z.Length;
    }

    public static float LogCosh(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> gradient)
    {
        // log cosh r = |r| + log(1 + exp(-2|r|)) - log 2
        TensorPrimitives.Subtract(yhat, y, gradient);
        TensorPrimitives.Abs(gradient, gradient);
        var sum = TensorPrimitives.Sum(gradient);
        TensorPrimitives.Multiply(gradient, -2f, gradient);
        TensorPrimitives.Exp(gradient, gradient);
        TensorPrimitives.LogP1(gradient, gradient);
        sum += TensorPrimitives.Sum(gradient);
        TensorPrimitives.Subtract(yhat, y, gradient);
        TensorPrimitives.Tanh(gradient, gradient);
        TensorPrimitives.Multiply(gradient, 1f / yhat.Length, gradient);
        return sum / yhat.Length - 0.693147181f;
    }

    public static float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> label, Span<float> gradient)
    {
        var rows = label.Length;
        var classes = z.Length / rows;
        var sum = 0.0;
        for (var n = 0; n < rows; n++)
        {
            var row = z.Slice(n * classes, classes);
            var target = gradient.Slice(n * classes, classes);
            sum += LogSumExp(row, target, 1f / rows) - row[label[n]];
            target[label[n]] -= 1f / rows;
        }

        return (float)(sum / rows);
    }

    public static float LabelSmoothing(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float eps, Span<float> gradient)
    {
        var rows = label.Length;
        var classes = z.Length / rows;
        var share = eps / classes;
        var sum = 0.0;
        for (var n = 0; n < rows; n++)
        {
            var row = z.Slice(n * classes, classes);
            var target = gradient.Slice(n * classes, classes);
            sum += LogSumExp(row, target, 1f / rows) - (1 - eps) * row[label[n]] - share * TensorPrimitives.Sum(row);
            TensorPrimitives.Subtract(target, share / rows, target);
            target[label[n]] -= (1 - eps) / rows;
        }

        return (float)(sum / rows);
    }

    public static float InfoNce(
        ReadOnlySpan<float> u, ReadOnlySpan<float> v, int d, float tau, Span<float> uGradient, Span<float> vGradient, Span<float> row)
    {
        var rows = u.Length / d;
        var sum = 0.0;
        uGradient.Clear();
        vGradient.Clear();
        for (var i = 0; i < rows; i++)
        {
            var left = u.Slice(i * d, d);
            var leftGradient = uGradient.Slice(i * d, d);
            for (var j = 0; j < rows; j++)
                row[j] = TensorPrimitives.Dot(left, v.Slice(j * d, d)) / tau;
            var own = row[i];
            sum += LogSumExp(row, row, 1 / (rows * tau)) - own;
            row[i] -= 1 / (rows * tau);
            for (var j = 0; j < rows; j++)
            {
                var rightGradient = vGradient.Slice(j * d, d);
                TensorPrimitives.MultiplyAdd(v.Slice(j * d, d), row[j], leftGradient, leftGradient);
                TensorPrimitives.MultiplyAdd(left, row[j], rightGradient, rightGradient);
            }
        }

        return (float)(sum / rows);
    }

    /// <summary>log Σ exp(row), and <paramref name="scale"/> · softmax(row) in <paramref name="softmax"/>.</summary>
    private static float LogSumExp(ReadOnlySpan<float> row, Span<float> softmax, float scale)
    {
        var max = TensorPrimitives.Max(row);
        TensorPrimitives.Subtract(row, max, softmax);
        TensorPrimitives.Exp(softmax, softmax);
        var exponentials = TensorPrimitives.Sum(softmax);
        TensorPrimitives.Multiply(softmax, scale / exponentials, softmax);
        return max + MathF.Log(exponentials);
    }
}
