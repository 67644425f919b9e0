using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Mathematics;

/// <summary>Ranks of keys, of which sorts are made.</summary>
public sealed class OrderingTests
{
    [Theory]
    [InlineData(new double[0], new long[0])]
    [InlineData(new[] { 5.0 }, new long[] { 0 })]
    [InlineData(new[] { 2.0, 1, 3 }, new long[] { 1, 0, 2 })]
    [InlineData(new[] { 1.0, 0, 1, 0, 1 }, new long[] { 1, 3, 0, 2, 4 })]
    [InlineData(new[] { 0.0, -0.0, 0.0, -1 }, new long[] { 3, 0, 1, 2 })]
    [InlineData(new[] { double.NaN, 1, double.NaN, double.NegativeInfinity, double.PositiveInfinity }, new long[] { 3, 1, 4, 0, 2 })]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, new long[] { 0, 1, 2 })]
    public void Equal_keys_keep_their_order_and_nan_comes_last(double[] keys, long[] expected)
    {
        var ranks = new long[keys.Length];
        Ordering.Rank(keys.AsSpan(), ranks);
        Assert.Equal(expected, ranks);
    }

    [Fact]
    public void Ranks_agree_with_a_stable_sort_at_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length <= 200; length++)
        {
            // Few different keys make long ties.
            double[] keys = [.. Enumerable.Range(0, length).Select(_ => random.Next(20) is 0 ? double.NaN : random.Next(-length / 4, 5))];
            long[] expected = [.. Enumerable.Range(0, length).OrderBy(i => double.IsNaN(keys[i])).ThenBy(i => keys[i]).Select(i => (long)i)];
            var ranks = new long[length];
            Ordering.Rank(keys.AsSpan(), ranks);
            Assert.Equal(expected, ranks);
        }
    }

    [Fact]
    public void Ranking_allocates_nothing()
    {
        var keys = new double[1000];
        var ranks = new long[1000];
        Fill(keys);
        Ordering.Rank(keys, ranks);
        Fill(keys);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ordering.Rank(keys, ranks);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Fill(double[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
            keys[i] = i * 7919 % 101;
    }
}
