using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using LossGen.Analyzers;
using LossGen.Generator.Tests.Documentation;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>A file with the example of each rule of unstable forms: with <c>Stabilize = false</c>, without, and after the code fixes.</summary>
public sealed class StabilityFixProject : IAsyncLifetime
{
    /// <summary>Enough for whole vectors and a remainder.</summary>
    private const int Count = 19;

    private readonly Dictionary<string, RuleExample> _examples =
        RuleExamples.All.Where(entry => entry.Value.Input is not null).ToDictionary(entry => entry.Key, entry => OverArrays(entry.Value));

    private readonly Dictionary<string, double> _exact = [];

    internal Assembly Written { get; private set; } = null!;

    internal Assembly Stabilized { get; private set; } = null!;

    internal Assembly Fixed { get; private set; } = null!;

    /// <summary>What is reported of stability, by rule whose example it is.</summary>
    internal ILookup<string, string> Findings { get; private set; } = null!;

    /// <summary>The same after the code fixes.</summary>
    internal ILookup<string, string> FindingsAfterFix { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var written = _examples.ToDictionary(entry => entry.Key, entry => entry.Value.Text);
        var repaired = new Dictionary<string, string>();
        foreach (var (rule, text) in written)
        {
            using var host = new FixHost(new LossAnalyzer(), [rule], [Source(new() { [rule] = text }, stabilize: false)]);
            repaired[rule] = RuleCheck.TextOf(await host.FixFirstAsync() ?? throw new InvalidOperationException($"No fix of {text}"));
            var original = RuleExamples.All[rule];
            var right = await RuleCheck.RightAsync(original, await RuleCheck.FindAsync(original));
            _exact[rule] = RuleNumbers.Exact(original, RuleCheck.TextOf(right!));
        }

        Findings = await FindingsAsync(Source(written, stabilize: false));
        FindingsAfterFix = await FindingsAsync(Source(repaired, stabilize: false));
        (Written, Stabilized, Fixed) = (
            Load(Source(written, stabilize: false)), Load(Source(written, stabilize: true)), Load(Source(repaired, stabilize: false)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The value of a loss at the input of its example, and what it should be.</summary>
    internal (float Value, double Exact) Run(Assembly losses, string rule)
    {
        var isScalar = !RuleExamples.All[rule].Parameters.Contains("[]", StringComparison.Ordinal);
        var inputs = _examples[rule].Input!.Split(' ').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var arguments = _examples[rule].Parameters.Split(' ').Select(part => Numbers(inputs[part.Split(':')[0]]));
        object[] repeated = [.. arguments.Select(numbers => isScalar ? [.. Enumerable.Repeat(numbers.Single(), Count)] : numbers)];
        return ((float)losses.GetType("Calls")!.GetMethod(rule)!.Invoke(null, repeated)!, _exact[rule]);
    }

    private static float[] Numbers(string list) => [.. list.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>
    /// A loss of scalars becomes the mean of that loss over arrays: single numbers are computed in <c>double</c>, where nothing breaks yet.
    /// </summary>
    private static RuleExample OverArrays(RuleExample example)
    {
        if (example.Parameters.Contains("[]", StringComparison.Ordinal))
            return example;
        var value = example.Text.LastIndexOf("; ", StringComparison.Ordinal) is var end && end < 0 ? 0 : end + 2;
        return example with
        {
            Parameters = example.Parameters.Replace(":f", ":f[]", StringComparison.Ordinal),
            Text = $"{example.Text[..value]}mean({example.Text[value..]})",
        };
    }

    private string Source(Dictionary<string, string> texts, bool stabilize)
    {
        var losses = texts.Select(loss => RuleExample.Method(_examples[loss.Key].Parameters, loss.Value)
            .Replace(" Example(", $" {loss.Key}(", StringComparison.Ordinal)
            .Replace("\")]", stabilize ? "\")]" : "\", Stabilize = false)]", StringComparison.Ordinal)
            .Replace("public static", "internal static", StringComparison.Ordinal));
        var calls = texts.Keys.Select(rule => (rule, Names: _examples[rule].Parameters.Split(' ').Select(part => part.Split(':')[0]).ToList()))
            .Select(loss => $"public static float {loss.rule}({string.Join(", ", loss.Names.Select(name => $"float[] {name}"))}) => "
                + $"Losses.{loss.rule}({string.Join(", ", loss.Names)});");
        return $$"""
            using System;
            using LossGen;

            internal static partial class Losses
            {
            {{string.Join("\n", losses)}}
            }

            internal static class Calls
            {
            {{string.Join("\n", calls)}}
            }
            """;
    }

    private static async Task<ILookup<string, string>> FindingsAsync(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var found = await Host.AnalyzeAsync(Host.Compile(source), new LossAnalyzer());
        return found.Where(finding => finding.Id.StartsWith("LG1", StringComparison.Ordinal) || finding.DefaultSeverity == DiagnosticSeverity.Error)
            .ToLookup(finding => lines[finding.Location.GetLineSpan().StartLinePosition.Line + 1].Split('(')[0].Split(' ')[^1], finding => finding.Id);
    }

    private static Assembly Load(string source)
    {
        using var image = new MemoryStream();
        var result = Host.Generate(Host.Compile(source), new LossGenerator()).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("Losses", isCollectible: true).LoadFromStream(image);
    }
}
