using System.Reflection;

namespace LossGen.Compiler.Diagnostics;

/// <summary>
/// The rules of <see cref="StabilityWarnings"/> where the same form stands in ordinary C#: LG10xx in a loss is LG30xx there. They are made
/// from those rows, so that a form that the language warns of is warned of in C# as well.
/// </summary>
public static class CSharpWarnings
{
    private const int Offset = 2000;

    /// <summary>From here on rules have no form: they report what goes wrong when a loss is run, which nobody asks of all C#.</summary>
    private const string FirstWithoutForm = "LG1080";

    /// <summary>
    /// Forms that are as unstable in C# as in a loss, and whose lost digits seldom matter where they stand: in derivatives written by hand,
    /// and in the lengths of vectors on a screen.
    /// </summary>
    private static readonly HashSet<string> OftenHarmless =
    [
        StabilityWarnings.OneMinusSigmoid.Id, StabilityWarnings.OneMinusSquaredTanh.Id,
        StabilityWarnings.RootOfSquare.Id, StabilityWarnings.Hypotenuse.Id, StabilityWarnings.RootOfSumOfSquares.Id,
    ];

    /// <summary>
    /// Forms that C# is full of on purpose: <c>(a + b) - a</c> is what rounding leaves of b, by which compensated sums know what they have lost.
    /// </summary>
    private static readonly HashSet<string> WrittenOnPurpose = [StabilityWarnings.CancellingTerms.Id];

    /// <summary>One row for each row of <see cref="StabilityWarnings"/>, by its number.</summary>
    private static readonly Dictionary<string, LossDiagnosticDescriptor> ByStabilityRule = typeof(StabilityWarnings)
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(field => field.FieldType == typeof(LossDiagnosticDescriptor))
        .Select(field => (LossDiagnosticDescriptor)field.GetValue(null)!)
        .Where(rule => string.CompareOrdinal(rule.Id, FirstWithoutForm) < 0 && !WrittenOnPurpose.Contains(rule.Id))
        .ToDictionary(rule => rule.Id, Create, StringComparer.Ordinal);

    /// <summary>All rows, in the order of their numbers.</summary>
    public static IReadOnlyList<LossDiagnosticDescriptor> All { get; } =
        [.. ByStabilityRule.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Whether a stability rule has a C# row.</summary>
    public static bool Covers(LossDiagnosticDescriptor rule) => ByStabilityRule.ContainsKey(rule.Id);

    /// <summary>The C# row of a stability rule.</summary>
    public static LossDiagnosticDescriptor Of(LossDiagnosticDescriptor rule) => ByStabilityRule[rule.Id];

    private static LossDiagnosticDescriptor Create(LossDiagnosticDescriptor rule) => new(
        "LG" + (int.Parse(rule.Id.Substring(2), System.Globalization.CultureInfo.InvariantCulture) + Offset)
            .ToString("D4", System.Globalization.CultureInfo.InvariantCulture),
        rule.Title,
        "'{0}' {1}",
        OftenHarmless.Contains(rule.Id) ? LossSeverity.Info : rule.Severity);
}
