using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A product of factors and divisors, in any order.</summary>
internal sealed class ProductPattern(IReadOnlyList<Pattern> factors, IReadOnlyList<Pattern> divisors) : Pattern
{
    private const int MaximumFactors = 24;

    public override IReadOnlyList<Operator>? Heads { get; } = [Operators.Multiply, Operators.Divide, Operators.Negate];

    public override bool MayMatch(Node node) => (factors.Count == 1 && divisors.Count == 0)
        || (node is Call call && (call.Operator == Operators.Multiply || call.Operator == Operators.Divide || call.Operator == Operators.Negate));

    private IReadOnlyList<Pattern> Factors => factors;

    private IReadOnlyList<Pattern> Divisors => divisors;

    public static ProductPattern Of(Pattern x, Pattern y, bool divide)
    {
        var (left, right) = (Parts(x), Parts(y));
        return divide
            ? new([.. left.Factors, .. right.Divisors], [.. left.Divisors, .. right.Factors])
            : new([.. left.Factors, .. right.Factors], [.. left.Divisors, .. right.Divisors]);
    }

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        var chain = context.FactorsOf(node);
        return chain.IsNegative
            ? []
            : Search(chain, match, context)
                .Where(found => found.Factors.Count == 0 && found.Divisors.Count == 0)
                .Select(found => found.Match);
    }

    /// <summary>All ways to find this product among the factors and divisors of an expression. What is left over is the rest.</summary>
    public IEnumerable<(Match Match, List<Node> Factors, List<Node> Divisors)> MatchesWithin(FactorChain chain, Match match, MatchContext context) =>
        Search(chain, match, context);

    public override Node Build(Match match, Algebra algebra) => FactorChain.WithOneNumber(
        FactorChain.ToNode(
            false, factors.Select(factor => factor.Build(match, algebra)), divisors.Select(divisor => divisor.Build(match, algebra)), algebra),
        algebra);

    private static (IReadOnlyList<Pattern> Factors, IReadOnlyList<Pattern> Divisors) Parts(Pattern pattern) => pattern switch
    {
        ProductPattern product => (product.Factors, product.Divisors),
        ConstantPattern { Value: 1 } => ([], []),
        _ => ([pattern], []),
    };

    /// <summary>Whether there may be something for each part.</summary>
    public bool MayMatchWithin(FactorChain chain) => MayMatch(factors, chain.Factors) && MayMatch(divisors, chain.Divisors);

    private static bool MayMatch(IReadOnlyList<Pattern> patterns, List<Node> nodes)
    {
        if (patterns.Count > nodes.Count || nodes.Count > MaximumFactors)
            return false;
        for (var i = 0; i < patterns.Count; i++)
        {
            if (!patterns[i].MayMatchAny(nodes))
                return false;
        }

        return true;
    }

    private IEnumerable<(Match Match, List<Node> Factors, List<Node> Divisors)> Search(FactorChain chain, Match match, MatchContext context)
    {
        if (!MayMatchWithin(chain))
            return [];
        return Search(factors, 0, chain.Factors, match, context).SelectMany(
            upper => Search(divisors, 0, chain.Divisors, upper.Match, context),
            (upper, lower) => (lower.Match, WithoutOnes(upper.Left), lower.Left));
    }

    /// <summary>The 1 of 1/x is no factor.</summary>
    private static List<Node> WithoutOnes(List<Node> nodes) => [.. nodes.Where(node => !Algebra.IsConstant(node, 1))];

    private static IEnumerable<(Match Match, List<Node> Left)> Search(
        IReadOnlyList<Pattern> patterns, int index, List<Node> left, Match match, MatchContext context)
    {
        if (index == patterns.Count)
            return [(match, left)];
        return Enumerable.Range(0, left.Count).SelectMany(i => patterns[index].Matches(left[i], match, context)
            .SelectMany(inner => Search(patterns, index + 1, [.. left.Where((_, j) => j != i)], inner, context)));
    }
}
