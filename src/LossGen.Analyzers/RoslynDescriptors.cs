using System.Collections.Immutable;
using LossGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers;

/// <summary>The compiler's rules in Roslyn's form.</summary>
internal static class RoslynDescriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        DiagnosticRegistry.All.ToImmutableDictionary(rule => rule.Id, Create, StringComparer.Ordinal);

    public static ImmutableArray<DiagnosticDescriptor> AboutLosses { get; } = DiagnosticRegistry.AboutLosses.Select(Of).ToImmutableArray();

    public static ImmutableArray<DiagnosticDescriptor> AboutCSharp { get; } = DiagnosticRegistry.AboutCSharp.Select(Of).ToImmutableArray();

    public static DiagnosticDescriptor Of(LossDiagnosticDescriptor rule) => ById[rule.Id];

    private static DiagnosticDescriptor Create(LossDiagnosticDescriptor rule) => new(
        rule.Id,
        rule.Title,
        rule.MessageFormat,
        rule.Category,
        rule.Severity switch
        {
            LossSeverity.Error => DiagnosticSeverity.Error,
            LossSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        helpLinkUri: rule.HelpLink,
        customTags: rule.Severity == LossSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
