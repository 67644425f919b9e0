using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Trigonometry</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Trigonometry() =>
    [
        new(
            StabilityWarnings.OneMinusCosine,
            "x:f",
            "assume 0 < x && x < 3; [|(1 - cos(x)) / sin(x)|]",
            "assume 1 < x && x < 3; (1 - cos(x)) / sin(x)"),
        new(StabilityWarnings.OneMinusCosine, "x:f", "[|1 - cos(x)|]", "2 - cos(x)"),
        new(
            StabilityWarnings.DifferenceOfAngles,
            "x:f y:f",
            "assume abs(x) < 3; assume abs(y) < 3; [|sin(x + y) - sin(x)|]",
            "assume abs(x) < 0.5; assume 1 < y && y < 2; sin(x + y) - sin(x)"),
        new(
            StabilityWarnings.DifferenceOfAngles,
            "x:f y:f",
            "assume abs(x) < 3; assume abs(y) < 3; [|cos(x + y) - cos(x)|]",
            "assume 0 < x && x < 0.5; assume 1 < y && y < 2; cos(x + y) - cos(x)"),
        new(
            StabilityWarnings.DifferenceOfAngles,
            "x:f y:f",
            "assume abs(x) < 0.5; assume abs(y) < 0.5; [|tan(x + y) - tan(x)|]",
            "assume abs(x) < 0.5; assume 0.1 < y && y < 0.5; tan(x + y) - tan(x)"),
        new(StabilityWarnings.DifferenceOfAngles, "x:f", "[|atan(x + 1) - atan(x)|]", "assume 1 < x && x < 3; atan(x + 1) - atan(x)"),
        new(StabilityWarnings.ArcCosineNearOne, "x:f", "assume 0 < x && x < 1; [|acos(1 - x)|]", "assume 0.1 < x && x < 1; acos(1 - x)"),
    ];
}
