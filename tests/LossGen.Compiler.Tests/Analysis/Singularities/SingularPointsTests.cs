using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Analysis.Singularities;

public sealed class SingularPointsTests
{
    [Theory]
    [InlineData("v:f[] u:f[]", "sum[i](v[i] * u[i]) / (norm[i](v[i]) * norm[i](u[i]))", "sum[i](v[i] * u[i]) / (norm[i](v[i]) * norm[i](u[i]))", "v = 0, u = 0 everywhere")]
    [InlineData("v:f[]", "sum[i](abs(v[i] / norm[j](v[j])))", "v[i] / norm[j](v[j])", "v = 0 everywhere")]
    [InlineData("v:f[]", "max[i]((v[i] - min[j](v[j])) / (max[j](v[j]) - min[j](v[j])))", "(v[i] - min[j](v[j])) / (max[j](v[j]) - min[j](v[j]))", "v = 0 everywhere")]
    [InlineData("v:f[] u:f[]", "1 - 2 * sum[i](v[i] * u[i]) / (sum[i](v[i]) + sum[i](u[i]))", "2 * sum[i](v[i] * u[i]) / (sum[i](v[i]) + sum[i](u[i]))", "v = 0, u = 0 everywhere")]
    [InlineData("v:f[]", "assume v > 0; sum[i](v[i] / sqrt(var[j](v[j])) - mean[j](v[j]) / sqrt(var[j](v[j])) + (v[i] - mean[j](v[j])) / sqrt(var[j](v[j])))", "(v[i] - mean[j](v[j])) / sqrt(var[j](v[j]))", "v = 0.5 everywhere")]
    [InlineData("x:f", "x / abs(x)", "x / abs(x)", "x = 0")]
    public void A_quotient_of_what_vanishes_together_is_reported_at_its_characters(string parameters, string text, string at, string place)
    {
        var finding = Assert.Single(Findings(parameters, text));
        Assert.Equal(("LG1061", at), (finding.Descriptor.Id, text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.Equal($"{at} is 0 / 0 at {place}, and the result NaN", finding.Message.Split(':')[0]);
    }

    [Theory]
    [InlineData("v:f[]", "sum[i](abs(v[i] / (norm[j](v[j]) + 1e-8)))")]
    [InlineData("v:f[]", "sum[i](abs(v[i] / max(norm[j](v[j]), 1e-8)))")]
    [InlineData("v:f[]", "n = norm[j](v[j]); n == 0 ? 0 : sum[i](v[i] / n)")]
    [InlineData("v:f[]", "assume v > 0; sum[i](v[i]^2) / sum[i](v[i])")]
    [InlineData("v:f[] u:f[]", "1 - (2 * sum[i](v[i] * u[i]) + 1) / (sum[i](v[i]) + sum[i](u[i]) + 1)")]
    [InlineData("v:f[] u:f[]", "sum[i](v[i]) / (1 + sum[i](u[i]))")]
    [InlineData("v:f[] label:i", "-v[(label)] / norm[c](v[c])")]
    [InlineData("x:f y:f", "x / y")]
    [InlineData("x:f[] y:f[]", "mean((x - y) / (x + y))")]
    [InlineData("x:f[] y:f[]", "mean(x / (abs(x) + abs(y)))")]
    public void What_cannot_vanish_together_is_left_alone(string parameters, string text) => Assert.Empty(Findings(parameters, text));

    [Theory]
    [InlineData("v:f[]", "sum[i](sqrt(abs(v[i])))", "sqrt(abs(v[i]))")]
    [InlineData("v:f[]", "sum[i](sqrt(max(v[i], 0)))", "sqrt(max(v[i], 0))")]
    [InlineData("v:f[]", "mean[i](abs(v[i]))^0.5", "mean[i](abs(v[i]))^0.5")]
    public void A_root_with_an_infinite_slope_is_reported_at_its_characters(string parameters, string text, string at)
    {
        var finding = Assert.Single(Findings(parameters, text));
        Assert.Equal(("LG1060", at), (finding.Descriptor.Id, text.Substring(finding.Span.Start, finding.Span.Length)));
    }

    /// <summary>The root of a square or of a variance has a kink and no infinite slope, and what is added keeps a root from 0.</summary>
    [Theory]
    [InlineData("v:f[]", "sqrt(var[i](v[i]))")]
    [InlineData("v:f[]", "norm[i](v[i])")]
    [InlineData("v:f[]", "sum[i](sqrt(abs(v[i]) + 1e-6))")]
    [InlineData("v:f[]", "assume v >= 0.1; sum[i](sqrt(2 * v[i]))")]
    public void A_root_with_a_finite_slope_is_left_alone(string parameters, string text) => Assert.Empty(Findings(parameters, text));

    [Theory]
    [InlineData("v:f[] u:f[]", "acos(sum[i](v[i] * u[i]) / (norm[i](v[i]) * norm[i](u[i]) + 1e-30))", "v = 0.5, u = 0.5 everywhere")]
    [InlineData("v:f[] u:f[]", "assume v > 0 && u > 0; acos(clamp(sum[i](v[i] * u[i]) / (norm[i](v[i]) * norm[i](u[i])), -1, 1))", "v = 0.5, u = 0.5 everywhere")]
    [InlineData("v:f[] u:f[]", "sum[i](asin(1 - (v[i] - u[i])^2))", "v = 0, u = 0 everywhere")]
    [InlineData("v:f[]", "assume 0 <= v[i] && v[i] <= 1; sum[i](asin(sqrt(v[i])))", "v = 1 everywhere")]
    public void An_arc_at_the_end_of_its_domain_is_reported_at_its_characters(string parameters, string text, string place)
    {
        var finding = Findings(parameters, text)[^1];
        Assert.Equal("LG1062", finding.Descriptor.Id);
        var at = text.Substring(finding.Span.Start, finding.Span.Length);
        Assert.Matches(@"^(acos|asin)\(.*\)$", at);
        Assert.StartsWith($"The operand of {at} is 1 or -1 at {place}, ", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>A parameter is what the caller makes it; an operand that is kept from 1, or an arc that a guard leaves aside there, is fine.</summary>
    [Theory]
    [InlineData("v:f[]", "sum[i](acos(v[i]))")]
    [InlineData("v:f[]", "assume abs(v[i]) <= 1; sum[i](acos(0.9 * v[i]))")]
    [InlineData("v:f[] u:f[]", "assume v > 0 && u > 0; acos(clamp(sum[i](v[i] * u[i]) / (norm[i](v[i]) * norm[i](u[i])), -1 + 1e-6, 1 - 1e-6))")]
    [InlineData("v:f[] u:f[]", "sum[i](acos((v[i] - u[i]) / (1 + abs(v[i] - u[i]))))")]
    [InlineData("v:f[] u:f[]", "c[i] = 1 - (v[i] - u[i])^2; sum[i](c[i] < 1 ? acos(c[i]) : 0)")]
    [InlineData("v:f[]", "sum[i](atan(1 - v[i]^2))")]
    public void An_arc_inside_of_its_domain_is_left_alone(string parameters, string text) => Assert.Empty(Findings(parameters, text));

    private static IReadOnlyList<LossDiagnostic> Findings(string parameters, string text) =>
        [.. LossCompiler.Analyze(LossSignatures.Parse(parameters), text, TestContext.Current.CancellationToken).Where(IsSingularity)];

    private static bool IsSingularity(LossDiagnostic finding) => finding.Descriptor.Id.StartsWith("LG106", StringComparison.Ordinal)
        || finding.Descriptor.Severity == LossSeverity.Error;
}
