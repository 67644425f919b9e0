using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>Every row of the rule table: that it reports what is wrong, nothing else, and makes it right.</summary>
public sealed class RowTests
{
    /// <summary>What the stable form may lose, value and gradient, at any point at which the written one is wrong.</summary>
    private const double StableError = 1e-4;

    private static readonly Dictionary<string, RowExample> Examples = RowExamples.All.ToDictionary(example => example.Annotated);

    public static TheoryData<string> All => [.. Examples.Keys];

    [Fact]
    public void Every_row_has_an_example()
    {
        var rows = RuleTable.All.Where(rule => rule.Diagnostic is not null).ToList();
        var covered = RowExamples.All.ToLookup(RowOf);
        Assert.Empty(rows.Where(row => !covered.Contains(row)).Select(row => $"row {rows.IndexOf(row)}, {row.Diagnostic!.Id} {row.Diagnostic.Title}"));
        Assert.Empty(covered.Where(examples => examples.Count() > 1).SelectMany(examples => examples).Select(example => example.Annotated));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_form_is_reported_at_its_characters_and_nothing_else_is(string annotated)
    {
        var (example, loss) = (Examples[annotated], AnnotatedText.Parse(annotated));
        var finding = Assert.Single(Findings(example.Parameters, loss.Text));
        Assert.Equal((example.Diagnostic.Id, loss.Span), (finding.Descriptor.Id, finding.Span));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_near_miss_is_silent(string annotated) => Assert.Empty(Findings(Examples[annotated].Parameters, Examples[annotated].NearMiss));

    [Theory]
    [MemberData(nameof(All))]
    public void In_float_the_written_form_breaks_and_the_stable_form_does_not(string annotated)
    {
        var breaks = Breaks(Examples[annotated]);
        Assert.NotEmpty(breaks);
        Assert.All(breaks, at => Assert.True(at.ErrorOf(at.Stable) <= StableError, at.ToString()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_fix_leaves_no_finding_and_is_right_where_the_written_form_breaks(string annotated)
    {
        var (example, text) = (Examples[annotated], AnnotatedText.Parse(annotated).Text);
        var fix = Assert.Single(Findings(example.Parameters, text)).Fix;
        Assert.NotNull(fix);
        var repaired = text.Remove(fix.Span.Start, fix.Span.Length).Insert(fix.Span.Start, fix.NewText);
        Assert.Empty(Findings(example.Parameters, repaired));
        var program = TestLoss.Bind(example.Parameters, repaired);
        Assert.All(Breaks(example), at => Assert.True(at.ErrorOf(OutputTape.Evaluate(program, at.Inputs)) <= StableError, $"{repaired} at {at}"));
    }

    private static IReadOnlyList<Break> Breaks(RowExample example) => RowTrial.Of(
        example.Parameters, AnnotatedText.Parse(example.Annotated).Text, RowOf(example).Proof == ProofKind.NearEquality).Breaks;

    /// <summary>The row that finds the form.</summary>
    private static StabilityRule RowOf(RowExample example)
    {
        var program = TestLoss.Bind(example.Parameters, AnnotatedText.Parse(example.Annotated).Text);
        if (example.IsOfCSharp)
            return RuleTable.All.First(rule => rule.TryApply(program.Value, FixCheck.ContextOf(program)) is not null);
        var forms = UnstableForms.In(program.Factory, ProbeProgram.Of(program), program.Origins.ContainsKey, TestContext.Current.CancellationToken);
        return Assert.Single(forms).Rule ?? throw new InvalidOperationException($"No row finds {example.Annotated}");
    }

    private static List<LossDiagnostic> Findings(string parameters, string text) =>
    [
        .. LossCompiler.Analyze(LossSignatures.Parse(parameters), text, TestContext.Current.CancellationToken)
            .Where(finding => finding.Descriptor.Severity == LossSeverity.Error || finding.Descriptor.Id.StartsWith("LG1", StringComparison.Ordinal)),
    ];
}
