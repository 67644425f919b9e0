using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Analysis.Design;

public sealed class DesignFindingsTests
{
    private const string Parameters = "x:f[] z:f[] p:f[] w:f[] y:f[] u:f[] label:i[] tau:f eps:f delta:f c:i";

    [Theory]
    [InlineData("mean([|(sigmoid(x) - y)^2|])")]
    [InlineData("mean[i](0.5 * [|(y[i] - sigmoid(x[i]))^2|])")]
    [InlineData("mean([|abs(y - sigmoid(2 * x))|])")]
    [InlineData("sum[i](u[i] * [|(1 / (1 + exp(-x[i])) - y[i])^2|])")]
    [InlineData("d[i] = 1 / (1 + exp(-x[i])) - y[i]; mean[i]([|d[i] * d[i]|])")]
    [InlineData("q[i] = sigmoid(x[i]); mean[i]([|(q[i] - y[i])^2|])")]
    [InlineData("sqrt(mean([|(y - exp(x) / (1 + exp(x)))^2|]))")]
    public void An_error_of_a_sigmoid_is_reported(string annotated) => AssertFinds("LG2011", annotated);

    [Theory]
    [InlineData("mean[n](sum[c]([|(softmax[c](z[n,c]) - (c == label[n]))^2|]))")]
    [InlineData("q[n,c] = softmax[c](z[n,c]); mean[n,c]([|((c == label[n]) - q[n,c])^2|])")]
    [InlineData("mean[n](sum[c]([|(exp(z[n,c]) / sum[c](exp(z[n,c])) - y[n,c])^2|]))")]
    [InlineData("m[n] = max[c](z[n,c]); e[n,c] = exp(z[n,c] - m[n]); mean[n,c]([|(e[n,c] / sum[c](e[n,c]) - y[n,c])^2|])")]
    [InlineData("mean[n](sum[c]([|abs(softmax[c](z[n,c]) - y[n,c])|]))")]
    public void An_error_of_a_softmax_is_reported(string annotated) => AssertFinds("LG2012", annotated);

    [Theory]
    [InlineData("mean([|log(1 - sigmoid(x))|])")]
    [InlineData("mean(-[|softplus(x)|])")]
    [InlineData("-mean([|softplus(x)|])")]
    [InlineData("mean([|logsigmoid(-x)|])")]
    [InlineData("mean([|log(1 - 1 / (1 + exp(-x)))|])")]
    [InlineData("d[i] = sigmoid(x[i]); mean[i]([|log(1 - d[i])|]) + 0.1 * mean[i](abs(x[i] - y[i]))")]
    public void A_saturating_generator_loss_is_reported(string annotated) => AssertFinds("LG2013", annotated);

    [Theory]
    [InlineData("LG2021", "q[n,c] = softmax[c](z[n,c]); mean[n](sum[c](-log([|softmax[c](q[n,c])|]) * y[n,c]))")]
    [InlineData("LG2021", "q[n,c] = softmax[c](z[n,c]); mean[n]([|logsumexp[c](q[n,c])|] - q[n, label[n]])")]
    [InlineData("LG2021", "mean[n](sum[c](-y[n,c] * [|logsoftmax[c](softmax[c](z[n,c]))|]))")]
    [InlineData("LG2021", "q[n,c] = exp(z[n,c]) / sum[c](exp(z[n,c])); mean[n]([|logsumexp[c](q[n,c])|] - q[n, label[n]])")]
    [InlineData("LG2021", "q[n,c] = sigmoid(z[n,c]); mean[n]([|logsumexp[c](q[n,c])|] - q[n, label[n]])")]
    [InlineData("LG2022", "q[n,c] = logsoftmax[c](z[n,c]); mean[n]([|logsumexp[c](q[n,c])|] - q[n, label[n]])")]
    [InlineData("LG2022", "mean[n](sum[c](-y[n,c] * [|logsoftmax[c](logsoftmax[c](z[n,c]))|]))")]
    [InlineData("LG2023", "mean([|logsigmoid(sigmoid(x))|] * -y)")]
    [InlineData("LG2023", "mean(-y * log([|sigmoid(sigmoid(x))|]))")]
    [InlineData("LG2023", "q[i] = sigmoid(x[i]); mean[i]([|softplus(q[i])|] - y[i] * q[i])")]
    public void An_activation_of_an_activation_is_reported(string id, string annotated) => AssertFinds(id, annotated);

    [Theory]
    [InlineData("LG2031", "e[i] = y[i] - x[i]; mean[i]([|max(1.2 * e[i], (1.2 - 1) * e[i])|])")]
    [InlineData("LG2031", "q = 1.5; e[i] = y[i] - x[i]; mean[i]([|max(q * e[i], (q - 1) * e[i])|])")]
    [InlineData("LG2031", "e[i] = y[i] - x[i]; mean[i]([|max(-0.1 * e[i], (-0.1 - 1) * e[i])|])")]
    [InlineData("LG2031", "e[i] = y[i] - x[i]; mean[i]([|e[i] >= 0 ? 1.2 * e[i] : (1.2 - 1) * e[i]|])")]
    [InlineData("LG2031", "require tau > 1; e[i] = y[i] - x[i]; mean[i]([|max(tau * e[i], (tau - 1) * e[i])|])")]
    [InlineData("LG2032", "e[i] = x[i] - y[i]; mean[i]([|abs(e[i]) <= -1 ? 0.5 * e[i]^2 : -1 * (abs(e[i]) - 0.5 * -1)|])")]
    [InlineData("LG2032", "d = 0; e[i] = x[i] - y[i]; mean[i]([|abs(e[i]) <= d ? 0.5 * e[i]^2 : d * (abs(e[i]) - 0.5 * d)|])")]
    [InlineData("LG2032", "require delta < 0; e[i] = x[i] - y[i]; mean[i]([|abs(e[i]) <= delta ? 0.5 * e[i]^2 : delta * (abs(e[i]) - 0.5 * delta)|])")]
    [InlineData("LG2033", "mean([|max(0, -1 - y * x)|])")]
    [InlineData("LG2033", "mean([|relu(0 - y * x)|])")]
    [InlineData("LG2034", "p2[i] = sigmoid(x[i]); mean[i](-([|(1 - p2[i])^(-2)|]) * y[i] * logsigmoid(x[i]))")]
    [InlineData("LG2034", "mean(-([|(1 - x)^(-2)|]) * y * log(x))")]
    [InlineData("LG2035", "mean[n]([|(1 - 1.5) * x[n]^2 + 1.5 * abs(x[n])|])")]
    [InlineData("LG2035", "require eps >= 1; mean[n]([|(1 - eps) * x[n]^2 + eps * abs(x[n])|])")]
    [InlineData("LG2035", "mean[n](([|y[n] > 0 ? 1.25 : 1 - 1.25|]) * softplus(x[n]))")]
    [InlineData("LG2036", "mean[n](sum[c](-y[n,c] * [|logsoftmax[c](x[n,c] / -0.5)|]))")]
    [InlineData("LG2036", "require tau < 0; mean[n](sum[c](-y[n,c] * [|logsoftmax[c](x[n,c] / tau)|]))")]
    public void A_hyper_parameter_outside_of_its_range_is_reported(string id, string annotated) => AssertFinds(id, annotated);

    [Theory]
    [InlineData("mean([|round(x)|] * y)")]
    [InlineData("mean([|sign(x - y)|])")]
    [InlineData("mean([|x > 0 != (y > 0)|])")]
    [InlineData("mean[n]([|argmax[c](x[n,c]) == label[n]|])")]
    [InlineData("mean((y - [|floor(x)|])^2)")]
    public void A_gradient_that_is_0_everywhere_is_reported(string annotated) => AssertFinds("LG2041", annotated);

    [Theory]
    [InlineData("LG2051", "-mean(y * [|log(x + 1e-7)|])")]
    [InlineData("LG2052", "-mean(y * log(max(x, [|1e-46|])))")]
    [InlineData("LG2052", "mean(min((x - y)^2, [|1e39|]))")]
    [InlineData("LG2053", "-mean(y * log(clamp(x, 1e-8, [|1 - 1e-8|])))")]
    [InlineData("LG2053", "-mean(y * log(min(x, [|0.99999999|])))")]
    [InlineData("LG2056", "[|exp(mean(softplus(x) - y * x))|]")]
    [InlineData("LG2056", "[|exp(-mean[n](sum[c](logsoftmax[c](x[n,c]) * y[n,c])))|]")]
    public void A_number_or_an_amount_is_reported(string id, string annotated) => AssertFinds(id, annotated);

    [Theory]
    [InlineData("mean((x - y)^2)")]
    [InlineData("mean(softplus(x) - y * x)")]
    [InlineData("-mean(y * logsigmoid(x) + (1 - y) * logsigmoid(-x))")]
    [InlineData("mean(softplus(-x))")]
    [InlineData("mean[n](logsumexp[c](x[n,c]) - x[n, label[n]])")]
    [InlineData("mean[n](sum[c](-logsoftmax[c](x[n,c]) * y[n,c]))")]
    [InlineData("mean((sigmoid(u) - x)^2)")]
    [InlineData("mean((sigmoid(x) - sigmoid(u))^2)")]
    [InlineData("mean(-(1 - sigmoid(x))^2 * y * logsigmoid(x))")]
    [InlineData("mean(sigmoid(x)^2)")]
    [InlineData("e[i] = y[i] - x[i]; mean[i](max(0.9 * e[i], (0.9 - 1) * e[i]))")]
    [InlineData("e[i] = y[i] - x[i]; mean[i](max(tau * e[i], (tau - 1) * e[i]))")]
    [InlineData("require 0 < tau; require tau < 1; e[i] = y[i] - x[i]; mean[i](max(tau * e[i], (tau - 1) * e[i]))")]
    [InlineData("e[i] = x[i] - y[i]; mean[i](abs(e[i]) <= 1 ? 0.5 * e[i]^2 : 1 * (abs(e[i]) - 0.5 * 1))")]
    [InlineData("mean[i](abs(x[i]) > 0 ? y[i] * abs(x[i]) : 0)")]
    [InlineData("mean(max(0, 1 - y * x))")]
    [InlineData("mean(max(0, -y * x))")]
    [InlineData("mean(max(0, abs(x - y) - 0.1))")]
    [InlineData("mean[n](0.9 * x[n]^2 + (1 - 0.9) * abs(x[n]))")]
    [InlineData("mean(round(y) * x)")]
    [InlineData("mean((x > 0) * x^2)")]
    [InlineData("mean(round(x) * (x - y)^2)")]
    [InlineData("-mean(y * log(max(x, 1e-7)))")]
    [InlineData("-mean(y * log(x + 0.5))")]
    [InlineData("-mean(y * log(clamp(x, 1e-6, 1 - 1e-6)))")]
    [InlineData("mean(exp(x) - y * x)")]
    [InlineData("mean[n](sum[c](-y[n,c] * logsoftmax[c](x[n,c] / 0.5)))")]
    [InlineData("mean[n](logsumexp[c](-x[n,c]))")]
    public void What_is_sound_is_silent(string text) => Assert.Empty(Findings(text, "x"));

    [Fact]
    public void In_double_a_small_number_is_itself() =>
        Assert.Empty(LossCompiler.Analyze(
            LossSignatures.Parse("x:d[] y:d[]", Signatures.ElementType.Double), "-mean(y * log(clamp(x, 1e-46, 1 - 1e-8)))", TestContext.Current.CancellationToken));

    [Fact]
    public void What_is_differentiated_by_nothing_is_no_loss() => Assert.Empty(Findings("mean((sigmoid(x) - y)^2)", null));

    [Fact]
    public void Every_message_has_its_arguments()
    {
        foreach (var (text, part) in new[] { ("-mean(y * log(x + 1e-7))", "log(p + 1e-07)"), ("mean(round(x) * y)", "'x'"), ("mean(max(0, -1 - y * x))", "margin -1") })
            Assert.Contains(part, Assert.Single(Findings(text, "x")).Message, StringComparison.Ordinal);
    }

    private static void AssertFinds(string id, string annotated)
    {
        var (text, span) = (AnnotatedText.Parse(annotated).Text, AnnotatedText.Parse(annotated).Span);
        var finding = Assert.Single(Findings(text, text.Contains("z[", StringComparison.Ordinal) ? "z" : "x"));
        Assert.Equal((id, text.Substring(span.Start, span.Length)), (finding.Descriptor.Id, text.Substring(finding.Span.Start, finding.Span.Length)));
    }

    private static IReadOnlyList<LossDiagnostic> Findings(string text, string? wrt)
    {
        var used = Parameters.Split(' ').Where(part => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{part.Split(':')[0]}\b"));
        var signature = LossSignatures.Parse(string.Join(' ', used), wrt: wrt is null ? [] : [wrt]);
        var findings = LossCompiler.Analyze(signature, text, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(findings, finding => finding.Descriptor.Severity == LossSeverity.Error);
        return [.. findings.Where(finding => finding.Descriptor.Id[2] == '2')];
    }
}
