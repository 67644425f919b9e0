using LossGen.Testing;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests;

/// <summary>Methods that write arrays: their values against closed forms, their gradients against differences of a weighted sum of what they write.</summary>
public sealed class ActivationTests
{
    private static readonly double[] Rows = [.. Enumerable.Range(0, 21).Select(k => 3 * Math.Sin(1 + (1.3 * k)))];
    private static readonly double[] Others = [.. Enumerable.Range(0, 21).Select(k => Math.Cos(k * 0.7))];
    private static readonly int[] Labels = [2, 0, 6];

    private delegate void Function(ReadOnlySpan<double> x, Span<double> result);

    private delegate void Adjoint(ReadOnlySpan<double> x, ReadOnlySpan<double> seed, Span<double> gradient);

    [Fact]
    public void Sigmoids() => Check((x, r) => Activations.Sigmoid(x, r), (x, s, g) => Activations.SigmoidGradient(x, s, g), x => [.. x.Select(Sigmoid)]);

    [Fact]
    public void Logarithms_of_sigmoids() => Check(
        (x, r) => Activations.LogSigmoid(x, r), (x, s, g) => Activations.LogSigmoidGradient(x, s, g), x => [.. x.Select(z => -Softplus(-z))]);

    [Fact]
    public void Softmax_of_rows() => Check(
        (x, r) => Activations.Softmax(x, 7, r),
        (x, s, g) => Activations.SoftmaxGradient(x, 7, s, g),
        x => [.. x.Chunk(7).SelectMany(row => Softmax(row))]);

    [Fact]
    public void Logarithms_of_softmax() => Check(
        (x, r) => Activations.LogSoftmax(x, 7, r),
        (x, s, g) => Activations.LogSoftmaxGradient(x, 7, s, g),
        x => [.. x.Chunk(7).SelectMany(row => row.Select((_, c) => -CrossEntropy(row, c)))]);

    [Fact]
    public void Logarithms_of_sums_of_exponentials() => Check(
        (x, r) => Activations.LogSumExp(x, 7, r),
        (x, s, g) => Activations.LogSumExpGradient(x, 7, s, g),
        x => [.. x.Chunk(7).Select(row => Math.Log(row.Sum(Math.Exp)))],
        results: 3);

    [Fact]
    public void Sorted_rows() => Check(
        (x, r) => Activations.Sorted(x, 7, r), (x, s, g) => Activations.SortedGradient(x, 7, s, g), x => [.. x.Chunk(7).SelectMany(row => row.Order())]);

    [Fact]
    public void Squared_errors() => Check(
        (x, r) => PerSample.SquaredErrors(x, Others, r),
        (x, s, g) => PerSample.SquaredErrorsGradient(x, Others, s, g),
        x => [.. x.Select((value, i) => Math.Pow(value - Others[i], 2))]);

    [Fact]
    public void Absolute_errors() => Check(
        (x, r) => PerSample.AbsoluteErrors(x, Others, r),
        (x, s, g) => PerSample.AbsoluteErrorsGradient(x, Others, s, g),
        x => [.. x.Select((value, i) => Math.Abs(value - Others[i]))]);

    [Fact]
    public void Binary_cross_entropies() => Check(
        (x, r) => PerSample.BinaryCrossEntropies(x, Others, r),
        (x, s, g) => PerSample.BinaryCrossEntropiesGradient(x, Others, s, g),
        x => [.. x.Select((z, i) => Softplus(z) - (Others[i] * z))]);

    [Fact]
    public void Cross_entropies() => Check(
        (x, r) => PerSample.CrossEntropies(x, Labels, r),
        (x, s, g) => PerSample.CrossEntropiesGradient(x, Labels, s, g),
        x => [.. x.Chunk(7).Select((row, n) => CrossEntropy(row, Labels[n]))],
        results: 3);

    [Fact]
    public void Large_logits_neither_overflow_nor_vanish()
    {
        var probabilities = new float[3];
        Activations.Softmax([88, 89, 90], 3, probabilities);
        Assert.Equal(1, probabilities.Sum(), 1e-6f);
        Activations.Softmax([-1000, -1001, -1002], 3, probabilities);
        Assert.Equal(0.66524096f, probabilities[0], 1e-6f);
        var sigmoid = new float[1];
        Activations.Sigmoid([-100], sigmoid);
        Assert.Equal(3.8e-44f, sigmoid[0], 1e-45f);
        var logarithms = new float[2];
        Activations.LogSoftmax([20, 0], 2, logarithms);
        Assert.Equal(-2.0611537e-9f, logarithms[0], 1e-15f);
    }

    [Fact]
    public void The_golden_softmax_of_the_guide()
    {
        var probabilities = new double[4];
        Activations.Softmax([-5, -5, -5, 1], 4, probabilities);
        Assert.Equal([0.0024605, 0.0024605, 0.0024605, 0.99262], probabilities.Select(p => Math.Round(p, p < 0.1 ? 7 : 5)));
    }

    [Fact]
    public void A_result_of_another_length_is_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => PerSample.SquaredErrors([1, 2, 3], [1, 2, 3], new float[2]));
        Assert.Equal("losses", exception.ParamName);
    }

    private static void Check(Function function, Adjoint adjoint, Func<double[], double[]> truth, int results = 21)
    {
        var actual = new double[results];
        function(Rows, actual);
        var expected = truth(Rows);
        for (var i = 0; i < results; i++)
            Assert.Equal(expected[i], actual[i], 1e-13 * Math.Max(1, Math.Abs(expected[i])));

        double[] seed = [.. Enumerable.Range(0, results).Select(i => Math.Cos(3.1 * i) + 0.2)];
        GradientCheck.Compare<double>(
            Rows,
            Weighted,
            (x, gradient) =>
            {
                adjoint(x, seed, gradient);
                return Weighted(x);
            }).ThrowIfFailed();

        double Weighted(ReadOnlySpan<double> x)
        {
            var written = new double[results];
            function(x, written);
            return written.Zip(seed, (value, weight) => value * weight).Sum();
        }
    }
}
