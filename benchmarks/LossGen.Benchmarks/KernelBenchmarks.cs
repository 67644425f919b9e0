using BenchmarkDotNet.Attributes;

namespace LossGen.Benchmarks;

/// <summary>Value and gradient, by everybody who computes them; a ratio below 1 is faster than the plain loop.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    public static IEnumerable<KernelCase> All => KernelCases.All;

    public static IEnumerable<KernelCase> WithTensors => All.Where(@case => @case.Tensors is not null);

    public static IEnumerable<KernelCase> WithIntrinsics => All.Where(@case => @case.Intrinsics is not null);

    [Benchmark(Baseline = true)]
    [ArgumentsSource(nameof(All))]
    public float Scalar(KernelCase kernel) => kernel.Run(kernel.Scalar);

    [Benchmark]
    [ArgumentsSource(nameof(WithTensors))]
    public float TensorPrimitives(KernelCase kernel) => kernel.Run(kernel.Tensors!);

    [Benchmark]
    [ArgumentsSource(nameof(WithIntrinsics))]
    public float Intrinsics(KernelCase kernel) => kernel.Run(kernel.Intrinsics!);

    [Benchmark]
    [ArgumentsSource(nameof(All))]
    public float Generated(KernelCase kernel) => kernel.Run(kernel.Generated);

    [Benchmark]
    [ArgumentsSource(nameof(All))]
    public float GeneratedValue(KernelCase kernel) => kernel.Value();
}
