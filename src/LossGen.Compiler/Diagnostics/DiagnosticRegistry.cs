using System.Reflection;

namespace LossGen.Compiler.Diagnostics;

/// <summary>
/// Every rule that LossGen knows. A rule is a static field of a class in this namespace; being declared is being registered,
/// so that no list can be forgotten.
/// </summary>
public static class DiagnosticRegistry
{
    /// <summary>All rules, in the order of their numbers.</summary>
    public static IReadOnlyList<LossDiagnosticDescriptor> All { get; } =
    [
        .. typeof(DiagnosticRegistry).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(DiagnosticRegistry).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(LossDiagnosticDescriptor))
            .Select(field => (LossDiagnosticDescriptor)field.GetValue(null)!)
            .Concat(CSharpWarnings.All)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>The rules about ordinary C#, in which no loss need stand.</summary>
    public static IReadOnlyList<LossDiagnosticDescriptor> AboutCSharp { get; } = [.. All.Where(rule => rule.IsAboutCSharp)];

    /// <summary>The rules about losses and what is around them.</summary>
    public static IReadOnlyList<LossDiagnosticDescriptor> AboutLosses { get; } = [.. All.Where(rule => !rule.IsAboutCSharp)];

    /// <summary>The rules about the text of a loss, whose findings may carry a <see cref="TextEdit"/>; the host's rules never do.</summary>
    public static IReadOnlyList<LossDiagnosticDescriptor> AboutText { get; } = [.. AboutLosses.Where(rule => !IsHostRule(rule))];

    private static bool IsHostRule(LossDiagnosticDescriptor rule) =>
        typeof(HostErrors).GetFields().Any(field => rule.Equals(field.GetValue(null)));
}
