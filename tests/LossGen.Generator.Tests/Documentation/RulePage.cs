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
        var found = example is null ? null : await RuleCheck.FindAsync(example);
        var right = example is null ? null : await RuleCheck.RightAsync(example, found!);

        // Whether there is a fix is seen where there is an example.
        Line(page, found is null ? "| category | severity |" : "| category | severity | code fix |");
        Line(page, found is null ? "| --- | --- |" : "| --- | --- | --- |");
        Line(page, $"| {rule.Category} | {rule.Severity} |{(found is null ? "" : await RuleCheck.FixAsync(example!, found) is not null ? " yes |" : " no |")}\n");
        Line(page, $"> {(found is null ? General(rule) : Message(found))}\n");
        var origin = OriginOf(rule);
        if (RuleExamples.Reasons.TryGetValue(origin ?? rule.Id, out var why))
            Line(page, $"## Why\n\n{why}\n");
        if (origin is not null)
            Line(page, $"The same rule as [{origin}]({origin}.md), in ordinary C#; its page shows what is computed where the form breaks.\n");
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

    /// <summary>The rule about losses that a rule about ordinary C# is made from; null for others.</summary>
    private static string? OriginOf(LossDiagnosticDescriptor rule) => CSharpWarnings.All.Contains(rule) ? $"LG1{rule.Id[3..]}" : null;

    private static string Message(Diagnostic found) => found.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The messages of forms end with the input at which the loss at hand goes wrong, and a page without an example has none.</summary>
    private static string General(LossDiagnosticDescriptor rule) =>
        rule.Category == "LossGen.Stability" && rule.MessageFormat.EndsWith("{0}", StringComparison.Ordinal) ? rule.MessageFormat[..^3] : rule.MessageFormat;

    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');

    private static void Code(StringBuilder page, string heading, string code) => Line(page, $"## {heading}\n\n```csharp\n{code}\n```\n");

    private static string Suppression(LossDiagnosticDescriptor rule) => rule.Severity == LossSeverity.Error
        ? $$"""
          ## When to suppress it

          {{(rule.Id.StartsWith("LG07", StringComparison.Ordinal)
              ? "Never: take the property out of `Require` if the loss need not have it."
              : "Never: without it there is no code to run.")}}

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
