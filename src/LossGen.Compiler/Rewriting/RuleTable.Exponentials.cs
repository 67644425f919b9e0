using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Products and quotients of exponentials.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Exponentials() =>
    [
        new(StabilityWarnings.ExpQuotient, Exp(X) / (Exp(X) - 1), -1 / ExpM1(-X)),
        new(StabilityWarnings.ExpQuotient, Exp(X) / (1 - Exp(X)), 1 / ExpM1(-X)),
        new(null, Exp(X) / ExpM1(X), -1 / ExpM1(-X)),
        new(StabilityWarnings.ExpQuotient, ExpM1(Y) / ExpM1(X), 1 + Exp(X)) { Let = LetDouble(Y, X) },
        new(StabilityWarnings.ExpProduct, Exp(X) * Exp(Y), Exp(X + Y)),
        new(StabilityWarnings.ExpProduct, Exp(X) / Exp(Y), Exp(X - Y)),
        new(StabilityWarnings.ExpProduct, new DerivedPattern(D, Multiplicative, ExponentialProduct.Of), D) { AfterOperands = true },
        new(StabilityWarnings.SoftmaxByHand, Exp(X) / SumInLogSpace(L), Exp(X - L)) { AfterOperands = true },
        new(StabilityWarnings.SamePower, Power(P, X) * Power(P, Y), Power(P, X + Y)) { Where = IsPositiveBase },
        new(StabilityWarnings.SamePower, Power(P, X) / Power(P, Y), Power(P, X - Y)) { Where = IsPositiveBase },
        new(StabilityWarnings.ExpProduct, Y / Exp(X), Y * Exp(-X)) { Where = (match, _) => !Algebra.TryGetConstant(match[Y], out var _) },
        new(null, 1 / Exp(X), Exp(-X)),
    ];

    private static bool IsPositiveBase(Match match, RangeAnalysis signs) =>
        signs.IsPositive(match[P]) && !(Algebra.TryGetConstant(match[X], out _) && Algebra.TryGetConstant(match[Y], out _));

    private static Func<Match, MatchContext, Match?> LetDouble(Variable y, Pattern x) => (match, context) =>
        context.Polynomials.AreEqual(match[y], context.Algebra.Multiply(context.Algebra.Real(2), x.Build(match, context.Algebra))) ? match : null;
}
