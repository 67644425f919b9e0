using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// A sum of products of powers of other expressions, in which equal terms have met. A divisor is a power of −1, so that what it is divided by again
/// cancels: statements are about points where the expression has a value.
/// </summary>
internal sealed class Polynomial
{
    /// <summary>Longer sums are left as they are.</summary>
    private const int MaximumTerms = 48;

    /// <summary>An expression that shares parts can stand for more terms than there are atoms: after so many steps what is left is taken as it is.</summary>
    private const int MaximumVisits = 400;

    /// <summary>Higher powers are left as they are.</summary>
    private const int MaximumPower = 4;

    private readonly SortedDictionary<Monomial, double> _terms = [];

    private Polynomial()
    {
    }

    /// <summary>The terms with their coefficients, none of which is 0, in a fixed order.</summary>
    public IEnumerable<(Monomial Factors, double Coefficient)> Terms => _terms.Select(term => (term.Key, term.Value));

    public bool IsZero => _terms.Count == 0;

    /// <summary>The value if it is a number.</summary>
    public double? Constant => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms.Keys.First().IsOne ? _terms.Values.First() : null;

    public static Polynomial Of(Node node)
    {
        var visits = MaximumVisits;
        return Of(node, ref visits);
    }

    /// <summary>The difference of two expressions.</summary>
    public static Polynomial Difference(Node left, Node right) => Sum(Of(left), Of(right), -1);

    public Polynomial Plus(Polynomial other) => Sum(this, other, 1);

    /// <summary>The other terms.</summary>
    public Polynomial Without(Monomial factors)
    {
        var result = Sum(this, new(), 1);
        result._terms.Remove(factors);
        return result;
    }

    /// <summary>The coefficients of the powers 0 and 1 of an atom; null if it stands in other powers, or inside of other atoms.</summary>
    public (Polynomial Constant, Polynomial Slope)? LinearIn(Node atom, Func<Node, bool> dependsOnIt)
    {
        var (constant, slope) = (new Polynomial(), new Polynomial());
        foreach (var (factors, coefficient) in Terms)
        {
            var power = factors.PowerOf(atom);
            var rest = factors.Without(atom);
            if (power is not (0 or 1) || rest.Atoms.Any(dependsOnIt))
                return null;
            (power == 0 ? constant : slope).Include(rest, coefficient);
        }

        return (constant, slope);
    }

    public Node ToNode(Algebra algebra)
    {
        Node? sum = null;
        foreach (var (factors, coefficient) in Terms.OrderBy(term => term.Coefficient < 0))
        {
            var term = factors.ToNode(algebra, Math.Abs(coefficient));
            sum = sum is null ? (coefficient < 0 ? algebra.Negate(term) : term)
                : coefficient < 0 ? algebra.Subtract(sum, term) : algebra.Add(sum, term);
        }

        return sum ?? algebra.Zero;
    }

    private static Polynomial Of(Node node, ref int visits)
    {
        if (Algebra.TryGetConstant(node, out var value) && !double.IsInfinity(value) && !double.IsNaN(value))
            return Number(value);
        if (node is not Call { Type: NodeType.Real, Operator: var op } call || visits-- <= 0)
            return Atom(node);
        if (op == Operators.Add || op == Operators.Subtract)
            return Sum(Of(call.Operands[0], ref visits), Of(call.Operands[1], ref visits), op == Operators.Add ? 1 : -1);
        if (op == Operators.Negate)
            return Sum(new(), Of(call.Operands[0], ref visits), -1);
        if (op == Operators.Multiply)
            return Product(Of(call.Operands[0], ref visits), Of(call.Operands[1], ref visits)) ?? Atom(node);
        if (op == Operators.Divide || op == Operators.Quotient)
            return Inverse(call.Operands[1], ref visits) is { } inverse && Product(Of(call.Operands[0], ref visits), inverse) is { } quotient ? quotient : Atom(node);
        return op == Operators.Power && Algebra.TryGetConstant(call.Operands[1], out var exponent)
            ? PowerOf(call.Operands[0], exponent, ref visits) ?? Atom(node)
            : Atom(node);
    }

    private static Polynomial Number(double value)
    {
        var result = new Polynomial();
        result.Include(Monomial.One, value);
        return result;
    }

    private static Polynomial Atom(Node node)
    {
        var result = new Polynomial();
        result.Include(Monomial.Of(node, 1), 1);
        return result;
    }

    private static Polynomial Sum(Polynomial left, Polynomial right, double scale)
    {
        var result = new Polynomial();
        foreach (var (factors, coefficient) in left.Terms)
            result.Include(factors, coefficient);
        foreach (var (factors, coefficient) in right.Terms)
            result.Include(factors, scale * coefficient);
        return result;
    }

    private static Polynomial? Product(Polynomial left, Polynomial right)
    {
        if (left._terms.Count * right._terms.Count > MaximumTerms)
            return null;
        var result = new Polynomial();
        foreach (var (factors, coefficient) in left.Terms)
        {
            foreach (var (others, other) in right.Terms)
                result.Include(factors.Times(others), coefficient * other);
        }

        return result;
    }

    private static Polynomial? Inverse(Node divisor, ref int visits)
    {
        var terms = Of(divisor, ref visits)._terms;
        if (terms.Count != 1)
            return terms.Count == 0 ? null : PowerOfAtom(divisor, -1);
        var result = new Polynomial();
        result.Include(terms.Keys.First().Inverse(), 1 / terms.Values.First());
        return result;
    }

    private static Polynomial PowerOfAtom(Node node, int power)
    {
        var result = new Polynomial();
        result.Include(Monomial.Of(node, power), 1);
        return result;
    }

    private static Polynomial? PowerOf(Node node, double exponent, ref int visits)
    {
        if (exponent != Math.Floor(exponent) || Math.Abs(exponent) > MaximumPower)
            return null;
        var factor = exponent < 0 ? Inverse(node, ref visits) : Of(node, ref visits);
        Polynomial? result = Number(1);
        for (var i = 0; i < Math.Abs(exponent) && factor is not null && result is not null; i++)
            result = Product(result, factor);
        return factor is null ? null : result;
    }

    private void Include(Monomial factors, double coefficient)
    {
        var sum = (_terms.TryGetValue(factors, out var known) ? known : 0) + coefficient;
        if (sum == 0)
            _terms.Remove(factors);
        else
            _terms[factors] = sum;
    }
}
