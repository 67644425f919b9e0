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
    ];

    /// <summary>By the size of x: beside the negative x of a sum the root has nothing left.</summary>
    private static Pattern Asinh(Pattern x) => Choose(Less(x, 0), -Log1P(RootMinusOne(x) - x), Log1P(RootMinusOne(x) + x));
}
