namespace LossGen.Generator.Tests.Documentation;

/// <summary>The examples of the rule pages, by rule.</summary>
internal static partial class RuleExamples
{
    public static IReadOnlyDictionary<string, RuleExample> All { get; } =
        new Dictionary<string, RuleExample>(Language().Concat(Stability()).Concat(Design()).Concat(Host()), StringComparer.Ordinal);
}
