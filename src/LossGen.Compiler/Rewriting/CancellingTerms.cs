using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Terms of a sum that cancel when they are multiplied out, as in (x + y)² − x², or brought to one denominator, as in 1/(x + 1) − 1/x: what
/// remains is computed instead. Terms that do not take part stay as they are.
/// </summary>
internal static class CancellingTerms
{
    /// <summary>Of longer sums, and of more than this many of their terms at a time, no combinations are tried.</summary>
    private const int MaximumTerms = 8;

    private const int MaximumCombined = 3;

    /// <summary>The sum with what cancels gone; null if nothing does.</summary>
    public static Node? Of(Node node, MatchContext context) =>
        FirstCombination(node, context, terms => terms.Aggregate(Polynomial.Zero, (sum, term) => sum.Plus(Fresh(term, context))) is var sum
            && sum.HasCancelled && sum.Terms.Count < terms.Sum(term => context.Polynomials.Of(term.Node).Terms.Count)
                ? sum.ToNode(context.Algebra)
                : null);

    /// <summary>The sum with fractions made one whose numerators cancel; null if there are none.</summary>
    public static Node? OfFractions(Node node, MatchContext context) =>
        FirstCombination(node, context, terms => Fraction(terms, context));

    private static Node? FirstCombination(Node node, MatchContext context, Func<IReadOnlyList<SignedTerm>, Node?> combine)
    {
        var terms = context.TermsOf(node);
        if (terms.Count is < 2 or > MaximumTerms)
            return null;
        foreach (var chosen in Combinations(terms.Count))
        {
            if (combine([.. chosen.Select(i => terms[i])]) is not { } combined)
                continue;
            var rest = terms.Where((_, i) => !chosen.Contains(i));
            return context.Algebra.Add(TermChain.ToNode(rest, context.Algebra), combined);
        }

        return null;
    }

    /// <summary>Pairs before triples, in the order of the terms.</summary>
    private static IEnumerable<int[]> Combinations(int count)
    {
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
                yield return [i, j];
        }

        for (var i = 0; i < count && MaximumCombined >= 3; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                for (var k = j + 1; k < count; k++)
                    yield return [i, j, k];
            }
        }
    }

    private static Polynomial Fresh(SignedTerm term, MatchContext context) =>
        Polynomial.Zero.Plus(context.Polynomials.Of(term.Node).WithoutHistory(), term.IsNegative ? -1 : 1);

    private static Node? Fraction(IReadOnlyList<SignedTerm> terms, MatchContext context)
    {
        var algebra = context.Algebra;
        var chains = terms.Select(term => context.FactorsOf(term.Node)).ToList();
        var denominator = new List<Node>();
        foreach (var chain in chains)
        {
            var missing = new List<Node>(chain.Divisors.Where(divisor => !Algebra.TryGetConstant(divisor, out _)));
            foreach (var known in denominator)
                RemoveEqual(missing, known, context);
            denominator.AddRange(missing);
        }

        if (denominator.Count is 0 or > MaximumCombined || denominator.All(divisor => context.Polynomials.Of(divisor).Terms.Count == 1))
            return null;
        var numerator = Polynomial.Zero;
        var count = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var factors = new List<Node>(denominator);
            foreach (var divisor in chains[i].Divisors)
                RemoveEqual(factors, divisor, context);
            var numbers = chains[i].Divisors.Where(divisor => Algebra.TryGetConstant(divisor, out _));
            var product = FactorChain.ToNode(chains[i].IsNegative ^ terms[i].IsNegative, [.. chains[i].Factors, .. factors], numbers, algebra);
            var expanded = context.Polynomials.Of(product).WithoutHistory();
            count += expanded.Terms.Count;
            numerator = numerator.Plus(expanded);
        }

        return numerator.HasCancelled && numerator.Terms.Count < count - 1
            ? algebra.Divide(numerator.ToNode(algebra), denominator.Aggregate(algebra.Multiply))
            : null;
    }

    private static void RemoveEqual(List<Node> nodes, Node node, MatchContext context)
    {
        var index = nodes.FindIndex(other => context.Polynomials.AreEqual(other, node));
        if (index >= 0)
            nodes.RemoveAt(index);
    }
}

/// <summary>
/// A small number that is added to 1 before what 1 is nearly equal to is taken away: of (1e-10 + 1) − x nothing is left of it where x is 1.
/// </summary>
internal static class AbsorbedConstants
{
    /// <summary>The sum with its small numbers added last; null if they are.</summary>
    public static Node? Of(Node node, MatchContext context)
    {
        var terms = TermChain.Of(node);
        var numbers = terms.Where(IsNumber).ToList();
        if (numbers.Count < 2 || numbers.Count == terms.Count)
            return null;
        var largest = numbers.Max(term => Math.Abs(TermChain.ValueOf(term)));
        var small = numbers.Where(term => Math.Abs(TermChain.ValueOf(term)) < largest * TermChain.AbsorbedShare).ToList();
        var sum = TermChain.ToNode([.. terms.Except(small), .. small], context.Algebra);
        return small.Count == 0 || ReferenceEquals(sum, node) ? null : sum;
    }

    private static bool IsNumber(SignedTerm term) => Algebra.TryGetConstant(term.Node, out _);
}
