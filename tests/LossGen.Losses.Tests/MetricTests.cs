namespace LossGen.Losses.Tests;

/// <summary>Losses of embeddings where they are degenerate, and what holds for all of them.</summary>
public sealed class MetricTests
{
    private static readonly double[] Embeddings = [1, 0.5, -0.25, 2, 0.75, -1, -1.5, 0.25, 0.5, 1.25, -0.5, -2];
    private static readonly int[] Labels = [0, 1, 0, 1, 1, 0];

    /// <summary>The losses of a batch with labels, as value and gradient.</summary>
    public static TheoryData<string, Func<double[], int[], double[], double>> OfBatches => new()
    {
        { "batch all", (u, label, gradient) => Metric.BatchAllTripletGradient(u, label, 0.5, gradient) },
        { "batch all active", (u, label, gradient) => Metric.BatchAllActiveTripletGradient(u, label, 0.5, gradient) },
        { "batch hard", (u, label, gradient) => Metric.BatchHardTripletGradient(u, label, 0.5, gradient) },
        { "squared batch hard", (u, label, gradient) => Metric.SquaredBatchHardTripletGradient(u, label, 0.5, gradient) },
        { "soft batch hard", (u, label, gradient) => Metric.BatchHardSoftTripletGradient(u, label, gradient) },
        { "semi-hard", (u, label, gradient) => Metric.SemiHardTripletGradient(u, label, 0.5, gradient) },
        { "lifted structure", (u, label, gradient) => Metric.LiftedStructureGradient(u, label, 0.5, gradient) },
        { "circle", (u, label, gradient) => Metric.CircleGradient(u, label, 8, 0.25, gradient) },
        { "SupCon", (u, label, gradient) => Contrastive.SupConGradient(u, label, 0.5, gradient) },
    };

    [Theory]
    [MemberData(nameof(OfBatches))]
    public void Without_a_positive_a_batch_costs_nothing(string name, Func<double[], int[], double[], double> loss)
    {
        var gradient = new double[12];
        Array.Fill(gradient, 7);
        Assert.True(loss(Embeddings, [0, 1, 2, 3, 4, 5], gradient) == 0, name);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Theory]
    [MemberData(nameof(OfBatches))]
    public void Embeddings_that_coincide_have_finite_gradients(string name, Func<double[], int[], double[], double> loss)
    {
        foreach (var point in new[] { 0, 1.5 })
        {
            var (u, gradient) = (new double[12], new double[12]);
            Array.Fill(u, point);
            Assert.True(double.IsFinite(loss(u, Labels, gradient)), name);
            Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(OfBatches))]
    public void The_order_of_a_batch_does_not_matter(string name, Func<double[], int[], double[], double> loss)
    {
        var (gradient, other) = (new double[12], new double[12]);
        double[] reversed = [.. Embeddings.Chunk(2).Reverse().SelectMany(row => row)];
        var value = loss(Embeddings, Labels, gradient);
        Assert.True(Math.Abs(value - loss(reversed, [.. Labels.Reverse()], other)) < 1e-14, name);
        Assert.All(gradient.Chunk(2).Reverse().SelectMany(row => row).Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Gradients_of_a_squared_triplet_sum_to_zero()
    {
        // 2(q − p), 2(p − a) and 2(a − q).
        double[] a = [1, 0.5], p = [-0.25, 2], q = [0.75, -1];
        double[] da = new double[2], dp = new double[2], dq = new double[2];
        Assert.Equal(3.8125 - 2.3125 + 0.5, Metric.SquaredTripletGradient(a, p, q, 2, 0.5, da, dp, dq), 1e-15);
        Assert.Equal([2, -6], da);
        Assert.Equal([-2.5, 3], dp);
        Assert.Equal([0.5, 3], dq);
    }

    [Fact]
    public void A_distance_of_odd_order_counts_no_difference_as_negative()
    {
        double[] a = [0, 0], p = [3, -4], q = [0, 0];
        Assert.Equal(Math.Cbrt(27 + 64), Metric.Triplet(a, p, q, 2, 0, 3), 1e-14);
        Assert.Equal(7, Metric.Triplet(a, p, q, 2, 0, 1), 1e-14);
        Assert.Equal(5, Metric.Triplet(a, p, q, 2, 0, 2), 1e-14);
        Assert.Equal(4, Metric.Triplet(a, p, q, 2, 0, 1000), 1e-12);
    }

    [Fact]
    public void There_are_as_many_triplets_as_there_should_be()
    {
        // All embeddings coincide, so that every triplet costs the margin: the mean is the margin, over all and over the active ones.
        Assert.Equal(0.5, Metric.BatchAllTriplet(new double[12], Labels, 0.5), 1e-15);
        Assert.Equal(0.5, Metric.BatchAllActiveTriplet(new double[12], Labels, 0.5), 1e-15);

        // Σ (n_y − 1)(B − n_y) = 6 · 2 · 3 triplets, 2 · 3 · 2 of them with the anchor at 0 and its negatives at 1: they cost nothing.
        double[] line = [0, 1, 0, 1, 1, 0];
        Assert.Equal(0, Metric.BatchAllTriplet(line, Labels, 0.5), 1e-15);
        line[0] = 1;
        Assert.Equal(Metric.BatchAllTriplet(line, Labels, 0.5) * 36, Metric.BatchAllActiveTriplet(line, Labels, 0.5) * Active(line), 1e-13);

        static int Active(double[] x) => (from i in Enumerable.Range(0, 6)
                                          from j in Enumerable.Range(0, 6)
                                          from k in Enumerable.Range(0, 6)
                                          where i != j && Labels[i] == Labels[j] && Labels[i] != Labels[k] && Math.Abs(x[i] - x[j]) - Math.Abs(x[i] - x[k]) + 0.5 > 0
                                          select i).Count();
    }

    [Fact]
    public void The_cosine_with_a_zero_vector_is_zero_and_has_no_gradient()
    {
        float[] zero = [0, 0], other = [3, 4];
        float[] first = [7, 7], second = [7, 7];
        Assert.Equal(1, Metric.CosineDistanceGradient(zero, other, 2, first, second));
        Assert.Equal([0, 0, 0, 0], [.. first, .. second]);
        Assert.Equal(1, Metric.CosineEmbeddingGradient(zero, other, [1], 0.5f, first, second));
        Assert.Equal([0, 0, 0, 0], [.. first, .. second]);
    }

    [Fact]
    public void A_small_angle_keeps_its_digits()
    {
        // 1 − cos 1e-5 = 5e-11, far below the spacing of floats at 1.
        Assert.Equal(1, Metric.CosineDistance([1f, 0], [1, 1e-5f], 2) / 5e-11, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Angular_margins_have_finite_gradients_at_the_ends(float cosine)
    {
        var gradient = new float[2];
        Assert.True(float.IsFinite(Metric.ArcFaceGradient([cosine, 0.25f], [0], 16, 0.5f, gradient)));
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
        Assert.True(float.IsFinite(Metric.SphereFaceGradient([cosine, 0.25f], [0], 16, gradient)));
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void A_collapse_costs_the_logarithm_of_the_batch()
    {
        double[] same = [1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5];
        Assert.Equal(Math.Log(4), Contrastive.InfoNce(same, same, 2, 0.25), 1e-14);
        Assert.Equal(Math.Log(3), Contrastive.NtXent(same, [1, 0, 3, 2], 0.25), 1e-14);
        Assert.Equal(Math.Log(4), Contrastive.Clip(same, same, 2, 0.25), 1e-14);
        Assert.Equal(0, Contrastive.Uniformity(same, 2, 2), 1e-14);
        Assert.Equal(0, Contrastive.MutualInformationBound([1.0, 1, 1, 1], [2]), 1e-15);
    }

    [Fact]
    public void The_temperature_goes_from_the_hardest_negative_to_all_of_them()
    {
        double[] scores = [1, 0.75, 0.5, -1];
        Assert.Equal(0.25, 1e-3 * Contrastive.InfoNce(scores, [1], 1e-3), 1e-12);
        Assert.Equal(Math.Log(4), Contrastive.InfoNce(scores, [1], 1e9), 1e-8);
    }
}
