namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>The chain rule of losses over all pairs of a batch: from slopes by distances or cosines to the gradient by embeddings.</summary>
internal static class Batch
{
    public static double[] Difference(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    /// <summary>√Σx², which neither overflows nor underflows.</summary>
    public static double Length(double[] x)
    {
        var top = x.Length == 0 ? 0 : x.Max(Math.Abs);
        return top == 0 ? 0 : top * Math.Sqrt(x.Sum(a => a / top * (a / top)));
    }

    /// <summary>x/‖x‖, and 0 for 0.</summary>
    public static double[] Direction(double[] x)
    {
        var length = Length(x);
        return [.. x.Select(a => length == 0 ? 0 : a / length)];
    }

    /// <summary>x/‖x‖, and 0 for what the library takes for 0.</summary>
    public static double[] Unit(double[] x) => Length(x) < 1e-37 ? new double[x.Length] : Direction(x);

    /// <summary>A function of every pair of samples as a matrix.</summary>
    public static double[,] Matrix(int n, Func<int, int, double> of)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                matrix[i, j] = of(i, j);
        }

        return matrix;
    }

    /// <summary>The distances between the rows of an array.</summary>
    public static double[,] Distances(Point p, string name) => Matrix(p.N, (i, j) => Length(Difference(p.Row(name, i), p.Row(name, j))));

    /// <summary>The cosines between the rows of an array.</summary>
    public static double[,] Cosines(Point p, string name) => Matrix(p.N, (i, j) => Dot(Unit(p.Row(name, i)), Unit(p.Row(name, j))));

    /// <summary>The gradient by the rows of an array, of a loss with these slopes by the distances between them.</summary>
    public static double[] ByDistances(Point p, string name, double[,] slopes) => [.. Rows(p, i => Sum(p, j =>
        (Direction(Difference(p.Row(name, i), p.Row(name, j))), slopes[i, j] + slopes[j, i])))];

    /// <summary>The gradient by the rows of an array, of a loss with these slopes by the cosines between them.</summary>
    public static double[] ByCosines(Point p, string name, double[,] slopes) => [.. Rows(p, i => ByUnit(p.Row(name, i), Sum(p, j =>
        (Unit(p.Row(name, j)), slopes[i, j] + slopes[j, i]))))];

    /// <summary>The gradient by x, from that by x/‖x‖.</summary>
    public static double[] ByUnit(double[] x, double[] gradient)
    {
        var (unit, length) = (Unit(x), Length(x));
        var along = Dot(unit, gradient);
        return [.. gradient.Select((slope, d) => length < 1e-37 ? 0 : (slope - (along * unit[d])) / length)];
    }

    /// <summary>The largest sum of slopes that meet in one row: what a gradient by distances is a difference of.</summary>
    public static double Size(double[,] slopes)
    {
        var n = slopes.GetLength(0);
        return Enumerable.Range(0, n).Max(i => Exact.Sum(n, j => Math.Abs(slopes[i, j]) + Math.Abs(slopes[j, i])));
    }

    /// <summary>One over the length of the shortest row.</summary>
    public static double Shortness(Point p, string name) =>
        Enumerable.Range(0, p.N).Select(i => Length(p.Row(name, i))).Where(length => length >= 1e-37).Select(length => 1 / length).DefaultIfEmpty().Max();

    private static IEnumerable<double> Rows(Point p, Func<int, double[]> of) => Enumerable.Range(0, p.N).SelectMany(of);

    private static double[] Sum(Point p, Func<int, (double[] Row, double Weight)> of)
    {
        var sum = new double[p.C];
        for (var j = 0; j < p.N; j++)
        {
            var (row, weight) = of(j);
            for (var d = 0; d < p.C; d++)
                sum[d] += weight * row[d];
        }

        return sum;
    }
}
