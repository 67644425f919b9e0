using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Binding;

public sealed class ReferenceLossTests
{
    /// <summary>The interpreter computes in double, where sums of a few dozen terms of mixed sign lose two or three digits of the sixteen.</summary>
    private const double RelativeError = 1e-12;

    public static TheoryData<string> Names => [.. ReferenceLosses.All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_loss_binds_without_a_finding(string name)
    {
        var loss = ReferenceLosses.Get(name);
        var (program, findings) = Bind(loss);

        Assert.Empty(findings);
        Assert.NotNull(program);
        Assert.Empty(program.Value.FreeAxes);
        Assert.Equal(loss.Signature.Wrt!.Value.Count, program.DifferentiatedBy.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_loss_has_the_value_that_its_formula_has(string name)
    {
        var loss = ReferenceLosses.Get(name);
        var program = Bind(loss).Program!;
        var arguments = loss.Arguments();
        arguments.Solve(program.Extents);

        var value = new Interpreter(arguments).Evaluate(program.Value);

        Assert.InRange(value, loss.Value - (RelativeError * Math.Abs(loss.Value)), loss.Value + (RelativeError * Math.Abs(loss.Value)));
    }

    private static (BoundProgram? Program, IReadOnlyList<LossDiagnostic> Findings) Bind(ReferenceLoss loss)
    {
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(
            loss.Signature, LossParser.Parse(loss.Text, diagnostics), diagnostics, TestContext.Current.CancellationToken);
        return (program, diagnostics.Items);
    }
}
