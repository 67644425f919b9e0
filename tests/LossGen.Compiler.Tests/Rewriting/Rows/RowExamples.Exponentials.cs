using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Exponentials</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Exponentials() =>
    [
        new(StabilityWarnings.ExpQuotient, "x:f", "[|exp(x) / (exp(x) - 1)|]", "assume 1 < x && x < 3; exp(x) / (exp(x) - 1)"),
        new(StabilityWarnings.ExpQuotient, "x:f", "[|exp(x) / (1 - exp(x))|]", "assume 1 < x && x < 3; exp(x) / (1 - exp(x))"),
        new(StabilityWarnings.ExpQuotient, "x:f", "assume x > 0; [|expm1(2 * x) / expm1(x)|]", "assume 1 < x && x < 3; expm1(2 * x) / expm1(x)"),
        new(StabilityWarnings.ExpProduct, "x:f y:f", "[|exp(x) * exp(y)|]", "assume abs(x) < 20 && abs(y) < 20; exp(x) * exp(y)"),
        new(StabilityWarnings.ExpProduct, "x:f y:f", "[|exp(x) / exp(y)|]", "assume abs(x) < 20 && abs(y) < 20; exp(x) / exp(y)"),
        new(StabilityWarnings.ExpProduct, "x:f y:f", "[|exp(x)^2 / exp(y)|]", "assume abs(x) < 20 && abs(y) < 20; exp(x)^2 / exp(y)"),
        new(
            StabilityWarnings.SoftmaxByHand,
            "v:f[] w:f[]",
            "assume w[i] > 0 && abs(v[i]) < 500; [|exp(v[0]) / sum[i](w[i] * exp(v[i]))|]",
            "assume w[i] > 0; m = max(v); exp(v[0] - m) / sum[i](w[i] * exp(v[i] - m))"),
        new(StabilityWarnings.SamePower, "x:f y:f", "[|2^x * 2^y|]", "assume abs(x) < 20 && abs(y) < 20; 2^x * 2^y"),
        new(StabilityWarnings.SamePower, "x:f y:f", "[|2^x / 2^y|]", "assume abs(x) < 20 && abs(y) < 20; 2^x / 2^y"),
        new(StabilityWarnings.ExpProduct, "x:f y:f", "assume abs(x) < 92; [|y / exp(x)|]", "assume abs(x) < 20 && abs(y) < 20; y / exp(x)"),
    ];
}
