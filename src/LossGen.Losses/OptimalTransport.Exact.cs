namespace LossGen.Losses;

/// <content>Exact transport and assignment.</content>
public static partial class OptimalTransport
{
    /// <summary>Exact optimal transport, by successive shortest paths.</summary>
    /// <remarks>
    /// <para>Every augmentation costs (n + m)²; there are about as many as the plan has entries. For hundreds of points, not for thousands.</para>
    /// <para>J. Edmonds, R. M. Karp, Theoretical improvements in algorithmic efficiency for network flow problems (1972).</para>
    /// </remarks>
    /// <param name="source">a, the masses to transport, shape [n]; not negative.</param>
    /// <param name="target">b, the masses that must arrive, shape [m]; not negative, of the same sum.</param>
    /// <param name="costs">C, the cost of a unit from i to j, shape [n, m], row-major; finite.</param>
    /// <param name="plan">Receives P, shape [n, m]; or empty.</param>
    /// <returns>⟨P, C⟩, the least cost; with C the p-th power of a distance, the p-th power of the Wasserstein distance.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, there is no mass, or the masses have different sums.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative, or a cost not finite.</exception>
    public static double Exact(ReadOnlySpan<double> source, ReadOnlySpan<double> target, ReadOnlySpan<double> costs, Span<double> plan)
    {
        var mass = Check(source, target, costs, plan);
        var flow = new TransportFlow([.. source], [.. target], [.. costs], mass * 1e-15);
        flow.Solve();
        if (!plan.IsEmpty)
            flow.Flow.CopyTo(plan);
        var cost = 0.0;
        for (var k = 0; k < costs.Length; k++)
            cost += flow.Flow[k] * costs[k];
        return cost;
    }

    /// <summary>Exact assignment: gives every row a column of its own at the least sum, by the Hungarian algorithm.</summary>
    /// <remarks>
    /// <para>Shortest augmenting paths with potentials, in n²m steps.</para>
    /// <para>R. Jonker, A. Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems (1987).</para>
    /// </remarks>
    /// <param name="costs">C, the cost of giving row i column j, shape [n, m], row-major; finite, with n ≤ m.</param>
    /// <param name="columns">Receives the column of every row, shape [n].</param>
    /// <returns>The least sum.</returns>
    /// <exception cref="ArgumentException">The costs are no rows for <paramref name="columns"/>, or there are more rows than columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not finite.</exception>
    public static double Assign(ReadOnlySpan<double> costs, Span<int> columns)
    {
        var rows = columns.Length;
        if (rows == 0)
        {
            Arguments.HasLength(costs.Length, 0, nameof(costs), "there are no rows");
            return 0;
        }

        var width = costs.Length / rows;
        Arguments.HasLength(costs.Length, Math.Max(width, rows) * rows, nameof(costs), "a row of as many columns as rows, or more, for every element of 'columns'");
        Arguments.AreFinite(costs, nameof(costs));
        var rowOf = Augment(costs, rows, width);
        var sum = 0.0;
        for (var j = 0; j < width; j++)
        {
            if (rowOf[j] < 0)
                continue;
            columns[rowOf[j]] = j;
            sum += costs[(rowOf[j] * width) + j];
        }

        return sum;
    }

    /// <summary>Takes in one row after the other along the path of least reduced cost; returns the row of every column, or −1.</summary>
    private static int[] Augment(ReadOnlySpan<double> costs, int rows, int width)
    {
        var (rowPotential, columnPotential) = (new double[rows], new double[width]);
        var (rowOf, previous) = (new int[width], new int[width]);
        var (distance, isDone) = (new double[width], new bool[width]);
        rowOf.AsSpan().Fill(-1);
        for (var first = 0; first < rows; first++)
        {
            distance.AsSpan().Fill(double.PositiveInfinity);
            isDone.AsSpan().Clear();
            var (row, column, length) = (first, -1, 0.0);
            while (row >= 0)
            {
                var next = -1;
                for (var j = 0; j < width; j++)
                {
                    if (isDone[j])
                        continue;
                    var reduced = length + costs[(row * width) + j] - rowPotential[row] - columnPotential[j];
                    if (reduced < distance[j])
                        (distance[j], previous[j]) = (reduced, column);
                    if (next < 0 || distance[j] < distance[next])
                        next = j;
                }

                (column, length) = (next, distance[next]);
                isDone[column] = true;
                row = rowOf[column];
            }

            // Rows reached get potentials that keep reduced costs from 0; the path's columns change hands.
            rowPotential[first] += length;
            for (var j = 0; j < width; j++)
            {
                if (!isDone[j] || j == column)
                    continue;
                rowPotential[rowOf[j]] += length - distance[j];
                columnPotential[j] -= length - distance[j];
            }

            for (var j = column; j >= 0; j = previous[j])
                rowOf[j] = previous[j] < 0 ? first : rowOf[previous[j]];
        }

        return rowOf;
    }
}
