namespace LossGen.Compiler.Diagnostics;

/// <summary>How much a diagnostic matters; the analyzer maps it to Roslyn's severities.</summary>
public enum LossSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>What one rule says.</summary>
/// <param name="Id">LG0001–LG0999 language, LG1001–LG1999 stability, LG2001–LG2999 loss design, LG3001–LG3999 plain C#.</param>
/// <param name="Title">A short sentence without parameters.</param>
/// <param name="MessageFormat">The message, with <c>{0}</c> … for its arguments.</param>
/// <param name="Severity">The default severity.</param>
public sealed record LossDiagnosticDescriptor(string Id, string Title, string MessageFormat, LossSeverity Severity)
{
    /// <summary>Where the pages of the rules are, one a rule, in the repository of <c>PackageProjectUrl</c>.</summary>
    public const string Pages = "https://github.com/lossgen/lossgen/blob/main/docs/rules/";

    /// <summary>The rule's page: what is wrong, why, and what to write.</summary>
    public string HelpLink => $"{Pages}{Id}.md";

    /// <summary>The category in Roslyn's sense, which follows from the range of the number.</summary>
    public string Category => Id[2] switch
    {
        '1' => "LossGen.Stability",
        '2' => "LossGen.Design",
        '3' => "LossGen.CSharp",
        _ => "LossGen.Language",
    };

    /// <summary>Whether the rule is about ordinary C# and not about a loss.</summary>
    public bool IsAboutCSharp => Id[2] == '3';
}
