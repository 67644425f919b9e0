using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Differences of trigonometric functions of near angles.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Trigonometry() =>
    [
        new(StabilityWarnings.OneMinusCosine, (1 - Cos(X)) / Sin(X), Tan(X / 2)),
        new(StabilityWarnings.OneMinusCosine, 1 - Cos(X), 2 * Square(Sin(X / 2))),
        new(StabilityWarnings.ArcCosineNearOne, Acos(1 - X), 2 * Asin(Sqrt(X / 2))),
        new(StabilityWarnings.DifferenceOfAngles, Sin(X) - Sin(Y), 2 * Cos((X + Y) / 2) * Sin(D / 2)) { Let = LetDifference(X, Y) },
        new(StabilityWarnings.DifferenceOfAngles, Cos(X) - Cos(Y), -2 * Sin((X + Y) / 2) * Sin(D / 2)) { Let = LetDifference(X, Y) },
        new(StabilityWarnings.DifferenceOfAngles, Tan(X) - Tan(Y), Sin(D) / (Cos(X) * Cos(Y))) { Let = LetDifference(X, Y) },
        new(StabilityWarnings.DifferenceOfAngles, Atan(X) - Atan(Y), Atan(D / (1 + (X * Y))) + Turn(X * Y, X)) { Let = LetDifference(X, Y) },
    ];

    /// <summary>Half a turn where the difference of two arctangents is more than a quarter: where the product of their operands is below −1.</summary>
    private static Pattern Turn(Pattern product, Pattern x) =>
        Choose(Less(product, -1), Choose(Less(0, x), Math.PI, -Math.PI), 0);
}
