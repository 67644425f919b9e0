using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// What all terms of a sum are multiplied by: <c>3 * y * exp(x) - 3 * y</c> is <c>exp(x) - 1</c> at the scale 3·y.
/// </summary>
/// <param name="coefficient">The numbers.</param>
/// <param name="factors">The other factors.</param>
/// <param name="divisors">The divisors that are no numbers.</param>
internal sealed class Scale(double coefficient, IReadOnlyList<Node> factors, IReadOnlyList<Node> divisors)
{
    public double Coefficient => coefficient;

    public bool IsOne => coefficient == 1 && IsNumber;

    public bool IsNumber => factors.Count == 0 && divisors.Count == 0;

    /// <summary>The scale of a product.</summary>
    public static Scale Of(bool isNegative, IEnumerable<Node> factors, IEnumerable<Node> divisors)
    {
        var coefficient = isNegative ? -1.0 : 1.0;
        var otherFactors = WithoutNumbers(factors, value => coefficient *= value);
        var otherDivisors = WithoutNumbers(divisors, value => coefficient /= value);
        return new(coefficient, otherFactors, otherDivisors);
    }

    /// <summary>Whether two scales differ by a number at most.</summary>
    public bool IsMultipleOf(Scale other, MatchContext context) =>
        AreSame(factors, other.Factors, context) && AreSame(divisors, other.Divisors, context);

    public bool IsSame(Scale other, MatchContext context) => coefficient == other.Coefficient && IsMultipleOf(other, context);

    /// <summary>A term divided by this scale, if that only takes factors away; else null.</summary>
    public Node? Divide(SignedTerm term, MatchContext context)
    {
        var chain = context.FactorsOf(term.Node);
        var (leftFactors, leftDivisors) = (new List<Node>(chain.Factors), new List<Node>(chain.Divisors));
        if (!TakeAll(factors, leftFactors, context) || !TakeAll(divisors, leftDivisors, context))
            return null;
        var rest = Of(chain.IsNegative ^ term.IsNegative, leftFactors, leftDivisors);
        return rest.With(rest.Coefficient / coefficient).ToNode(context.Algebra);
    }

    /// <summary>A node at this scale without its sign.</summary>
    public Node Multiply(Node node, Algebra algebra) =>
        FactorChain.ToNode(false, [algebra.Real(Math.Abs(coefficient)), .. factors, node], divisors, algebra);

    private Node ToNode(Algebra algebra)
    {
        var product = factors.Aggregate(algebra.Real(Math.Abs(coefficient)), algebra.Multiply);
        var quotient = divisors.Aggregate(product, algebra.Divide);
        return coefficient < 0 ? algebra.Negate(quotient) : quotient;
    }

    private IReadOnlyList<Node> Factors => factors;

    private IReadOnlyList<Node> Divisors => divisors;

    private Scale With(double number) => new(number, factors, divisors);

    private static List<Node> WithoutNumbers(IEnumerable<Node> nodes, Action<double> number)
    {
        var others = new List<Node>();
        foreach (var node in nodes)
        {
            if (Algebra.TryGetConstant(node, out var value))
                number(value);
            else
                others.Add(node);
        }

        return others;
    }

    private static bool AreSame(IReadOnlyList<Node> left, IReadOnlyList<Node> right, MatchContext context) =>
        left.Count == right.Count && TakeAll(left, [.. right], context);

    private static bool TakeAll(IReadOnlyList<Node> wanted, List<Node> from, MatchContext context)
    {
        foreach (var node in wanted)
        {
            var index = from.FindIndex(other => context.Polynomials.AreEqual(node, other));
            if (index < 0)
                return false;
            from.RemoveAt(index);
        }

        return true;
    }
}
