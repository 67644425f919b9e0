using LossGen.Compiler.Diagnostics;
using LossGen.Testing.Corpus;

namespace LossGen.Compiler.Tests.Corpus;

/// <summary>Expressions of the peers' test suites: what breaks is reported, what does not break is left alone.</summary>
public sealed class CorpusTests
{
    private const double TolerableMisses = 0.38;

    private const double TolerableFalseAlarms = 0.125;

    public static TheoryData<string> Suites() => [.. CorpusLoss.All.Select(loss => loss.Suite).Distinct()];

    [Fact]
    public void The_corpus_has_expressions_of_both_kinds_from_every_suite()
    {
        Assert.True(CorpusLoss.All.Count >= 260);
        Assert.True(CorpusLoss.All.Count(loss => !loss.IsUnstable) >= 90);
        Assert.Equal(CorpusLoss.All.Count, CorpusLoss.All.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_text_is_a_loss(string suite)
    {
        var errors = CorpusLoss.All.Where(loss => loss.Suite == suite)
            .SelectMany(loss => Findings(loss).Where(finding => finding.Descriptor.Severity == LossSeverity.Error).Select(finding => $"{loss}: {finding}"));
        Assert.Empty(errors);
    }

    [Fact]
    public void What_breaks_is_flagged()
    {
        var unstable = CorpusLoss.All.Where(loss => loss.IsUnstable).ToList();
        var missed = unstable.Where(loss => !IsFlagged(loss)).ToList();
        var report = Report("missed", missed, unstable, loss => loss.Breaking[0].ToString());
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(missed.Count <= unstable.Count * TolerableMisses, report);
    }

    [Fact]
    public void What_is_stable_is_left_alone()
    {
        var stable = CorpusLoss.All.Where(loss => !loss.IsUnstable).ToList();
        var accused = stable.Where(IsFlagged).ToList();
        var report = Report("falsely flagged", accused, stable, loss => string.Join("; ", Findings(loss).Where(IsStability)));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(accused.Count <= stable.Count * TolerableFalseAlarms, report);
    }

    private static bool IsFlagged(CorpusLoss loss) => Findings(loss).Any(IsStability);

    private static bool IsStability(LossDiagnostic finding) => finding.Descriptor.Id.StartsWith("LG1", StringComparison.Ordinal);

    private static IReadOnlyList<LossDiagnostic> Findings(CorpusLoss loss) => LossCompiler.Analyze(
        LossSignatures.Parse(string.Join(" ", loss.Parameters.Select(part => $"{part.Name}:{part.Kind}"))),
        loss.Text,
        TestContext.Current.CancellationToken);

    private static string Report(string what, List<CorpusLoss> offenders, List<CorpusLoss> all, Func<CorpusLoss, string> why) => string.Join(
        "\n",
        [
            $"{what}: {offenders.Count} of {all.Count}",
            .. all.GroupBy(loss => loss.Suite).Select(suite => $"  {suite.Key}: {offenders.Count(loss => loss.Suite == suite.Key)} of {suite.Count()}"),
            .. offenders.Select(loss => $"{loss}  <- {why(loss)}"),
        ]);
}
