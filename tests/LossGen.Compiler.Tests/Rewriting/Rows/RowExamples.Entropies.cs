using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Entropies</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Entropies() =>
    [
        new(
            StabilityWarnings.GeneralizedRelativeEntropy,
            "x:f y:f",
            "assume x >= 0; assume y >= 0; [|x * log(x / y) - x + y|]",
            "assume x >= 0; assume y >= 0; kl_div(x, y)"),
        new(
            StabilityWarnings.ZeroTimesLog,
            "v:f[] u:f[]",
            "assume 0 <= v[i] && v[i] <= 1; assume 1e-10 < u[i] && u[i] <= 1; sum[i]([|v[i] * log(v[i] / u[i])|])",
            "assume v[i] > 0; assume u[i] > 0; sum[i](v[i] * log(v[i] / u[i]))"),
        new(
            StabilityWarnings.ZeroTimesLog,
            "v:f[] u:f[]",
            "sum[i]([|v[i] * (log(v[i]) - log(u[i]))|])",
            "assume v[i] > 0; assume u[i] > 0; sum[i](v[i] * (log(v[i]) - log(u[i])))"),
        new(
            StabilityWarnings.ZeroTimesLog,
            "v:f[] u:f[]",
            "sum[i]([|v[i] * (log(v[i]) - u[i])|])",
            "assume v[i] > 0; sum[i](v[i] * (log(v[i]) - u[i]))"),
        new(StabilityWarnings.ZeroTimesLog, "v:f[] u:f[]", "sum[i]([|v[i] * log(u[i])|])", "assume u[i] > 0; sum[i](v[i] * log(u[i]))"),
        new(
            StabilityWarnings.ZeroTimesLog,
            "v:f[] u:f[]",
            "assume 0 <= v[i] && v[i] <= 1 && u[i] >= -1; sum[i]([|v[i] * log1p(u[i])|])",
            "assume u[i] >= 0; sum[i](v[i] * log1p(u[i]))"),
        new(
            StabilityWarnings.GeneralizedRelativeEntropy,
            "x:f y:f",
            "[|x * log(x / y) - x + y|]",
            "assume 1 < x && x < 2; assume 3 < y && y < 4; x * log(x / y) - x + y"),
        new(
            StabilityWarnings.GeneralizedRelativeEntropy,
            "x:f y:f",
            "[|x * (log(x) - log(y)) - x + y|]",
            "assume 1 < x && x < 2; assume 3 < y && y < 4; x * (log(x) - log(y)) - x + y"),
        new(
            StabilityWarnings.GeneralizedRelativeEntropy,
            "x:f y:f",
            "assume x > 0 && y > 0; [|log(x / y) + y / x - 1|]",
            "assume 1 < x && x < 2; assume 3 < y && y < 4; log(x / y) + y / x - 1"),
        new(
            StabilityWarnings.GeneralizedRelativeEntropy,
            "x:f y:f",
            "assume x > 0 && y > 0; [|x / y - log(x / y) - 1|]",
            "assume 1 < x && x < 2; assume 3 < y && y < 4; x / y - log(x / y) - 1"),
    ];
}
