using System.Globalization;
using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Testing.Corpus;

namespace LossGen.Kernels.Tests.Corpus;

/// <summary>Expressions of the peers' test suites, compiled and run in <c>float</c> where their naive float forms fail.</summary>
public sealed class CorpusTests(CorpusTests.Kernels kernels) : IClassFixture<CorpusTests.Kernels>
{
    private const double Tolerance = 1e-4;

    /// <summary>A vector of sixteen lanes and a rest.</summary>
    private const int Copies = 19;

    [Fact]
    public void Where_the_naive_form_fails_the_kernel_is_right() => Check(loss => loss.Breaking, 0.97);

    [Fact]
    public void Where_the_naive_form_is_right_the_kernel_is_too() => Check(loss => loss.Benign, 1);

    private void Check(Func<CorpusLoss, IReadOnlyList<CorpusPoint>> points, double level)
    {
        var cases = CorpusLoss.All.SelectMany((loss, k) => points(loss).Select(point => (Loss: loss, Index: k, Point: point))).ToList();
        var wrong = cases.Select(entry => Wrong(entry.Loss, entry.Index, entry.Point)).OfType<string>().ToList();
        var report = $"wrong: {wrong.Count} of {cases.Count}\n{string.Join("\n", wrong)}";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(wrong.Count <= cases.Count * (1 - level), report);
    }

    /// <summary>What is wrong with the value at a point, alone or in each lane of a vector; null if nothing is.</summary>
    private string? Wrong(CorpusLoss loss, int index, CorpusPoint point)
    {
        foreach (var copies in loss.IsElementwise ? new[] { 1, Copies } : [1])
        {
            var value = kernels.Library.Value(Kernels.Name(index), [.. loss.Parameters.Select(part => Argument(point.Inputs[part.Name], part.Kind, copies))]);
            if (!(Math.Abs(value - point.Exact) <= Tolerance * Math.Abs(point.Exact)))
                return string.Create(CultureInfo.InvariantCulture, $"{loss}  <- {point}, not {value:R}{(copies == 1 ? "" : " in a vector")} (naively {point.Naive})");
        }

        return null;
    }

    private static object Argument(double[] values, string kind, int copies) => kind switch
    {
        "f[]" => new GuardedMemory<float>([.. Repeated(values, copies).Select(value => (float)value)]),
        "i[]" => new GuardedMemory<int>([.. Repeated(values, copies).Select(value => (int)value)]),
        "f" => (float)values[0],
        _ => (int)values[0],
    };

    private static IEnumerable<double> Repeated(double[] values, int copies) => Enumerable.Repeat(values, copies).SelectMany(part => part);

    /// <summary>All losses of the corpus, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile(
            [.. CorpusLoss.All.Select((loss, k) => new KernelCase(Name(k), loss.Text, ElementType.Single, loss.Parameters, Wrt: []))]);

        public static string Name(int index) => $"Loss{index}";
    }
}
