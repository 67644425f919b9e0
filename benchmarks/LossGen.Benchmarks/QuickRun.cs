using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.Compiler;

namespace LossGen.Benchmarks;

/// <summary>All measurements in two minutes, as the tables of <c>docs/performance.md</c>.</summary>
/// <remarks>
/// Contenders run in turns, many short runs each, and the fastest run counts: other programs on the machine only ever slow a run
/// down, and what slows one contender down in that minute slows the others too. For publication use BenchmarkDotNet's jobs.
/// </remarks>
internal static class QuickRun
{
    private const int Rounds = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(4);

    public static void Run(string filter)
    {
        var (framework, cores) = (RuntimeInformation.FrameworkDescription, Environment.ProcessorCount);
        Console.WriteLine($"{framework}, {cores} cores, widest vectors: {VectorWidth()} bits");
        Console.WriteLine();
        PrintKernels(KernelCases.All.Where(@case => @case.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)));
        if (filter.Length == 0)
            PrintCompiler();
    }

    private static int VectorWidth() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static void PrintKernels(IEnumerable<KernelCase> cases)
    {
        var table = new MarkdownTable(
            "value and gradient", "generated, ns/element", "plain loop", "TensorPrimitives", "intrinsics", "value alone", "products alone", "difference");
        foreach (var @case in cases)
        {
            ValueAndGradient?[] kernels = [@case.Generated, @case.Scalar, @case.Tensors, @case.Intrinsics, _ => @case.Value(), @case.Products is { } products ? _ => products() : null];
            var actions = kernels.OfType<ValueAndGradient>().Select(kernel => (Action)(() => @case.Run(kernel))).ToArray();
            var measured = new Queue<double>(Fastest(actions));
            var times = kernels.Select(kernel => kernel is null ? double.NaN : measured.Dequeue()).ToArray();
            table.Row(
            [
                @case.Name,
                Format(times[0] / @case.Elements, "0.000"),
                .. times[1..].Select(time => double.IsNaN(time) ? "" : Format(time / times[0], "0.00") + "×"),
                Format(@case.Difference(@case.Generated), "0e+0"),
            ]);
        }

        table.Write();
    }

    private static void PrintCompiler()
    {
        var start = Stopwatch.GetTimestamp();
        var project = new EditedProject();
        var cold = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var times = Fastest([() => EditedProject.Open(), () => project.EditOther(), () => project.EditLoss()]);
        new MarkdownTable("fifty losses", "ms")
            .Row("generator, first run of the process", Format(cold, "0"))
            .Row("generator, project opened again", Format(times[0] / 1e6, "0.0"))
            .Row("generator, key pressed in another file", Format(times[1] / 1e6, "0.00"))
            .Row("generator, key pressed in one loss", Format(times[2] / 1e6, "0.00"))
            .Write();

        var table = new MarkdownTable("one loss, warm", "characters of C#", "compile, ms", "analyze, ms");
        foreach (var method in CompilerCases.Selected)
        {
            var both = Fastest([() => LossCompiler.Compile(method), () => LossCompiler.Analyze(method.Signature, method.Text)]);
            var length = LossCompiler.Compile(method).Code!.Length.ToString(CultureInfo.InvariantCulture);
            table.Row(method.Signature.MethodName, length, Format(both[0] / 1e6, "0.00"), Format(both[1] / 1e6, "0.00"));
        }

        table.Write();
    }

    /// <summary>Nanoseconds a call of each, measured in turns.</summary>
    private static double[] Fastest(Action[] actions)
    {
        // Tiered compilation replaces methods while they run, on a busy machine late; what counts is the code that stays.
        foreach (var action in actions)
            CallsOfOneRun(action);
        Thread.Sleep(WarmUp);
        var calls = actions.Select(CallsOfOneRun).ToArray();
        var fastest = new double[actions.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
                fastest[i] = Math.Min(fastest[i], Time(actions[i], calls[i]));
        }

        return fastest;
    }

    private static int CallsOfOneRun(Action action)
    {
        var watch = Stopwatch.StartNew();
        var calls = 0;
        for (; watch.Elapsed < WarmUp; calls++)
            action();
        return Math.Max(1, (int)(calls * (RunTime / WarmUp)));
    }

    private static double Time(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static string Format(double value, string format) => MarkdownTable.Number(value, format);
}
