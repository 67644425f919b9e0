namespace Quickstart;

/// <summary>
/// The ellipsoid method (Shor 1977; Nemirovski and Yudin 1976): minimises a convex function that need not be smooth. Every
/// subgradient cuts off half of an ellipsoid that holds the minimum, and what is left is put into a smaller one. It is made for few
/// parameters (two at least), needs no step size, and knows how far above the minimum it can still be.
/// </summary>
internal static class EllipsoidMethod
{
    private const int MaxSteps = 10_000;

    /// <summary>A convex function: returns its value and writes one of its subgradients.</summary>
    public delegate double Objective(ReadOnlySpan<double> x, Span<double> subgradient);

    /// <summary>
    /// Starts from the ball around 0, which has to hold a minimum, and ends when the value at X is at most <c>Gap</c>, the tolerance or
    /// less, above the minimum.
    /// </summary>
    public static (double[] X, double Gap, int Steps) Minimize(Objective objective, int dimension, double radius, double tolerance)
    {
        var x = new double[dimension];
        var subgradient = new double[dimension];
        var direction = new double[dimension];

        // The ellipsoid is { x + B u : |u| <= 1 }. To keep B, and not B Bᵀ, is what rounding errors leave an ellipsoid.
        var b = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++)
            b[i, i] = radius;

        for (var step = 0; ; step++)
        {
            objective(x, subgradient);
            var gap = Project(b, subgradient, direction);

            // By convexity no point of the ellipsoid is lower than x by more than the subgradient falls inside it.
            if (gap <= tolerance || step == MaxSteps)
                return (x, gap, step);

            Shrink(x, b, direction);
        }
    }

    /// <summary>The direction of Bᵀ g, and its length before it was scaled to 1.</summary>
    private static double Project(double[,] b, double[] subgradient, double[] direction)
    {
        var squares = 0.0;
        for (var j = 0; j < direction.Length; j++)
        {
            direction[j] = 0;
            for (var i = 0; i < subgradient.Length; i++)
                direction[j] += b[i, j] * subgradient[i];
            squares += direction[j] * direction[j];
        }

        var length = Math.Sqrt(squares);
        for (var j = 0; j < direction.Length; j++)
            direction[j] /= length;
        return length;
    }

    /// <summary>The smallest ellipsoid around the half that the direction points away from.</summary>
    private static void Shrink(double[] x, double[,] b, double[] direction)
    {
        double n = x.Length;
        var along = Math.Sqrt((n - 1) / (n + 1)) - 1;
        var scale = n / Math.Sqrt(n * n - 1);
        for (var i = 0; i < x.Length; i++)
        {
            var image = 0.0;
            for (var j = 0; j < x.Length; j++)
                image += b[i, j] * direction[j];

            x[i] -= image / (n + 1);
            for (var j = 0; j < x.Length; j++)
                b[i, j] = scale * (b[i, j] + along * image * direction[j]);
        }
    }
}
