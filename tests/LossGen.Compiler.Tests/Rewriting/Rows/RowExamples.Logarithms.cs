using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Logarithms</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Logarithms() =>
    [
        new(StabilityWarnings.LogExp, "x:f", "[|log(exp(x))|]", "log(2 + exp(-abs(x)))"),
        new(StabilityWarnings.LogSumExp, "v:f[]", "[|log(sum[i](exp(v[i])))|]", "m = max(v); m + log(sum[i](exp(v[i] - m)))"),
        new(StabilityWarnings.LogSumExp, "v:f[]", "[|log(3 + sum[i](exp(v[i])))|]", "log(3 + sum[i](exp(-abs(v[i]))))"),
        new(StabilityWarnings.LogMeanExp, "v:f[]", "assume v[i] > 1; [|log(mean[i](exp(v[i])))|]", "assume 1 < v[i] && v[i] < 3; log(mean[i](exp(v[i])))"),
        new(
            StabilityWarnings.LogMeanExp,
            "v:f[]",
            "assume v[i] > 1; [|log(mean[i | i > 0](exp(v[i])))|]",
            "assume 1 < v[i] && v[i] < 3; log(mean[i | i > 0](exp(v[i])))"),
        new(StabilityWarnings.LogOnePlusExp, "x:f", "[|log(1 + exp(x))|]", "log(3 + exp(-abs(x)))"),
        new(StabilityWarnings.LogOnePlusExp, "x:f", "[|log1p(exp(x))|]", "log1p(exp(-abs(x)))"),
        new(StabilityWarnings.LogOnePlusExp, "x:f", "[|log(5 + exp(x))|]", "log(5 + exp(-abs(x)))"),
        new(StabilityWarnings.LogCosh, "x:f", "[|log(exp(x) + exp(-x))|]", "assume abs(x) < 20; log(exp(x) + exp(-x))"),
        new(StabilityWarnings.LogCosh, "x:f", "[|log((exp(x) + exp(-x)) / 2)|]", "assume 1 < x && x < 3; log((exp(x) + exp(-x)) / 2)"),
        new(StabilityWarnings.LogCosh, "x:f", "[|logaddexp(x, -x) - log(2)|]", "logaddexp(x, -x) - log(1.5)"),
        new(StabilityWarnings.LogCosh, "x:f", "[|abs(x) + softplus(-2 * abs(x)) - log(2)|]", "abs(x) + softplus(-2 * abs(x)) - log(1.5)"),
        new(
            StabilityWarnings.LogAddExp,
            "x:f y:f",
            "[|log(exp(x) + exp(y))|]",
            "assume 1 < x && x < 3 && 1 < y && y < 3; log(exp(x) + exp(y))"),
        new(StabilityWarnings.LogOneMinusExp, "x:f", "assume x < 0; [|log(1 - exp(x))|]", "assume x < 0; log(3 - exp(x))"),
        new(StabilityWarnings.LogOneMinusExp, "x:f", "assume x < 0; [|log1p(-exp(x))|]", "assume x < 0; log1p(exp(x))"),
        new(StabilityWarnings.LogExpMinusOne, "x:f", "assume x > 1; [|log(exp(x) - 1)|]", "assume 1 < x && x < 3; log(exp(x) - 1)"),
        new(StabilityWarnings.LogExpMinusOne, "x:f", "assume x > 1; [|log(expm1(x))|]", "assume 1 < x && x < 3; log(expm1(x))"),
        new(
            StabilityWarnings.LogDifferenceExp,
            "x:f y:f",
            "assume x > y; [|log(exp(x) - exp(y))|]",
            "assume 2 < x && x < 3 && 0 < y && y < 1; log(exp(x) - exp(y))"),
        new(StabilityWarnings.LogCosh, "x:f", "[|log(cosh(x))|]", "assume 1 < x && x < 3; log(cosh(x))"),
        new(
            StabilityWarnings.Atanh,
            "x:f",
            "assume abs(x) < 1; [|log((1 + x) / (1 - x))|]",
            "assume 0.1 < x && x < 0.9; log((1 + x) / (1 - x))"),
        new(StabilityWarnings.LogOfRatio, "x:f", "assume x > 0; [|log((x + 1) / x)|]", "assume 1 < x && x < 3; log((x + 1) / x)"),
        new(
            StabilityWarnings.DifferenceOfLogs,
            "x:f",
            "assume x > 1; [|(x + 1) * log(x + 1) - x * log(x)|]",
            "assume 1 < x && x < 3; (x + 1) * log(x + 1) - x * log(x)"),
        new(
            StabilityWarnings.DifferenceOfLogs,
            "x:f",
            "assume x > 0; [|log(x + 1) - log(x)|]",
            "assume 1 < x && x < 3; log(x + 1) - log(x)"),
        new(
            StabilityWarnings.LogOfExponentials,
            "x:f y:f w:f v:f",
            "assume w > 0; assume v > 0; [|log(w * exp(x) + v * exp(y))|]",
            "assume 1 < w && w < 2 && 1 < v && v < 2 && 0 < x && x < 1 && 0 < y && y < 1; log(w * exp(x) + v * exp(y))"),
        new(
            StabilityWarnings.LogOfExponentials,
            "x:f w:f",
            "assume w > 0; [|log1p(w * exp(x))|]",
            "assume 0 < w && w < 2; log1p(w * exp(-abs(x)))"),
        new(StabilityWarnings.LogOfExponentials, "x:f y:f", "[|xlogy(y, sigmoid(x))|]", "xlogy(y, 2 + sigmoid(x))"),
        new(StabilityWarnings.LogPower, "x:f", "[|log(x^4)|]", "assume 2 < x && x < 10; log(x^4)"),
        new(StabilityWarnings.LogPower, "x:f", "assume x > 0; [|log(x^3)|]", "assume 2 < x && x < 10; log(x^3)"),
        new(StabilityWarnings.LogPower, "x:f p:f", "assume x > 0; [|log(x^p)|]", "assume 2 < x && x < 10 && 1 < p && p < 3; log(x^p)"),
        new(StabilityWarnings.LogOnePlus, "x:f", "[|log(1 + x)|]", "log(2 + x)"),
        new(StabilityWarnings.Hypotenuse, "x:f y:f", "[|log(x^2 + y^2)|]", "assume 2 < x && x < 10; assume 2 < y && y < 10; log(x^2 + y^2)"),
    ];
}
