namespace LossGen.Losses;

/// <summary>The spectrum of small symmetric matrices.</summary>
internal static class SymmetricMatrix
{
    private const int MaximumSweeps = 50;

    /// <summary>All eigenvalues, by cyclic Jacobi rotations; destroys the matrix.</summary>
    public static double[] Eigenvalues(double[] matrix, int size)
    {
        var scale = matrix.Sum(x => x * x);
        for (var sweep = 0; sweep < MaximumSweeps && OffDiagonal(matrix, size) > 1e-30 * scale; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(matrix, size, p, q);
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => matrix[(i * size) + i])];
    }

    private static double OffDiagonal(double[] a, int size)
    {
        var sum = 0.0;
        for (var i = 0; i < size; i++)
        {
            for (var j = i + 1; j < size; j++)
                sum += 2 * a[(i * size) + j] * a[(i * size) + j];
        }

        return sum;
    }

    /// <summary>The rotation in the plane of p and q that makes their element 0.</summary>
    private static void Rotate(double[] a, int size, int p, int q)
    {
        var off = a[(p * size) + q];
        if (off == 0)
            return;
        var theta = (a[(q * size) + q] - a[(p * size) + p]) / (2 * off);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(1 + (theta * theta)));
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        var sine = tangent * cosine;
        for (var k = 0; k < size; k++)
        {
            var (x, y) = (a[(k * size) + p], a[(k * size) + q]);
            (a[(k * size) + p], a[(k * size) + q]) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        }

        for (var k = 0; k < size; k++)
        {
            var (x, y) = (a[(p * size) + k], a[(q * size) + k]);
            (a[(p * size) + k], a[(q * size) + k]) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        }
    }
}
