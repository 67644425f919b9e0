using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Quotients</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Quotients() =>
    [
        new(StabilityWarnings.QuotientOfProducts, "x:f y:f", "[|x * y / y|]", "x * y / (1 + abs(y))"),
        new(
            StabilityWarnings.QuotientOfProducts,
            "v:f[] u:f[] w:f[] t:f[]",
            "assume v[i] > 0 && u[i] > 0 && w[i] > 0 && t[i] > 0; sum[i]([|(v[i] * u[i]) / (w[i] * t[i])|])",
            "sum[i](v[i] * u[i]) + sum[i](w[i] * t[i])"),
        new(StabilityWarnings.QuotientOfProducts, "v:f[] u:f[]", "assume v[i] > 0 && u[i] > 0; sum[i]([|v[i]^2 / u[i]^2|])", "sum[i](v[i]^2) + sum[i](u[i]^2)"),
    ];
}
