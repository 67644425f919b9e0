using LossGen.Compiler.Composition;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>A loss that calls others has their values and gradients, whatever is fused.</summary>
public sealed class CompositionTests(CompositionTests.Kernels kernels) : IClassFixture<CompositionTests.Kernels>
{
    private const int Rows = 37;
    private const int Classes = 11;

    [Theory]
    [InlineData(ElementType.Single, 3e-6)]
    [InlineData(ElementType.Double, 1e-14)]
    public void Pairs(ElementType precision, double tolerance)
    {
        var random = new Random(5);
        double[] yhat = [.. Enumerable.Range(0, Rows).Select(_ => (random.NextDouble() * 6) - 3)];
        double[] y = [.. Enumerable.Range(0, Rows).Select(_ => (random.NextDouble() * 6) - 3)];
        object[] arguments = [Box(precision, yhat), Box(precision, y)];

        var (mse, mseGradient) = Run(precision, "Mse", arguments, Rows);
        var (mae, maeGradient) = Run(precision, "Mae", arguments, Rows);
        var (blend, blendGradient) = Run(precision, "Blend", arguments, Rows);

        Assert.Equal((0.7 * mse) + (0.3 * mae), blend, tolerance * blend);
        Assert.Equal(mseGradient.Zip(maeGradient, (a, b) => (0.7 * a) + (0.3 * b)), blendGradient, (a, b) => Math.Abs(a - b) <= tolerance);
    }

    [Theory]
    [InlineData(ElementType.Single, 3e-6)]
    [InlineData(ElementType.Double, 1e-14)]
    public void Arrays_that_are_computed(ElementType precision, double tolerance)
    {
        var random = new Random(6);
        double[] z = [.. Enumerable.Range(0, Rows * Classes).Select(_ => (random.NextDouble() * 6) - 3)];
        var labels = new GuardedMemory<int>([.. Enumerable.Range(0, Rows).Select(_ => random.Next(Classes))]);

        var (half, halfGradient) = Run(precision, "CrossEntropy", [Box(precision, [.. z.Select(value => value / 2)]), labels], z.Length);
        var (composite, compositeGradient) = Run(precision, "Tempered", [Box(precision, z), labels], z.Length);

        Assert.Equal(3 * half, composite, 3 * tolerance * half);
        Assert.Equal(halfGradient.Select(value => 1.5 * value), compositeGradient, (a, b) => Math.Abs(a - b) <= tolerance);
    }

    private (double Value, double[] Gradient) Run(ElementType precision, string name, object[] arguments, int length)
    {
        var gradient = Box(precision, new double[length]);
        var value = kernels.Library.Gradient($"{name}{precision}", arguments, [gradient]);
        Assert.Equal(value, kernels.Library.Value($"{name}{precision}", arguments));
        return (value, gradient is GuardedMemory<double> doubles
            ? doubles.Span.ToArray()
            : [.. ((GuardedMemory<float>)gradient).Span.ToArray().Select(item => (double)item)]);
    }

    private static object Box(ElementType precision, double[] values) => precision == ElementType.Double
        ? new GuardedMemory<double>(values)
        : new GuardedMemory<float>([.. values.Select(value => (float)value)]);

    public sealed class Kernels
    {
        private static readonly (string Name, string Kind)[] Pair = [("yhat", "f[]"), ("y", "f[]")];
        private static readonly (string Name, string Kind)[] Labelled = [("z", "f[]"), ("label", "i[]")];

        public KernelLibrary Library { get; } = KernelLibrary.Compile([.. Cases(ElementType.Single), .. Cases(ElementType.Double)]);

        private static IEnumerable<KernelCase> Cases(ElementType precision)
        {
            KernelCase[] parts =
            [
                new($"Mse{precision}", "r = yhat - y\nmean(r^2)", precision, Pair),
                new($"Mae{precision}", "r = yhat - y\nmean(abs(r))", precision, Pair),
                new($"CrossEntropy{precision}", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", precision, Labelled),
            ];
            KernelCase[] composites =
            [
                new($"Blend{precision}", $"r = 0.3\n(1 - r) * Mse{precision}(yhat, y) + r * Mae{precision}(yhat, y)", precision, Pair),
                new($"Tempered{precision}", $"s[n,c] = z[n,c] / 2\n3 * CrossEntropy{precision}(s, label)", precision, Labelled),
            ];
            var losses = parts.Select(part => new CalledLoss(part.Name, part.Signature, part.Text, default, default)).ToArray();
            var names = parts.Select((part, i) => new CalledName(part.Name, CallTarget.Loss, new EquatableArray<int>(i), default)).ToArray();
            return parts.Concat(composites.Select(composite => composite with
            {
                Calls = new LossCalls(
                    new EquatableArray<CalledName>([.. names.Where(name => CallNames.In(composite.Text).Contains(name.Name))]),
                    new EquatableArray<CalledLoss>(losses),
                    -1),
            }));
        }
    }
}
