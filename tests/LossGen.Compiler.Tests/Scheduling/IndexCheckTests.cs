using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Tests.Scheduling;

/// <summary>Which computed indices are checked when a loss runs: those that the text itself does not prove.</summary>
public sealed class IndexCheckTests
{
    [Theory]
    [InlineData("m[t] = t == 0 ? x[t] : m[t-1] + x[t]; sum[t](m[t])")]
    [InlineData("m[t] = t != 0 ? m[t-1] + x[t] : x[t]; sum[t](m[t])")]
    [InlineData("m[t] = t > 0 ? m[t-1] + x[t] : x[t]; sum[t](m[t])")]
    [InlineData("m[t] = 0 < t ? m[t-1] + x[t] : x[t]; sum[t](m[t])")]
    [InlineData("m[t] = t >= 1 ? m[t-1] + x[t] : x[t]; sum[t](m[t])")]
    [InlineData("m[t] = t < 2 ? x[t] : m[t-1] - m[t-2]; sum[t](m[t])")]
    [InlineData("m[t] = t == 0 || t == 1 ? x[t] : m[t-1] - m[t-2]; sum[t](m[t])")]
    [InlineData("m[t] = x[t] + (t + 1 < size(t) ? m[t+1] : 0); sum[t](m[t])")]
    [InlineData("m[t] = x[t] + (t < size(t) - 1 ? m[t+1] : 0); sum[t](m[t])")]
    [InlineData("m[t] = x[t] + (t == size(t) - 1 ? 0 : m[t+1]); sum[t](m[t])")]
    [InlineData("r[i,j] = x[i] * y[j] + (i > 0 && j > 0 ? r[i-1,j-1] : i == 0 ? 0 : r[i-1,j]); sum[i,j](r[i,j])")]
    [InlineData("sum[t | t > 0](x[t] * x[t-1])")]
    [InlineData("sum[t | t > 0 && t + 1 < size(t)](x[t+1] - 2 * x[t] + x[t-1])")]
    [InlineData("sum[t](cumsum[t](x[t]))")]
    [InlineData("sum[t](sort[t](x[t]) * y[t])")]
    public void Neighbours_need_no_check(string text) => Assert.Empty(ChecksOf(text));

    [Theory]
    [InlineData("m[t] = t == 0 ? x[t] : m[t-1] + x[t]; m[size(t) - 1]", "check m")]
    [InlineData("m[t] = t == 0 ? x[t] : m[t-1] + x[t]; sum[j](m[k[j] - 1])", "check k")]
    [InlineData("sum[t | t != 1](x[t] * x[t-1])", "check x")]
    [InlineData("m[t] = t < 1 ? x[t] : m[t-1] - x[t-2]; sum[t](m[t])", "check x")]
    public void Other_indices_are_checked(string text, string check) => Assert.Contains(check, LoopOutline.Print(ChecksOf(text)), StringComparison.Ordinal);

    private static IReadOnlyList<LoopStatement> ChecksOf(string text)
    {
        var parameters = string.Join(" ", new[] { "x:f[]", text.Contains('y', StringComparison.Ordinal) ? "y:f[]" : "", text.Contains("k[", StringComparison.Ordinal) ? "k:i[]" : "" }.Where(part => part.Length > 0));
        var program = TestLoss.Bind(parameters, text);
        var formulas = Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken);
        return KernelBuilder.Build(program, formulas.ReturnValue, []).IndexChecks;
    }
}
