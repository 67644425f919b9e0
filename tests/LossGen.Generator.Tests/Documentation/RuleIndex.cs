using System.Globalization;
using System.Text;
using LossGen.Compiler.Diagnostics;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>The lists of all rules: the index of the pages, and the severities as an <c>.editorconfig</c>.</summary>
internal static class RuleIndex
{
    private static readonly (char Range, string Heading)[] Sections =
    [
        ('1', "Stability: forms that lose their value in floating point"),
        ('2', "Design: losses that compute what they say and not what is meant"),
        ('3', "The same in plain C#"),
        ('0', "Language: what is no loss"),
        ('9', "Defects of the compiler"),
    ];

    public static string WritePage()
    {
        var page = new StringBuilder($"""
            # Rules

            Every rule of LossGen, one page each, generated from the code by the tests (`LOSSGEN_ACCEPT=1`), which also run every example.
            Of the {DiagnosticRegistry.All.Count} rules {DiagnosticRegistry.All.Count(rule => rule.Severity != LossSeverity.Error)} have a severity that a project can change:
            [lossgen.editorconfig](lossgen.editorconfig) has them all at their defaults, to start from.

            Stable forms can be written into a whole project at once:

            ```
            dotnet format analyzers --severity info --diagnostics LG1001 LG1002
            ```

            """.ReplaceLineEndings("\n"));
        foreach (var (range, heading) in Sections)
        {
            var rules = DiagnosticRegistry.All.Where(rule => rule.Id[2] == range).ToList();
            if (rules.Count == 0)
                continue;
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| rule | | severity |\n| --- | --- | --- |\n");
            foreach (var rule in rules)
                page.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {rule.Severity} |\n");
        }

        return page.ToString();
    }

    public static string WriteEditorConfig()
    {
        var text = new StringBuilder("# The severities of LossGen's rules at their defaults. Errors of the language are not configurable and not listed.\n[*.cs]\n");
        foreach (var category in DiagnosticRegistry.All.Where(rule => rule.Severity != LossSeverity.Error).GroupBy(rule => rule.Category))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# {category.Key}\n");
            foreach (var rule in category)
                text.Append(CultureInfo.InvariantCulture, $"# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {(rule.Severity == LossSeverity.Info ? "suggestion" : "warning")}\n");
        }

        return text.ToString();
    }
}
