using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Sigmoids and softmaxes.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Probabilities() =>
    [
        new(StabilityWarnings.LogSoftmax, Log(Softmax(X, S)), X - S),
        new(StabilityWarnings.LogSoftmax, Log(Select(Condition, Softmax(X, S), 0)), Select(Condition, X - S, double.NegativeInfinity)),
        new(StabilityWarnings.LogSigmoid, Log(Sigmoid(X)), LogSigmoid(X)),
        new(StabilityWarnings.LogOfExponentials, Log(Sigmoid(X) - Sigmoid(Y)), LogSigmoid(X) + LogSigmoid(-Y) + Log1MExp(Y - X)),
        new(
            null,
            Sigmoid(X) - Sigmoid(Y),
            Choose(Less(Y, X), -Sigmoid(X) * Sigmoid(-Y) * ExpM1(Y - X), Sigmoid(Y) * Sigmoid(-X) * ExpM1(X - Y))),
        new(StabilityWarnings.LogOneMinusSigmoid, Log(1 - Sigmoid(X)), LogSigmoid(-X)),
        new(StabilityWarnings.LogOneMinusSigmoid, Log1P(-Sigmoid(X)), LogSigmoid(-X)),
        new(StabilityWarnings.LogOdds, Log(Sigmoid(X) / (1 - Sigmoid(X))), X),
        new(StabilityWarnings.LogOdds, Log(Sigmoid(X)) - Log(1 - Sigmoid(X)), X),
        new(StabilityWarnings.SoftmaxByHand, Exp(X) / Sum(Exp(Y)), Softmax(X, LogSumExp(Y))),
        new(StabilityWarnings.SoftmaxByHand, Sum(Y * Exp(X)) / Sum(Exp(X)), Sum(Y * Softmax(X, LogSumExp(X)))),
        new(StabilityWarnings.SoftmaxByHand, Exp(X) / (Exp(X) + Exp(Y)), Sigmoid(X - Y)),
        new(StabilityWarnings.SigmoidByHand, Exp(X) / (1 + Exp(X)), Sigmoid(X)),
        new(StabilityWarnings.SigmoidByHand, Exp(X) * Sigmoid(-X), Sigmoid(X)),
        new(null, Sigmoid(X) / Sigmoid(-X), Exp(X)),
        new(StabilityWarnings.PowerOfComplement, Power(1 - Sigmoid(X), P), Exp(P * LogSigmoid(-X)))
        {
            Where = HasFractionalExponent,
            Proof = ProofKind.Gradient,
        },
        new(null, Power(Sigmoid(X), P), Exp(P * LogSigmoid(X))) { Where = HasFractionalExponent },
        new(StabilityWarnings.PowerOfComplement, Power(1 - Softmax(X, S), P), PowerOfComplement(X - S))
        {
            Where = (match, signs) => HasFractionalExponent(match, signs) && RangeAnalysis.IsLogSoftmax(match[X], match[S]),
            Proof = ProofKind.Gradient,
        },
        new(StabilityWarnings.PowerOfComplement, Power(1 - Exp(X), P), PowerOfComplement(X))
        {
            Where = HasFractionalExponentOfProbability,
            Proof = ProofKind.Gradient,
        },
        new(null, Power(-ExpM1(X), P), PowerOfComplement(X)) { Where = HasFractionalExponentOfProbability },
    ];

    /// <summary>(1 − eˣ)ᵖ in the log domain; 1 for p = 0, even where 1 − eˣ is 0.</summary>
    private static Pattern PowerOfComplement(Pattern x) => Choose(Equal(P, 0), 1, Exp(P * Log1MExp(x)));

    /// <summary>A power with a whole exponent is harmless, and cheaper as it is.</summary>
    private static bool HasFractionalExponent(Match match, RangeAnalysis signs) =>
        !(Algebra.TryGetConstant(match[P], out var exponent) && exponent >= 1 && exponent == Math.Floor(exponent));

    private static bool HasFractionalExponentOfProbability(Match match, RangeAnalysis signs) =>
        HasFractionalExponent(match, signs) && signs.IsNonPositive(match[X]);
}
