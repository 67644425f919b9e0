using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Differences of what is nearly equal.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Differences() =>
    [
        new(StabilityWarnings.ExpMinusOne, Exp(X) - 1, ExpM1(X)) { Where = IsNoConstant },
        new(StabilityWarnings.DifferenceOfExponentials, Exp(X) - Exp(Y), Exp(Y) * ExpM1(D)) { Let = LetDifference(X, Y) },
        new(StabilityWarnings.OneMinusSigmoid, 1 - Sigmoid(X), Sigmoid(-X)),
        new(StabilityWarnings.Compounding, Power(1 + Rest, P) - 1, Compounded(P, Rest)) { Where = IsLongPower },
        new(StabilityWarnings.PowerMinusOne, Power(X, P) - 1, ExpM1(P * Log(X)))
        {
            Where = (match, signs) => !Algebra.TryGetConstant(match[P], out _) && signs.IsPositive(match[X]),
        },
        new(StabilityWarnings.PowerMinusOne, Power(X, P) - 1, Choose(Less(0, X), ExpM1(P * Log(X)), Power(-Abs(X), P) - 1))
        {
            Where = (match, signs) => !Algebra.TryGetConstant(match[P], out _) && !signs.IsNonPositive(match[X]),
        },
        new(StabilityWarnings.CompoundLimit, Power(1 + (1 / N), N), Exp(N * Log1P(1 / N))) { Where = (match, signs) => !Algebra.TryGetConstant(match[N], out _) },
        new(StabilityWarnings.CompoundLimit, Power(1 + (X / N), N), Exp(N * Log1P(X / N)))
        {
            Where = (match, signs) => !Algebra.TryGetConstant(match[N], out _) && signs.IsNonNegative(match[X]) && signs.IsNonNegative(match[N]),
        },
        new(StabilityWarnings.CancellingTerms, new DerivedPattern(D, Additive, CancellingTerms.Of), D),
        new(StabilityWarnings.DifferenceOfSquares, Square(X) - Square(Y), (X - Y) * (X + Y)) { Where = AreNoErrors, Proof = ProofKind.NearEquality },
        new(StabilityWarnings.DifferenceOfSquares, Power(X, 4) - Power(Y, 4), (X - Y) * (X + Y) * (Square(X) + Square(Y)))
        {
            Where = AreNoErrors,
            Proof = ProofKind.NearEquality,
        },
        new(null, 1 - Square(X), (1 - X) * (1 + X)),
        new(StabilityWarnings.DifferenceOfFractions, new DerivedPattern(D, Additive, CancellingTerms.OfFractions), D)
        {
            AfterOperands = true,
            Proof = ProofKind.NearEquality,
        },
        new(StabilityWarnings.AbsorbedConstant, new DerivedPattern(D, Additive, AbsorbedConstants.Of), D),
        new(StabilityWarnings.BigSquareRatio, Square(X) / (1 + Square(X)), Square(DirectionCosine(X, 1))) { AfterOperands = true },
        new(StabilityWarnings.BigSquareRatio, X / (1 + Square(X)), DirectionCosine(X, 1) / Hypot(X, 1)),
        new(StabilityWarnings.BigSquareRatio, Square(X) / (Square(X) + Square(Y)), Square(DirectionCosine(X, Y))),
    ];

    /// <summary>(1 + x)ᵖ − 1. Where 1 + x is negative nothing cancels, and p is a whole number.</summary>
    private static Pattern Compounded(Pattern p, Pattern x) => Choose(Less(-1, x), ExpM1(p * Log1P(x)), Power(-Abs(1 + x), p) - 1);

    /// <summary>Squared errors are as exact as their errors, and a difference of two of them is meant as it stands.</summary>
    private static bool AreNoErrors(Match match, RangeAnalysis signs) => !IsDifference(match[X]) && !IsDifference(match[Y]);

    private static bool IsDifference(Node node) => node is Reduce { Kind: ReduceKind.Norm } || (node is Call call && call.Operator == Operators.Subtract);

    /// <summary>Short whole powers are multiplied out: (1 + x)² − 1 is x·(2 + x).</summary>
    private static bool IsLongPower(Match match, RangeAnalysis signs) =>
        !(Algebra.TryGetConstant(match[P], out var exponent) && exponent is 0 or 1 or 2 or 3)
        && !Algebra.TryGetConstant(match[Rest], out _);
}
