namespace LossGen.Losses;

/// <summary>The transport of one discrete distribution to another at the least cost.</summary>
/// <remarks>
/// In one dimension sorting is all that is needed. Here the cost is any matrix: entropic transport by Sinkhorn's iterations
/// (<see cref="Sinkhorn"/>), exact transport (<see cref="Exact"/>) and exact assignment (<see cref="Assign"/>) for small problems and for tests.
/// </remarks>
public static partial class OptimalTransport
{
    /// <summary>Entropic optimal transport by Sinkhorn's iterations in the log domain, where no ε underflows.</summary>
    /// <remarks>
    /// <para>The plan is Pᵢⱼ = exp((fᵢ + gⱼ − Cᵢⱼ)/ε); f and g make its rows and columns right in turn. With ε → 0 its cost falls to that of
    /// the exact plan, by at most ε log(nm) away from it, and the number of iterations grows. Where ε is small beside the costs it is approached
    /// in halves.</para>
    /// <para>M. Cuturi, Sinkhorn distances: lightspeed computation of optimal transport (2013); B. Schmitzer, Stabilized sparse scaling algorithms
    /// for entropy regularized transport problems (2019).</para>
    /// </remarks>
    /// <param name="source">a, the masses to transport, shape [n]; not negative.</param>
    /// <param name="target">b, the masses that must arrive, shape [m]; not negative, of the same sum.</param>
    /// <param name="costs">C, the cost of a unit from i to j, shape [n, m], row-major; finite.</param>
    /// <param name="regularization">ε &gt; 0, in the unit of the costs.</param>
    /// <param name="plan">Receives P, shape [n, m]; or empty.</param>
    /// <param name="sourcePotentials">Receives f, shape [n]; −∞ where there is no mass.</param>
    /// <param name="targetPotentials">Receives g, shape [m]; −∞ where there is no mass.</param>
    /// <param name="maximumIterations">When to give up; 1 or more.</param>
    /// <param name="tolerance">The marginal error at which to stop, as a share of the mass; positive.</param>
    /// <returns>The cost, and how the iterations ended.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, there is no mass, or the masses have different sums.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative, a cost not finite, or a parameter outside its range.</exception>
    public static SinkhornReport Sinkhorn(
        ReadOnlySpan<double> source,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> costs,
        double regularization,
        Span<double> plan,
        Span<double> sourcePotentials,
        Span<double> targetPotentials,
        int maximumIterations = 10_000,
        double tolerance = 1e-9)
    {
        var mass = Check(source, target, costs, plan);
        Arguments.HasLength(sourcePotentials.Length, source.Length, nameof(sourcePotentials), "one for every source");
        Arguments.HasLength(targetPotentials.Length, target.Length, nameof(targetPotentials), "one for every target");
        Arguments.IsPositive(regularization, nameof(regularization));
        Arguments.IsPositive(maximumIterations, nameof(maximumIterations));
        Arguments.IsPositive(tolerance, nameof(tolerance));
        sourcePotentials.Clear();
        targetPotentials.Clear();
        var problem = new Entropic(source, target, costs, sourcePotentials, targetPotentials);
        var epsilon = Math.Max(regularization, Largest(costs));
        var (iterations, error) = (0, double.PositiveInfinity);
        while (iterations < maximumIterations)
        {
            var isLast = epsilon <= regularization;
            problem.Update(isLast ? regularization : epsilon);
            iterations++;
            error = problem.MarginalError(isLast ? regularization : epsilon);
            if (isLast && error <= tolerance * mass)
                break;
            if (!isLast && error <= 0.01 * mass)
                epsilon /= 2;
        }

        if (epsilon > regularization)
        {
            problem.Update(regularization);
            error = problem.MarginalError(regularization);
        }

        var (cost, moved) = problem.Plan(regularization, plan);
        return new(cost, problem.Dual() - (regularization * moved), error, iterations, error <= tolerance * mass);
    }

    /// <summary>Checks a problem, and returns the mass of the source.</summary>
    private static double Check(ReadOnlySpan<double> source, ReadOnlySpan<double> target, ReadOnlySpan<double> costs, ReadOnlySpan<double> plan)
    {
        Arguments.HasLength(costs.Length, checked(source.Length * target.Length), nameof(costs), "one for every source and target");
        if (!plan.IsEmpty)
            Arguments.HasLength(plan.Length, costs.Length, nameof(plan), "as many as costs, or none");
        Arguments.AreNotNegative(source, nameof(source));
        Arguments.AreNotNegative(target, nameof(target));
        Arguments.AreFinite(costs, nameof(costs));
        var (sent, received) = (Sum(source), Sum(target));
        if (sent == 0)
            throw new ArgumentException($"'{nameof(source)}' has no mass.", nameof(source));
        if (Math.Abs(sent - received) > 1e-6 * sent)
            throw new ArgumentException(FormattableString.Invariant($"'{nameof(target)}' has the mass {received}, and '{nameof(source)}' {sent}."), nameof(target));
        return sent;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static double Largest(ReadOnlySpan<double> costs)
    {
        var largest = 0.0;
        foreach (var cost in costs)
            largest = Math.Max(largest, Math.Abs(cost));
        return largest;
    }

    /// <summary>The potentials of an entropic problem.</summary>
    private readonly ref struct Entropic(
        ReadOnlySpan<double> source, ReadOnlySpan<double> target, ReadOnlySpan<double> costs, Span<double> f, Span<double> g)
    {
        private readonly ReadOnlySpan<double> _source = source;
        private readonly ReadOnlySpan<double> _target = target;
        private readonly ReadOnlySpan<double> _costs = costs;
        private readonly Span<double> _f = f;
        private readonly Span<double> _g = g;

        /// <summary>Makes the rows right, and then the columns.</summary>
        public void Update(double epsilon)
        {
            for (var i = 0; i < _f.Length; i++)
                _f[i] = epsilon * (Math.Log(_source[i]) - LogSumExp(_costs[(i * _g.Length)..], _g, 1, epsilon));
            for (var j = 0; j < _g.Length; j++)
                _g[j] = epsilon * (Math.Log(_target[j]) - LogSumExp(_costs[j..], _f, _g.Length, epsilon));
        }

        public double MarginalError(double epsilon)
        {
            var error = 0.0;
            for (var i = 0; i < _f.Length; i++)
            {
                var row = 0.0;
                for (var j = 0; j < _g.Length; j++)
                    row += Math.Exp((_f[i] + _g[j] - _costs[(i * _g.Length) + j]) / epsilon);
                error += Math.Abs(row - _source[i]);
            }

            return error;
        }

        public (double Cost, double Mass) Plan(double epsilon, Span<double> plan)
        {
            var (cost, mass) = (0.0, 0.0);
            for (var i = 0; i < _f.Length; i++)
            {
                for (var j = 0; j < _g.Length; j++)
                {
                    var position = (i * _g.Length) + j;
                    var moved = Math.Exp((_f[i] + _g[j] - _costs[position]) / epsilon);
                    cost += moved * _costs[position];
                    mass += moved;
                    if (!plan.IsEmpty)
                        plan[position] = moved;
                }
            }

            return (cost, mass);
        }

        public double Dual()
        {
            var sum = 0.0;
            for (var i = 0; i < _f.Length; i++)
                sum += _source[i] == 0 ? 0 : _source[i] * _f[i];
            for (var j = 0; j < _g.Length; j++)
                sum += _target[j] == 0 ? 0 : _target[j] * _g[j];
            return sum;
        }

        /// <summary>log Σ exp((potential − cost)/ε) along a row or a column.</summary>
        private static double LogSumExp(ReadOnlySpan<double> costs, ReadOnlySpan<double> potentials, int stride, double epsilon)
        {
            var largest = double.NegativeInfinity;
            for (var k = 0; k < potentials.Length; k++)
                largest = Math.Max(largest, potentials[k] - costs[k * stride]);
            var sum = 0.0;
            for (var k = 0; k < potentials.Length; k++)
                sum += Math.Exp((potentials[k] - costs[k * stride] - largest) / epsilon);
            return (largest / epsilon) + Math.Log(sum);
        }
    }
}
