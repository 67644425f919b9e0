using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LossGen.Analyzers;
using Microsoft.CodeAnalysis;
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
        LossAnalyzer? analyzer = null,
        Microsoft.CodeAnalysis.CSharp.LanguageVersion version = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest)
    {
        var (source, expected) = Parse(marked);
        var found = await Host.AnalyzeAsync(Host.Compile(source, version), analyzer ?? StubCompiler.Analyzer);
        Assert.Equal(
            expected.Select(mark => $"{mark.Id} '{source.Substring(mark.Span.Start, mark.Span.Length)}' {mark.Span}"),
            found.Select(item => $"{item.Id} '{source.Substring(item.Location.SourceSpan.Start, item.Location.SourceSpan.Length)}' {item.Location.SourceSpan}"));
        return found;
    }

    /// <summary>The first mark that holds no other, so that removing marks one by one keeps the positions right.</summary>
    [GeneratedRegex(@"\{\|(?<id>LG\d{4}):(?<content>(?:(?!\{\||\|\}).)*)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
