using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Hyper-parameters outside of their ranges: numbers that are written out, and scalars that a <c>require</c> holds there.</summary>
internal static class HyperParameterSmells
{
    /// <summary>max(τ·e, (τ − 1)·e), or the same as a choice by the sign of e, whose slopes do not have opposite signs.</summary>
    public static IEnumerable<Sighting> PinballSlopes(DesignContext context)
    {
        foreach (var term in context.Terms.Where(term => term.Sign == TermSign.Positive))
        {
            if (term.Node is Call { Operands: [var left, var right] } max && max.Operator == Operators.Max && HaveOneSign(left, right, context))
                yield return new Sighting(term.Node);
        }

        foreach (var select in context.Nodes.OfType<Select>())
        {
            if (context.ReadsPrediction(select.Condition) && IsComparison(select.Condition) && HaveOneSign(select.IfTrue, select.IfFalse, context))
                yield return new Sighting(select);
        }
    }

    /// <summary>Weights c and 1 − c in a sum or a choice, where c is no number from 0 to below 1.</summary>
    public static IEnumerable<Sighting> MixtureWeights(DesignContext context)
    {
        foreach (var node in context.Nodes)
        {
            var parts = node switch
            {
                Call call when Patterns.Additive.Contains(call.Operator) => TermChain.Of(call).Select(term => term.Node).ToList(),
                Select { Type: NodeType.Real } select => [select.IfTrue, select.IfFalse],
                _ => [],
            };
            var shares = parts.SelectMany(part => FactorChain.Of(part).Factors).Select(ComplementOf).OfType<Node>().Distinct();
            foreach (var share in shares.Where(share => parts.Any(part => HasFactor(part, share)) && IsNoShare(share, context)))
                yield return new Sighting(node, share.ToString());
        }
    }

    /// <summary>|e| compared with a threshold, or cut off at one, that is not positive.</summary>
    public static IEnumerable<Sighting> HuberThresholds(DesignContext context)
    {
        foreach (var select in context.Nodes.OfType<Select>())
        {
            if (select.Condition is Call { Operands: [var left, var right] } && IsComparison(select.Condition)
                && ThresholdOf(left, right, context) is { } threshold
                && (context.Signs.Of(threshold).IsNegative || IsMultiplied(select.IfTrue, threshold) || IsMultiplied(select.IfFalse, threshold)))
                yield return new Sighting(select, threshold.ToString());
        }

        foreach (var call in context.Calls)
        {
            if (call.Operator == Operators.Min && ThresholdOf(call.Operands[0], call.Operands[1], context) is { } threshold)
                yield return new Sighting(call, threshold.ToString());
        }
    }

    /// <summary>max(0, m − y·s) and max(0, d⁺ − d⁻ + m) with a margin m that is not positive.</summary>
    public static IEnumerable<Sighting> HingeMargins(DesignContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.Operator != Operators.Max || !context.ReadsPrediction(call))
                continue;
            var inside = Algebra.IsConstant(call.Operands[0], 0) ? call.Operands[1] : Algebra.IsConstant(call.Operands[1], 0) ? call.Operands[0] : null;
            if (inside is not null && MarginOf(inside, context) is { } margin)
                yield return new Sighting(call, margin);
        }
    }

    /// <summary>(1 − p)^γ · log(p) with a negative γ.</summary>
    public static IEnumerable<Sighting> FocalExponents(DesignContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.Operator != Operators.Power || !context.Signs.Of(call.Operands[1]).IsNegative || !context.ReadsPrediction(call))
                continue;
            var isFocal = Probabilities.IsProbability(call.Operands[0], context)
                || (ComplementOf(call.Operands[0]) is { } hit && context.Calls.Any(other => other.Operator == Operators.Log && ReferenceEquals(other.Operands[0], hit)));
            if (isFocal)
                yield return new Sighting(call, call.Operands[1].ToString());
        }
    }

    /// <summary>Softmaxes and logsumexps of logits that are divided by what is not positive.</summary>
    public static IEnumerable<Sighting> Temperatures(DesignContext context)
    {
        foreach (var node in context.Nodes)
        {
            var logit = node is Reduce { Kind: ReduceKind.LogSumExp } row ? row.Body : Probabilities.Of(node, context)?.Logit;
            if (logit is Call { Operands: [_, var temperature] } quotient && quotient.Operator == Operators.Divide && context.Signs.IsNonPositive(temperature))
                yield return new Sighting(node, temperature.ToString());
        }
    }

    /// <summary>Whether two expressions are a·e and b·e, and a and b certainly not of opposite signs.</summary>
    private static bool HaveOneSign(Node left, Node right, DesignContext context)
    {
        if (SlopeOf(left, context) is not var (residual, slope, isNegative) || SlopeOf(right, context) is not var (other, otherSlope, isOtherNegative)
            || !ReferenceEquals(residual, other))
            return false;
        var (first, second) = (SignsOf(slope, isNegative, context), SignsOf(otherSlope, isOtherNegative, context));
        return (first.MayOnlyRise && second.MayOnlyRise) || (first.MayOnlyFall && second.MayOnlyFall);
    }

    private static (bool MayOnlyRise, bool MayOnlyFall) SignsOf(Node? slope, bool isNegative, DesignContext context)
    {
        var (rises, falls) = slope is null ? (true, false) : (context.Signs.IsNonNegative(slope), context.Signs.IsNonPositive(slope));
        return isNegative ? (falls, rises) : (rises, falls);
    }

    /// <summary>A product of an expression of the prediction and, if it has one, a slope that does not depend on it.</summary>
    private static (Node Residual, Node? Slope, bool IsNegative)? SlopeOf(Node node, DesignContext context)
    {
        var chain = FactorChain.Of(node);
        var own = chain.Factors.Where(context.ReadsPrediction).ToList();
        var slopes = chain.Factors.Where(factor => !context.ReadsPrediction(factor)).ToList();
        return own.Count == 1 && slopes.Count <= 1 && chain.Divisors.Count == 0 ? (own[0], slopes.FirstOrDefault(), chain.IsNegative) : null;
    }

    /// <summary>The c of 1 − c.</summary>
    private static Node? ComplementOf(Node node) =>
        node is Call { Operands: [var one, var rest] } call && call.Operator == Operators.Subtract && Algebra.IsConstant(one, 1) ? rest : null;

    private static bool IsNoShare(Node share, DesignContext context)
    {
        if (context.Signs.ReadsData(share))
            return false;
        var range = context.Signs.Of(share);
        return range.IsNegative || range.Low >= 1;
    }

    /// <summary>What is not positive and stands beside a magnitude of the prediction's.</summary>
    private static Node? ThresholdOf(Node left, Node right, DesignContext context) =>
        IsMagnitude(left, context) && context.Signs.IsNonPositive(right) ? right
        : IsMagnitude(right, context) && context.Signs.IsNonPositive(left) ? left
        : null;

    private static bool IsMagnitude(Node node, DesignContext context) =>
        node is Call { Operator: var op } && op == Operators.Abs && context.ReadsPrediction(node);

    private static bool IsMultiplied(Node node, Node factor) => FactorChain.Of(node).Factors is { Count: > 1 } factors && factors.Contains(factor);

    /// <summary>Whether a product has a factor, which may be a negated number.</summary>
    private static bool HasFactor(Node node, Node factor)
    {
        var (product, wanted) = (FactorChain.Of(node), FactorChain.Of(factor));
        return (!wanted.IsNegative || product.IsNegative) && wanted.Factors.All(product.Factors.Contains) && wanted.Divisors.All(product.Divisors.Contains);
    }

    private static bool IsComparison(Node node) => node is Call call
        && (call.Operator == Operators.Less || call.Operator == Operators.LessOrEqual || call.Operator == Operators.Greater || call.Operator == Operators.GreaterOrEqual);

    /// <summary>The margin of a hinge, if it is not positive; null otherwise, and where there is none or the form is another one's.</summary>
    private static string? MarginOf(Node inside, DesignContext context)
    {
        var terms = TermChain.Of(inside);
        var margins = terms.Where(term => !context.Signs.ReadsData(term.Node)).ToList();
        var scores = terms.Where(term => context.Signs.ReadsData(term.Node)).ToList();
        if (margins is not [var margin] || !(margin.IsNegative ? context.Signs.IsNonNegative(margin.Node) : context.Signs.IsNonPositive(margin.Node)))
            return null;
        var isHinge = scores switch
        {
            [var score] => IsLabelTimesScore(score.Node, context),
            [var first, var second] => first.IsNegative != second.IsNegative && IsDistance(first.Node, context) && IsDistance(second.Node, context),
            _ => false,
        };
        return !isHinge ? null : margin.IsNegative ? $"-{margin.Node}" : margin.Node.ToString();
    }

    private static bool IsLabelTimesScore(Node node, DesignContext context)
    {
        var factors = FactorChain.Of(node).Factors.Where(factor => !Algebra.TryGetConstant(factor, out _)).ToList();
        return factors.Count == 2 && factors.Count(context.ReadsPrediction) == 1 && !context.Signs.IsNonNegative(factors[0]) && !context.Signs.IsNonNegative(factors[1]);
    }

    private static bool IsDistance(Node node, DesignContext context) => context.ReadsPrediction(node) && context.Signs.IsNonNegative(node);
}
