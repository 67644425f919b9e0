using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Probabilities</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Probabilities() =>
    [
        new(StabilityWarnings.LogSoftmax, "z:f[]", "p[c] = softmax[c](z[c]); -[|log(p[1])|]", "p[c] = softmax[c](z[c]); -log(2 + p[1])"),
        new(
            StabilityWarnings.LogSoftmax,
            "z:f[]",
            "p[c] = softmax[c | c > 0](z[c]); sum[c | c > 0]([|log(p[c])|])",
            "p[c] = softmax[c | c > 0](z[c]); sum[c | c > 0](log(2 + p[c]))"),
        new(StabilityWarnings.LogSigmoid, "x:f", "[|log(sigmoid(x))|]", "log(2 + sigmoid(x))"),
        new(StabilityWarnings.LogOneMinusSigmoid, "x:f", "[|log(1 - sigmoid(x))|]", "log(3 - sigmoid(x))"),
        new(StabilityWarnings.LogOneMinusSigmoid, "x:f", "[|log1p(-sigmoid(x))|]", "log1p(sigmoid(x))"),
        new(
            StabilityWarnings.LogOdds,
            "x:f",
            "[|log(sigmoid(x) / (1 - sigmoid(x)))|]",
            "assume 1 < x && x < 3; log(sigmoid(x) / (1 - sigmoid(x)))"),
        new(
            StabilityWarnings.LogOdds,
            "x:f",
            "[|log(sigmoid(x)) - log(1 - sigmoid(x))|]",
            "assume 1 < x && x < 3; log(sigmoid(x)) - log(1 - sigmoid(x))"),
        new(
            StabilityWarnings.SoftmaxByHand,
            "v:f[]",
            "p[i] = [|exp(v[i]) / sum[j](exp(v[j]))|]; p[0]",
            "m = max(v); p[i] = exp(v[i] - m) / sum[j](exp(v[j] - m)); p[0]"),
        new(
            StabilityWarnings.SoftmaxByHand,
            "v:f[] u:f[]",
            "[|sum[i](u[i] * exp(v[i])) / sum[i](exp(v[i]))|]",
            "m = max(v); sum[i](u[i] * exp(v[i] - m)) / sum[i](exp(v[i] - m))"),
        new(
            StabilityWarnings.SoftmaxByHand,
            "x:f y:f",
            "[|exp(x) / (exp(x) + exp(y))|]",
            "assume abs(x) < 20 && abs(y) < 20; exp(x) / (exp(x) + exp(y))"),
        new(StabilityWarnings.SigmoidByHand, "x:f", "[|exp(x) / (1 + exp(x))|]", "exp(-abs(x)) / (1 + exp(-abs(x)))") { IsOfCSharp = true },
        new(StabilityWarnings.SigmoidByHand, "x:f", "[|exp(x) * sigmoid(-x)|]", "exp(-abs(x)) * sigmoid(abs(x))"),
        new(StabilityWarnings.PowerOfComplement, "x:f g:f", "[|(1 - sigmoid(x))^g|]", "assume 0.1 < g && g < 3; (2 - sigmoid(x))^g"),
        new(
            StabilityWarnings.PowerOfComplement,
            "z:f[] g:f",
            "p[c] = softmax[c](z[c]); [|(1 - p[0])^g|]",
            "p[c] = softmax[c](z[c]); (2 - p[0])^g"),
        new(StabilityWarnings.PowerOfComplement, "x:f g:f", "assume x <= 0; [|(1 - exp(x))^g|]", "assume x <= 0 && 0.1 < g && g < 3; (2 - exp(x))^g"),
        new(
            StabilityWarnings.LogOfExponentials,
            "x:f y:f",
            "assume x > y; [|log(sigmoid(x) - sigmoid(y))|]",
            "assume 1 < x && x < 2; assume -2 < y && y < -1; log(sigmoid(x) - sigmoid(y))"),
        new(StabilityWarnings.DifferenceOfSigmoids, "x:f y:f", "[|sigmoid(x) - sigmoid(y)|]", "sigmoid(x) + sigmoid(y)"),
    ];
}
