using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <summary>All stability rules, one row each. An earlier row goes before a later one.</summary>
/// <remarks>
/// Every row is exact: both sides are equal wherever the left side has a value in real arithmetic, and where it has none (0·log 0) the
/// right side is its limit. Operands are rewritten before their users, so a row may rely on the rows for what is inside: <c>log(1 -
/// sigmoid(x))</c> arrives as <c>log(sigmoid(-x))</c>. The raw form has a row as well wherever it is what a user types, because what is
/// reported is the source.
/// </remarks>
internal static class RuleTable
{
    public static IReadOnlyList<StabilityRule> All { get; } =
        [.. Probabilities(), .. Logarithms(), .. Differences(), .. Exponentials(), .. Roots(), .. Entropies()];

    private static IEnumerable<StabilityRule> Probabilities() =>
    [
        new(StabilityWarnings.LogSoftmax, Log(Softmax(X, S)), X - S) { Fix = SyntaxFixes.LogOfProbability },
        new(StabilityWarnings.LogSoftmax, Log(Select(Condition, Softmax(X, S), 0)), Select(Condition, X - S, double.NegativeInfinity)),
        new(StabilityWarnings.LogSigmoid, Log(Sigmoid(X)), LogSigmoid(X)) { Fix = SyntaxFixes.LogOfProbability },
        new(StabilityWarnings.LogOneMinusSigmoid, Log(1 - Sigmoid(X)), LogSigmoid(-X)) { Fix = SyntaxFixes.LogOneMinusSigmoid },
        new(StabilityWarnings.LogOneMinusSigmoid, Log1P(-Sigmoid(X)), LogSigmoid(-X)) { Fix = SyntaxFixes.LogOneMinusSigmoid },
        new(StabilityWarnings.SoftmaxByHand, Exp(X) / Sum(Exp(Y)), Softmax(X, LogSumExp(Y))),
        new(StabilityWarnings.SoftmaxByHand, Exp(X) / (Exp(X) + Exp(Y)), Sigmoid(X - Y)),
        new(StabilityWarnings.SigmoidByHand, Exp(X) / (1 + Exp(X)), Sigmoid(X)),
        new(null, 1 / (1 + Exp(X)), Sigmoid(-X)),
        new(null, Sigmoid(X) / Sigmoid(-X), Exp(X)),
        new(StabilityWarnings.PowerOfComplement, Power(1 - Sigmoid(X), P), Exp(P * LogSigmoid(-X))) { Where = HasFractionalExponent },
        new(null, Power(Sigmoid(X), P), Exp(P * LogSigmoid(X))) { Where = HasFractionalExponent },
        new(StabilityWarnings.PowerOfComplement, Power(1 - Softmax(X, S), P), PowerOfComplement(X - S))
        {
            Where = (match, signs) => HasFractionalExponent(match, signs) && RangeAnalysis.IsLogSoftmax(match[X], match[S]),
        },
        new(StabilityWarnings.PowerOfComplement, Power(1 - Exp(X), P), PowerOfComplement(X)) { Where = HasFractionalExponentOfProbability },
        new(null, Power(-ExpM1(X), P), PowerOfComplement(X)) { Where = HasFractionalExponentOfProbability },
    ];

    private static IEnumerable<StabilityRule> Logarithms() =>
    [
        new(StabilityWarnings.LogExp, Log(Exp(X)), X),
        new(StabilityWarnings.LogSumExp, Log(Sum(Exp(X))), LogSumExp(X)) { Fix = SyntaxFixes.LogSumExp },
        new(StabilityWarnings.LogSumExp, Log(PositiveNumber + Sum(Exp(X))), LogAddExp(LogSumExp(X), Log(PositiveNumber))),
        new(StabilityWarnings.LogMeanExp, Log(Sum(Exp(X)) / N), LogSumExp(X) - Log(N)),
        new(
            StabilityWarnings.LogMeanExp,
            Log(Select(Condition, Number, Sum(Exp(X)) / N)),
            Select(Condition, Log(Number), LogSumExp(X) - Log(N))),
        new(StabilityWarnings.LogOnePlusExp, Log(1 + Exp(X)), Softplus(X)) { Fix = SyntaxFixes.LogOnePlusExp },
        new(StabilityWarnings.LogOnePlusExp, Log1P(Exp(X)), Softplus(X)) { Fix = SyntaxFixes.LogOnePlusExp },
        new(StabilityWarnings.LogOnePlusExp, Log(PositiveNumber + Exp(X)), LogAddExp(X, Log(PositiveNumber))),
        new(StabilityWarnings.LogAddExp, Log(Exp(X) + Exp(Y)), LogAddExp(X, Y)) { Fix = SyntaxFixes.LogAddExp },
        new(StabilityWarnings.LogOneMinusExp, Log(1 - Exp(X)), Log1MExp(X)) { Fix = SyntaxFixes.LogOneMinusExp },
        new(StabilityWarnings.LogOneMinusExp, Log1P(-Exp(X)), Log1MExp(X)) { Fix = SyntaxFixes.LogOneMinusExp },
        new(null, Log(-ExpM1(X)), Log1MExp(X)),
        new(StabilityWarnings.LogExpMinusOne, Log(Exp(X) - 1), X + Log1MExp(-X)),
        new(StabilityWarnings.LogExpMinusOne, Log(ExpM1(X)), X + Log1MExp(-X)),
        new(StabilityWarnings.LogDifferenceExp, Log(Exp(X) - Exp(Y)), X + Log1MExp(Y - X)),
        new(StabilityWarnings.LogCosh, Log(Cosh(X)), LogCosh(X)) { Fix = SyntaxFixes.LogCosh },
        new(StabilityWarnings.LogPower, Log(Power(X, EvenNumber)), EvenNumber * Log(Abs(X))),
        new(StabilityWarnings.LogPower, Log(Power(X, Number)), Number * Log(X))
        {
            Where = (match, _) => !Algebra.IsConstant(match[Number], 0),
        },
        new(StabilityWarnings.LogPower, Log(Power(X, P)), P * Log(X)) { Where = (match, signs) => signs.IsPositive(match[X]) },
        new(null, Log(Sqrt(X)), 0.5 * Log(X)),
        new(StabilityWarnings.LogOnePlus, Log(1 + Rest), Log1P(Rest)) { Fix = SyntaxFixes.LogOnePlus, Where = IsNoCount },
    ];

    private static IEnumerable<StabilityRule> Differences() =>
    [
        new(StabilityWarnings.ExpMinusOne, Exp(X) - 1, ExpM1(X)) { Fix = SyntaxFixes.ExpMinusOne, Where = IsNoConstant },
        new(StabilityWarnings.OneMinusSigmoid, 1 - Sigmoid(X), Sigmoid(-X)) { Fix = SyntaxFixes.OneMinusSigmoid },
        new(StabilityWarnings.OneMinusSquaredTanh, 1 - Square(Tanh(X)), 1 / Square(Cosh(X))),
        new(StabilityWarnings.OneMinusErf, 1 - Erf(X), Erfc(X)) { Fix = SyntaxFixes.OneMinusErf },
        new(StabilityWarnings.RootMinusOne, Sqrt(1 + Square(X)) - 1, RootMinusOne(X)),
        new(StabilityWarnings.OnePassVariance, (Sum(Square(X)) / N) - Square(Sum(X) / N), Sum(Square(X - (Sum(X) / N))) / N)
        {
            Where = IsMean,
        },
    ];

    private static IEnumerable<StabilityRule> Exponentials() =>
    [
        new(StabilityWarnings.ExpProduct, Exp(X) * Exp(Y), Exp(X + Y)),
        new(StabilityWarnings.ExpProduct, Exp(X) / Exp(Y), Exp(X - Y)),
        new(null, 1 / Exp(X), Exp(-X)),
    ];

    private static IEnumerable<StabilityRule> Roots() =>
    [
        new(StabilityWarnings.RootOfSquare, Sqrt(Square(X)), Abs(X)) { Fix = SyntaxFixes.RootOfSquare },
        new(StabilityWarnings.Hypotenuse, Sqrt(Square(X) + Square(Y)), Hypot(X, Y)) { Fix = SyntaxFixes.Hypotenuse },
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Sum(Square(X))), Norm(X)) { Fix = SyntaxFixes.RootOfSumOfSquares },
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Sum(Square(X)) / N), Norm(X) / Sqrt(N))
        {
            Where = (match, signs) => signs.IsNonNegative(match[N]),
        },
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Select(Condition, 0, Sum(Square(X)) / N)), Select(Condition, 0, Norm(X) / Sqrt(N)))
        {
            Where = (match, signs) => signs.IsNonNegative(match[N]),
        },
    ];

    private static IEnumerable<StabilityRule> Entropies() =>
    [
        new(StabilityWarnings.ZeroTimesLog, X * Log(X / Y), RelEntropy(X, Y))
        {
            Where = (match, signs) => signs.IsNonNegative(match[X]) && signs.IsNonNegative(match[Y]),
        },
        new(StabilityWarnings.ZeroTimesLog, X * (Log(X) - Log(Y)), XLogY(X, X) - XLogY(X, Y)),
        new(StabilityWarnings.ZeroTimesLog, Y * Log(X), XLogY(Y, X)) { Fix = SyntaxFixes.ZeroTimesLog, Where = MayBeZeroTimesLog },
        new(StabilityWarnings.ZeroTimesLog, Y * Log1P(X), XLog1PY(Y, X))
        {
            Where = (match, signs) => MayBeZero(match[Y], signs) && !signs.IsNonNegative(match[X]),
        },
        new(null, Y * XLogY(P, X), XLogY(P * Y, X)) { Where = (match, signs) => MayBeZero(match[Y], signs) },
        new(null, Y * XLog1PY(P, X), XLog1PY(P * Y, X)) { Where = (match, signs) => MayBeZero(match[Y], signs) },
    ];

    /// <summary>(1 − eˣ)ᵖ in the log domain; 1 for p = 0, even where 1 − eˣ is 0.</summary>
    private static Pattern PowerOfComplement(Pattern x) => OneWhere(Equal(P, 0), Exp(P * Log1MExp(x)));

    /// <summary>A power with a whole exponent is harmless, and cheaper as it is.</summary>
    private static bool HasFractionalExponent(Match match, RangeAnalysis signs) =>
        !(Algebra.TryGetConstant(match[P], out var exponent) && exponent >= 1 && exponent == Math.Floor(exponent));

    private static bool HasFractionalExponentOfProbability(Match match, RangeAnalysis signs) =>
        HasFractionalExponent(match, signs) && signs.IsNonPositive(match[X]);

    private static bool IsNoConstant(Match match, RangeAnalysis signs) => !Algebra.TryGetConstant(match[X], out _);

    /// <summary>1 + a count loses nothing, and a constant is the user's affair.</summary>
    private static bool IsNoCount(Match match, RangeAnalysis signs) =>
        !Algebra.TryGetConstant(match[Rest], out _) && match[Rest] is not Call { Operator.Typing: OperatorTyping.ToReal };

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

    /// <summary>Whether n is the number of the elements that are summed, and the rest of the mean does not vary along them.</summary>
    private static bool IsMean(Match match, RangeAnalysis signs)
    {
        var scope = match.Scope("axes");
        return scope is { Guard: null, Axes: [var axis] }
            && match[N] is Call { Operands: [ExtentRead size] } && size.Extent == axis.Extent;
    }
}
