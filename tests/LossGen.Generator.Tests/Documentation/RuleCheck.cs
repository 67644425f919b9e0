using System.Collections.Immutable;
using LossGen.Analyzers;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>What the analyzer says of an example.</summary>
internal static class RuleCheck
{
    private static readonly LossAnalyzer Analyzer = new();

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string members) =>
        await Host.AnalyzeAsync(Host.Compile($"using System;\nusing LossGen;\npublic static partial class Losses\n{{\n{members}\n}}\n"), Analyzer);

    /// <summary>The first finding.</summary>
    public static async Task<Diagnostic?> FindAsync(string members) => (await AnalyzeAsync(members)).FirstOrDefault();

    public static bool HasFix(Diagnostic found) => FixProperties.TryRead(found.Properties) is not null;

    /// <summary>The members after the fix of the finding; null if it has none.</summary>
    public static string? Fix(string members, Diagnostic found) => FixProperties.TryRead(found.Properties) is { } edit
        ? Replace(members, TextOf(members), edit)
        : null;

    /// <summary>The text of the only loss.</summary>
    public static string TextOf(string members)
    {
        var start = members.IndexOf("Loss(\"", StringComparison.Ordinal) + "Loss(\"".Length;
        return members[start..members.IndexOf('"', start)];
    }

    private static string Replace(string members, string text, TextEdit edit) =>
        members.Replace(text, text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText), StringComparison.Ordinal);
}
