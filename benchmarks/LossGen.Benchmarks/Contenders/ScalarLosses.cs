namespace LossGen.Benchmarks.Contenders;

/// <summary>The same losses as plain loops: one element at a time, the stable formulas, sums in double. What one writes first.</summary>
internal static class ScalarLosses
{
    public static float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> gradient)
    {
        var sum = 0.0;
        var scale = 2f / yhat.Length;
        for (var i = 0; i < yhat.Length; i++)
        {
            var r = yhat[i] - y[i];
            sum += r * r;
            gradient[i] = scale * r;
        }

        return (float)(sum / yhat.Length);
    }

    public static float BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> gradient)
    {
        var sum = 0.0;
        var scale = 1f / z.Length;
        for (var i = 0; i < z.Length; i++)
        {
            var e = MathF.Exp(-MathF.Abs(z[i]));
            sum += MathF.Max(z[i], 0) + MathF.Log(1 + e) - y[i] * z[i];
            gradient[i] = scale * ((z[i] >= 0 ? 1 : e) / (1 + e) - y[i]);
        }

        return (float)(sum / z.Length);
    }

    public static float LogCosh(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> gradient)
    {
        var sum = 0.0;
        var scale = 1f / yhat.Length;
        for (var i = 0; i < yhat.Length; i++)
        {
            var r = yhat[i] - y[i];
            var a = MathF.Abs(r);
            sum += a + MathF.Log(1 + MathF.Exp(-2 * a)) - 0.693147181f;
            gradient[i] = scale * MathF.Tanh(r);
        }

        return (float)(sum / yhat.Length);
    }

    public static float Focal(ReadOnlySpan<float> z, ReadOnlySpan<float> y, float alpha, float gamma, Span<float> gradient)
    {
        var sum = 0.0;
        var scale = 1f / z.Length;
        for (var i = 0; i < z.Length; i++)
        {
            var sign = y[i] == 1 ? 1f : -1f;
            var a = y[i] == 1 ? alpha : 1 - alpha;
            var m = sign * z[i];
            var e = MathF.Exp(-MathF.Abs(m));
            var q = (m >= 0 ? e : 1) / (1 + e);
            var logp = MathF.Min(m, 0) - MathF.Log(1 + e);
            var factor = a * MathF.Pow(q, gamma);
            sum -= factor * logp;
            gradient[i] = scale * sign * factor * (gamma * (1 - q) * logp - q);
        }

        return (float)(sum / z.Length);
    }

    public static float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> label, Span<float> gradient) =>
        LabelSmoothing(z, label, 0, gradient);

    /// <summary>Cross-entropy is the case <paramref name="eps"/> = 0, which costs this loop nothing that shows.</summary>
    public static float LabelSmoothing(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float eps, Span<float> gradient)
    {
        var rows = label.Length;
        var classes = z.Length / rows;
        var sum = 0.0;
        var scale = 1f / rows;
        var share = eps / classes;
        for (var n = 0; n < rows; n++)
        {
            var row = z.Slice(n * classes, classes);
            var target = gradient.Slice(n * classes, classes);
            var max = row[0];
            var total = 0f;
            foreach (var value in row)
            {
                max = MathF.Max(max, value);
                total += value;
            }

            var exponentials = 0f;
            for (var c = 0; c < row.Length; c++)
                exponentials += target[c] = MathF.Exp(row[c] - max);
            var factor = scale / exponentials;
            for (var c = 0; c < row.Length; c++)
                target[c] = factor * target[c] - scale * share;
            target[label[n]] -= scale * (1 - eps);
            sum += max + MathF.Log(exponentials) - (1 - eps) * row[label[n]] - share * total;
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
            var max = float.NegativeInfinity;
            for (var j = 0; j < rows; j++)
            {
                var right = v.Slice(j * d, d);
                var dot = 0f;
                for (var k = 0; k < left.Length; k++)
                    dot += left[k] * right[k];
                row[j] = dot / tau;
                max = MathF.Max(max, row[j]);
            }

            var own = row[i];
            var exponentials = 0f;
            for (var j = 0; j < rows; j++)
                exponentials += row[j] = MathF.Exp(row[j] - max);
            sum += max + MathF.Log(exponentials) - own;
            var leftGradient = uGradient.Slice(i * d, d);
            for (var j = 0; j < rows; j++)
            {
                var weight = (row[j] / exponentials - (i == j ? 1 : 0)) / (rows * tau);
                var right = v.Slice(j * d, d);
                var rightGradient = vGradient.Slice(j * d, d);
                for (var k = 0; k < left.Length; k++)
                {
                    leftGradient[k] += weight * right[k];
                    rightGradient[k] += weight * left[k];
                }
            }
        }

        return (float)(sum / rows);
    }
}
