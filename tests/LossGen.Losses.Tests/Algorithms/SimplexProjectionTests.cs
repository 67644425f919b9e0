namespace LossGen.Losses.Tests.Algorithms;

public sealed class SimplexProjectionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_divergence_to_a_distribution_is_at_least_that_by_way_of_the_projection(bool isEuclidean)
    {
        double Divergence(double[] p, double[] q) => isEuclidean
            ? p.Zip(q).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second) / 2)
            : p.Zip(q).Sum(pair => (pair.First == 0 ? 0 : pair.First * Math.Log(pair.First / pair.Second)) - pair.First + pair.Second);
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var values = Enumerable.Range(0, 4).Select(_ => isEuclidean ? 2 * (random.NextDouble() - 0.4) : 0.05 + random.NextDouble()).ToArray();
            var projection = new double[4];
            if (isEuclidean)
                SimplexProjection.Euclidean<double>(values, projection);
            else
                SimplexProjection.KullbackLeibler<double>(values, projection);
            Assert.Equal(1, projection.Sum(), 1e-14);
            Assert.All(projection, p => Assert.True(p >= 0));
            for (var other = 0; other < 20; other++)
            {
                var point = Enumerable.Range(0, 4).Select(_ => Math.Max(0, random.NextDouble() - 0.3)).ToArray();
                if (point.Sum() == 0)
                    continue;
                point = [.. point.Select(x => x / point.Sum())];
                Assert.True(Divergence(point, values) >= Divergence(point, projection) + Divergence(projection, values) - 1e-13);
            }
        }
    }

    [Fact]
    public void A_distribution_stays_as_it_is_and_large_values_keep_their_differences()
    {
        float[] values = [0.25f, 0.5f, 0.25f];
        SimplexProjection.Euclidean<float>(values, values);
        Assert.Equal([0.25f, 0.5f, 0.25f], values);
        var result = new double[3];
        SimplexProjection.Euclidean<double>([1e9, 1e9 + 0.5, -1e9], result);
        Assert.Equal([0.25, 0.75, 0], result);
        SimplexProjection.KullbackLeibler<double>([double.MaxValue, double.MaxValue, 0], result);
        Assert.Equal([0.5, 0.5, 0], result);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => SimplexProjection.Euclidean<float>([], [])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => SimplexProjection.KullbackLeibler<float>([0, 0], new float[2])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentOutOfRangeException>(() => SimplexProjection.KullbackLeibler<float>([1, -1], new float[2])).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => SimplexProjection.Euclidean<float>([1], new float[2])).ParamName);
    }
}
