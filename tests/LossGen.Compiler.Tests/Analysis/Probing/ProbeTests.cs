using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Analysis.Probing;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("x:f", "3 + log(1 + x)")]
    [InlineData("x:f", "assume -8 < x && x < 8; log(1 + exp(x))")]
    [InlineData("x:f", "assume 0.01 <= x && x <= 0.5; (exp(x) - 1) / x")]
    [InlineData("p:f", "assume 0.1 < p && p < 0.9; log(1 - p)")]
    [InlineData("v:f[]", "assume 1e-3 < v[i] && v[i] < 1e3; sqrt(sum[i](v[i]^2))")]
    [InlineData("v:f[]", "assume v[i] > 0; sum[i](v[i] * log(v[i]))")]
    public void A_form_that_holds_in_its_domain_or_is_absorbed_is_silent(string parameters, string text) =>
        Assert.Empty(Findings(parameters, text));

    [Theory]
    [InlineData("x:f y:f", "x - y")]
    [InlineData("x:f y:f z:f", "x * y - z")]
    [InlineData("x:f", "exp(x)")]
    [InlineData("x:f", "sin(x) / x")]
    [InlineData("x:f y:f", "(x - y) / (x + y + 3)")]
    [InlineData("z:f[] label:i[] c:i", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData("z:f[] t:f[] c:i", "assume 0 <= t[n,c] && t[n,c] <= 1; -mean[n](sum[c](t[n,c] * logsoftmax[c](z[n,c])))")]
    [InlineData("v:f[]", "sum[k](k * sort[k](v[k]))")]
    [InlineData("v:f[]", "s[t] = v[t] + (t > 0 ? 0.5 * s[t-1] : 0); mean(s)")]
    public void Coincidences_and_overflow_of_the_value_itself_are_no_evidence(string parameters, string text) =>
        Assert.Empty(Findings(parameters, text));

    /// <summary>y·a + (1 − y)·b mixes two things by shares, be y a label, a probability or a hyper-parameter.</summary>
    [Theory]
    [InlineData("z:f[] y:f[]", "mean(-y * logsigmoid(z) - (1 - y) * logsigmoid(-z))")]
    [InlineData("z:f[] y:f[]", "mean(-(y * logsigmoid(z) + (1 - y) * logsigmoid(-z)))")]
    [InlineData("z:f[] y:f[]", "-mean(y * logsigmoid(z)) - mean((1 - y) * logsigmoid(-z))")]
    [InlineData("z:f[] y:i[]", "mean(-y * logsigmoid(z) - (1 - y) * logsigmoid(-z))")]
    [InlineData("z:f[] y:f[]", "mean(y * exp(z) + (1 - y) * exp(-z))")]
    public void A_weight_of_a_mixture_is_a_share(string parameters, string text) => Assert.Empty(Findings(parameters, text));

    [Theory]
    [InlineData("z:f[] y:f[]", "mean(-y * logsigmoid(z) - (2 - y) * logsigmoid(-z))")]
    public void What_is_no_such_weight_may_have_any_size(string parameters, string text) => Assert.NotEmpty(Findings(parameters, text));

    [Theory]
    [InlineData("x:f", "1 + x / (x^2 + 1)", "x / (x^2 + 1)")]
    public void What_the_rest_of_the_expression_absorbs_is_not_reported(string parameters, string text, string part)
    {
        Assert.Empty(Findings(parameters, text));
        Assert.NotEmpty(Findings(parameters, part));
    }

    [Theory]
    [InlineData("x:f", "(x - sin(x)) / (x - tan(x))", "x - sin(x)")]
    [InlineData("x:f", "2 * (x - sin(x))", "x - sin(x)")]
    [InlineData("v:f[]", "mean(v - tan(v))", "v - tan(v)")]
    public void What_no_rule_knows_is_reported_at_a_part_of_it(string parameters, string text, string part)
    {
        var finding = Findings(parameters, text)[0];

        Assert.StartsWith("LG1", finding.Descriptor.Id, StringComparison.Ordinal);
        Assert.Contains(part, text.Substring(finding.Span.Start, finding.Span.Length), StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_finding_names_what_was_computed_and_what_it_should_be()
    {
        var finding = Assert.Single(Findings("x:f", "x - sin(x)"));

        Assert.Matches(@"^x - sin\(x\) is -?[0-9.e-]+ at x = -?[0-9.e-]+, where it should be -?[0-9.e-]+$", finding.Message);
    }

    [Theory]
    [InlineData("v:f[] k:i", "axis s = 2 * size(v,0) + 1; sum[s](v[div(s, 2) < k ? 0 : 0] * s)")]
    [InlineData("v:f[] k:i", "require k > 3; sum[i](v[mod(i, k)])")]
    [InlineData("v:f[] k:i", "sum[i](v[div(i, k)])")]
    [InlineData("v:f[] k:i", "sum[i](v[i + 100])")]
    [InlineData("p:f[] c:i", "assume sum[c](p[n,c]) == 1; sum[n,c](log(1 + p[n,c]))")]
    public void Odd_domains_and_indices_do_no_harm(string parameters, string text) =>
        Assert.All(Findings(parameters, text), finding => Assert.NotEqual(LanguageErrors.TooLarge.Id, finding.Descriptor.Id));

    private static IReadOnlyList<LossDiagnostic> Findings(string parameters, string text) =>
        LossCompiler.Analyze(LossSignatures.Parse(parameters), text, TestContext.Current.CancellationToken);
}
