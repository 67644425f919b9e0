using System.Diagnostics;
using System.Runtime.InteropServices;
using LossGen.Compiler;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Benchmarks;

/// <summary>What the analyzer costs a loss: all losses of the library, and losses that grow.</summary>
/// <remarks>
/// Processor time of this process, in which nothing else runs, beside the time that passes: other programs on the machine delay a run more than they make
/// it longer. Rounds over all losses warm the JIT up, which on a busy machine takes it a while; the median of the last ones counts.
/// </remarks>
internal static class AnalysisRun
{
    private const int WarmUpRounds = 14;
    private const int Rounds = 9;
    private const int Slowest = 10;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores");
        Console.WriteLine();
        var losses = await LibraryLosses.ReadAsync().ConfigureAwait(false);
        PrintLibrary(losses);
        PrintGrowth();
    }

    private static void PrintLibrary(IReadOnlyList<LossMethod> losses)
    {
        var first = losses.Select(loss => Measure(() => Analyze(loss))).ToList();
        for (var round = 1; round < WarmUpRounds; round++)
        {
            foreach (var loss in losses)
            {
                Analyze(loss);
                LossCompiler.Compile(loss);
            }
        }

        var analyzed = losses.Select(loss => Median(() => Analyze(loss))).ToList();
        var compiled = losses.Select(loss => Median(() => LossCompiler.Compile(loss))).ToList();
        var table = new MarkdownTable($"{losses.Count} losses of the library", "mean, ms", "median", "95 %", "largest");
        AddSummary(table, "analyze, first of the process, processor", first.Select(cost => cost.Processor));
        AddSummary(table, "analyze, processor", analyzed.Select(cost => cost.Processor));
        AddSummary(table, "analyze, passed", analyzed.Select(cost => cost.Passed));
        AddSummary(table, "compile, processor", compiled.Select(cost => cost.Processor));
        table.Write();

        table = new MarkdownTable("the slowest to analyze", "characters", "analyze, processor, ms", "passed", "compile, processor");
        foreach (var i in Enumerable.Range(0, losses.Count).OrderByDescending(i => analyzed[i].Processor).Take(Slowest))
        {
            table.Row(
                losses[i].Signature.MethodName,
                MarkdownTable.Number(losses[i].Text.Length, "0"),
                Milliseconds(analyzed[i].Processor),
                Milliseconds(analyzed[i].Passed),
                Milliseconds(compiled[i].Processor));
        }

        table.Write();
    }

    private static void PrintGrowth()
    {
        var table = new MarkdownTable("what grows", "size", "characters", "expressions", "findings", "analyze, processor, ms", "µs an expression");
        foreach (var family in GrowingLosses.All)
        {
            foreach (var size in family.Sizes)
            {
                var text = family.Text(size);
                var expressions = CountExpressions(text);
                var findings = Analyze(GrowingLosses.Signature, text).Count(finding => finding.Descriptor.Severity == LossSeverity.Warning);
                var cost = Median(() => Analyze(GrowingLosses.Signature, text)).Processor;
                table.Row(
                    family.Name,
                    MarkdownTable.Number(size, "0"),
                    MarkdownTable.Number(text.Length, "0"),
                    MarkdownTable.Number(expressions, "0"),
                    MarkdownTable.Number(findings, "0"),
                    Milliseconds(cost),
                    MarkdownTable.Number(cost.TotalMicroseconds / expressions, "0.0"));
            }
        }

        table.Write();
    }

    private static IReadOnlyList<LossDiagnostic> Analyze(LossMethod loss) => LossCompiler.Analyze(loss.Signature, loss.Text, loss.Calls);

    private static IReadOnlyList<LossDiagnostic> Analyze(LossSignature signature, string text) => LossCompiler.Analyze(signature, text);

    private static int CountExpressions(string text)
    {
        var errors = new DiagnosticBag();
        return Binder.Bind(GrowingLosses.Signature, LossParser.Parse(text, errors), errors)?.Factory.Count
            ?? throw new InvalidOperationException($"a growing loss has errors: {string.Join(", ", errors.Items)}");
    }

    private static void AddSummary(MarkdownTable table, string name, IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        table.Row(
            name,
            Milliseconds(TimeSpan.FromTicks((long)sorted.Average(time => time.Ticks))),
            Milliseconds(sorted[sorted.Count / 2]),
            Milliseconds(sorted[sorted.Count * 95 / 100]),
            Milliseconds(sorted[^1]));
    }

    private static string Milliseconds(TimeSpan time) => MarkdownTable.Number(time.TotalMilliseconds, "0.00");

    private static Cost Median(Action action)
    {
        var costs = Enumerable.Range(0, Rounds).Select(_ => Measure(action)).ToList();
        return new Cost(costs.Select(cost => cost.Processor).Order().ElementAt(Rounds / 2), costs.Select(cost => cost.Passed).Order().ElementAt(Rounds / 2));
    }

    private static Cost Measure(Action action)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return new Cost(Environment.CpuUsage.TotalTime - processor, Stopwatch.GetElapsedTime(start));
    }

    /// <param name="Processor">The time that the processor worked.</param>
    /// <param name="Passed">The time on the clock.</param>
    private readonly record struct Cost(TimeSpan Processor, TimeSpan Passed);
}
