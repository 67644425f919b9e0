using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Equal forms: none of them is better, but one must be the one that rules know.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> EqualForms() =>
    [
        new(null, Power(X, 0.5), Sqrt(X)),
        new(null, Power(X, -0.5), 1 / Sqrt(X)),
        new(null, Power(X, -1), 1 / X),
        new(null, 1 / (1 + Exp(X)), Sigmoid(-X)),
        new(null, Log1P(ExpM1(X)), X),
        new(null, ExpM1(Log1P(X)), X),
        new(null, Exp(LogSigmoid(X)), Sigmoid(X)),
        new(null, Exp(Softplus(X)), 1 + Exp(X)),
        new(null, Exp(Log(X)), X) { Where = (match, signs) => signs.IsNonNegative(match[X]) },
        new(null, Exp(Log1P(X)), 1 + X) { Where = (match, signs) => signs.IsNonNegative(match[X]) },
        new(null, Log(Abs(X)), Log(X)) { Where = (match, signs) => signs.IsNonNegative(match[X]) },
        new(null, Log1MExp(Log(X)), Log1P(-X)),
        new(null, new DerivedPattern(D, Additive, OneNumber), D),
        new(null, LogSigmoid(X) - LogSigmoid(-X), X),
        new(null, Softplus(X) - Softplus(-X), X),
    ];

    /// <summary>2 + x − 1 is x + 1.</summary>
    private static Node? OneNumber(Node node, MatchContext context) =>
        TermChain.Of(node).Count > context.TermsOf(node).Count ? TermChain.ToNode(context.TermsOf(node), context.Algebra) : null;
}
