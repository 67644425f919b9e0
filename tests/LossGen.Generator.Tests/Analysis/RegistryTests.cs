using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using LossGen.Analyzers;
using LossGen.Analyzers.PlainCSharp;
using LossGen.CodeFixes;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Analysis;

public sealed class RegistryTests
{
    [Fact]
    public void Numbers_are_unique_and_in_their_range()
    {
        var ids = DiagnosticRegistry.All.Select(rule => rule.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^LG[01239][0-9]{3}$", id));
        Assert.Contains(HostErrors.InternalError, DiagnosticRegistry.All);
        Assert.DoesNotContain(HostErrors.MethodNotPartial, DiagnosticRegistry.AboutText);
    }

    [Fact]
    public void The_analyzers_support_every_rule_and_the_fixes_every_rule_about_text()
    {
        Assert.Equal(
            DiagnosticRegistry.All.Select(rule => (rule.Id, rule.Title, rule.MessageFormat, rule.Category)).OrderBy(rule => rule.Id, StringComparer.Ordinal),
            new LossAnalyzer().SupportedDiagnostics.Concat(new PlainCSharpAnalyzer().SupportedDiagnostics).Select(rule => (
                rule.Id,
                rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture),
                rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture),
                rule.Category)).OrderBy(rule => rule.Id, StringComparer.Ordinal));
        Assert.Equal(DiagnosticRegistry.AboutText.Select(rule => rule.Id), new LossTextCodeFixProvider().FixableDiagnosticIds);
        Assert.Equal(DiagnosticRegistry.AboutCSharp.Select(rule => rule.Id), new StableFormCodeFixProvider().FixableDiagnosticIds);
    }

    /// <summary>A form that a loss is warned of is warned of in C# too.</summary>
    [Fact]
    public void Every_stability_rule_has_a_row_for_plain_CSharp() =>
        Assert.All(
            DiagnosticRegistry.All.Where(rule => rule.Id[2] == '1' && CSharpWarnings.Covers(rule)),
            rule => Assert.Equal("LG3" + rule.Id[3..], CSharpWarnings.Of(rule).Id));

    /// <summary>
    /// What no form explains, and points at which a formula has no value, are found by running a loss, and not all C# is run; and terms cancel on
    /// purpose in compensated sums.
    /// </summary>
    [Fact]
    public void Only_rules_of_forms_have_one() => Assert.Equal(
        [
            StabilityWarnings.CancellingTerms, SingularityWarnings.InfiniteSlope, SingularityWarnings.ZeroByZero, SingularityWarnings.EndOfDomain,
            StabilityWarnings.LosesValue,
        ],
        DiagnosticRegistry.All.Where(rule => rule.Id[2] == '1' && !CSharpWarnings.Covers(rule)));

    /// <summary>A number that was released keeps its meaning for ever; <c>LOSSGEN_ACCEPT=1</c> writes the table of the unreleased.</summary>
    [Fact]
    public void The_release_files_list_every_rule()
    {
        var folder = Path.Combine(SourceFolder(), "../../../src/LossGen.Analyzers");
        var unshipped = Path.Combine(folder, "AnalyzerReleases.Unshipped.md");
        var shippedRows = Regex.Matches(File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")), @"^LG\d{4}", RegexOptions.Multiline)
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);

        var table = new StringBuilder("### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n");
        foreach (var rule in DiagnosticRegistry.All.Where(rule => !shippedRows.Contains(rule.Id)))
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{rule.Id} | {rule.Category} | {rule.Severity} | {rule.Title}\n");
        if (Verifier.Accepting)
            File.WriteAllText(unshipped, table.ToString());
        Assert.Equal(table.ToString(), File.ReadAllText(unshipped));
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
