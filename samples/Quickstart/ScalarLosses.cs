namespace Quickstart;

/// <summary>The same losses as one would write them by hand: what the generated code is timed against, and checked with.</summary>
internal static class ScalarLosses
{
    public static float SmoothedCrossEntropyGradient(
        ReadOnlySpan<float> z, ReadOnlySpan<int> label, float smoothing, Span<float> gradient)
    {
        var classes = z.Length / label.Length;
        var scale = 1f / label.Length;
        var total = 0.0;
        for (var n = 0; n < label.Length; n++)
        {
            var row = z.Slice(n * classes, classes);
            var rowGradient = gradient.Slice(n * classes, classes);
            var logSumExp = LogSumExp(row);
            var sumOfLogs = 0f;
            for (var c = 0; c < row.Length; c++)
            {
                var logP = row[c] - logSumExp;
                sumOfLogs += logP;
                rowGradient[c] = scale * (MathF.Exp(logP) - smoothing / classes);
            }

            rowGradient[label[n]] -= scale * (1 - smoothing);
            total -= (1 - smoothing) * (row[label[n]] - logSumExp) + smoothing * sumOfLogs / classes;
        }

        return (float)(total / label.Length);
    }

    public static float FocalGradient(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float gamma, Span<float> gradient)
    {
        var classes = z.Length / label.Length;
        var scale = 1f / label.Length;
        var total = 0.0;
        for (var n = 0; n < label.Length; n++)
        {
            var row = z.Slice(n * classes, classes);
            var rowGradient = gradient.Slice(n * classes, classes);
            var logSumExp = LogSumExp(row);
            var q = row[label[n]] - logSumExp;
            var p = MathF.Exp(q);
            var weight = MathF.Pow(1 - p, gamma);
            var slope = scale * (gamma * MathF.Pow(1 - p, gamma - 1) * p * q - weight);
            for (var c = 0; c < row.Length; c++)
                rowGradient[c] = -slope * MathF.Exp(row[c] - logSumExp);

            rowGradient[label[n]] += slope;
            total -= weight * q;
        }

        return (float)(total / label.Length);
    }

    private static float LogSumExp(ReadOnlySpan<float> row)
    {
        var max = float.NegativeInfinity;
        foreach (var value in row)
            max = MathF.Max(max, value);

        var sum = 0f;
        foreach (var value in row)
            sum += MathF.Exp(value - max);

        return max + MathF.Log(sum);
    }
}
