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

    /// <summary>What must be seen to go wrong before the form is reported.</summary>
    public ProofKind Proof { get; init; }

    /// <summary>Binds further variables to what is computed from the match; null where that cannot be had.</summary>
    public Func<Match, MatchContext, Match?>? Let { get; init; }

    /// <summary>
    /// Whether the rule waits until the operands are stable: a general rule must not take a form apart that a particular one is for.
    /// </summary>
    public bool AfterOperands { get; init; }

    /// <summary>Whether it yields to rules for parts of the form.</summary>
    public bool IsGeneral => AfterOperands || Proof == ProofKind.Limit;

    /// <summary>The first way in which the rule applies to a node, or null.</summary>
    public RuleApplication? TryApply(Node node, MatchContext context)
    {
        return node is Call { Type: NodeType.Real } call && Left.Heads?.Contains(call.Operator) != false ? Apply(node, context) : null;
    }

    private RuleApplication? Apply(Node node, MatchContext context)
    {
        var algebra = context.Algebra;
        if (Left is SumPattern sum)
        {
            foreach (var (match, scale, left) in context.IsAbsent(sum, node) ? [] : sum.MatchesWithin(node, context))
            {
                if (Complete(match, context) is { } complete)
                    return InSum(complete, scale, left, algebra);
            }

            context.SetAbsent(sum, node);
        }
        else if (Left is ProductPattern product)
        {
            var chain = context.FactorsOf(node);
            foreach (var (match, factors, divisors) in product.MatchesWithin(chain, Match.Empty, context))
            {
                if (Complete(match, context) is { } complete)
                    return new RuleApplication(this, complete, true, () =>
                        FactorChain.WithOneNumber(
                            FactorChain.ToNode(chain.IsNegative, [.. factors, Right.Build(complete, algebra)], divisors, algebra), algebra));
            }
        }
        else
        {
            foreach (var match in Left.Matches(node, Match.Empty, context))
            {
                if (Complete(match, context) is { } complete)
                    return new RuleApplication(this, complete, true, () => Right.Build(complete, algebra));
            }
        }

        return null;
    }

    private Match? Complete(Match match, MatchContext context) =>
        !Where(match, context.Signs) ? null : Let is null ? match : Let(match, context);

    private RuleApplication InSum(Match match, Scale scale, List<SignedTerm> left, Algebra algebra)
    {
        return new(this, match, left.Count == 0, () =>
        {
            var rest = TermChain.ToNode(left, algebra);
            return scale.Coefficient < 0 ? algebra.Subtract(rest, Stable()) : algebra.Add(rest, Stable());
        })
        {
            Part = left.Count == 0 ? null : new PartOfSum(left, () => scale.Coefficient < 0 ? algebra.Negate(Stable()) : Stable()),
        };

        Node Stable() => FactorChain.WithOneNumber(scale.Multiply(Right.Build(match, algebra), algebra), algebra);
    }
}

/// <summary>What proves that a form is unstable.</summary>
internal enum ProofKind
{
    /// <summary>Its value, somewhere in the domain, is wrong, and the result is.</summary>
    Value,

    /// <summary>
    /// The same, be it only where its operands are nearly equal. Aggregates of data that happen to be are no evidence as long as the error is small
    /// against what they are made of.
    /// </summary>
    NearEquality,

    /// <summary>It is no number somewhere in the domain, and should be its limit there.</summary>
    Limit,

    /// <summary>Its derivative goes wrong, which only the rule knows: nothing is to be seen in values.</summary>
    Gradient,
}

/// <summary>A place where a rule fits.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Match">What its variables stand for.</param>
/// <param name="IsWhole">Whether the left side is the whole expression, and not some terms of a longer sum.</param>
/// <param name="Build">Makes the stable expression.</param>
internal sealed record RuleApplication(StabilityRule Rule, Match Match, bool IsWhole, Func<Node> Build)
{
    /// <summary>What of a longer sum is replaced; null where all of the expression is.</summary>
    public PartOfSum? Part { get; init; }
}

/// <summary>Some terms of a longer sum.</summary>
/// <param name="Rest">The other terms.</param>
/// <param name="Build">Makes what stands in place of the terms.</param>
internal sealed record PartOfSum(IReadOnlyList<SignedTerm> Rest, Func<Node> Build);
