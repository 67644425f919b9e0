using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Binding;

public sealed class ReferenceLossTests
{
    public static TheoryData<string> Names => [.. ReferenceLosses.Supported.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_loss_binds_without_a_finding(string name)
    {
        var loss = ReferenceLosses.All.Single(loss => loss.Name == name);
        var diagnostics = new DiagnosticBag();

        var bound = Binder.Bind(loss.Signature, LossParser.Parse(loss.Text, diagnostics), diagnostics, TestContext.Current.CancellationToken);

        Assert.Empty(diagnostics.Items);
        Assert.NotNull(bound);
        Assert.Empty(bound.Value.FreeAxes);
        Assert.Equal(loss.Signature.Wrt!.Value.Count, bound.DifferentiatedBy.Count);
    }
}
