namespace LossGen.Generator.Tests.Documentation;

/// <summary>The examples of the rule pages, by rule.</summary>
internal static partial class RuleExamples
{
    /// <summary>Families whose rules are shown by their own tests: a page of theirs may do with what the rule says.</summary>
    public static IReadOnlyList<string> ShownByTests { get; } = ["LG201", "LG202", "LG203", "LG21", "LG306"];

    public static IReadOnlyDictionary<string, RuleExample> All { get; } =
        new Dictionary<string, RuleExample>(Language().Concat(Stability()).Concat(Design()).Concat(Host()).Concat(Properties()).Concat(PlainStability()).Concat(Libraries()), StringComparer.Ordinal);
}
