using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>A required property that is not proven is one error, at the part of the loss that breaks the proof.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData("x:f[] y:f[]", "mean(({|sigmoid(x)|} - y)^2)", RequiredProperties.ConvexInPrediction, "LG0702", "is neither convex nor concave where 'x[i]' may have either sign")]
    [InlineData("x:f[] y:f[]", "q = {|sigmoid(x)|}\nmean(-(1 - q)^2 * log(q))", RequiredProperties.ConvexInPrediction, "LG0702", null)]
    [InlineData("p:f[] y:f[]", "mean({|log(1 + (p - y)^2)|})", RequiredProperties.ConvexInPrediction, "LG0702", null)]
    [InlineData("p:f[] y:f[]", "mean(1 - {|exp(-(p - y)^2 / 2)|})", RequiredProperties.ConvexInPrediction, "LG0702", null)]
    [InlineData("p:f[] y:f[]", "1 - {|sum(p * y) / (norm(p) * norm(y))|}", RequiredProperties.ConvexInPrediction, "LG0702", null)]
    [InlineData("z:f[]", "mean({|log(1 - sigmoid(z))|})", RequiredProperties.ConvexInPrediction, "LG0702", "is concave there")]
    [InlineData("p:f[] y:f[]", "mean((p - y)^2) + mean({|p|})", RequiredProperties.NonNegative, "LG0701", "may be negative")]
    [InlineData("p:f[] y:f[]", "mean({|cos(p) - 0.5|})", RequiredProperties.NonNegative, "LG0701", "may be as low as -1.5")]
    [InlineData("p:f[] y:f[]", "mean({|(p - y)^2|})", RequiredProperties.LipschitzInPrediction, "LG0703", null)]
    [InlineData("p:f[] y:f[]", "mean({|abs(p - y)|})", RequiredProperties.SmoothInPrediction, "LG0704", "may have a corner or a vertical slope")]
    [InlineData("p:f[] y:f[]", "mean({|exp(p)|})", RequiredProperties.Finite, "LG0705", null)]
    [InlineData("p:f[] y:f[]", "{|mean((p - 2 * y)^2)|}", RequiredProperties.ZeroAtPerfectPrediction, "LG0706", "does not cancel where 'p' is 'y'")]
    [InlineData("p:f[] y:f[]", "{|mean(sigmoid(-y * p))|}", RequiredProperties.ClassificationCalibrated, "LG0707", null)]
    [InlineData("p:f[] y:f[]", "{|mean(p * y)|}", RequiredProperties.TranslationInvariant, "LG0708", null)]
    [InlineData("p:f[] y:f[]", "mean({|(p - y)^2|})", RequiredProperties.MonotoneInPrediction, "LG0709", null)]
    public void What_is_not_proven_is_an_error_at_what_breaks_the_proof(
        string parameters, string marked, RequiredProperties property, string id, string? reason)
    {
        var start = marked.IndexOf("{|", StringComparison.Ordinal);
        var broken = marked[(start + 2)..marked.IndexOf("|}", StringComparison.Ordinal)];
        var text = marked.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);

        var found = Assert.Single(Analyze(parameters, text, property), finding => finding.Descriptor.Severity == LossSeverity.Error);

        Assert.Equal(id, found.Descriptor.Id);
        Assert.Equal(broken, text[found.Span.Start..found.Span.End]);
        Assert.Contains(reason ?? "", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p:f[] y:f[]", "mean((p - y)^2)", RequiredProperties.NonNegative | RequiredProperties.ConvexInPrediction | RequiredProperties.SmoothInPrediction)]
    [InlineData("p:f[] y:f[]", "mean(max(0, 1 - y * p))", RequiredProperties.NonNegative | RequiredProperties.ConvexInPrediction | RequiredProperties.ClassificationCalibrated)]
    [InlineData("z:f[] k:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, k[n]])", RequiredProperties.NonNegative | RequiredProperties.ConvexInPrediction | RequiredProperties.LipschitzInPrediction | RequiredProperties.TranslationInvariant)]
    public void What_is_proven_is_no_error_and_compiles(string parameters, string text, RequiredProperties properties)
    {
        Assert.DoesNotContain(Analyze(parameters, text, properties), finding => finding.Descriptor.Severity == LossSeverity.Error);
        Assert.NotNull(Compile(parameters, text, properties).Code);
    }

    [Fact]
    public void Nothing_is_generated_where_a_proof_fails()
    {
        var compiled = Compile("p:f[] y:f[]", "mean(log(1 + (p - y)^2))", RequiredProperties.ConvexInPrediction);
        Assert.Null(compiled.Code);
        Assert.Equal("LG0702", Assert.Single(compiled.Diagnostics).Descriptor.Id);
    }

    [Fact]
    public void A_loss_without_a_value_has_no_properties()
    {
        var found = Assert.Single(Analyze("void p:f[] r:f=", "r = exp(p)", RequiredProperties.NonNegative), finding => finding.Descriptor.Severity == LossSeverity.Error);
        Assert.Equal("The loss is not provably non-negative: 'Loss' returns no value", found.Message);
    }

    private static IReadOnlyList<LossDiagnostic> Analyze(string parameters, string text, RequiredProperties properties) =>
        LossCompiler.Analyze(Signature(parameters, properties), text, TestContext.Current.CancellationToken);

    private static CompiledLoss Compile(string parameters, string text, RequiredProperties properties) => LossCompiler.Compile(
        new LossMethod("", default, "public static partial float", "public static", Signature(parameters, properties), text, true, false, default),
        TestContext.Current.CancellationToken);

    private static LossSignature Signature(string parameters, RequiredProperties properties) => LossSignatures.Parse(parameters) with { Require = properties };
}
