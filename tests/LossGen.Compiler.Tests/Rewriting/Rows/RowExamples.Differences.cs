using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Differences</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Differences() =>
    [
        new(StabilityWarnings.ExpMinusOne, "x:f", "[|exp(x) - 1|]", "exp(x) + 1"),
        new(
            StabilityWarnings.DifferenceOfExponentials,
            "x:f y:f",
            "assume abs(x) < 10; assume abs(y) < 10; [|exp(x + y) - exp(x)|]",
            "assume abs(x) < 10; assume 1 < y && y < 10; exp(x + y) - exp(x)"),
        new(StabilityWarnings.OneMinusSigmoid, "x:f", "[|1 - sigmoid(x)|]", "2 - sigmoid(x)"),
        new(
            StabilityWarnings.Compounding,
            "x:f n:f",
            "assume x > -1 && n > 0; [|(1 + x)^n - 1|]",
            "assume 1 < x && x < 3; assume 1 < n && n < 3; (1 + x)^n - 1"),
        new(StabilityWarnings.CompoundLimit, "n:f", "assume n > 0; [|(1 + 1 / n)^n|]", "assume 1 < n && n < 10; (1 + 1 / n)^n"),
        new(
            StabilityWarnings.CompoundLimit,
            "x:f n:f",
            "assume x >= 0 && n > 1; [|(1 + x / n)^n|]",
            "assume 1 < x && x < 2; assume 1 < n && n < 10; (1 + x / n)^n"),
        new(StabilityWarnings.CancellingTerms, "x:f", "[|(1 + x)^2 - 1|]", "assume 1 < x && x < 3; (1 + x)^2 - 1"),
        new(StabilityWarnings.DifferenceOfSquares, "x:f y:f", "[|x^2 - y^2|]", "x^2 + y^2"),
        new(
            StabilityWarnings.DifferenceOfFractions,
            "x:f",
            "assume x > 0; [|1 / (x + 1) - 1 / x|]",
            "assume 1 < x && x < 3; 1 / (x + 1) - 1 / x"),
        new(StabilityWarnings.AbsorbedConstant, "x:f", "assume 0 <= x && x <= 1; 1 / ([|1e-10 + 1 - x|])", "assume 0 <= x && x <= 1; 1 / (1 - x + 1e-10)"),
        new(StabilityWarnings.BigSquareRatio, "x:f", "[|x^2 / (1 + x^2)|]", "assume abs(x) < 1e6; x^2 / (1 + x^2)"),
        new(StabilityWarnings.BigSquareRatio, "x:f", "[|x / (1 + x^2)|]", "assume abs(x) < 1e6; x / (1 + x^2)"),
        new(
            StabilityWarnings.BigSquareRatio,
            "x:f y:f",
            "assume x > 0 && y > 0; [|x^2 / (x^2 + y^2)|]",
            "assume 0.1 < x && x < 1e6 && 0.1 < y && y < 1e6; x^2 / (x^2 + y^2)"),
        new(StabilityWarnings.PowerMinusOne, "x:f p:f", "assume x > 0; [|x^p - 1|]", "assume 2 < x && x < 3; assume 1 < p && p < 3; x^p - 1"),
        new(StabilityWarnings.PowerMinusOne, "x:f p:f", "[|x^p - 1|]", "x^p + 1"),
        new(StabilityWarnings.DifferenceOfSquares, "x:f y:f", "[|x^4 - y^4|]", "x^4 + y^4"),
    ];
}
