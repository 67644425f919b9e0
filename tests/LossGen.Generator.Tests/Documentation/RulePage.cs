using System.Globalization;
using System.Text;
using LossGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>The page of one rule: all that its descriptor says, its example with what the analyzer finds there, and the numbers behind it.</summary>
internal static class RulePage
{
    public static async Task<string> WriteAsync(LossDiagnosticDescriptor rule)
    {
        var page = new StringBuilder($"# {rule.Id}: {rule.Title}\n\n");
        var example = RuleExamples.All.GetValueOrDefault(rule.Id);
        var found = example is null ? null : await RuleCheck.FindAsync(example.Wrong);
        var right = example?.Right ?? (found is null ? null : RuleCheck.Fix(example!.Wrong, found));

        // Whether there is a fix is seen where there is an example.
        Line(page, found is null ? "| category | severity |" : "| category | severity | code fix |");
        Line(page, found is null ? "| --- | --- |" : "| --- | --- | --- |");
        Line(page, $"| {rule.Category} | {rule.Severity} |{(found is null ? "" : RuleCheck.HasFix(found) ? " yes |" : " no |")}\n");
        Line(page, $"> {(found is null ? General(rule) : Message(found))}\n");
        if (example is { Input: { } input } && right is not null)
            page.Append(RuleNumbers.Write(example, RuleCheck.TextOf(right), input));
        if (example is not null)
            Code(page, "What is reported", example.Wrong);
        else if (RuleExamples.Without.TryGetValue(rule.Id, out var reason))
            Line(page, $"## What is reported\n\n{reason}\n");
        if (right is not null)
            Code(page, "What to write", right);
        page.Append(Suppression(rule));
        return page.ToString();
    }

    private static string Message(Diagnostic found) => found.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The messages of forms end with the input at which the loss at hand goes wrong, and a page without an example has none.</summary>
    private static string General(LossDiagnosticDescriptor rule) =>
        rule.Category == "LossGen.Stability" && rule.MessageFormat.EndsWith("{0}", StringComparison.Ordinal) ? rule.MessageFormat[..^3] : rule.MessageFormat;

    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');

    private static void Code(StringBuilder page, string heading, string code) => Line(page, $"## {heading}\n\n```csharp\n{code}\n```\n");

    private static string Suppression(LossDiagnosticDescriptor rule) => rule.Severity == LossSeverity.Error
        ? """
          ## When to suppress it

          Never: without it there is no code to run.

          """
        : $$"""
          ## When to suppress it

          {{Reason(rule)}}

          ```ini
          # .editorconfig
          [*.cs]
          dotnet_diagnostic.{{rule.Id}}.severity = none
          ```

          """;

    private static string Reason(LossDiagnosticDescriptor rule) => rule.Category switch
    {
        "LossGen.Stability" => """
            Where the inputs never come near the place at which the form breaks. Better say so in the loss: `assume x > 0.1`, `require tau >= 1` or
            `clamp(x, -8, 8)` are read by the analyzer, which is silent about what cannot happen. The compiled code is the stable form in any case,
            unless the loss has `Stabilize = false`.
            """,
        "LossGen.Design" => "Where the loss is meant to be so.",
        _ => "Where the code is meant to be so, and has been looked at.",
    };
}
