using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.CodeFixes;

internal static class FixAllContextExtensions
{
    /// <summary>
    /// The rule to fix. An editor asks for all rules of a provider and tells by the key which one the user meant; <c>dotnet format</c> asks
    /// for the one rule, with the key of whatever it found first.
    /// </summary>
    public static string? RuleToFix(this FixAllContext context) =>
        context.DiagnosticIds.Count == 1 ? context.DiagnosticIds.Single() : context.CodeActionEquivalenceKey;
}
