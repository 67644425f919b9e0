using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Products that leave the range of the element type before they are divided.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Quotients() =>
    [
        new(StabilityWarnings.QuotientOfProducts, new DerivedPattern(D, Multiplicative, WithoutCommonFactors), D) { AfterOperands = true },
        new(StabilityWarnings.QuotientOfProducts, new DerivedPattern(D, [Operators.Divide], ProductOfQuotients), D) { AfterOperands = true },
        new(StabilityWarnings.QuotientOfProducts, Square(X) / Square(Y), Square(X / Y)) { Where = AreElements },
    ];

    /// <summary>x·y/y is x. Where nothing else is left, x/x may be meant to be NaN at 0.</summary>
    private static Node? WithoutCommonFactors(Node node, MatchContext context)
    {
        if (context.FactorsOf(node).Divisors.Count == 0)
            return null;
        var chain = FactorChain.Of(node);
        return chain.Shorten() && chain.Factors.Any(factor => !Algebra.TryGetConstant(factor, out _))
            ? FactorChain.ToNode(chain.IsNegative, chain.Factors, chain.Divisors, context.Algebra)
            : null;
    }

    /// <summary>(a·b)/(c·d) of elements of arrays is (a/c)·(b/d): what is computed from them has a size of its own, and stays together.</summary>
    private static Node? ProductOfQuotients(Node node, MatchContext context) =>
        node is Call { Operands: [Call { Operands: [ArrayRead a, ArrayRead b] } dividend, Call { Operands: [ArrayRead c, ArrayRead d] } divisor] }
        && dividend.Operator == Operators.Multiply && divisor.Operator == Operators.Multiply
            ? context.Algebra.Multiply(context.Algebra.Divide(a, c), context.Algebra.Divide(b, d))
            : null;

    private static bool AreElements(Match match, RangeAnalysis signs) => match[X] is ArrayRead && match[Y] is ArrayRead;
}
