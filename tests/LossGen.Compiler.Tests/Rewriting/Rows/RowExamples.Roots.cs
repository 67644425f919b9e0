using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <content>The rows of <c>RuleTable.Roots</c>.</content>
internal static partial class RowExamples
{
    private static IEnumerable<RowExample> Roots() =>
    [
        new(StabilityWarnings.RootMinusOne, "x:f", "[|sqrt(1 + x^2) - 1|]", "assume abs(x) < 1e6; sqrt(1 + x^2) - 0.5"),
        new(StabilityWarnings.DifferenceOfSquares, "x:f", "assume x > 1; [|sqrt(x^2 - 1)|]", "assume 2 < x && x < 1e6; sqrt(x^2 - 1)"),
        new(StabilityWarnings.RootOfSquare, "x:f", "[|sqrt(x^2)|]", "assume 0.1 < x && x < 1e6; sqrt(x^2)"),
        new(
            StabilityWarnings.Hypotenuse,
            "x:f y:f",
            "[|sqrt(x^2 + y^2)|]",
            "assume 0.1 < x && x < 1e6 && 0.1 < y && y < 1e6; sqrt(x^2 + y^2)"),
        new(
            StabilityWarnings.RootOfSumOfSquares,
            "v:f[]",
            "[|sqrt(sum[i](v[i]^2))|]",
            "assume 0.1 < v[i] && v[i] < 1e6; sqrt(sum[i](v[i]^2))"),
        new(
            StabilityWarnings.RootOfSumOfSquares,
            "v:f[]",
            "[|sqrt(mean[i](v[i]^2))|]",
            "assume 0.1 < v[i] && v[i] < 1e6; sqrt(mean[i](v[i]^2))"),
        new(
            StabilityWarnings.RootOfSumOfSquares,
            "v:f[]",
            "[|sqrt(mean[i | i > 0](v[i]^2))|]",
            "assume 0.1 < v[i] && v[i] < 1e6; sqrt(mean[i | i > 0](v[i]^2))"),
        new(
            StabilityWarnings.RootOfSumOfSquares,
            "v:f[] u:f[]",
            "[|sqrt(sum[i](v[i]^2) * sum[i](u[i]^2))|]",
            "assume 0.1 < v[i] && v[i] < 1e6; assume 0.1 < u[i] && u[i] < 1e6; sqrt(sum[i](v[i]^2) * sum[i](u[i]^2))"),
        new(
            StabilityWarnings.DifferenceOfRoots,
            "x:f",
            "assume x >= 0; [|sqrt(x + 1) - sqrt(x)|]",
            "assume 0 <= x && x < 10; sqrt(x + 1) - sqrt(x)"),
        new(
            StabilityWarnings.DifferenceOfRoots,
            "x:f",
            "assume x > 0; [|1 / sqrt(x) - 1 / sqrt(x + 1)|]",
            "assume 1 < x && x < 3; 1 / sqrt(x) - 1 / sqrt(x + 1)"),
        new(StabilityWarnings.DifferenceOfRoots, "x:f", "assume x > -1; [|sqrt(x + 4) - 2|]", "assume x > -1; sqrt(x + 4) - 1"),
        new(
            StabilityWarnings.ConjugateRoot,
            "x:f",
            "[|x + sqrt(x^2 + 4)|]",
            "assume 0 < x && x < 1e6; x + sqrt(x^2 + 4)"),
        new(
            StabilityWarnings.DifferenceOfRoots,
            "x:f",
            "assume x > 0; [|(x + 1)^(1/3) - x^(1/3)|]",
            "assume 1 < x && x < 3; (x + 1)^(1/3) - x^(1/3)"),
        new(
            StabilityWarnings.DifferenceOfPowers,
            "x:f p:f",
            "assume x > 1; assume x < 1e9; assume p > 0; assume p < 1; [|(x + 1)^p - x^p|]",
            "assume 1 < x && x < 3; assume 0.5 < p && p < 2; (x + 1)^p - x^p"),
        new(StabilityWarnings.RootOfExponential, "x:f", "[|sqrt(exp(x))|]", "assume abs(x) < 50; sqrt(exp(x))"),
        new(StabilityWarnings.RootOfExponential, "x:f", "[|sqrt(sigmoid(x))|]", "assume abs(x) < 50; sqrt(sigmoid(x))"),
        new(StabilityWarnings.RootOfExponential, "x:f p:f", "[|exp(x)^p|]", "assume abs(x) < 5 && abs(p) < 3; exp(x)^p"),
        new(
            StabilityWarnings.RootOfExponential,
            "v:f[]",
            "s[i] = softmax[i](v[i]); [|s[0]^0.3|]",
            "assume abs(v[i]) < 3; s[i] = softmax[i](v[i]); s[0]^0.3"),
        new(
            StabilityWarnings.Hypotenuse,
            "x:f y:f z:f",
            "[|sqrt(x^2 + y^2 + z^2)|]",
            "assume 1 < x && x < 9; assume 1 < y && y < 9; assume 1 < z && z < 9; sqrt(x^2 + y^2 + z^2)"),
        new(StabilityWarnings.DifferenceOfRoots, "x:f", "assume x > -1; [|1 / sqrt(1 + x) - 1|]", "assume 1 < x && x < 3; 1 / sqrt(1 + x) - 1"),
        new(StabilityWarnings.ConjugateRoot, "x:f y:f", "[|hypot(x, y) - x|]", "hypot(x, y) + abs(x)"),
        new(
            StabilityWarnings.RootOfSumOfSquares,
            "v:f[]",
            "[|sum[i](abs(v[i])^3)^(1 / 3)|]",
            "assume 0.1 < v[i] && v[i] < 10; sum[i](abs(v[i])^3)^(1 / 3)"),
    ];
}
