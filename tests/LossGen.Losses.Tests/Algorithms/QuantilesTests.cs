namespace LossGen.Losses.Tests.Algorithms;

public sealed class QuantilesTests
{
    [Fact]
    public void Rearrangement_sorts_every_sample_for_itself()
    {
        float[] rows = [3, 1, 2, -1, -2, -3];
        Quantiles.Rearrange<float>(rows, 3, rows);
        Assert.Equal([1, 2, 3, -3, -2, -1], rows);
    }

    [Fact]
    public void Rearranged_quantiles_are_closer_to_any_that_rise()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var truth = Enumerable.Range(0, 5).Select(_ => random.NextDouble()).Order().ToArray();
            var guess = Enumerable.Range(0, 5).Select(_ => random.NextDouble()).ToArray();
            var sorted = new double[5];
            Quantiles.Rearrange<double>(guess, 5, sorted);
            Assert.True(sorted.Zip(truth).Sum(pair => Math.Abs(pair.First - pair.Second)) <= guess.Zip(truth).Sum(pair => Math.Abs(pair.First - pair.Second)) + 1e-15);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Isotonic_regression_is_the_best_of_all_partitions_into_rising_blocks(bool isWeighted)
    {
        var random = new Random(2);
        for (var trial = 0; trial < 300; trial++)
        {
            var count = 1 + random.Next(8);
            var values = Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? 0.5 : random.NextDouble()).ToArray();
            var weights = Enumerable.Range(0, count).Select(_ => isWeighted ? 0.1 + random.NextDouble() : 1).ToArray();
            var result = new double[count];
            Quantiles.Isotonic<double>(values, isWeighted ? weights : [], count, result);
            var (expected, cost) = BestPartition(values, weights);
            Assert.Equal(result.Order(), result);
            Assert.Equal(cost, Cost(values, weights, result), 1e-14);
            Assert.All(expected.Zip(result), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void Isotonic_regression_changes_nothing_that_rises_and_averages_what_falls()
    {
        float[] rows = [1, 2, 3, 3, 2, 1];
        Quantiles.Isotonic<float>(rows, [], 3, rows);
        Assert.Equal([1, 2, 3, 2, 2, 2], rows);
        Quantiles.Isotonic<float>([float.MaxValue, -float.MaxValue], [1, 3], 2, rows.AsSpan(0, 2));
        Assert.Equal([-float.MaxValue / 2, -float.MaxValue / 2], rows[..2]);
    }

    [Fact]
    public void A_million_falling_values_take_linear_time()
    {
        var values = Enumerable.Range(0, 1_000_000).Select(i => (double)-i).ToArray();
        var result = new double[values.Length];
        Quantiles.Isotonic<double>(values, [], values.Length, result);
        Assert.All([result[0], result[^1]], mean => Assert.Equal(-499_999.5, mean, 1e-6));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("predictions", Assert.Throws<ArgumentException>(() => Quantiles.Rearrange<float>([1, 2, 3], 2, new float[3])).ParamName);
        Assert.Equal("quantiles", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Rearrange<float>([], 0, [])).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Quantiles.Isotonic<float>([1, 2], [], 2, new float[1])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Isotonic<float>([1, 2], [1, 0], 2, new float[2])).ParamName);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Rearrange<double>([1, double.NaN], 2, new double[2]));
        Assert.Contains("predictions[1] is NaN", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The minimum has the form of blocks of weighted means; of all such that rise the cheapest is it.</summary>
    private static (double[] Fit, double Cost) BestPartition(double[] values, double[] weights)
    {
        var (best, least) = (Array.Empty<double>(), double.PositiveInfinity);
        for (var cuts = 0; cuts < 1 << (values.Length - 1); cuts++)
        {
            var fit = new double[values.Length];
            for (var start = 0; start < values.Length;)
            {
                var end = start + 1;
                while (end < values.Length && (cuts >> (end - 1) & 1) == 0)
                    end++;
                var range = start..end;
                fit.AsSpan(range).Fill(values[range].Zip(weights[range]).Sum(pair => pair.First * pair.Second) / weights[range].Sum());
                start = end;
            }

            if (fit.Zip(fit.Skip(1)).All(pair => pair.First <= pair.Second) && Cost(values, weights, fit) < least)
                (best, least) = (fit, Cost(values, weights, fit));
        }

        return (best, least);
    }

    private static double Cost(double[] values, double[] weights, double[] fit) =>
        Enumerable.Range(0, values.Length).Sum(i => weights[i] * (values[i] - fit[i]) * (values[i] - fit[i]));
}
