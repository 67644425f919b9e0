using System.Numerics;

namespace LossGen.Losses;

/// <content>Collapse indicators.</content>
public static partial class Mining
{
    /// <summary>Measures whether embeddings collapse. The loss does not tell: contrastive losses end at log(K + 1) then, and not at 0.</summary>
    /// <remarks>
    /// <para>The effective rank is that of O. Roy, M. Vetterli, The effective rank: a measure of effective dimensionality (2007).</para>
    /// <para>The spectrum costs the cube of the number of features.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="embeddings">The embeddings, shape [n, d], row-major; finite.</param>
    /// <param name="features">d, the number of features.</param>
    /// <returns>The indicators.</returns>
    /// <exception cref="ArgumentException">The embeddings are no rows of <paramref name="features"/>, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An embedding has a number that is not finite.</exception>
    public static EmbeddingHealth Health<T>(ReadOnlySpan<T> embeddings, int features)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotEmpty(embeddings.Length, nameof(embeddings));
        var count = Arguments.Rows(embeddings.Length, features, nameof(embeddings), nameof(features));
        Arguments.AreFinite(embeddings, nameof(embeddings));
        var (means, squares) = (new double[features], new double[features]);
        var cosines = new double[features * features];
        var row = new double[features];
        var norms = 0.0;
        for (var n = 0; n < count; n++)
        {
            for (var d = 0; d < features; d++)
            {
                row[d] = double.CreateChecked(embeddings[(n * features) + d]);
                // Welford's update: no difference of large sums.
                var deviation = row[d] - means[d];
                means[d] += deviation / (n + 1);
                squares[d] += deviation * (row[d] - means[d]);
            }

            norms += AddDirection(row, cosines);
        }

        var variances = squares.Select(square => square / count).ToArray();
        return new(norms / count, variances.Average(), variances.Min(), EffectiveRank(SymmetricMatrix.Eigenvalues(cosines, features)));
    }

    /// <summary>Adds the outer product of a row of length 1, which has the spectrum of the cosines between rows; returns the row's norm.</summary>
    private static double AddDirection(double[] row, double[] sum)
    {
        var largest = row.Max(Math.Abs);
        if (largest == 0)
            return 0;
        var norm = largest * Math.Sqrt(row.Sum(x => x / largest * (x / largest)));
        for (var i = 0; i < row.Length; i++)
        {
            for (var j = 0; j < row.Length; j++)
                sum[(i * row.Length) + j] += row[i] / norm * (row[j] / norm);
        }

        return norm;
    }

    private static double EffectiveRank(double[] eigenvalues)
    {
        var total = eigenvalues.Sum(value => Math.Max(value, 0));
        return total == 0 ? 0 : Math.Exp(eigenvalues.Sum(value => value <= 0 ? 0 : -value / total * Math.Log(value / total)));
    }
}
