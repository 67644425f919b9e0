using System.Buffers;
using System.Numerics.Tensors;

namespace LossGen.Kernels.Tests.Declared;

/// <summary>Losses of <see cref="ReadOnlyTensorSpan{T}"/>: extents from lengths, and what is refused.</summary>
public sealed class TensorTests
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, 60).Select(i => (float)Math.Sin(i))];
    private static readonly float[] Others = [.. Enumerable.Range(0, 60).Select(i => (float)Math.Cos(3 * i))];

    [Theory]
    [InlineData(4, 15)]
    [InlineData(1, 60)]
    [InlineData(60, 1)]
    [InlineData(2, 3)]
    public void A_matrix(int rows, int columns)
    {
        var count = rows * columns;
        nint[] lengths = [rows, columns];
        var gradient = new float[count];
        var expected = Enumerable.Range(0, count).Sum(i => Math.Pow(Numbers[i] - Others[i], 2)) / count;

        var value = TensorLosses.MatrixGradient(Tensor(Numbers[..count], lengths), Tensor(Others[..count], lengths), gradient);

        Assert.Equal(expected, value, 1e-6);
        Assert.Equal(value, TensorLosses.Matrix(Tensor(Numbers[..count], lengths), Tensor(Others[..count], lengths)));
        Assert.All(gradient, (item, i) => Assert.Equal(2 * (Numbers[i] - Others[i]) / count, item, 1e-7));
    }

    [Fact]
    public void Rank_one_and_rank_three()
    {
        double[] cube = [.. Numbers[..24].Select(item => (double)item)];
        double[] weights = [1, -2, 0.5, 3];
        var gradient = new double[24];

        var value = TensorLosses.CubeGradient(new ReadOnlyTensorSpan<double>(cube, [2, 3, 4]), weights, gradient);

        Assert.Equal(Numbers.Sum(item => item * item), TensorLosses.Vector(new ReadOnlyTensorSpan<float>(Numbers)), 1e-4);
        Assert.Equal(cube.Select((item, i) => weights[i % 4] * item * item).Sum(), value, 1e-13);
        Assert.All(gradient, (item, i) => Assert.Equal(2 * weights[i % 4] * cube[i], item, 1e-13));
    }

    [Fact]
    public void A_dense_part_of_a_tensor_is_read_where_it_lies()
    {
        var part = Tensor(Numbers, 6, 10).Slice([new NRange(2, 4), NRange.All]);
        var gradient = new float[20];

        TensorLosses.MatrixGradient(part, Tensor(Others[..20], 2, 10), gradient);

        Assert.All(gradient, (item, i) => Assert.Equal((Numbers[20 + i] - Others[i]) / 10, item, 1e-7));
    }

    [Fact]
    public void Labels_and_masks_may_be_tensors()
    {
        long[] labels = [1, 7, 0];
        bool[] mask = [true, false, true];
        var expected = Loss(0, 1) + Loss(2, 0);

        var value = TensorLosses.Labelled(Tensor(Numbers[..12], 3, 4), new ReadOnlyTensorSpan<long>(labels), new ReadOnlyTensorSpan<bool>(mask));

        Assert.Equal(expected / 2, value, 1e-6);

        static double Loss(int row, int label) =>
            Math.Log(Enumerable.Range(0, 4).Sum(c => Math.Exp(Numbers[(4 * row) + c]))) - Numbers[(4 * row) + label];
    }

    [Fact]
    public void Losses_of_tensors_call_others_and_losses_of_spans()
    {
        float[] w = [1, 2, 3];
        bool[] mask = [true, false, true];
        var a = Tensor(Numbers, 6, 10);
        var b = Tensor(Others, 6, 10);

        var value = TensorLosses.Composite(a, b, new ReadOnlyTensorSpan<float>(w), new ReadOnlyTensorSpan<bool>(mask));

        Assert.Equal(TensorLosses.Matrix(a, b) + (2 * (1 + 9) / 2.0), value, 1e-5);
    }

    [Fact]
    public void Tensors_without_elements()
    {
        var empty = Array.Empty<double>();

        Assert.Equal(0, TensorLosses.Vector(Tensor([], 0)));
        Assert.Equal(0, TensorLosses.Sized(new ReadOnlyTensorSpan<double>(empty, [0, 5]), 5));
        Assert.Equal(0, TensorLosses.Sized(new ReadOnlyTensorSpan<double>(empty, [5, 0]), 0));
        Assert.Equal(0, TensorLosses.CubeGradient(new ReadOnlyTensorSpan<double>(empty, [2, 0, 4]), [1, 2, 3, 4], []));
        Assert.Equal(0, TensorLosses.Sized(new ReadOnlyTensorSpan<double>(new double[12], [3, 4]).Slice([new NRange(0, 3), new NRange(2, 2)]), 0));
        var exception = Assert.Throws<ArgumentException>(() => TensorLosses.Matrix(Tensor([], 0, 5), Tensor([], 0, 5)));
        Assert.Equal("yhat", exception.ParamName);
    }

    [Fact]
    public void A_tensor_of_another_rank_is_refused()
    {
        AssertRefused("yhat", "'yhat' has 1 dimension, but the loss reads it as [n,c], with 2 dimensions", () => TensorLosses.Matrix(Tensor(Numbers, 60), Tensor(Others, 6, 10)));
        AssertRefused("y", "3 dimensions", () => TensorLosses.Matrix(Tensor(Numbers, 6, 10), Tensor(Others, 6, 5, 2)));
        AssertRefused("x", "0 dimensions", () => TensorLosses.Vector(default));
        AssertRefused("x", "2 dimensions", () => TensorLosses.VectorGradient(Tensor(Numbers, 6, 10), new float[60]));
    }

    [Fact]
    public void A_tensor_that_is_not_dense_is_refused()
    {
        AssertRefused("yhat", "not dense", () => TensorLosses.Matrix(Tensor(Numbers, 6, 10).Slice([NRange.All, new NRange(0, 5)]), Tensor(Others[..30], 6, 5)));
        AssertRefused("y", "not dense", () => TensorLosses.Matrix(Tensor(Others, 10, 6), new ReadOnlyTensorSpan<float>(Numbers, [10, 6], [1, 10])));
        AssertRefused("x", "not dense", () => TensorLosses.Vector(new ReadOnlyTensorSpan<float>(Numbers, [30], [2])));
        AssertRefused("x", "not dense", () => TensorLosses.Vector(new ReadOnlyTensorSpan<float>(Numbers, [30], [0])));
    }

    [Fact]
    public void Lengths_that_do_not_agree_name_both_parameters()
    {
        AssertRefused(
            "y",
            "'y' has 12 positions in dimension 1, but its shape [n,c], where c is the length of dimension 1 of 'yhat', asks for 10",
            () => TensorLosses.Matrix(Tensor(Numbers[..50], 5, 10), Tensor(Others, 5, 12)));
        AssertRefused("x", "where c is the length of 'w', asks for 3", () => TensorLosses.Cube(new ReadOnlyTensorSpan<double>(new double[24], [2, 3, 4]), [1, 2, 3]));
        AssertRefused("event", "where c is 'c', asks for 5", () => TensorLosses.Sized(new ReadOnlyTensorSpan<double>(new double[24], [6, 4]), 5));
        AssertRefused("x", "in dimension 1", () => TensorLosses.Diagonal(new ReadOnlyTensorSpan<double>(new double[24], [6, 4])));
    }

    [Fact]
    public void A_gradient_is_as_long_as_the_tensor_and_shares_no_memory_with_it()
    {
        AssertRefused("yhatGradient", "'yhat' has 60", () => TensorLosses.MatrixGradient(Tensor(Numbers, 6, 10), Tensor(Others, 6, 10), new float[59]));
        var both = Numbers.ToArray();
        AssertRefused("yhatGradient", "overlaps 'y'", () => TensorLosses.MatrixGradient(Tensor(Numbers, 6, 10), Tensor(both, 6, 10), both));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var gradient = new float[60];
        for (var i = 0; i < 3; i++)
            Call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        // The lengths of a tensor span of rank 2 are kept inside it.
        void Call() => TensorLosses.MatrixGradient(new ReadOnlyTensorSpan<float>(Numbers, [6, 10]), new ReadOnlyTensorSpan<float>(Others, [6, 10]), gradient);
    }

    private static ReadOnlyTensorSpan<float> Tensor(float[] elements, params nint[] lengths) => new(elements, lengths);

    private static void AssertRefused(string parameter, string message, Action call)
    {
        var exception = Assert.Throws<ArgumentException>(call);
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
