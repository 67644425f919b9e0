namespace LossGen.Kernels.Tests.Declared;

/// <summary>64-bit labels, which no 32-bit lane may make another number of, and masks.</summary>
public sealed class IntegerTests
{
    private const int Rows = 37;
    private const int Classes = 5;

    /// <summary>Numbers that are positions if all but their low 32 bits are lost, and the ends of the range.</summary>
    public static TheoryData<long> OutOfRange => [Classes, -1, 1L << 32, (1L << 32) + 2, -(1L << 32), long.MaxValue, long.MinValue, int.MaxValue, int.MinValue];

    private static float[] Logits { get; } = [.. Enumerable.Range(0, Rows * Classes).Select(i => (float)Math.Sin(i))];

    private static long[] Labels { get; } = [.. Enumerable.Range(0, Rows).Select(i => (long)(i * 7 % Classes))];

    [Fact]
    public void Long_labels_are_labels()
    {
        double[] wide = [.. Logits.Select(item => (double)item)];
        var (gradient, wideGradient) = (new float[Logits.Length], new double[Logits.Length]);
        var expected = Enumerable.Range(0, Rows).Average(Loss);

        Assert.Equal(expected, IntegerLosses.CrossEntropyGradient(Logits, Labels, gradient), 1e-6);
        Assert.Equal(expected, IntegerLosses.CrossEntropyGradient(wide, Labels, wideGradient), 1e-13);
        Assert.All(gradient, (item, i) => Assert.Equal(wideGradient[i], item, 1e-7));
        Assert.Equal(Enumerable.Range(0, Rows).Where(n => Labels[n] != 3).Sum(Loss), IntegerLosses.Ignoring(Logits, Labels, 3), 1e-5);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_long_label_out_of_range_is_refused(long label)
    {
        var labels = With(label);
        double[] wide = [.. Logits.Select(item => (double)item)];

        AssertRefused(label, () => IntegerLosses.CrossEntropy(Logits, labels));
        AssertRefused(label, () => IntegerLosses.CrossEntropy(wide, labels));
        AssertRefused(label, () => IntegerLosses.CrossEntropyGradient(Logits, labels, new float[Logits.Length]));
        AssertRefused(label, () => IntegerLosses.Ignoring(Logits, labels, 3));
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_ignored_label_may_be_any_32_bit_number(long ignored) => Assert.Equal(
        Enumerable.Range(0, Rows).Where(n => n != 20).Sum(Loss), IntegerLosses.Ignoring(Logits, With(ignored), ignored), 1e-5);

    /// <summary>2³² is no 0, 2³² + 2 no 2.</summary>
    [Theory]
    [InlineData(1L << 32)]
    [InlineData((1L << 32) + 2)]
    [InlineData(long.MinValue)]
    public void A_long_parameter_beyond_32_bits_equals_no_label(long wanted)
    {
        float[] x = [.. Enumerable.Repeat(1f, Rows)];

        Assert.Equal(0, IntegerLosses.Selected(x, Labels, wanted));
        Assert.Equal(Labels.Count(label => label == 2), IntegerLosses.Selected(x, Labels, 2));
        Assert.Equal(Enumerable.Range(0, Rows).Sum(Loss), IntegerLosses.Ignoring(Logits, Labels, wanted), 1e-5);
    }

    [Fact]
    public void A_long_value_that_32_bits_cannot_hold_is_refused_in_float_and_right_in_double()
    {
        long[] weights = [.. Enumerable.Repeat(3L, Rows)];
        float[] x = [.. Enumerable.Repeat(0.5f, Rows)];
        Assert.Equal(1.5 * Rows, IntegerLosses.Weighted(x, weights), 1e-6);

        weights[20] = 5_000_000_000;

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => IntegerLosses.Weighted(x, weights));
        Assert.Equal(("weight", weights[20]), (exception.ParamName, exception.ActualValue));
        Assert.Contains("weight[20]", exception.Message, StringComparison.Ordinal);
        Assert.Equal((1.5 * (Rows - 1)) + 2.5e9, IntegerLosses.Weighted([.. x.Select(item => (double)item)], weights), 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Classes + 1)]
    [InlineData((1L << 32) + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_computed_long_index_out_of_range_is_refused(long place)
    {
        float[] x = [.. Enumerable.Repeat(1f, Rows)];
        float[] w = [.. Enumerable.Range(0, Classes).Select(i => (float)i)];
        Assert.Equal(Labels.Sum(), IntegerLosses.Shifted(x, w, [.. Labels.Select(label => label + 1)]));

        Assert.Throws<ArgumentOutOfRangeException>(() => IntegerLosses.Shifted(x, w, [.. Labels.Select((label, n) => n == 20 ? place : label + 1)]));
    }

    [Fact]
    public void Masks_choose()
    {
        float[] y = new float[Rows];
        bool[] mask = [.. Enumerable.Range(0, Rows).Select(n => n % 3 == 1)];
        var gradient = new float[Rows];
        var kept = Enumerable.Range(0, Rows).Where(n => mask[n]).ToList();

        var value = IntegerLosses.MaskedGradient(Logits.AsSpan(0, Rows), y, mask, gradient);

        Assert.Equal(kept.Average(n => Math.Pow(Logits[n], 2)), value, 1e-6);
        Assert.All(gradient, (item, n) => Assert.Equal(mask[n] ? 2 * Logits[n] / kept.Count : 0, item, 1e-7));
        Assert.Equal(0, IntegerLosses.MaskedGradient(Logits.AsSpan(0, Rows), y, new bool[Rows], gradient));
        Assert.All(gradient, item => Assert.Equal(0, item));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Flags_and_masks_in_double(bool strict)
    {
        double[] yhat = [.. Logits.Take(Rows).Select(item => (double)item)];
        double[] w = [1, 2, 3, 4, 5];
        bool[] mask = [.. Enumerable.Range(0, Rows).Select(n => n % 3 == 1)];

        var expected = Enumerable.Range(0, Rows).Average(n => mask[n] == strict ? yhat[n] : w[Labels[n]]);

        Assert.Equal(expected, IntegerLosses.Chosen(yhat, w, Labels, mask, strict), 1e-13);
    }

    private static double Loss(int row) =>
        Math.Log(Enumerable.Range(0, Classes).Sum(c => Math.Exp(Logits[(Classes * row) + c]))) - Logits[(Classes * row) + (int)Labels[row]];

    private static long[] With(long label) => [.. Labels.Select((other, n) => n == 20 ? label : other)];

    private static void AssertRefused(long label, Action call)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(call);
        Assert.Equal("label", exception.ParamName);
        Assert.Equal(label, exception.ActualValue);
        Assert.Contains("label[20]", exception.Message, StringComparison.Ordinal);
    }
}
