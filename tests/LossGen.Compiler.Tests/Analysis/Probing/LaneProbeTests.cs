using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Analysis.Probing;

/// <summary>Which losses over <c>float</c> are computed in lanes of <c>double</c>.</summary>
public sealed class LaneProbeTests
{
    public static TheoryData<string> References => [.. ReferenceLosses.All.Where(loss => loss.Signature.Precision == ElementType.Single).Select(loss => loss.Name)];

    [Theory]
    [InlineData("mean[n]((-y[n] + sqrt(y[n]^2 - 4*x[n]*z[n])) / (2*x[n]))")]
    [InlineData("mean[n](sin(x[n]) - tanh(x[n]))")]
    [InlineData("mean[n](sinh(x[n]) - tan(x[n]))")]
    [InlineData("mean[n](atan(x[n]) - sin(x[n]))")]
    [InlineData("sqrt(sum[n](sin(x[n]) - tanh(x[n]))^2)")]
    public void A_loss_that_breaks_in_float_and_not_in_double_needs_lanes_of_double(string text) =>
        Assert.Equal(ElementType.Double, PrecisionOf("x:f[] y:f[] z:f[]", text));

    [Theory]
    [InlineData("mean[n]((x[n] - y[n])^2)")]
    [InlineData("mean[n](log(1 + exp(x[n])))")]
    [InlineData("sum[n](exp(x[n] * x[n]))")]
    [InlineData("mean[n]((x[n] - mean[k](x[k]))^2)")]
    [InlineData("sum[n](x[n]) / sum[n](x[n]^2)")]
    [InlineData("mean[n](x[n]*y[n]/(z[n]*z[n]))")]
    [InlineData("require 1 <= t && t <= 2\nmean[n](sin(t) - tanh(t) + 0 * x[n])")]
    public void A_loss_that_is_stable_or_can_be_made_so_needs_none(string text) =>
        Assert.Equal(ElementType.Single, PrecisionOf("x:f[] y:f[] z:f[] t:f", text));

    /// <summary>1e13 + 1.3e-3 is a multiple of 2e-3 in double, and 1e13 in float.</summary>
    [Fact]
    public void Lanes_of_double_are_no_help_where_double_is_wrong_too() =>
        Assert.Equal(ElementType.Single, PrecisionOf("x:f[] y:f[]", "assume 1.2e-3 <= x[n] <= 1.5e-3\nmean[n](max(x[n] + 1e13, y[n]) - 1e13)"));

    [Fact]
    public void Numbers_without_lanes_are_in_double_precision_anyway() =>
        Assert.Equal(ElementType.Single, PrecisionOf("x:f", "sin(x) - tanh(x)"));

    [Fact]
    public void Where_the_domain_excludes_what_breaks_lanes_stay_as_they_are() =>
        Assert.Equal(ElementType.Single, PrecisionOf("x:f[]", "assume 1 <= x[n] <= 2\nmean[n](sin(x[n]) - tanh(x[n]))"));

    [Theory]
    [MemberData(nameof(References))]
    public void A_known_loss_keeps_its_lanes(string name)
    {
        var loss = ReferenceLosses.Get(name);
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(loss.Signature, LossParser.Parse(loss.Text, diagnostics), diagnostics, TestContext.Current.CancellationToken);
        Assert.Equal(ElementType.Single, PrecisionOf(program!));
    }

    private static ElementType PrecisionOf(string parameters, string text) => PrecisionOf(TestLoss.Bind(parameters, text));

    private static ElementType PrecisionOf(BoundProgram program) => LaneProbe.PrecisionOf(
        program, Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken).Values, TestContext.Current.CancellationToken);
}
