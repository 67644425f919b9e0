using System.Runtime.CompilerServices;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>docs/rules is generated from the rules and their examples: run with LOSSGEN_ACCEPT=1 to write it.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Examples => [.. RuleExamples.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_reported_by_its_rule_alone_and_what_to_write_by_none(string id)
    {
        var example = RuleExamples.All[id];
        var found = await RuleCheck.AnalyzeAsync(example, example.Wrong);
        Assert.True(found.Count > 0 && found.All(finding => finding.Id == id), string.Join("\n", found.Select(finding => finding.ToString())));
        if (await RuleCheck.RightAsync(example, found[0]) is { } right)
            Assert.Equal([], (await RuleCheck.AnalyzeAsync(example, right)).Select(finding => finding.ToString()));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_numbers_of_a_page_show_what_it_says(string id)
    {
        var example = RuleExamples.All[id];
        if (example.Input is not { } input)
            return;
        var right = await RuleCheck.RightAsync(example, await RuleCheck.FindAsync(example));
        Assert.True(RuleNumbers.IsTrue(example, RuleCheck.TextOf(right!), input));
    }

    [Fact]
    public void Every_rule_has_an_example_or_a_reason_for_having_none()
    {
        var missing = DiagnosticRegistry.All.Select(rule => rule.Id)
            .Where(id => !RuleExamples.ShownByTests.Any(family => id.StartsWith(family, StringComparison.Ordinal)))
            .Where(id => !RuleExamples.All.ContainsKey(id) && !RuleExamples.Without.ContainsKey(id));
        Assert.Equal([], missing);
        Assert.Empty(RuleExamples.All.Keys.Concat(RuleExamples.Without.Keys).Except(DiagnosticRegistry.All.Select(rule => rule.Id)));
    }

    [Fact]
    public async Task Every_rule_has_a_page_and_every_page_is_current()
    {
        foreach (var rule in DiagnosticRegistry.All)
            AssertCurrent($"{rule.Id}.md", await RulePage.WriteAsync(rule));
        AssertCurrent("README.md", RuleIndex.WritePage());
        AssertCurrent("lossgen.editorconfig", RuleIndex.WriteEditorConfig());
        var pages = Directory.GetFiles(Folder(), "LG*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(pages.Except(DiagnosticRegistry.All.Select(rule => rule.Id)));
    }

    [Fact]
    public void Links_lead_to_the_pages_in_the_repository_of_the_packages()
    {
        var properties = File.ReadAllText(Path.Combine(Folder(), "../../Directory.Build.props"));
        var project = properties.Split("<PackageProjectUrl>")[1].Split("</PackageProjectUrl>")[0];
        Assert.Equal(LossDiagnosticDescriptor.Pages, project + "/blob/main/docs/rules/");
        Assert.All(
            new Analyzers.LossAnalyzer().SupportedDiagnostics,
            rule => Assert.Equal($"{LossDiagnosticDescriptor.Pages}{rule.Id}.md", rule.HelpLinkUri));
    }

    private static void AssertCurrent(string name, string text)
    {
        var path = Path.Combine(Folder(), name);
        if (Verifier.Accepting)
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"docs/rules/{name} is missing: LOSSGEN_ACCEPT=1 writes it");
        Assert.True(File.ReadAllText(path).ReplaceLineEndings("\n") == text, $"docs/rules/{name} is not current: LOSSGEN_ACCEPT=1 writes it");
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/rules"));
}
