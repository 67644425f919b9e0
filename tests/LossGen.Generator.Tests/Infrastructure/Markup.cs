using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.Infrastructure;

/// <summary>Source in which <c>{|LG0901:…|}</c> marks what the analyzer has to report, and nothing else.</summary>
internal static partial class Markup
{
    public static (string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected) Parse(string marked)
    {
        var expected = new List<(string Id, TextSpan Span)>();
        while (Mark().Match(marked) is { Success: true } match)
        {
            var content = match.Groups["content"].Value;
            expected.Add((match.Groups["id"].Value, new TextSpan(match.Index, content.Length)));
            marked = marked.Remove(match.Index, match.Length).Insert(match.Index, content);
        }

        return (marked, expected);
    }

    /// <summary>Fails unless the analyzer finds exactly what is marked; hands on what it found.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AssertFindsAsync(
        string marked,
        DiagnosticAnalyzer? analyzer = null,
        LanguageVersion version = LanguageVersion.Latest,
        IEnumerable<MetadataReference>? references = null)
    {
        var (source, expected) = Parse(marked);
        var found = await Host.AnalyzeAsync(Host.Compile(source, version).AddReferences(references ?? []), analyzer ?? StubCompiler.Analyzer);
        Assert.Equal(
            expected.Select(mark => Describe(mark.Id, mark.Span)),
            found.Select(item => Describe(item.Id, item.Location.SourceSpan)));
        return found;

        string Describe(string id, TextSpan span) => $"{id} '{source.Substring(span.Start, span.Length)}' {span}";
    }

    /// <summary>The first mark that holds no other, so that removing marks one by one keeps the positions right.</summary>
    [GeneratedRegex(@"\{\|(?<id>LG\d{4}):(?<content>(?:(?!\{\||\|\}).)*)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
