using System.Globalization;
using System.Text;
using LossGen.Analyzers.PlainCSharp;
using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>What the analyzers cost in code that has nothing for them.</summary>
public sealed class CostTests
{
    [Fact]
    public async Task Without_the_libraries_nothing_is_looked_at()
    {
        var references = Host.References.Where(reference => !reference.Display!.Contains("System.Numerics.Tensors", StringComparison.Ordinal));
        Assert.Equal(0, (await MeasureAsync(Compile(references, OrdinaryCode(20)), new TensorAnalyzer())).OperationBlockActionsCount);
        Assert.Equal(2, (await MeasureAsync(Compile([.. Host.References, Host.TorchSharp], OrdinaryCode(20)), new TensorAnalyzer())).OperationBlockActionsCount);
    }

    private static CSharpCompilation Compile(IEnumerable<MetadataReference> references, string source)
    {
        var compilation = CSharpCompilation.Create("Cost", [Host.Parse(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(error => error.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static async Task<AnalyzerTelemetryInfo> MeasureAsync(CSharpCompilation compilation, DiagnosticAnalyzer analyzer)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var run = new CompilationWithAnalyzers(compilation, [analyzer], options);
        Assert.Empty(await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        return await run.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
    }

    /// <summary>Code as there is most of: strings, lists, conditions; some numbers, and some calls of the framework's functions.</summary>
    private static string OrdinaryCode(int lines)
    {
        var text = new StringBuilder("using System; using System.Collections.Generic; using System.Linq;\nclass C\n{\n");
        for (var i = 0; i < lines / 20; i++)
        {
            text.Append("""
                    public string Name# { get; set; } = "";
                    private readonly List<(string Key, int Value)> _items# = new();
                    private double _total#;

                    public int Count#(string key, IReadOnlyDictionary<string, int> counts)
                    {
                        if (!counts.TryGetValue(key, out var count) || count < 0)
                            throw new ArgumentException($"no {key} of {counts.Count}", nameof(key));
                        foreach (var (name, value) in _items#)
                            count += value > 10 ? value / 2 : value;
                        _items#.Add((key, count));
                        _total# += count * 0.5 + _items#.Where(item => item.Value > 3).Sum(item => item.Value);
                        return count;
                    }

                    public double Area#(double width, double height) => Math.Max(width, 1) * Math.Round(height) / 3 + Math.Sin(width) * Math.Sqrt(height);

                    public override string ToString() => string.Join(", ", _items#.Select(item => item.Key + "=" + item.Value)) + Name# + _total#;

                """.Replace("public override string ToString", "public string Text#", StringComparison.Ordinal)
                .Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.Append("}\n").ToString();
    }
}
