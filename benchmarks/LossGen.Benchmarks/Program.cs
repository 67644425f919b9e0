using BenchmarkDotNet.Running;
using LossGen.Benchmarks;

// --quick [part of a name]: all tables in two minutes, in this process.
// --analysis: what the analyzer costs, over the library and over losses that grow, in two minutes.
// Anything else is for BenchmarkDotNet: --filter '*Kernel*' --job short.
if (args is ["--quick", ..])
    QuickRun.Run(args.Length > 1 ? args[1] : "");
else if (args is ["--analysis"])
    await AnalysisRun.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
