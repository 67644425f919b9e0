using BenchmarkDotNet.Attributes;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;

namespace LossGen.Benchmarks;

/// <summary>What one loss costs: to compile, in the generator, and to find its faults, in the analyzer.</summary>
[MemoryDiagnoser]
public class CompilerBenchmarks
{
    public static IEnumerable<string> Losses => CompilerCases.Selected.Select(method => method.Signature.MethodName);

    [ParamsSource(nameof(Losses))]
    public string Loss { get; set; } = "";

    private LossMethod _method = null!;

    [GlobalSetup]
    public void Find() => _method = CompilerCases.Compilable.First(method => method.Signature.MethodName == Loss);

    [Benchmark]
    public CompiledLoss Compile() => LossCompiler.Compile(_method);

    [Benchmark]
    public IReadOnlyList<LossDiagnostic> Analyze() => LossCompiler.Analyze(_method.Signature, _method.Text);
}
