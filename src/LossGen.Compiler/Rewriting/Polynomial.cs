using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A product of powers of expressions, which may be negative.</summary>
/// <param name="powers">In the order of the nodes' numbers, without zeros.</param>
internal sealed class Monomial(IReadOnlyList<(Node Node, int Power)> powers)
{
    public static Monomial One { get; } = new([]);

    public IReadOnlyList<(Node Node, int Power)> Powers => powers;

    public static Monomial Of(Node node, int power) => new([(node, power)]);

    public Monomial Times(Monomial other) => new(
        [.. powers.Concat(other.Powers)
            .GroupBy(factor => factor.Node)
            .Select(group => (group.Key, group.Sum(factor => factor.Power)))
            .Where(factor => factor.Item2 != 0)
            .OrderBy(factor => factor.Key.Id)]);

    public Monomial Inverse() => new([.. powers.Select(factor => (factor.Node, -factor.Power))]);

    public bool IsSame(Monomial other) => powers.SequenceEqual(other.Powers);
}

/// <summary>
/// A sum of monomials with numeric coefficients: how differences are seen to simplify before they are computed. (x + 1) − x is 1 here, and 0 in
/// floating point where x is large.
/// </summary>
internal sealed class Polynomial
{
    /// <summary>What has more terms is not taken apart.</summary>
    public const int MaximumTerms = 16;

    private readonly List<(Monomial Monomial, double Coefficient)> _terms = [];

    private Polynomial()
    {
    }

    public static Polynomial Zero { get; } = new();

    public IReadOnlyList<(Monomial Monomial, double Coefficient)> Terms => _terms;

    /// <summary>Whether terms of opposite signs have met on the way here and are gone.</summary>
    public bool HasCancelled { get; private set; }

    public static Polynomial Constant(double value) => Single(Monomial.One, value);

    public static Polynomial Single(Monomial monomial, double coefficient = 1)
    {
        var result = new Polynomial();
        if (coefficient != 0)
            result._terms.Add((monomial, coefficient));
        return result;
    }

    public Polynomial Plus(Polynomial other, double factor = 1)
    {
        var result = new Polynomial { HasCancelled = HasCancelled || other.HasCancelled };
        result._terms.AddRange(_terms);
        foreach (var (monomial, coefficient) in other._terms)
            result.Include(monomial, coefficient * factor);
        return result;
    }

    /// <summary>The same as if it had been written down like this.</summary>
    public Polynomial WithoutHistory()
    {
        var result = new Polynomial();
        result._terms.AddRange(_terms);
        return result;
    }

    /// <summary>Null if it has too many terms. The square of a root is what stands under it.</summary>
    public Polynomial? Times(Polynomial other, Func<Node, Polynomial> under)
    {
        if (_terms.Count * other._terms.Count > MaximumTerms)
            return null;
        var result = new Polynomial { HasCancelled = HasCancelled || other.HasCancelled };
        foreach (var (left, leftCoefficient) in _terms)
        {
            foreach (var (right, rightCoefficient) in other._terms)
            {
                var product = left.Times(right);
                var root = product.Powers.FirstOrDefault(
                    factor => factor.Power >= 2 && factor.Node is Call call && call.Operator == Operators.Sqrt);
                if (root.Node is not Call { Operands: [var radicand] })
                {
                    result.Include(product, leftCoefficient * rightCoefficient);
                    continue;
                }

                var rest = Single(product.Times(Monomial.Of(root.Node, -2)), leftCoefficient * rightCoefficient);
                if (rest.Times(under(radicand), under) is not { } expanded)
                    return null;
                foreach (var (monomial, coefficient) in expanded._terms)
                    result.Include(monomial, coefficient);
            }
        }

        return result._terms.Count > MaximumTerms ? null : result;
    }

    /// <summary>With common factors taken out, and what is added before what is subtracted.</summary>
    public Node ToNode(Algebra algebra)
    {
        if (_terms.Count == 0)
            return algebra.Zero;
        var common = _terms.Count == 1 ? _terms[0].Monomial : CommonFactor();
        var scale = _terms.Count == 1 ? _terms[0].Coefficient : CommonCoefficient();
        var inverse = common.Inverse();
        var sum = algebra.Zero;
        foreach (var (monomial, coefficient) in _terms.OrderBy(term => term.Coefficient / scale < 0))
        {
            var term = ToNode(monomial.Times(inverse), Math.Abs(coefficient / scale), algebra);
            sum = coefficient / scale < 0 ? algebra.Subtract(sum, term) : algebra.Add(sum, term);
        }

        if (Algebra.IsConstant(sum, 1))
            return Signed(ToNode(common, Math.Abs(scale), algebra), scale, algebra);
        if (common.Powers.Count == 0)
            return Signed(algebra.Multiply(algebra.Real(Math.Abs(scale)), sum), scale, algebra);
        var factors = common.Powers.Where(factor => factor.Power > 0).Select(factor => Power(factor.Node, factor.Power, algebra)).Append(sum);
        var divisors = common.Powers.Where(factor => factor.Power < 0).Select(factor => Power(factor.Node, -factor.Power, algebra));
        return Signed(Product(Math.Abs(scale), factors, divisors, algebra), scale, algebra);
    }

    private static Node Signed(Node node, double sign, Algebra algebra) => sign < 0 ? algebra.Negate(node) : node;

    private static Node ToNode(Monomial monomial, double coefficient, Algebra algebra) => Product(
        coefficient,
        monomial.Powers.Where(factor => factor.Power > 0).Select(factor => Power(factor.Node, factor.Power, algebra)),
        monomial.Powers.Where(factor => factor.Power < 0).Select(factor => Power(factor.Node, -factor.Power, algebra)),
        algebra);

    private static Node Product(double coefficient, IEnumerable<Node> factors, IEnumerable<Node> divisors, Algebra algebra)
    {
        var product = factors.Aggregate(algebra.One, algebra.Multiply);
        return divisors.Aggregate(algebra.Multiply(algebra.Real(coefficient), product), algebra.Divide);
    }

    private static Node Power(Node node, int power, Algebra algebra) => algebra.Power(node, algebra.Real(power));

    private void Include(Monomial monomial, double coefficient)
    {
        var index = _terms.FindIndex(term => term.Monomial.IsSame(monomial));
        if (index < 0)
        {
            if (coefficient != 0)
                _terms.Add((monomial, coefficient));
        }
        else if (_terms[index].Coefficient + coefficient == 0)
        {
            HasCancelled = true;
            _terms.RemoveAt(index);
        }
        else
        {
            _terms[index] = (monomial, _terms[index].Coefficient + coefficient);
        }
    }

    private Monomial CommonFactor()
    {
        var nodes = _terms.SelectMany(term => term.Monomial.Powers.Select(factor => factor.Node)).Distinct().OrderBy(node => node.Id);
        return new([.. nodes.Select(node => (node, _terms.Min(term => PowerOf(term.Monomial, node)))).Where(factor => factor.Item2 != 0)]);
    }

    private static int PowerOf(Monomial monomial, Node node) => monomial.Powers.FirstOrDefault(factor => ReferenceEquals(factor.Node, node)).Power;

    /// <summary>The greatest common divisor of whole coefficients, and the sign if all have the same.</summary>
    private double CommonCoefficient()
    {
        var sign = _terms.All(term => term.Coefficient < 0) ? -1.0 : 1.0;
        if (_terms.Any(term => term.Coefficient != Math.Floor(term.Coefficient) || Math.Abs(term.Coefficient) > int.MaxValue))
            return sign;
        return sign * _terms.Aggregate(0L, (divisor, term) => GreatestCommonDivisor(divisor, (long)Math.Abs(term.Coefficient)));
    }

    private static long GreatestCommonDivisor(long x, long y) => y == 0 ? x : GreatestCommonDivisor(y, x % y);
}
