using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Rewriting;

public sealed class StabilityFindingsTests
{
    private const string Parameters = "x:f y:f g:f v:f[] u:f[] z:f[] c:i label:i[]";

    [Theory]
    [InlineData("log(sigmoid(x))", "LG1002", "log(sigmoid(x))", "logsigmoid(x)")]
    [InlineData("y + log(1 - sigmoid(x * y))", "LG1003", "log(1 - sigmoid(x * y))", "logsigmoid(-(x * y))")]
    [InlineData("log(1 + exp(-x))", "LG1004", "log(1 + exp(-x))", "softplus(-x)")]
    [InlineData("log1p(exp(x))", "LG1004", "log1p(exp(x))", "softplus(x)")]
    [InlineData("log(1 - exp(x))", "LG1005", "log(1 - exp(x))", "log1mexp(x)")]
    [InlineData("log(1 + x)", "LG1006", "log(1 + x)", "log1p(x)")]
    [InlineData("log(x * y + 1)", "LG1006", "log(x * y + 1)", "log1p(x * y)")]
    [InlineData("log(1 - x^2)", "LG1006", "log(1 - x^2)", "log1p(-x^2)")]
    [InlineData("2 * (exp(x) - 1)", "LG1007", "exp(x) - 1", "expm1(x)")]
    [InlineData("2 * (1 - exp(x))", "LG1007", "1 - exp(x)", "-expm1(x)")]
    [InlineData("(1 - sigmoid(x)) * y", "LG1008", "1 - sigmoid(x)", "sigmoid(-x)")]
    [InlineData("log(sum[i](exp(2 * v[i])))", "LG1009", "log(sum[i](exp(2 * v[i])))", "logsumexp[i](2 * v[i])")]
    [InlineData("log(sum[i | i > 0]( exp(v[i]) ))", "LG1009", "log(sum[i | i > 0]( exp(v[i]) ))", "logsumexp[i | i > 0](v[i])")]
    [InlineData("log(mean[i](exp(v[i])))", "LG1010", "log(mean[i](exp(v[i])))", "logsumexp[i](v[i]) - log(size(i))")]
    [InlineData("log(exp(x) + exp(y))", "LG1011", "log(exp(x) + exp(y))", "logaddexp(x, y)")]
    [InlineData("log(exp(x))", "LG1012", "log(exp(x))", "x")]
    [InlineData("exp(x) / (1 + exp(x))", "LG1014", "exp(x) / (1 + exp(x))", "sigmoid(x)")]
    [InlineData("log(cosh(x - y))", "LG1015", "log(cosh(x - y))", "logcosh(x - y)")]
    [InlineData("sum[i](v[i] * log(u[i]))", "LG1016", "v[i] * log(u[i])", "xlogy(v[i], u[i])")]
    [InlineData("sum[i]((1 - v[i]) * log(u[i])) / 2", "LG1016", "(1 - v[i]) * log(u[i])", "xlogy(1 - v[i], u[i])")]
    [InlineData("(1 - sigmoid(x))^g", "LG1021", "(1 - sigmoid(x))^g", "exp(g * logsigmoid(-x))")]
    [InlineData("1 - erf(x)", "LG1023", "1 - erf(x)", "erfc(x)")]
    [InlineData("sqrt(x^2)", "LG1025", "sqrt(x^2)", "abs(x)")]
    [InlineData("sqrt(x^2 + (y - 1)^2)", "LG1026", "sqrt(x^2 + (y - 1)^2)", "hypot(x, y - 1)")]
    [InlineData("sqrt(sum[i]((v[i] - u[i])^2))", "LG1027", "sqrt(sum[i]((v[i] - u[i])^2))", "norm[i](v[i] - u[i])")]
    [InlineData("s[t] = v[t] + (t > 0 ? log(1 + exp(s[t-1])) : 0); s[0]", "LG1004", "log(1 + exp(s[t-1]))", "softplus(s[t-1])")]
    [InlineData(
        "a[t,k] = v[t] + (t > 0 ? log(sum[j](exp(a[t-1,j] + u[j]))) : u[k]); a[0,0]",
        "LG1009",
        "log(sum[j](exp(a[t-1,j] + u[j])))",
        "logsumexp[j](a[t-1,j] + u[j])")]
    [InlineData("sum[i](u[i] * cumsum[i](exp(v[i]) - 1))", "LG1007", "exp(v[i]) - 1", "expm1(v[i])")]
    [InlineData("max[k](sort[k](log(1 + v[k])))", "LG1006", "log(1 + v[k])", "log1p(v[k])")]
    public void A_form_is_reported_at_its_characters_with_its_fix(string text, string id, string at, string? replacement)
    {
        var finding = Assert.Single(Findings(text));
        Assert.Equal(id, finding.Descriptor.Id);
        Assert.Equal(at, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Equal(replacement, finding.Fix?.NewText);
        if (replacement is not null)
            Assert.Empty(Findings(string.Concat(text.AsSpan(0, finding.Span.Start), replacement, text.AsSpan(finding.Span.End))));
    }

    [Theory]
    [InlineData("void v:f[] r:f=", "r = log(exp(v))")]
    [InlineData("v:f[] r:f=", "r[i] = log(exp(v[i])); sum(v)")]
    [InlineData("v:f[] r:f=", "r[0] = sum(v); r[1] = log(exp(v[0])); r[0]")]
    public void Results_are_looked_into(string parameters, string text)
    {
        var diagnostics = new DiagnosticBag();
        var syntax = LossParser.Parse(text, diagnostics);
        var program = Binder.Bind(LossSignatures.Parse(parameters), syntax, diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Items);
        Assert.Equal("LG1012", Assert.Single(StabilityFindings.In(program!, syntax, TestContext.Current.CancellationToken)).Descriptor.Id);
    }

    [Theory]
    [InlineData("mean[n](-log(softmax[c](z[n,c])) * (c == 0))", "logsoftmax[c](z[n,c])")]
    [InlineData("-sum[n,c](z[n,c] * log(softmax[c](z[n,c])))", "logsoftmax[c](z[n,c])")]
    public void The_logarithm_of_a_softmax_goes_before_the_product(string text, string replacement)
    {
        var finding = Assert.Single(Findings(text.Replace("mean[n]", "sum[n,c]", StringComparison.Ordinal)));
        Assert.Equal(("LG1001", replacement), (finding.Descriptor.Id, finding.Fix!.NewText));
    }

    [Fact]
    public void A_gathered_softmax_is_reported_where_the_logarithm_is_taken()
    {
        const string Text = "p[n,c] = softmax[c](z[n,c]); mean[n](-log(p[n, label[n]]))";
        var finding = Assert.Single(Findings(Text));
        Assert.Equal(("LG1001", "log(p[n, label[n]])"), (finding.Descriptor.Id, Text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.Equal("(z[n, label[n]] - logsumexp[c](z[n,c]))", finding.Fix?.NewText);
    }

    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData("sum[i](softplus(v[i]) - u[i] * v[i])")]
    [InlineData("2 + x - y^2 - exp(x)")]
    [InlineData("1 / (1 + exp(-x))")]
    [InlineData("sum[n](log(1 + label[n]))")]
    public void What_is_stable_is_silent(string text) => Assert.Empty(Findings(text));

    [Theory]
    [InlineData("y * log(1 + exp(x))", ": use softplus(x). Here: inf at x = 96.62, exactly 96.62")]
    [InlineData("sum[i](v[i] * log(u[i]))", ": use xlogy(y, x)")]
    [InlineData("log(sum[i](exp(v[i])))", ". Here: inf at v = [94.26, 97.78, 95.6], exactly 97.92")]
    public void A_message_ends_with_an_input_of_the_loss_if_one_was_found(string text, string end) =>
        Assert.EndsWith(end, Assert.Single(Findings(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_row_that_a_user_can_type_names_its_input()
    {
        foreach (var descriptor in RuleTable.All.Select(rule => rule.Diagnostic).OfType<LossDiagnosticDescriptor>().Distinct())
        {
            Assert.Matches("^LG1[0-9]{3}$", descriptor.Id);
            Assert.Matches(" (at|where) .*: use ", descriptor.MessageFormat);
        }
    }

    private static IReadOnlyList<LossDiagnostic> Findings(string text)
    {
        var used = Parameters.Split(' ').Where(part => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{part.Split(':')[0]}\b"));
        var diagnostics = new DiagnosticBag();
        var syntax = LossParser.Parse(text, diagnostics);
        var program = Binder.Bind(LossSignatures.Parse(string.Join(' ', used)), syntax, diagnostics, TestContext.Current.CancellationToken);
        Assert.True(program is not null, string.Join("\n", diagnostics.Items));
        return StabilityFindings.In(program, syntax, TestContext.Current.CancellationToken);
    }
}
