namespace LossGen.Losses.Tests;

/// <summary>Known values of distances by transport.</summary>
public sealed class TransportTests
{
    /// <summary>Point masses at 0 and θ: the Jensen–Shannon divergence is log 2 without a slope, the distance is |θ| with one.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(-3)]
    public void Point_masses_that_do_not_overlap(double theta)
    {
        var gradient = new double[1];
        Assert.Equal(Math.Abs(theta), Transport.Wasserstein1Gradient([theta], [0.0], gradient));
        Assert.Equal([Math.Sign(theta)], gradient);
        Assert.Equal(Math.Log(2), Divergence.JensenShannon([1.0, 0], [0.0, 1], 2), 1e-15);
    }

    [Fact]
    public void Samples_of_different_sizes_are_samples_repeated()
    {
        double[] x = [3, -1, 0.5, 2];
        double[] y = [1, -2, 7];
        double[] ones = [1, 1, 1, 1];
        foreach (var order in new[] { 1.0, 2, 3.5 })
        {
            double[] often = [.. x, .. x, .. x];
            double[] more = [.. y, .. y, .. y, .. y];
            Assert.Equal(Transport.Wasserstein(often, more, order), Transport.WeightedWasserstein(x, y, ones, ones.AsSpan(0, 3), order), 1e-14);
        }
    }

    [Fact]
    public void A_weight_is_a_number_of_copies()
    {
        double[] x = [3, -1, 3, 3];
        double[] y = [1, -2, 7, 7];
        Assert.Equal(Transport.Wasserstein(x, y, 2), Transport.WeightedWasserstein([3.0, -1], [1.0, -2, 7], [3.0, 1], [1.0, 1, 2], 2), 1e-15);
    }

    [Fact]
    public void A_histogram_is_a_weighted_sample_of_its_bins()
    {
        double[] q = [0.125, 0.5, 0, 0.375];
        double[] p = [0.25, 0.25, 0.25, 0.25];
        double[] places = [0, 0.5, 1, 1.5];
        Assert.Equal(Transport.WeightedWasserstein(places, places, q, p, 1), Transport.HistogramWasserstein1(q, p, 4, 0.5), 1e-15);
    }

    /// <summary>The distance is a metric: it is symmetric, and a way round is no shorter.</summary>
    [Fact]
    public void The_triangle_inequality()
    {
        var random = new Random(2);
        for (var draw = 0; draw < 100; draw++)
        {
            var point = Point.Create("x:normal[n] y:normal[n] z:normal[n]", 9, 1, random);
            foreach (var order in new[] { 1.0, 2, 3 })
            {
                double Distance(string a, string b) => Transport.Wasserstein(point[a], point[b], order);
                Assert.Equal(Distance("x", "y"), Distance("y", "x"), 1e-14);
                Assert.True(Distance("x", "z") <= Distance("x", "y") + Distance("y", "z") + 1e-12);
            }
        }
    }

    [Fact]
    public void The_best_critic_of_slope_1_meets_the_distance()
    {
        double[] model = [0, 1, 5];
        double[] target = [2, 3, 9];
        Assert.Equal(Transport.Wasserstein1(model, target), Transport.KantorovichDual(target, model), 1e-15);
        Assert.True(Transport.KantorovichDual([.. target.Select(Math.Sin)], model.Select(Math.Sin).ToArray()) < Transport.Wasserstein1(model, target));
    }
}
