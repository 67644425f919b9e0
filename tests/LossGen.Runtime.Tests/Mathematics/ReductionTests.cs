namespace LossGen.Runtime.Tests.Mathematics;

public sealed class ReductionTests
{
    private const float Inf = float.PositiveInfinity;

    public static TheoryData<int> Lengths => [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 70, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void LogSumExp_SoftMax_and_LogSoftMax_agree_with_their_definitions(int length)
    {
        var random = new Random(length);
        var x = Enumerable.Range(0, length).Select(_ => random.NextSingle() * 20 - 10).ToArray();
        var wide = x.Select(v => (double)v).ToArray();
        var sum = wide.Sum(Math.Exp);
        var (soft, logSoft) = (new float[length], new float[length]);
        var (softWide, logSoftWide) = (new double[length], new double[length]);

        LossMath.SoftMax(x, soft);
        LossMath.LogSoftMax(x, logSoft);
        LossMath.SoftMax(wide, softWide);
        LossMath.LogSoftMax(wide, logSoftWide);

        Close(Math.Log(sum), LossMath.LogSumExp(x), 1e-6);
        Close(Math.Log(sum), LossMath.LogSumExp(wide), 1e-14);
        for (var i = 0; i < length; i++)
        {
            Close(Math.Exp(wide[i]) / sum, soft[i], 3e-7);
            Close(Math.Exp(wide[i]) / sum, softWide[i], 3e-14);
            Close(wide[i] - Math.Log(sum), logSoft[i], 2e-6);
            Close(wide[i] - Math.Log(sum), logSoftWide[i], 2e-14);
        }
    }

    [Fact]
    public void LogSumExp_keeps_terms_far_below_the_largest()
    {
        Assert.Equal(Math.Exp(-50), LossMath.LogSumExp([0.0, -50.0]), 1e-36);
        Assert.Equal(MathF.Exp(-50), LossMath.LogSumExp([0f, -50f]), 1e-28f);
        Assert.Equal(1000f + MathF.Log(2), LossMath.LogSumExp([1000f, 1000f]));
    }

    [Fact]
    public void LogSoftMax_of_the_largest_element_keeps_its_digits()
    {
        var wide = new double[2];
        LossMath.LogSoftMax([20.0, 0.0], wide);
        Assert.Equal(-2.061153620314381e-9, wide[0], 1e-23);
        var single = new float[2];
        LossMath.LogSoftMax([20f, 0f], single);
        Assert.Equal(-2.0611537e-9f, single[0], 5e-16f);
    }

    [Fact]
    public void LogSumExp_has_its_special_values()
    {
        Assert.Equal(-Inf, LossMath.LogSumExp(ReadOnlySpan<float>.Empty));
        Assert.Equal(-Inf, LossMath.LogSumExp([-Inf, -Inf, -Inf]));
        Assert.Equal(Inf, LossMath.LogSumExp([-Inf, Inf, 0f, Inf]));
        Assert.Equal(3f, LossMath.LogSumExp([-Inf, 3f]));
        Assert.Equal(float.NaN, LossMath.LogSumExp([float.NaN, Inf]));
        Assert.Equal(double.NegativeInfinity, LossMath.LogSumExp([double.NegativeInfinity]));
        Assert.Equal(double.NaN, LossMath.LogSumExp([1.0, double.NaN]));
    }

    [Fact]
    public void SoftMax_neither_overflows_nor_minds_excluded_elements()
    {
        var destination = new float[3];
        LossMath.SoftMax([1000f, 1000f, -Inf], destination);
        Assert.Equal([0.5f, 0.5f, 0f], destination);
        LossMath.LogSoftMax([-1000f, -Inf, -1000f], destination);
        Assert.Equal([-MathF.Log(2), -Inf, -MathF.Log(2)], destination);
        LossMath.SoftMax([-Inf, -Inf, -Inf], destination);
        Assert.All(destination, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Norm_neither_overflows_nor_underflows()
    {
        Assert.Equal(5e38 / 1e10, LossMath.Norm([3e28f, 4e28f]), 1e22);
        Assert.Equal(5e-40f, LossMath.Norm([3e-40f, -4e-40f]));
        Assert.Equal(5e300, LossMath.Norm([3e300, 4e300]), 1e285);
        Assert.Equal(5e-300, LossMath.Norm([3e-300, -4e-300]), 1e-315);
        Assert.Equal(0f, LossMath.Norm(ReadOnlySpan<float>.Empty));
        Assert.Equal(Inf, LossMath.Norm([1f, -Inf]));
        Assert.Equal(double.PositiveInfinity, LossMath.Norm([double.NegativeInfinity, 1]));
    }

    [Fact]
    public void Sum_of_floats_is_as_good_as_its_terms()
    {
        var x = Enumerable.Repeat(0.1f, 1_000_003).ToArray();
        Assert.Equal((float)(1_000_003 * (double)0.1f), LossMath.Sum(x));
        Assert.Equal(0f, LossMath.Sum(ReadOnlySpan<float>.Empty));
        Assert.Equal(6.0, LossMath.Sum([1.0, 2.0, 3.0]));
    }

    private static void Close(double expected, double actual, double relative) => Assert.Equal(expected, actual, Math.Max(Math.Abs(expected), 1) * relative);
}
