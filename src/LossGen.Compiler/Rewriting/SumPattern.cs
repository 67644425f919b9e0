using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A sum of signed patterns, in any order.</summary>
internal sealed class SumPattern : Pattern
{
    /// <summary>A longer sum is not searched: the time would grow with a power of its length.</summary>
    public const int MaximumTerms = 24;

    private readonly (bool IsNegative, Pattern Pattern)[] _terms;

    /// <summary>The terms in the order of the search: what is most particular goes first, since it decides the scale.</summary>
    private readonly (bool IsNegative, Pattern Pattern)[] _searched;

    public SumPattern(params (bool IsNegative, Pattern Pattern)[] terms)
    {
        _terms = terms;
        _searched = [.. terms.OrderBy(term => term.Pattern switch
        {
            RemainingTerms => 4,
            NumberVariable => 3,
            Variable => 2,
            ConstantPattern => 1,
            _ => 0,
        })];
    }

    /// <summary>Whether it stands for all of a sum, whatever else is in it.</summary>
    public bool TakesRest => _terms.Any(term => term.Pattern is RemainingTerms);

    public override IReadOnlyList<Operator>? Heads { get; } = [Operators.Add, Operators.Subtract, Operators.Negate];

    public override bool MayMatch(Node node) => _terms.Length == 1
        || (node is Call call && (call.Operator == Operators.Add || call.Operator == Operators.Subtract || call.Operator == Operators.Negate));

    public static (bool IsNegative, Pattern Pattern)[] TermsOf(Pattern pattern, bool negate) => pattern is SumPattern sum
        ? [.. sum._terms.Select(term => (term.IsNegative ^ negate, term.Pattern))]
        : [(negate, pattern)];

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        if (_terms.Length == 1 && _terms[0].IsNegative)
            return _terms[0].Pattern.Matches(context.Algebra.Negate(node), match, context);
        return Search(context.TermsOf(node), match, context)
            .Where(found => found.Left.Count == 0 && found.Scale.IsOne)
            .Select(found => found.Match);
    }

    /// <summary>
    /// All ways to find this sum among the terms of an expression, with all its terms multiplied by the same. What is left over is the rest.
    /// </summary>
    public IEnumerable<(Match Match, Scale Scale, List<SignedTerm> Left)> MatchesWithin(Node node, MatchContext context) =>
        Search(context.TermsOf(node), Match.Empty, context);

    public override Node Build(Match match, Algebra algebra) =>
        TermChain.ToNode(_terms.Select(term => new SignedTerm(term.IsNegative, term.Pattern.Build(match, algebra))), algebra);

    private IEnumerable<(Match Match, Scale Scale, List<SignedTerm> Left)> Search(List<SignedTerm> chain, Match match, MatchContext context)
    {
        if (chain.Count < _terms.Length || chain.Count > MaximumTerms)
            yield break;
        var (isNegative, anchor) = _searched[0];
        for (var i = 0; i < chain.Count; i++)
        {
            if (!MayScale(anchor, chain[i], context))
                continue;
            foreach (var (found, scale) in Scaled(anchor, isNegative, chain[i], match, context))
            {
                foreach (var (inner, left) in Search(1, scale, WithoutAt(chain, i), found, context))
                    yield return (inner, scale, left);
            }
        }
    }

    private IEnumerable<(Match Match, List<SignedTerm> Left)> Search(
        int index, Scale scale, List<SignedTerm> left, Match match, MatchContext context)
    {
        if (index == _searched.Length)
            return [(match, left)];
        var (isNegative, pattern) = _searched[index];
        if (pattern is RemainingTerms)
        {
            // Of a scaled sum the rest would have to be divided by the scale.
            if (left.Count == 0 || !scale.IsNumber || Math.Abs(scale.Coefficient) != 1)
                return [];
            var remaining = left.Select(term => term with { IsNegative = term.IsNegative ^ isNegative ^ scale.Coefficient < 0 });
            return pattern.Matches(TermChain.ToNode(remaining, context.Algebra), match, context)
                .Select(inner => (inner, new List<SignedTerm>()));
        }

        return Enumerable.Range(0, left.Count).SelectMany(i => AtScale(pattern, isNegative, scale, left[i], match, context)
            .SelectMany(inner => Search(index + 1, scale, WithoutAt(left, i), inner, context)));
    }

    /// <summary>Whether <see cref="Scaled"/> may find something.</summary>
    private static bool MayScale(Pattern pattern, SignedTerm term, MatchContext context)
    {
        if (pattern.MayMatch(term.Node))
            return true;
        var chain = context.FactorsOf(term.Node);
        return pattern is ProductPattern product ? product.MayMatchWithin(chain) : pattern.MayMatchAny(chain.Factors);
    }

    /// <summary>All ways to read a term as a pattern at some scale: as it is first, then by one of its factors.</summary>
    private static IEnumerable<(Match Match, Scale Scale)> Scaled(
        Pattern pattern, bool isNegative, SignedTerm term, Match match, MatchContext context)
    {
        var chain = context.FactorsOf(term.Node);
        var sign = term.IsNegative ^ isNegative;
        if (pattern is ProductPattern product)
            return product.MatchesWithin(chain, match, context)
                .Select(found => (found.Match, Scale.Of(sign ^ chain.IsNegative, found.Factors, found.Divisors)))
                .Concat(Whole());
        return Whole().Concat(Enumerable.Range(0, chain.Factors.Count)
            .Where(i => !ReferenceEquals(chain.Factors[i], term.Node))
            .SelectMany(i => pattern.Matches(chain.Factors[i], match, context)
                .Select(found => (found, Scale.Of(sign ^ chain.IsNegative, chain.Factors.Where((_, j) => j != i), chain.Divisors)))));

        IEnumerable<(Match Match, Scale Scale)> Whole() =>
            pattern.Matches(term.Node, match, context).Select(found => (found, Scale.Of(sign, [], [])));
    }

    /// <summary>All ways to read a term as a pattern at a scale that is known.</summary>
    private static IEnumerable<Match> AtScale(Pattern pattern, bool isNegative, Scale scale, SignedTerm term, Match match, MatchContext context)
    {
        switch (pattern)
        {
            case ConstantPattern constant:
                var (chain, value) = (context.FactorsOf(term.Node), isNegative ? -constant.Value : constant.Value);
                var whole = Scale.Of(chain.IsNegative ^ term.IsNegative, chain.Factors, chain.Divisors);
                return whole.Coefficient == value * scale.Coefficient && whole.IsMultipleOf(scale, context) ? [match] : [];
            case Variable:
                return scale.Divide(term with { IsNegative = term.IsNegative ^ isNegative }, context) is { } quotient
                    ? pattern.Matches(quotient, match, context)
                    : [];
            default:
                return MayScale(pattern, term, context)
                    ? Scaled(pattern, isNegative, term, match, context)
                        .Where(found => found.Scale.IsSame(scale, context))
                        .Select(found => found.Match)
                    : [];
        }
    }

    private static List<SignedTerm> WithoutAt(List<SignedTerm> terms, int index) => [.. terms.Where((_, i) => i != index)];
}
