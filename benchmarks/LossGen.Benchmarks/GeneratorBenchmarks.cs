using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace LossGen.Benchmarks;

/// <summary>What the generator costs whoever opens a project with fifty losses, and at every key that he presses.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private EditedProject _project = null!;

    [GlobalSetup]
    public void OpenProject() => _project = new EditedProject();

    [Benchmark]
    public GeneratorDriver Open() => EditedProject.Open();

    [Benchmark]
    public GeneratorDriver EditOtherFile() => _project.EditOther();

    [Benchmark]
    public GeneratorDriver EditOneLoss() => _project.EditLoss();
}
