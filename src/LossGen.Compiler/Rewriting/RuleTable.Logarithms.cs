using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Logarithms of exponentials, powers and sums.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Logarithms() =>
    [
        new(StabilityWarnings.LogExp, Log(Exp(X)), X),
        new(StabilityWarnings.LogSumExp, Log(Sum(Exp(X))), LogSumExp(X)),
        new(StabilityWarnings.LogSumExp, Log(PositiveNumber + Sum(Exp(X))), LogAddExp(LogSumExp(X), Log(PositiveNumber))),
        new(StabilityWarnings.LogMeanExp, Log(Sum(Exp(X)) / N), LogSumExp(X) - Log(N)),
        new(
            StabilityWarnings.LogMeanExp,
            Log(Select(Condition, Number, Sum(Exp(X)) / N)),
            Select(Condition, Log(Number), LogSumExp(X) - Log(N))),
        new(StabilityWarnings.LogOnePlusExp, Log(1 + Exp(X)), Softplus(X)),
        new(StabilityWarnings.LogOnePlusExp, Log1P(Exp(X)), Softplus(X)),
        new(StabilityWarnings.LogOnePlusExp, Log(PositiveNumber + Exp(X)), LogAddExp(X, Log(PositiveNumber))),
        new(StabilityWarnings.LogCosh, Log(Exp(X) + Exp(-X)), LogCosh(X) + Math.Log(2)),
        new(StabilityWarnings.LogCosh, Log((Exp(X) + Exp(-X)) / 2), LogCosh(X)),
        new(StabilityWarnings.LogCosh, LogAddExp(X, -X) - Math.Log(2), LogCosh(X)) { Proof = ProofKind.NearEquality },
        new(StabilityWarnings.LogCosh, X + Softplus(Y) - Math.Log(2), LogCosh(X)) { Let = LetDouble(Y, -X), Proof = ProofKind.NearEquality },
        new(StabilityWarnings.LogAddExp, Log(Exp(X) + Exp(Y)), LogAddExp(X, Y)),
        new(null, Y + Softplus(X), LogAddExp(D, Y)) { Let = LetSimpleSum(X, Y) },
        new(null, LogGamma(1 + X) - LogGamma(X), Log(Abs(X))),
        new(StabilityWarnings.Hypotenuse, Log(Square(X) + Square(Y)), LogSquareSum()),
        new(null, Log(Max(WholeInLogSpace(L), PositiveNumber)), Max(L, Log(PositiveNumber))) { AfterOperands = true },
        new(StabilityWarnings.LogOneMinusExp, Log(1 - Exp(X)), Log1MExp(X)),
        new(StabilityWarnings.LogOneMinusExp, Log1P(-Exp(X)), Log1MExp(X)),
        new(null, Log(-ExpM1(X)), Log1MExp(X)),
        new(StabilityWarnings.LogExpMinusOne, Log(Exp(X) - 1), X + Log1MExp(-X)),
        new(StabilityWarnings.LogExpMinusOne, Log(ExpM1(X)), X + Log1MExp(-X)),
        new(StabilityWarnings.LogDifferenceExp, Log(Exp(X) - Exp(Y)), X + Log1MExp(Y - X)),
        new(StabilityWarnings.LogCosh, Log(Cosh(X)), LogCosh(X)),
        new(StabilityWarnings.Atanh, Log((1 + X) / (1 - X)), Log1P(X) - Log1P(-X)),
        new(StabilityWarnings.LogOfRatio, Log(X / Y), L) { Let = LetLogRatio(X, Y), Where = IsNoQuotientOfOne },
        new(StabilityWarnings.DifferenceOfLogs, (X * Log(X)) - (Y * Log(Y)), (Y * L) + (D * Log(X))) { Let = LetLogRatio(X, Y) },
        new(StabilityWarnings.DifferenceOfLogs, Log(X) - Log(Y), L) { Let = LetLogRatio(X, Y) },
        new(null, Log(1 / X), -Log(X)),
        new(null, Log(PositiveNumber / X), Log(PositiveNumber) - Log(X)),
        new(StabilityWarnings.LogOfExponentials, Log(WholeInLogSpace(L)), L) { AfterOperands = true },
        new(StabilityWarnings.LogOfExponentials, Log1P(PositiveInLogSpace(L)), Softplus(L)) { AfterOperands = true },
        new(null, Log1P(-PositiveInLogSpace(L)), Log1MExp(L)) { AfterOperands = true },
        new(StabilityWarnings.LogOfExponentials, XLogY(Y, ProbabilityInLogSpace(L)), Y * L) { AfterOperands = true },
        new(StabilityWarnings.LogPower, Log(Power(X, EvenNumber)), EvenNumber * Log(Abs(X))),
        new(StabilityWarnings.LogPower, Log(Power(X, Number)), Number * Log(X))
        {
            Where = (match, _) => !Algebra.IsConstant(match[Number], 0),
        },
        new(StabilityWarnings.LogPower, Log(Power(X, P)), P * Log(X)) { Where = (match, signs) => signs.IsPositive(match[X]) },
        new(null, Log(Sqrt(X)), 0.5 * Log(X)),
        new(StabilityWarnings.LogOnePlus, Log(1 + Rest), Log1P(Rest)) { Where = IsNoCount, AfterOperands = true },
    ];

    /// <summary>Near 1, where the logarithm is about 0, by what the sum of squares exceeds 1.</summary>
    private static Pattern LogSquareSum()
    {
        var (larger, smaller) = (Max(Abs(X), Abs(Y)), Min(Abs(X), Abs(Y)));
        return Choose(
            Less(Abs(Hypot(X, Y) - 1), 0.25),
            Log1P(((larger - 1) * (larger + 1)) + Square(smaller)),
            2 * Log(Hypot(X, Y)));
    }

    /// <summary>Binds <see cref="D"/> to x + y where that is simpler than x: the x − y of softplus(x − y) + y.</summary>
    private static Func<Match, MatchContext, Match?> LetSimpleSum(Variable x, Variable y) => (match, context) =>
        Bind(D, context.Polynomials.Difference(match[x], context.Algebra.Negate(match[y])), match, context);

    /// <summary>1 + a count loses nothing, and a constant is the user's affair; nor is a small number beside the 1 to be drowned in the rest.</summary>
    private static bool IsNoCount(Match match, RangeAnalysis signs) =>
        !Algebra.TryGetConstant(match[Rest], out _)
        && match[Rest] is not Call { Operator.Typing: OperatorTyping.ToReal }
        && !TermChain.Of(match[Rest]).Any(term => Algebra.TryGetConstant(term.Node, out _));

    private static bool IsNoQuotientOfOne(Match match, RangeAnalysis signs) => !Algebra.TryGetConstant(match[X], out _);
}
