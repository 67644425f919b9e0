using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Hyperbolic functions, their inverses, and the error function.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Hyperbolics() =>
    [
        new(StabilityWarnings.TanhByHand, (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X)), Tanh(X)),
        new(StabilityWarnings.TanhByHand, (Exp(X) - 1) / (Exp(X) + 1), Tanh(X / 2)),
        new(StabilityWarnings.TanhByHand, (1 - Exp(X)) / (1 + Exp(X)), -Tanh(X / 2)),
        new(StabilityWarnings.TanhByHand, (Exp(X) - 1) * Sigmoid(-X), Tanh(X / 2)),
        new(StabilityWarnings.TanhByHand, (1 - Exp(X)) * Sigmoid(-X), -Tanh(X / 2)),
        new(null, ExpM1(X) * Sigmoid(-X), Tanh(X / 2)),
        new(null, Sinh(X) / Cosh(X), Tanh(X)),
        new(null, Cosh(X) / Sinh(X), 1 / Tanh(X)),
        new(null, Log(Sinh(X)), X + Log1MExp(-2 * X) - Math.Log(2)),
        new(null, Log(1 + Square(Sinh(X))), 2 * LogCosh(X)),
        new(StabilityWarnings.TanhFromSigmoid, Sigmoid(X) - 0.5, 0.5 * Tanh(X / 2)),
        new(StabilityWarnings.CoshMinusOne, Exp(X) + Exp(-X) - 2, 4 * Square(Sinh(X / 2))),
        new(null, ExpM1(X) + ExpM1(-X), 4 * Square(Sinh(X / 2))),
        new(StabilityWarnings.CoshMinusOne, Cosh(X) - 1, 2 * Square(Sinh(X / 2))),
        new(StabilityWarnings.SinhByHand, Exp(X) - Exp(-X), 2 * Sinh(X)),
        new(null, Exp(X) + Exp(-X), 2 * Cosh(X)),
        new(StabilityWarnings.OneMinusSquaredTanh, 1 - Square(Tanh(X)), 1 / Square(Cosh(X))),
        new(StabilityWarnings.OneMinusTanh, 1 - Tanh(X), 2 * Sigmoid(-2 * X)),
        new(StabilityWarnings.OneMinusTanh, 1 + Tanh(X), 2 * Sigmoid(2 * X)),
        new(StabilityWarnings.InverseHyperbolic, Log(X + Sqrt(Square(X) + 1)), Asinh(X)),
        new(StabilityWarnings.InverseHyperbolic, Log(X + Sqrt(Square(X) - 1)), Log1P(X - 1 + (Sqrt(X - 1) * Sqrt(X + 1)))),
        new(StabilityWarnings.OneMinusErf, 1 - Erf(X), Erfc(X)),
        new(StabilityWarnings.OneMinusErf, 1 + Erf(X), Erfc(-X)),
        new(StabilityWarnings.OneMinusErf, 1 - Erfc(X), Erf(X)),
        new(StabilityWarnings.OneMinusErf, 2 - Erfc(X), Erfc(-X)),
        new(StabilityWarnings.DifferenceOfSigmoids, Tanh(X) - Tanh(Y), 2 * BetweenSigmoids(2 * X, 2 * Y)),
        new(StabilityWarnings.DifferenceOfSigmoids, Erf(X) - Erf(Y), BetweenErf(X, Y)),
        new(
            StabilityWarnings.LogErfc,
            Exp(-Square(X)) / Erfc(X),
            Choose(Less(AsymptoticErfc, X), X * Math.Sqrt(Math.PI) / (1 + ErfcSeries(X)), Exp(-Square(X)) / LimitedErfc(X))) { Where = IsUnlimited },
        new(
            StabilityWarnings.LogErfc,
            Exp(Square(X)) * Erfc(X),
            Choose(Less(AsymptoticErfc, X), (1 + ErfcSeries(X)) / (X * Math.Sqrt(Math.PI)), Exp(Square(X)) * LimitedErfc(X))) { Where = IsUnlimited },
        new(StabilityWarnings.LogErfc, Log(Erfc(X)), LogErfc(X)) { Where = IsUnlimited },
        new(StabilityWarnings.LogErfc, Log(0.5 * Erfc(X)), Choose(Less(X, 0), Log1P(-0.5 * Erfc(-X)), LogErfcOfPositive(X) - Math.Log(2))),
    ];

    /// <summary>From here on the asymptotic series of erfc is right to 1e-14 of the logarithm, and up to here erfc is a normal <c>float</c>.</summary>
    private const double AsymptoticErfc = 9;

    /// <summary>By erfc where both operands are on one side and not small, so that erf is nearly ±1 there.</summary>
    private static Pattern BetweenErf(Pattern x, Pattern y) => Choose(
        Less(0.5, Min(x, y)),
        Erfc(y) - Erfc(x),
        Choose(Less(Max(x, y), -0.5), Erfc(-x) - Erfc(-y), Erf(x) + Erf(-y)));

    /// <summary>By the size of x: beside the negative x of a sum the root has nothing left.</summary>
    private static Pattern Asinh(Pattern x) => Choose(Less(x, 0), -Log1P(RootMinusOne(x) - x), Log1P(RootMinusOne(x) + x));

    /// <summary>log erfc(x): around 0, where erfc is 1 less what counts, by erf.</summary>
    private static Pattern LogErfc(Pattern x) => Choose(Less(x, 0.5), Log1P(-Erf(x)), LogErfcOfPositive(x));

    /// <summary>log erfc(x), which for large x is −x² − log(x·√π) + log(1 + series).</summary>
    private static Pattern LogErfcOfPositive(Pattern x) => Choose(
        Less(AsymptoticErfc, x),
        Log1P(ErfcSeries(x)) - (x * x) - Log(x) - (0.5 * Math.Log(Math.PI)),
        Log(LimitedErfc(x)));

    /// <summary>erfc(x)·exp(x²)·x·√π − 1 for large x: −t + 3t² − 15t³ + … with t = 1/(2x²).</summary>
    private static Pattern ErfcSeries(Pattern x)
    {
        var t = 0.5 / (x * x);
        double[] factorsOfCoefficients = [15, 13, 11, 9, 7, 5, 3, 1];
        return factorsOfCoefficients.Aggregate((Pattern)0, (inner, factor) => -factor * t * (1 + inner));
    }

    private static Pattern LimitedErfc(Pattern x) => Erfc(Min(x, AsymptoticErfc));

    /// <summary>The limited operand is what this rule leaves of small x.</summary>
    private static bool IsUnlimited(Match match, RangeAnalysis signs) =>
        !(match[X] is Call limited && limited.Operator == Operators.Min && Algebra.IsConstant(limited.Operands[1], AsymptoticErfc));
}
