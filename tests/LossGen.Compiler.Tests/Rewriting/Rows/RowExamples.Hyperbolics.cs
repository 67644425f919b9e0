using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Hyperbolics</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Hyperbolics() =>
    [
        new(
            StabilityWarnings.TanhByHand,
            "x:f",
            "[|(exp(x) - exp(-x)) / (exp(x) + exp(-x))|]",
            "assume 1 < x && x < 3; (exp(x) - exp(-x)) / (exp(x) + exp(-x))"),
        new(StabilityWarnings.TanhByHand, "x:f", "[|(exp(x) - 1) / (exp(x) + 1)|]", "assume 1 < x && x < 3; (exp(x) - 1) / (exp(x) + 1)") { IsOfCSharp = true },
        new(StabilityWarnings.TanhByHand, "x:f", "[|(1 - exp(x)) / (1 + exp(x))|]", "assume 1 < x && x < 3; (1 - exp(x)) / (1 + exp(x))") { IsOfCSharp = true },
        new(StabilityWarnings.TanhByHand, "x:f", "[|(exp(x) - 1) * sigmoid(-x)|]", "assume 1 < x && x < 3; (exp(x) - 1) * sigmoid(-x)"),
        new(StabilityWarnings.TanhByHand, "x:f", "[|(1 - exp(x)) * sigmoid(-x)|]", "assume 1 < x && x < 3; (1 - exp(x)) * sigmoid(-x)"),
        new(StabilityWarnings.TanhFromSigmoid, "x:f", "[|sigmoid(x) - 0.5|]", "sigmoid(x) - 2"),
        new(StabilityWarnings.CoshMinusOne, "x:f", "[|exp(x) + exp(-x) - 2|]", "exp(x) + exp(-x) - 1"),
        new(StabilityWarnings.CoshMinusOne, "x:f", "[|cosh(x) - 1|]", "cosh(x) - 0.5"),
        new(StabilityWarnings.SinhByHand, "x:f", "[|exp(x) - exp(-x)|]", "exp(x) + exp(-x)"),
        new(StabilityWarnings.OneMinusSquaredTanh, "x:f", "[|1 - tanh(x)^2|]", "2 - tanh(x)^2"),
        new(StabilityWarnings.OneMinusTanh, "x:f", "[|1 - tanh(x)|]", "2 - tanh(x)"),
        new(StabilityWarnings.OneMinusTanh, "x:f", "[|1 + tanh(x)|]", "2 + tanh(x)"),
        new(
            StabilityWarnings.InverseHyperbolic,
            "x:f",
            "[|log(x + sqrt(x^2 + 1))|]",
            "assume 1 < x && x < 1e6; log(x + sqrt(x^2 + 1))"),
        new(
            StabilityWarnings.InverseHyperbolic,
            "x:f",
            "assume x >= 1; [|log(x + sqrt(x^2 - 1))|]",
            "assume 2 < x && x < 1e6; log(x + sqrt(x^2 - 1))"),
        new(StabilityWarnings.OneMinusErf, "x:f", "[|1 - erf(x)|]", "2 - erf(x)"),
        new(StabilityWarnings.OneMinusErf, "x:f", "[|1 + erf(x)|]", "2 + erf(x)"),
        new(StabilityWarnings.OneMinusErf, "x:f", "[|1 - erfc(x)|]", "3 - erfc(x)"),
        new(StabilityWarnings.OneMinusErf, "x:f", "[|2 - erfc(x)|]", "3 - erfc(x)"),
        new(StabilityWarnings.LogErfc, "x:f", "[|log(erfc(x))|]", "log(2 + erfc(x))"),
        new(StabilityWarnings.LogErfc, "x:f", "[|log(0.5 * erfc(x))|]", "log(2 + 0.5 * erfc(x))"),
        new(StabilityWarnings.DifferenceOfSigmoids, "x:f y:f", "[|tanh(x) - tanh(y)|]", "assume 0 < x && x < 2; assume -2 < y && y < 0; tanh(x) - tanh(y)"),
        new(StabilityWarnings.DifferenceOfSigmoids, "x:f y:f", "[|erf(x) - erf(y)|]", "assume 0 < x && x < 2; assume -2 < y && y < 0; erf(x) - erf(y)"),
        new(StabilityWarnings.LogErfc, "x:f", "[|exp(-x^2) / erfc(x)|]", "assume 0 < x && x < 2; exp(-x^2) / erfc(x)"),
        new(StabilityWarnings.LogErfc, "x:f", "[|exp(x^2) * erfc(x)|]", "assume 0 < x && x < 2; exp(x^2) * erfc(x)"),
    ];
}
