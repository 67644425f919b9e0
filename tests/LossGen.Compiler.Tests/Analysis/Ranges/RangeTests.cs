using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>What the form of an expression, facts and conditions say of its range. Each row is a claim of the analysis.</summary>
public sealed class RangeTests
{
    private const string Parameters = "x:f y:f g:f k:i p:f[] q:f[] z:f[] label:i[] w:f[]";

    [Theory]
    [InlineData("x", "(-∞, ∞)")]
    [InlineData("x * x", "[0, ∞)")]
    [InlineData("x^2 + 1", "[1, ∞)")]
    [InlineData("x * (y * x) * y", "[0, ∞)")]
    [InlineData("exp(x)", "(0, ∞)")]
    [InlineData("exp(-abs(x))", "(0, 1]")]
    [InlineData("sigmoid(x)", "(0, 1)")]
    [InlineData("1 - sigmoid(x)", "(0, 1)")]
    [InlineData("tanh(x)", "(-1, 1)")]
    [InlineData("erfc(x)", "(0, 2)")]
    [InlineData("cosh(x)", "[1, ∞)")]
    [InlineData("hypot(x, y)", "[0, ∞)")]
    [InlineData("log(1 + exp(x))", "(0, ∞)")]
    [InlineData("log(x)", "[-∞, ∞) or NaN")]
    [InlineData("log(abs(x))", "[-∞, ∞)")]
    [InlineData("1 / (1 + x^2)", "(0, 1]")]
    [InlineData("1 / x", "[-∞, ∞]")]
    [InlineData("x / x", "[-∞, ∞] or NaN")]
    [InlineData("sqrt(x)", "[0, ∞) or NaN")]
    [InlineData("tanh(x^2)", "[0, 1)")]
    [InlineData("clamp(x, -2, 3)", "[-2, 3]")]
    [InlineData("max(x, 0)", "[0, ∞)")]
    [InlineData("min(x, 0)", "(-∞, 0]")]
    [InlineData("mod(k, 5)", "[0, 4]")]
    [InlineData("abs(sin(x)) + cos(y)", "[-1, 2]")]
    public void Operations_have_their_ranges_in_real_arithmetic(string text, string expected) => Check(text, expected, Arithmetic.Exact);

    [Theory]
    [InlineData("x", "(-∞, ∞)")]
    [InlineData("exp(x)", "[0, ∞]")]
    [InlineData("exp(-abs(x))", "[0, 1]")]
    [InlineData("sigmoid(x)", "[0, 1]")]
    [InlineData("tanh(x)", "[-1, 1]")]
    [InlineData("1 + exp(x)", "[1, ∞]")]
    [InlineData("x + y", "[-∞, ∞]")]
    [InlineData("x^2 + 0.5", "[0.5, ∞]")]
    public void Rounding_reaches_the_limits(string text, string expected) => Check(text, expected, Arithmetic.Rounded);

    [Theory]
    [InlineData("x * (1 - x)", "(-∞, 0.25]")]
    [InlineData("sigmoid(x) * (1 - sigmoid(x))", "(0, 0.25]")]
    [InlineData("sigmoid(x) * sigmoid(-x)", "(0, 0.25]")]
    [InlineData("x / (abs(x) + 1)", "(-1, 1)")]
    [InlineData("x / hypot(x, y)", "[-1, 1] or NaN")]
    [InlineData("x / sqrt(x^2 + 1)", "[-1, 1]")]
    [InlineData("softplus(x) - x", "[0, ∞)")]
    [InlineData("exp(x) - 1 - x", "[0, ∞)")]
    [InlineData("expm1(x) - x", "[0, ∞)")]
    [InlineData("exp(x) - x - 1", "[0, ∞)")]
    [InlineData("x - x", "[0, 0]")]
    [InlineData("abs(x) - x", "[0, ∞)")]
    [InlineData("abs(x) + x", "[0, ∞)")]
    [InlineData("hypot(x, y) - y", "[0, ∞)")]
    [InlineData("x^2 - 2 * x * y + y^2", "[0, ∞)")]
    [InlineData("x^2 + 2 * x + 1", "[0, ∞)")]
    [InlineData("max(x, y) - min(x, y)", "[0, ∞)")]
    [InlineData("x / y - log(x / y) - 1 | x > 0 & y > 0", "[0, ∞)")]
    [InlineData("x - log1p(x) | x >= 0", "[0, ∞)")]
    [InlineData("x * log(x / y) - x + y | x > 0 & y > 0", "[0, ∞)")]
    [InlineData("x * log(x) - x * log(y) - x + y | x > 0 & y > 0", "[0, ∞)")]
    [InlineData("y * x + (1 - y) * g | y >= 0 & y <= 1 & x >= 2 & x <= 3 & g >= 5 & g <= 7", "[2, 7]")]
    public void Terms_of_a_sum_are_related(string text, string expected) => Check(text, expected, Arithmetic.Exact);

    [Theory]
    [InlineData("max[c](z[c]) - z[0]", "[0, ∞)")]
    [InlineData("logsumexp[c](z[c]) - z[label[0]]", "[0, ∞)")]
    [InlineData("sum[c](z[c] - max[d](z[d]))", "(-∞, 0]")]
    [InlineData("max[c](z[c] - logsumexp[d](z[d]))", "(-∞, 0]")]
    [InlineData("min[c](softmax[c](z[c]))", "(0, 1]")]
    [InlineData("sum[c](softmax[c](z[c]))", "[1, 1]")]
    [InlineData("sum[c](z[c]^2)", "[0, ∞)")]
    [InlineData("mean[c](tanh(z[c]))", "(-1, 1)")]
    [InlineData("mean[n,c](sigmoid(p[n] * z[c]))", "(0, 1)")]
    [InlineData("mean[c | z[c] > 1](z[c])", "[0, ∞)")]
    [InlineData("prod[c](sigmoid(z[c]))", "(0, 1]")]
    [InlineData("norm[c](z[c])", "[0, ∞)")]
    [InlineData("max[c](abs(z[c] / norm[d](z[d])))", "[0, 1] or NaN")]
    [InlineData("sum[c](p[c] * q[c]) / (norm[c](p[c]) * norm[c](q[c]))", "[-1, 1] or NaN")]
    [InlineData("sum[c](p[c] * q[c]) / max(norm[c](p[c]) * norm[c](q[c]), 1e-3)", "[-1, 1]")]
    [InlineData("max[c](c / size(c) + 0 * z[c])", "[0, 1)")]
    public void Reductions_bound_their_terms(string text, string expected) => Check(text, expected, Arithmetic.Exact);

    [Theory]
    [InlineData("x | 0 < x & x <= 1", "(0, 1]")]
    [InlineData("log(x - y) | x > y", "(-∞, ∞)")]
    [InlineData("x - y | x > y + 1", "(1, ∞)")]
    [InlineData("x | x >= y & y > 2", "(2, ∞)")]
    [InlineData("x / y | 0 <= x & x <= y & y > 0", "[0, 1]")]
    [InlineData("x | x == 0 || x == 1", "[0, 1]")]
    [InlineData("x | x >= 0 & x != 0", "(0, ∞)")]
    [InlineData("x | abs(x) < 2", "(-2, 2)")]
    [InlineData("x | 3 >= max(x, y)", "(-∞, 3]")]
    [InlineData("sum[n](log(p[n])) | 0 < p[i] & p[i] <= 1", "(-∞, 0]")]
    [InlineData("min[n](q[n] - p[n]) | p[i] <= q[i]", "[0, ∞)")]
    [InlineData("max[n](label[n]) | 0 <= label[i] & label[i] < 3", "[0, 2]")]
    [InlineData("min[n](sum[c](z[n,c]) + 0 * p[n]) | sum[c](z[n,c]) == 1", "[1, 1]")]
    public void Facts_are_respected(string text, string expected) => Check(text, expected, Arithmetic.Exact);

    [Theory]
    [InlineData("x > 0 ? 0.5 : exp(x)", "(0, 1]")]
    [InlineData("x > 0 ? x : -x", "[0, ∞)")]
    [InlineData("x >= y ? x - y : y - x", "[0, ∞)")]
    [InlineData("x == 0 ? 1 : 1 / abs(x)", "(0, ∞)")]
    [InlineData("x == 0 ? 1 : x / x", "(-∞, ∞)")]
    [InlineData("x == 0 ? 1 : 1 / x^2", "(0, ∞)")]
    [InlineData("x > 0 && y > 0 ? x * y : 1", "(0, ∞)")]
    [InlineData("x <= 0 || y <= 0 ? 1 : x * y", "(0, ∞)")]
    [InlineData("x > 1 ? (x > 0 ? 2 : -3) : 4", "[2, 4]")]
    [InlineData("k > 2 ? k : 7", "[3, 2147483647]")]
    public void Branches_know_their_condition(string text, string expected) => Check(text, expected, Arithmetic.Exact);

    [Theory]
    [InlineData("mean[n]((p[n] - q[n])^2)")]
    [InlineData("mean[n](abs(p[n] - q[n]))")]
    [InlineData("mean[n](abs(p[n] - q[n]) <= g ? 0.5 * (p[n] - q[n])^2 : g * (abs(p[n] - q[n]) - 0.5 * g)) | g > 0")]
    [InlineData("mean[n](abs(p[n] - q[n]) <= g ? 0.5 * (p[n] - q[n])^2 : g * abs(p[n] - q[n]) - 0.5 * g^2) | g > 0")]
    [InlineData("mean[n](max(p[n], 0) - p[n] * q[n] + log1p(exp(-abs(p[n])))) | 0 <= q[i] && q[i] <= 1")]
    [InlineData("mean[n](softplus(p[n]) - p[n] * q[n]) | 0 <= q[i] && q[i] <= 1")]
    [InlineData("mean[n](-p[n] * q[n] + softplus(p[n])) | 0 <= q[i] && q[i] <= 1")]
    [InlineData("mean[n]((1 - q[n]) * p[n] + softplus(-p[n])) | 0 <= q[i] && q[i] <= 1")]
    [InlineData("-mean[n](q[n] * log(p[n]) + (1 - q[n]) * log1p(-p[n])) | 0 < p[i] & p[i] < 1 & 0 <= q[i] && q[i] <= 1")]
    [InlineData("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData("-sum[n,c](c == label[n] ? logsoftmax[c](z[n,c]) : 0)")]
    [InlineData("mean[n](max(0, 1 - p[n] * q[n])^2)")]
    [InlineData("sum[n](p[n] * log(p[n] / q[n]) - p[n] + q[n]) | p[i] > 0 & q[i] > 0")]
    [InlineData("sum[n](kl_div(p[n], q[n])) | p[i] > 0 & q[i] > 0")]
    [InlineData("mean[n](max(g * (p[n] - q[n]), (g - 1) * (p[n] - q[n]))) | 0 < g & g < 1")]
    [InlineData("mean[n](p[n] >= q[n] ? g * (p[n] - q[n]) : (1 - g) * (q[n] - p[n])) | 0 < g & g < 1")]
    [InlineData("mean[n](exp(p[n]) - 1 - p[n])")]
    [InlineData("mean[n](sqrt(1 + p[n]^2) - 1)")]
    [InlineData("mean[n](logcosh(p[n] - q[n]))")]
    [InlineData("mean[n](p[n] / q[n] - log(p[n] / q[n]) - 1) | p[i] > 0 & q[i] > 0")]
    [InlineData("1 - sum[c](p[c] * q[c]) / max(norm[c](p[c]) * norm[c](q[c]), 1e-6)")]
    public void Losses_are_not_negative(string text)
    {
        var (program, ranges) = Analyze(text, Arithmetic.Exact);
        Assert.True(ranges.Of(program.Value).IsNonNegative, ranges.Of(program.Value).ToString());
    }

    [Theory]
    [InlineData("mean[n](p[n] - q[n])")]
    [InlineData("mean[n](exp(p[n]) - q[n] * p[n])")]
    [InlineData("mean[n](softplus(p[n]) - p[n] * q[n])")]
    [InlineData("logsumexp[c](z[c]) - p[0]")]
    [InlineData("max(g * x, (g - 1) * x)")]
    [InlineData("exp(x) - 1.1 - x")]
    [InlineData("x^2 + 3 * x * y + y^2")]
    [InlineData("sum[n](p[n] * log(p[n] / q[n])) | p[i] > 0 & q[i] > 0")]
    public void What_can_be_negative_is_not_claimed(string text)
    {
        var (program, ranges) = Analyze(text, Arithmetic.Exact);
        Assert.False(ranges.Of(program.Value).IsNonNegative);
    }

    /// <summary>In float these are -6e-8 or the like, or NaN behind the next function.</summary>
    [Theory]
    [InlineData("exp(x) - 1 - x")]
    [InlineData("x * log(x / y) - x + y | x > 0 & y > 0")]
    [InlineData("1 - sum[c](p[c] * q[c]) / max(norm[c](p[c]) * norm[c](q[c]), 1e-6)")]
    [InlineData("x^2 - 2 * x * y + y^2")]
    public void What_rounding_makes_negative_is_not_claimed_of_computed_values(string text)
    {
        var (program, ranges) = Analyze(text, Arithmetic.Rounded);
        Assert.False(ranges.IsNonNegative(program.Value));
    }

    private static void Check(string text, string expected, Arithmetic arithmetic)
    {
        var (program, ranges) = Analyze(text, arithmetic);
        Assert.Equal(expected, ranges.Of(program.Value).ToString().Replace("Infinity", "∞", StringComparison.Ordinal));
    }

    /// <summary>A value behind which facts may stand: separated by <c>&amp;</c>.</summary>
    private static (BoundProgram Program, RangeAnalysis Ranges) Analyze(string text, Arithmetic arithmetic)
    {
        var parts = text.Split(" | ", 2);
        var isGuard = parts[0].Count(character => character == '[') > parts[0].Count(character => character == ']');
        var (value, facts) = isGuard || parts.Length == 1 ? (text, "") : (parts[0], parts[1]);
        var statements = facts.Split(" & ", StringSplitOptions.RemoveEmptyEntries).Select(fact => $"assume {fact};");
        var program = TestLoss.Bind(Parameters, string.Join("\n", [.. statements, value]));
        return (program, RangeAnalysis.Of(program, arithmetic));
    }
}
