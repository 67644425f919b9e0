using BenchmarkDotNet.Running;
using LossGen.Benchmarks;

// --quick [part of a name]: all tables in two minutes, in this process.
// Anything else is for BenchmarkDotNet: --filter '*Kernel*' --job short.
if (args is ["--quick", ..])
    QuickRun.Run(args.Length > 1 ? args[1] : "");
else
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
