namespace LossGen.Losses.Tests;

/// <summary>Ordinal models, rankings, overlaps, policies and preferences at points where their values are known.</summary>
public sealed class PolicyTests
{
    [Fact]
    public void The_probabilities_of_all_ranks_sum_to_one()
    {
        double[] thresholds = [-1, 0.25, 0.5, 3];
        foreach (var score in new[] { -40, -0.5, 0.375, 25 })
        {
            var total = Enumerable.Range(0, 5).Sum(rank => Math.Exp(-Ordinal.ProportionalOdds([score], [rank], thresholds)));
            Assert.Equal(1, total, 1e-14);
        }
    }

    [Fact]
    public void A_rank_between_thresholds_that_almost_meet_keeps_its_digits()
    {
        // σ(a) − σ(b) = σ′(0)(a − b) for a and b near 0.
        const double gap = 9.5367431640625e-7;
        Assert.Equal(Math.Log(gap / 4), -Ordinal.ProportionalOdds([0f], [1], [0, (float)gap]), 1e-5);
    }

    [Fact]
    public void A_rank_that_is_none_is_refused_or_counts_as_the_nearest()
    {
        double[] thresholds = [-1, 1];
        Assert.Throws<ArgumentOutOfRangeException>(() => Ordinal.ProportionalOdds([0.5], [3], thresholds));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ordinal.ProportionalOdds([0.5], [-1], thresholds));
        Assert.Equal(Ordinal.Cumulative([0.5], [2], thresholds), Ordinal.Cumulative([0.5], [7], thresholds));
        Assert.Equal(Ordinal.Cumulative([0.5], [0], thresholds), Ordinal.Cumulative([0.5], [-7], thresholds));
    }

    [Fact]
    public void The_probabilities_of_all_orders_sum_to_one()
    {
        double[] scores = [0.5, -1, 2];
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        Assert.Equal(1, orders.Sum(order => Math.Exp(-Ranking.ListMle([.. order.Select(i => scores[i])], 3))), 1e-14);
        Assert.Equal(Ranking.ListMle(scores, 3), Ranking.ListMle(scores, [3, 2, 1], 3), 1e-14);
        Assert.Equal(Ranking.ListMle(scores, 3), Ranking.ListMle(scores, [1, 1, 1], 3), 1e-14);
    }

    [Fact]
    public void Nothing_to_rank_costs_nothing()
    {
        var gradient = new double[3];
        Assert.Equal(0, Ranking.RankNetGradient([1.0, 2, 3], [1, 1, 1], 1, gradient));
        Assert.Equal(0, Ranking.LambdaRankGradient([1.0, 2, 3], [0, 0, 0], 1, gradient));
        Assert.Equal(0, Ranking.ApproximateNdcgGradient([1.0, 2, 3], [0, 0, 0], 1, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Approximate_ranks_become_the_ranks()
    {
        // DCG = 3/log₂2 + 1/log₂4 and 3/log₂3 + 1/log₂2 in the ideal order and with the first two exchanged.
        Assert.Equal(0, Ranking.ApproximateNdcg([3.0, 2, 1], [2, 1, 0], 1e-3), 1e-14);
        var ideal = 3 + (1 / Math.Log2(3));
        Assert.Equal(1 - (((3 / Math.Log2(3)) + 1) / ideal), Ranking.ApproximateNdcg([2.0, 3, 1], [2, 1, 0], 1e-3), 1e-14);
    }

    [Fact]
    public void Two_empty_masks_agree_and_equal_ones_do()
    {
        float[] empty = [0, 0, 0], mask = [1, 0, 1];
        var gradient = new float[3];
        Assert.Equal(0, Segmentation.DiceGradient(empty, empty, 0, gradient));
        Assert.Equal([0, 0, 0], gradient);
        Assert.Equal(0, Segmentation.JaccardGradient(empty, empty, 0, gradient));
        Assert.Equal([0, 0, 0], gradient);
        Assert.Equal(0, Segmentation.Dice(mask, mask, 0));
        Assert.Equal(0, Segmentation.LogDice(mask, mask, 1));
        Assert.Equal(0, Segmentation.Jaccard(mask, mask, 1));
        Assert.Equal(0, Segmentation.Matthews(mask, mask, 1));
        Assert.Equal(1, Segmentation.Dice(mask, [0, 1, 0], 0));
        Assert.Equal(2, Segmentation.Matthews([1.0, 0], [0, 1], 1e-12), 1e-11);
    }

    [Fact]
    public void The_plain_coefficients_of_a_small_example()
    {
        // Two of three and two of four pixels: overlap 2, 7 in all, union 5.
        double[] p = [1, 1, 1, 0, 0], t = [1, 1, 0, 1, 1];
        Assert.Equal(3 / 7.0, Segmentation.Dice(p, t, 0), 1e-15);
        Assert.Equal(3 / 5.0, Segmentation.Jaccard(p, t, 0), 1e-15);
        Assert.Equal(Segmentation.Dice(p, t, 1), Segmentation.Tversky(p, t, 0.5, 0.5, 0.5), 1e-15);
        Assert.Equal(Segmentation.Jaccard(p, t, 1), Segmentation.Tversky(p, t, 1, 1, 1), 1e-15);
        Assert.Equal(-Math.Log(4 / 7.0), Segmentation.LogDice(p, t, 0), 1e-15);
    }

    [Theory]
    [InlineData(2, 1, -1.25, 0)]
    [InlineData(2, -1, 2, 2)]
    [InlineData(0.5, 1, -0.5, -0.5)]
    [InlineData(0.5, -1, 0.75, 0)]
    public void The_surrogate_is_clipped_where_that_makes_it_worse(double ratio, double advantage, double expected, double slope)
    {
        var gradient = new double[1];
        Assert.Equal(expected, Reinforcement.ClippedSurrogateGradient([Math.Log(ratio)], [0], [advantage], 0.25, gradient), 1e-15);
        Assert.Equal(slope, gradient[0], 1e-15);
    }

    [Fact]
    public void A_policy_that_is_its_reference_prefers_nothing()
    {
        double[] chosen = [-3, -2], rejected = [-1, -7];
        Assert.Equal(Math.Log(2), Preference.Dpo(chosen, rejected, chosen, rejected, 0.5), 1e-15);
        Assert.Equal(1, Preference.Slic(chosen, rejected, chosen, rejected, 0.5));
        Assert.Equal(1, Preference.Ipo(chosen, rejected, chosen, rejected, 0.5));
    }

    [Fact]
    public void Tokens_behind_the_end_of_an_answer_do_not_count()
    {
        double[] policy = [-1, -2, double.NaN, -0.5, double.PositiveInfinity, double.NegativeInfinity];
        var gradient = new double[6];
        var value = Preference.GrpoGradient(policy, policy, policy, [1.0, -2], [2, 1], 0.25, 0.5, gradient);
        Assert.Equal((-1 + 2) / 2.0, value, 1e-15);
        Assert.Equal([-0.25, -0.25, 0, 1, 0, 0], gradient);
    }

    [Fact]
    public void A_student_like_its_teacher_has_nothing_to_learn()
    {
        double[] z = [0.5, -1, 2, 0.25];
        var gradient = new double[4];
        Assert.Equal(0, Distillation.SoftTargetsGradient(z, z, 4, 3, gradient), 1e-15);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-15));
        Assert.Equal(0, Distillation.ReverseSoftTargets(z, z, 4, 3), 1e-15);
    }
}
