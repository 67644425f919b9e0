namespace LossGen.Benchmarks.Contenders;

/// <summary>Losses over pairs of rows of one array as plain loops; <c>row</c> is memory for the other rows.</summary>
internal static class ScalarPairLosses
{
    /// <summary>NT-Xent (Chen et al. 2020) on rows that are normalised here, with gradients by the rows as they were.</summary>
    public static float NtXent(ReadOnlySpan<float> u, ReadOnlySpan<int> pair, int d, float tau, Span<float> gradient, Span<float> row, Span<float> unit, Span<float> unitGradient)
    {
        var rows = u.Length / d;
        var sum = 0.0;
        for (var i = 0; i < rows; i++)
        {
            var norm = MathF.Sqrt(Dot(u.Slice(i * d, d), u.Slice(i * d, d)));
            for (var k = i * d; k < (i + 1) * d; k++)
                unit[k] = u[k] / norm;
        }

        unitGradient.Clear();
        for (var i = 0; i < rows; i++)
        {
            var max = float.NegativeInfinity;
            for (var j = 0; j < rows; j++)
            {
                row[j] = i == j ? float.NegativeInfinity : Dot(unit.Slice(i * d, d), unit.Slice(j * d, d)) / tau;
                max = MathF.Max(max, row[j]);
            }

            var own = row[pair[i]];
            var exponentials = 0f;
            for (var j = 0; j < rows; j++)
                exponentials += row[j] = MathF.Exp(row[j] - max);
            sum += max + MathF.Log(exponentials) - own;
            for (var j = 0; j < rows; j++)
            {
                var weight = (row[j] / exponentials - (j == pair[i] ? 1 : 0)) / (rows * tau);
                for (var k = 0; k < d; k++)
                {
                    unitGradient[(i * d) + k] += weight * unit[(j * d) + k];
                    unitGradient[(j * d) + k] += weight * unit[(i * d) + k];
                }
            }
        }

        for (var i = 0; i < rows; i++)
        {
            var norm = MathF.Sqrt(Dot(u.Slice(i * d, d), u.Slice(i * d, d)));
            var along = Dot(unitGradient.Slice(i * d, d), unit.Slice(i * d, d));
            for (var k = i * d; k < (i + 1) * d; k++)
                gradient[k] = (unitGradient[k] - along * unit[k]) / norm;
        }

        return (float)(sum / rows);
    }

    /// <summary>log mean exp(−2‖uᵢ − uⱼ‖²) over pairs (Wang and Isola 2020).</summary>
    public static float Uniformity(ReadOnlySpan<float> u, int d, Span<float> gradient)
    {
        var rows = u.Length / d;
        var sum = 0.0;
        gradient.Clear();
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                if (i == j)
                    continue;
                var weight = MathF.Exp(-2 * SquaredDistance(u.Slice(i * d, d), u.Slice(j * d, d)));
                sum += weight;
                for (var k = 0; k < d; k++)
                    gradient[(i * d) + k] -= 8 * weight * (u[(i * d) + k] - u[(j * d) + k]);
            }
        }

        for (var k = 0; k < gradient.Length; k++)
            gradient[k] /= (float)sum;
        return (float)Math.Log(sum / ((double)rows * (rows - 1)));
    }

    /// <summary>The triplet loss with the farthest positive and the nearest negative of each row (Hermans et al. 2017).</summary>
    public static float TripletBatchHard(ReadOnlySpan<float> u, ReadOnlySpan<int> label, int d, float margin, Span<float> gradient)
    {
        var rows = u.Length / d;
        var sum = 0.0;
        gradient.Clear();
        for (var i = 0; i < rows; i++)
        {
            var (farthest, nearest) = (float.NegativeInfinity, float.PositiveInfinity);
            var (positive, negative) = (-1, -1);
            for (var j = 0; j < rows; j++)
            {
                var distance = SquaredDistance(u.Slice(i * d, d), u.Slice(j * d, d));
                if (label[i] == label[j] && i != j && distance > farthest)
                    (farthest, positive) = (distance, j);
                else if (label[i] != label[j] && distance < nearest)
                    (nearest, negative) = (distance, j);
            }

            if (!(farthest - nearest + margin > 0))
                continue;
            sum += farthest - nearest + margin;
            for (var k = 0; k < d; k++)
            {
                var (own, near, far) = (u[(i * d) + k], u[(negative * d) + k], u[(positive * d) + k]);
                gradient[(i * d) + k] += 2 * (near - far) / rows;
                gradient[(positive * d) + k] += 2 * (far - own) / rows;
                gradient[(negative * d) + k] += 2 * (own - near) / rows;
            }
        }

        return (float)(sum / rows);
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0f;
        for (var k = 0; k < x.Length; k++)
            sum += x[k] * y[k];
        return sum;
    }

    private static float SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0f;
        for (var k = 0; k < x.Length; k++)
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        return sum;
    }
}
