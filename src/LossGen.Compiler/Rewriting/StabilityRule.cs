using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>One row of <see cref="RuleTable"/>: an unstable form and the stable one that has the same value.</summary>
/// <param name="Diagnostic">What reports the left side in the source; null where it is harmless there, or another row reports it.</param>
/// <param name="Left">The unstable form. A sum or a product is also found as a part of a longer one.</param>
/// <param name="Right">The stable form.</param>
internal sealed record StabilityRule(LossDiagnosticDescriptor? Diagnostic, Pattern Left, Pattern Right)
{
    /// <summary>What must be true beyond the form.</summary>
    public Func<Match, RangeAnalysis, bool> Where { get; init; } = (_, _) => true;

    /// <summary>Makes the stable text; null where the language has none that is as short.</summary>
    public SyntaxFix? Fix { get; init; }

    /// <summary>The first way in which the rule applies to a node, or null.</summary>
    public RuleApplication? TryApply(Node node, MatchContext context)
    {
        foreach (var candidate in Candidates(node, context))
        {
            if (Where(candidate.Match, context.Signs))
                return candidate;
        }

        return null;
    }

    private IEnumerable<RuleApplication> Candidates(Node node, MatchContext context)
    {
        var algebra = context.Algebra;
        if (Left is SumPattern sum && node is Call)
        {
            return sum.MatchesWithin(node, context).Select(found => new RuleApplication(this, found.Match, found.Left.Count == 0, () =>
            {
                var rest = TermChain.ToNode(found.Left, algebra);
                var stable = Right.Build(found.Match, algebra);
                return found.IsNegated ? algebra.Subtract(rest, stable) : algebra.Add(rest, stable);
            }));
        }

        if (Left is ProductPattern product && node is Call)
        {
            var chain = FactorChain.Of(node);
            return product.MatchesWithin(chain, context).Select(found => new RuleApplication(this, found.Match, true, () =>
                FactorChain.ToNode(chain.IsNegative, [.. found.Factors, Right.Build(found.Match, algebra)], found.Divisors, algebra)));
        }

        return Left.Matches(node, Match.Empty, context).Select(match =>
            new RuleApplication(this, match, true, () => Right.Build(match, algebra)));
    }
}

/// <summary>A place where a rule fits.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Match">What its variables stand for.</param>
/// <param name="IsWhole">Whether the left side is the whole expression, and not some terms of a longer sum.</param>
/// <param name="Build">Makes the stable expression.</param>
internal sealed record RuleApplication(StabilityRule Rule, Match Match, bool IsWhole, Func<Node> Build);
