using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Statistics</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Statistics() =>
    [
        new(StabilityWarnings.OnePassVariance, "v:f[]", "assume abs(v[i]) < 1e5; [|mean[i](v[i]^2) - mean[i](v[i])^2|]", "mean[i](v[i]^2) + mean[i](v[i])^2"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[] u:f[]",
            "[|mean[i | i > 0](v[i] * u[i]) - mean[i | i > 0](v[i]) * mean[i | i > 0](u[i])|]",
            "mean[i | i > 0](v[i]) * mean[i | i > 0](u[i])"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[]",
            "assume abs(v[i]) < 1e5; [|sum[i](v[i]^2) - sum[i](v[i])^2 / size(i)|]",
            "sum[i](v[i]^2) + sum[i](v[i])^2 / size(i)"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[]",
            "assume abs(v[i]) < 1e5; [|sum[i](v[i]^2) - size(i) * mean[i](v[i])^2|]",
            "sum[i](v[i]^2) + size(i) * mean[i](v[i])^2"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[]",
            "assume abs(v[i]) < 1e5; [|size(i) * sum[i](v[i]^2) - sum[i](v[i])^2|]",
            "size(i) * sum[i](v[i]^2) + sum[i](v[i])^2"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[] u:f[]",
            "[|sum[i](v[i] * u[i]) - sum[i](v[i]) * sum[i](u[i]) / size(i)|]",
            "sum[i](v[i]) * sum[i](u[i]) / size(i)"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[] u:f[]",
            "[|sum[i](v[i] * u[i]) - size(i) * mean[i](v[i]) * mean[i](u[i])|]",
            "size(i) * mean[i](v[i]) * mean[i](u[i])"),
        new(
            StabilityWarnings.OnePassVariance,
            "v:f[] u:f[]",
            "[|size(i) * sum[i](v[i] * u[i]) - sum[i](v[i]) * sum[i](u[i])|]",
            "sum[i](v[i]) * sum[i](u[i])"),
    ];
}
