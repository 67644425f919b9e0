using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A sum of signed patterns, in any order.</summary>
internal sealed class SumPattern(params (bool IsNegative, Pattern Pattern)[] terms) : Pattern
{
    /// <summary>A longer sum is not searched: the time would grow with a power of its length.</summary>
    public const int MaximumTerms = 24;

    public static (bool IsNegative, Pattern Pattern)[] TermsOf(Pattern pattern, bool negate) => pattern is SumPattern sum
        ? [.. sum.Terms.Select(term => (term.IsNegative ^ negate, term.Pattern))]
        : [(negate, pattern)];

    private (bool IsNegative, Pattern Pattern)[] Terms => terms;

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        if (terms.Length == 1 && terms[0].IsNegative)
            return terms[0].Pattern.Matches(context.Algebra.Negate(node), match, context);
        return Search(TermChain.Of(node), false, match, context).Where(found => found.Left.Count == 0).Select(found => found.Match);
    }

    /// <summary>
    /// All ways to find this sum among the terms of an expression, as it is or negated. What is left over is the rest.
    /// </summary>
    public IEnumerable<(Match Match, bool IsNegated, List<SignedTerm> Left)> MatchesWithin(Node node, MatchContext context)
    {
        var chain = TermChain.Of(node);
        return Search(chain, false, Match.Empty, context).Select(found => (found.Match, false, found.Left))
            .Concat(Search(chain, true, Match.Empty, context).Select(found => (found.Match, true, found.Left)));
    }

    public override Node Build(Match match, Algebra algebra) =>
        TermChain.ToNode(terms.Select(term => new SignedTerm(term.IsNegative, term.Pattern.Build(match, algebra))), algebra);

    private IEnumerable<(Match Match, List<SignedTerm> Left)> Search(List<SignedTerm> chain, bool negate, Match match, MatchContext context) =>
        chain.Count < terms.Length || chain.Count > MaximumTerms ? [] : Search(0, chain, negate, match, context);

    private IEnumerable<(Match Match, List<SignedTerm> Left)> Search(
        int index, List<SignedTerm> left, bool negate, Match match, MatchContext context)
    {
        if (index == terms.Length)
            return [(match, left)];
        var (isNegative, pattern) = terms[index];
        if (pattern is RemainingTerms)
        {
            if (left.Count == 0)
                return [];
            var remaining = left.Select(term => new SignedTerm(term.IsNegative ^ isNegative ^ negate, term.Node));
            return pattern.Matches(TermChain.ToNode(remaining, context.Algebra), match, context)
                .Select(inner => (inner, new List<SignedTerm>()));
        }

        return Enumerable.Range(0, left.Count).SelectMany(i => Matches(pattern, isNegative ^ negate, left[i], match, context)
            .SelectMany(inner => Search(index + 1, [.. left.Where((_, j) => j != i)], negate, inner, context)));
    }

    /// <summary>A number is compared with its sign; any other term must have the sign of its pattern.</summary>
    private static IEnumerable<Match> Matches(Pattern pattern, bool isNegative, SignedTerm term, Match match, MatchContext context)
    {
        if (Algebra.TryGetConstant(term.Node, out _) && pattern is ConstantPattern or NumberVariable)
            return pattern.Matches(isNegative == term.IsNegative ? term.Node : context.Algebra.Negate(term.Node), match, context);
        return isNegative == term.IsNegative ? pattern.Matches(term.Node, match, context) : [];
    }
}
