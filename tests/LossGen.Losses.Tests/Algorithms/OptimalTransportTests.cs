namespace LossGen.Losses.Tests.Algorithms;

public sealed class OptimalTransportTests
{
    [Fact]
    public void Assignment_is_the_best_of_all_permutations()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (rows, columns) = (1 + random.Next(5), 5 + random.Next(2));
            var costs = Enumerable.Range(0, rows * columns).Select(_ => Math.Round(10 * random.NextDouble(), random.Next(2)) - 3).ToArray();
            var assignment = new int[rows];
            var sum = OptimalTransport.Assign(costs, assignment);
            Assert.Equal(rows, assignment.Distinct().Count());
            Assert.Equal(sum, assignment.Select((column, row) => costs[(row * columns) + column]).Sum(), 1e-12);
            Assert.Equal(Choices(rows, columns).Min(choice => choice.Select((column, row) => costs[(row * columns) + column]).Sum()), sum, 1e-12);
        }
    }

    [Fact]
    public void Exact_transport_of_equal_masses_is_an_assignment()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var count = 1 + random.Next(12);
            var costs = Enumerable.Range(0, count * count).Select(_ => random.NextDouble() - 0.2).ToArray();
            var masses = Enumerable.Repeat(1.0 / count, count).ToArray();
            Assert.Equal(OptimalTransport.Assign(costs, new int[count]) / count, OptimalTransport.Exact(masses, masses, costs, []), 1e-13);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exact_transport_on_a_line_is_that_of_the_sorted_masses(int power)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (a, b, costs, x, y) = Line(seed, power);
            var plan = new double[costs.Length];
            var cost = OptimalTransport.Exact(a, b, costs, plan);
            Assert.Equal(OnLine(a, b, x, y, power), cost, 1e-12);
            AssertMarginals(plan, a, b, 1e-12);
        }
    }

    [Fact]
    public void Two_point_masses_are_as_far_apart_as_the_points()
    {
        foreach (var theta in new[] { 0, 0.5, -2 })
            Assert.Equal(Math.Abs(theta), OptimalTransport.Exact([1], [1], [Math.Abs(theta)], []));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    [InlineData(0.005)]
    public void Entropic_transport_is_within_its_bound_of_the_exact_one(double epsilon)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (a, b, costs, _, _) = Line(seed, 2);
            var exact = OptimalTransport.Exact(a, b, costs, []);
            var (plan, f, g) = (new double[costs.Length], new double[a.Length], new double[b.Length]);
            var report = OptimalTransport.Sinkhorn(a, b, costs, epsilon, plan, f, g, 200_000);
            Assert.True(report.HasConverged);
            Assert.InRange(report.Cost, exact - 1e-8, exact + (epsilon * Math.Log(costs.Length)) + 1e-8);
            AssertMarginals(plan, a, b, 1e-8);
            Assert.Equal(report.Cost, plan.Zip(costs).Sum(pair => pair.First * pair.Second), 1e-12);
            Assert.Equal(report.Cost + (epsilon * plan.Sum(p => p == 0 ? 0 : p * (Math.Log(p) - 1))), report.Objective, 1e-7);
            for (var k = 0; k < plan.Length; k++)
                Assert.Equal(plan[k], Math.Exp((f[k / b.Length] + g[k % b.Length] - costs[k]) / epsilon), 1e-12);
        }
    }

    [Fact]
    public void With_a_smaller_epsilon_the_plan_comes_to_the_exact_one()
    {
        // Distinct costs: the exact plan is unique, and at ε far below the differences nothing else is left.
        double[] costs = [0, 1, 4, 1, 0, 1, 4, 1, 0.5];
        double[] a = [0.2, 0.5, 0.3], b = [0.4, 0.3, 0.3];
        var (exact, entropic) = (new double[9], new double[9]);
        OptimalTransport.Exact(a, b, costs, exact);
        var report = OptimalTransport.Sinkhorn(a, b, costs, 1e-3, entropic, new double[3], new double[3], 100_000);
        Assert.True(report.HasConverged);
        Assert.All(exact.Zip(entropic), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void With_a_large_epsilon_the_plan_is_the_product_of_its_margins()
    {
        double[] a = [0.25, 0.75], b = [0.5, 0.5];
        var plan = new double[4];
        OptimalTransport.Sinkhorn(a, b, [0, 1, 1, 0], 1e6, plan, new double[2], new double[2]);
        Assert.All(plan.Zip([0.125, 0.125, 0.375, 0.375]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Points_without_mass_take_no_part()
    {
        double[] a = [0.5, 0, 0.5], b = [0, 1];
        double[] costs = [9, 1, -5, -5, 9, 3];
        var (plan, f, g) = (new double[6], new double[3], new double[2]);
        Assert.Equal(2, OptimalTransport.Exact(a, b, costs, plan), 1e-15);
        Assert.Equal([0, 0.5, 0, 0, 0, 0.5], plan);
        var report = OptimalTransport.Sinkhorn(a, b, costs, 0.01, plan, f, g);
        Assert.True(report.HasConverged);
        Assert.Equal(2, report.Cost, 1e-9);
        Assert.Equal(double.NegativeInfinity, f[1]);
        Assert.Equal(double.NegativeInfinity, g[0]);
        Assert.All(plan, p => Assert.True(p >= 0));
    }

    [Fact]
    public void Too_few_iterations_are_reported()
    {
        var (a, b, costs, _, _) = Line(5, 2);
        var report = OptimalTransport.Sinkhorn(a, b, costs, 1e-4, [], new double[a.Length], new double[b.Length], 2);
        Assert.False(report.HasConverged);
        Assert.Equal(2, report.Iterations);
        Assert.True(report.MarginalError > 1e-9);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("costs", Assert.Throws<ArgumentException>(() => OptimalTransport.Exact([1], [1], [1, 2], [])).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => OptimalTransport.Exact([1], [0.5], [1], [])).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentException>(() => OptimalTransport.Exact([0], [0], [1], [])).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentOutOfRangeException>(() => OptimalTransport.Exact([1.5, -0.5], [1], [1, 1], [])).ParamName);
        Assert.Equal("costs", Assert.Throws<ArgumentOutOfRangeException>(() => OptimalTransport.Exact([1], [1], [double.NaN], [])).ParamName);
        Assert.Equal("plan", Assert.Throws<ArgumentException>(() => OptimalTransport.Exact([1], [1], [1], new double[2])).ParamName);
        Assert.Equal("regularization", Assert.Throws<ArgumentOutOfRangeException>(() => OptimalTransport.Sinkhorn([1], [1], [1], 0, [], [0], [0])).ParamName);
        Assert.Equal("costs", Assert.Throws<ArgumentException>(() => OptimalTransport.Assign([1, 2], new int[3])).ParamName);
    }

    private static (double[] A, double[] B, double[] Costs, double[] X, double[] Y) Line(int seed, int power)
    {
        var random = new Random(seed);
        double[] Masses(int count)
        {
            var masses = Enumerable.Range(0, count).Select(_ => 0.1 + random.NextDouble()).ToArray();
            return [.. masses.Select(mass => mass / masses.Sum())];
        }

        var (a, b) = (Masses(1 + random.Next(8)), Masses(1 + random.Next(8)));
        var (x, y) = (a.Select(_ => random.NextDouble()).ToArray(), b.Select(_ => random.NextDouble()).ToArray());
        return (a, b, [.. x.SelectMany(from => y.Select(to => Math.Pow(Math.Abs(from - to), power)))], x, y);
    }

    /// <summary>The quantiles of both, level by level.</summary>
    private static double OnLine(double[] a, double[] b, double[] x, double[] y, int power)
    {
        var (from, to) = (a.Zip(x).OrderBy(pair => pair.Second).ToArray(), b.Zip(y).OrderBy(pair => pair.Second).ToArray());
        var (i, j, cost) = (0, 0, 0.0);
        while (i < from.Length && j < to.Length)
        {
            var moved = Math.Min(from[i].First, to[j].First);
            cost += moved * Math.Pow(Math.Abs(from[i].Second - to[j].Second), power);
            from[i].First -= moved;
            to[j].First -= moved;
            (i, j) = (from[i].First <= 0 ? i + 1 : i, to[j].First <= 0 ? j + 1 : j);
        }

        return cost;
    }

    private static void AssertMarginals(double[] plan, double[] a, double[] b, double tolerance)
    {
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(a[i], plan[(i * b.Length)..((i + 1) * b.Length)].Sum(), tolerance);
        for (var j = 0; j < b.Length; j++)
            Assert.Equal(b[j], Enumerable.Range(0, a.Length).Sum(i => plan[(i * b.Length) + j]), tolerance);
    }

    private static IEnumerable<int[]> Choices(int rows, int columns) => rows == 0
        ? [[]]
        : Choices(rows - 1, columns).SelectMany(choice => Enumerable.Range(0, columns).Except(choice).Select(column => choice.Append(column).ToArray()));
}
