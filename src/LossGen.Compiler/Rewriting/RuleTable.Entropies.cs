using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Logarithms that are multiplied by what may be 0.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Entropies() =>
    [
        new(StabilityWarnings.GeneralizedRelativeEntropy, (X * Log(X / Y)) - X + Y, KlDivergence(X, Y))
        {
            Where = AreNonNegative,
            Proof = ProofKind.NearEquality,
        },
        new(StabilityWarnings.GeneralizedRelativeEntropy, (X * Log(X / Y)) - X + Y, Choose(Less(Y, 0), -KlDivergence(-X, -Y), KlDivergence(X, Y)))
        {
            Proof = ProofKind.NearEquality,
        },
        new(StabilityWarnings.GeneralizedRelativeEntropy, (X * (Log(X) - Log(Y))) - X + Y, KlDivergence(X, Y)) { Proof = ProofKind.NearEquality },
        new(StabilityWarnings.GeneralizedRelativeEntropy, Log(X / Y) + (Y / X) - 1, RatioDivergence(X, Y)) { Proof = ProofKind.NearEquality },
        new(StabilityWarnings.GeneralizedRelativeEntropy, (X / Y) - Log(X / Y) - 1, RatioDivergence(Y, X)) { Proof = ProofKind.NearEquality },
        new(null, RelEntropy(X, Y) - X + Y, KlDivergence(X, Y)),
        new(StabilityWarnings.ZeroTimesLog, X * Log(X / Y), RelEntropy(X, Y)) { Where = AreNonNegative, Proof = ProofKind.Limit },
        new(null, RelEntropy(ProbabilityInLogSpace(L), ProbabilityInLogSpace(L2)), Exp(L) * (L - L2)) { AfterOperands = true },
        new(null, RelEntropy(X, ProbabilityInLogSpace(L)), XLogY(X, X) - (X * L)) { AfterOperands = true },
        new(StabilityWarnings.ZeroTimesLog, X * (Log(X) - Log(Y)), XLogY(X, X) - XLogY(X, Y)) { Proof = ProofKind.Limit },
        new(StabilityWarnings.ZeroTimesLog, X * (Log(X) - Y), XLogY(X, X) - (X * Y))
        {
            Where = (match, signs) => MayBeZero(match[X], signs),
            Proof = ProofKind.Limit,
        },
        new(StabilityWarnings.ZeroTimesLog, Y * Log(X), XLogY(Y, X)) { Where = MayBeZeroTimesLog, Proof = ProofKind.Limit, AfterOperands = true },
        new(StabilityWarnings.ZeroTimesLog, Y * Log1P(X), XLog1PY(Y, X))
        {
            Where = (match, signs) => MayBeZero(match[Y], signs) && !signs.IsNonNegative(match[X]),
            Proof = ProofKind.Limit,
            AfterOperands = true,
        },
        new(null, Y * XLogY(P, X), XLogY(P * Y, X)) { Where = (match, signs) => MayBeZero(match[Y], signs) },
        new(null, Y * XLog1PY(P, X), XLog1PY(P * Y, X)) { Where = (match, signs) => MayBeZero(match[Y], signs) },
    ];

    /// <summary>y/x − 1 − log(y/x), the divergence of Itakura and Saito. Only their ratio counts, so both may be negative.</summary>
    private static Pattern RatioDivergence(Pattern x, Pattern y) => Choose(Less(x, 0), -(KlDivergence(-x, -y) / x), KlDivergence(x, y) / x);

    private static bool AreNonNegative(Match match, RangeAnalysis signs) => signs.IsNonNegative(match[X]) && signs.IsNonNegative(match[Y]);

    private static bool MayBeZeroTimesLog(Match match, RangeAnalysis signs) => MayBeZero(match[Y], signs) && !signs.IsPositive(match[X]);

    /// <summary>
    /// Data may be 0 (a target, a mask, a count of nothing); a hyper-parameter that multiplies a loss is not meant to be.
    /// </summary>
    private static bool MayBeZero(Node factor, RangeAnalysis signs) =>
        signs.ReadsData(factor) && !signs.IsPositive(factor) && !IsLogarithm(factor) && !IsError(factor, signs);

    /// <summary>Of two logarithms neither is the weight of the other.</summary>
    private static bool IsLogarithm(Node node) => node is Call call
        && (call.Operator == Operators.Log || call.Operator == Operators.Log1P
            || call.Operator == Operators.XLogY || call.Operator == Operators.XLog1PY);

    /// <summary>
    /// The difference of two data is an error that a logarithm multiplies (as in a Bregman divergence), and no weight of it.
    /// </summary>
    private static bool IsError(Node node, RangeAnalysis signs) =>
        node is Call call && call.Operator == Operators.Subtract && call.Operands.All(signs.ReadsData);
}
