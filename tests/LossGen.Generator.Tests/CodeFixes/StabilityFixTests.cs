using System.Reflection;
using LossGen.Generator.Tests.Documentation;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>
/// The fixes of unstable losses from end to end: what analyzer, generator and code fix make of one file with a loss for each rule, run where the
/// written form breaks. That every row of every rule is right is shown by the tests of the compiler.
/// </summary>
public sealed class StabilityFixTests(StabilityFixProject project) : IClassFixture<StabilityFixProject>
{
    /// <summary>A form is unstable if its relative error in float exceeds this.</summary>
    private const double UnstableError = 1e-2;

    private const double StableError = 1e-4;

    public static TheoryData<string> Rules =>
        [.. RuleExamples.All.Where(entry => entry.Value.Input is not null).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Without_stabilization_the_form_is_reported_and_emitted_as_it_is_written(string rule)
    {
        Assert.Equal([rule], project.Findings[rule]);
        AssertError(project.Written, rule, error => error > UnstableError);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void With_stabilization_the_stable_form_is_emitted(string rule) => AssertError(project.Stabilized, rule, error => error <= StableError);

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_fixed_text_has_no_finding_and_is_right_as_it_is_written(string rule)
    {
        Assert.Empty(project.FindingsAfterFix[rule]);
        AssertError(project.Fixed, rule, error => error <= StableError);
    }

    private void AssertError(Assembly losses, string rule, Func<double, bool> isExpected)
    {
        var (value, exact) = project.Run(losses, rule);
        var error = !float.IsFinite(value) ? double.PositiveInfinity : exact == 0 ? Math.Abs(value) : Math.Abs(value - exact) / Math.Abs(exact);
        Assert.True(isExpected(error), $"{value}, exactly {exact}");
    }
}
