using System.Numerics.Tensors;
using LossGen.Benchmarks.Contenders;
using LossGen.CompilerServices;

namespace LossGen.Benchmarks;

/// <summary>What is timed: losses over elements, over rows of classes and over pairs.</summary>
internal static class KernelCases
{
    /// <summary>A batch that stays in the first-level cache, with a rest that fills no vector; and one that leaves the second.</summary>
    private static readonly int[] Lengths = [1000, 200_000];

    /// <summary>The digits of scikit-learn; many rows of one hundred classes; the classes of ImageNet.</summary>
    private static readonly (int Rows, int Classes)[] Shapes = [(1797, 10), (4096, 100), (256, 1000)];

    /// <summary>Batches of embeddings.</summary>
    private static readonly (int Rows, int Dimensions)[] Pairs = [(256, 128), (1024, 64)];

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        .. Lengths.SelectMany(OverElements),
        .. Shapes.SelectMany(shape => OverRows(shape.Rows, shape.Classes)),
        .. Pairs.SelectMany(shape => OverPairs(shape.Rows, shape.Dimensions)),
    ];

    private static IEnumerable<KernelCase> OverElements(int length)
    {
        const float Alpha = 0.25f;
        const float Gamma = 2;
        var random = new Random(1);
        var a = Normal(random, length);
        var b = Normal(random, length);
        var flags = b.Select(value => value > 0 ? 1f : 0f).ToArray();
        yield return new KernelCase($"mean squared error, {length}", length, length)
        {
            Generated = gradient => GeneratedLosses.MseGradient(a, b, gradient),
            Value = () => GeneratedLosses.Mse(a, b),
            Scalar = gradient => ScalarLosses.Mse(a, b, gradient),
            Tensors = gradient => TensorLosses.Mse(a, b, gradient),
            Intrinsics = gradient => IntrinsicLosses.Mse(a, b, gradient),
        };
        yield return new KernelCase($"binary cross-entropy of logits, {length}", length, length)
        {
            Generated = gradient => GeneratedLosses.BinaryCrossEntropyGradient(a, flags, gradient),
            Value = () => GeneratedLosses.BinaryCrossEntropy(a, flags),
            Scalar = gradient => ScalarLosses.BinaryCrossEntropy(a, flags, gradient),
            Tensors = gradient => TensorLosses.BinaryCrossEntropy(a, flags, gradient),
            Intrinsics = gradient => IntrinsicLosses.BinaryCrossEntropy(a, flags, gradient),
        };
        yield return new KernelCase($"log-cosh, {length}", length, length)
        {
            Generated = gradient => GeneratedLosses.LogCoshGradient(a, b, gradient),
            Value = () => GeneratedLosses.LogCosh(a, b),
            Scalar = gradient => ScalarLosses.LogCosh(a, b, gradient),
            Tensors = gradient => TensorLosses.LogCosh(a, b, gradient),
        };
        yield return new KernelCase($"focal loss of logits, {length}", length, length)
        {
            Generated = gradient => GeneratedLosses.FocalGradient(a, flags, Alpha, Gamma, gradient),
            Value = () => GeneratedLosses.Focal(a, flags, Alpha, Gamma),
            Scalar = gradient => ScalarLosses.Focal(a, flags, Alpha, Gamma, gradient),
        };
    }

    private static IEnumerable<KernelCase> OverRows(int rows, int classes)
    {
        const float Smoothing = 0.1f;
        var random = new Random(2);
        var z = Normal(random, rows * classes);
        var label = Enumerable.Range(0, rows).Select(_ => random.Next(classes)).ToArray();
        yield return new KernelCase($"softmax cross-entropy, {rows}×{classes}", z.Length, z.Length)
        {
            Generated = gradient => GeneratedLosses.CrossEntropyGradient(z, label, gradient),
            Value = () => GeneratedLosses.CrossEntropy(z, label),
            Scalar = gradient => ScalarLosses.CrossEntropy(z, label, gradient),
            Tensors = gradient => TensorLosses.CrossEntropy(z, label, gradient),
        };
        yield return new KernelCase($"label smoothing, {rows}×{classes}", z.Length, z.Length)
        {
            Generated = gradient => GeneratedLosses.LabelSmoothingGradient(z, label, Smoothing, gradient),
            Value = () => GeneratedLosses.LabelSmoothing(z, label, Smoothing),
            Scalar = gradient => ScalarLosses.LabelSmoothing(z, label, Smoothing, gradient),
            Tensors = gradient => TensorLosses.LabelSmoothing(z, label, Smoothing, gradient),
        };
    }

    private static IEnumerable<KernelCase> OverPairs(int rows, int dimensions)
    {
        const float Temperature = 0.1f;
        const float Margin = 0.5f;
        var random = new Random(3);
        var u = Rows(random, rows, dimensions);
        var v = Rows(random, rows, dimensions);
        var row = new float[rows];
        var (unit, unitGradient) = (new float[u.Length], new float[u.Length]);
        int[] pair = [.. Enumerable.Range(0, rows).Select(i => i ^ 1)];
        int[] label = [.. Enumerable.Range(0, rows).Select(i => i % 16)];
        var size = FormattableString.Invariant($"{rows}×{dimensions}");
        var elements = rows * rows * dimensions;
        yield return new KernelCase($"InfoNCE, {size}", elements, 2 * u.Length)
        {
            Generated = gradient =>
                GeneratedLosses.InfoNceGradient(u, v, dimensions, Temperature, gradient[..u.Length], gradient[u.Length..]),
            Value = () => GeneratedLosses.InfoNce(u, v, dimensions, Temperature),
            Scalar = gradient => ScalarLosses.InfoNce(u, v, dimensions, Temperature, gradient[..u.Length], gradient[u.Length..], row),
            Tensors = gradient => TensorLosses.InfoNce(u, v, dimensions, Temperature, gradient[..u.Length], gradient[u.Length..], row),
            Products = new PairProducts(u, v, dimensions, ContractionStep.Product).Run,
        };
        yield return new KernelCase($"NT-Xent, {size}", elements, u.Length)
        {
            Generated = gradient => GeneratedLosses.NtXentGradient(u, pair, Temperature, gradient),
            Value = () => GeneratedLosses.NtXent(u, pair, Temperature),
            Scalar = gradient => ScalarPairLosses.NtXent(u, pair, dimensions, Temperature, gradient, row, unit, unitGradient),
            Products = new PairProducts(u, u, dimensions, ContractionStep.Product).Run,
        };
        yield return new KernelCase($"uniformity, {size}", elements, u.Length)
        {
            Generated = gradient => GeneratedLosses.UniformityGradient(u, dimensions, gradient),
            Value = () => GeneratedLosses.Uniformity(u, dimensions),
            Scalar = gradient => ScalarPairLosses.Uniformity(u, dimensions, gradient),
            Products = new PairProducts(u, u, dimensions, ContractionStep.SquaredDifference).Run,
        };
        yield return new KernelCase($"batch-hard triplets, {size}", elements, u.Length)
        {
            Generated = gradient => GeneratedLosses.TripletBatchHardGradient(u, label, Margin, gradient),
            Value = () => GeneratedLosses.TripletBatchHard(u, label, Margin),
            Scalar = gradient => ScalarPairLosses.TripletBatchHard(u, label, dimensions, Margin, gradient),
            Products = new PairProducts(u, u, dimensions, ContractionStep.SquaredDifference).Run,
        };
    }

    /// <summary>Rows of length 1, as a contrastive loss gets them.</summary>
    private static float[] Rows(Random random, int rows, int dimensions)
    {
        var values = Normal(random, rows * dimensions);
        for (var i = 0; i < rows; i++)
        {
            var row = values.AsSpan(i * dimensions, dimensions);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
        }

        return values;
    }

    /// <summary>Normally distributed (Box and Muller 1958).</summary>
    private static float[] Normal(Random random, int length)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }
}
