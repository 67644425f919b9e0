namespace LossGen.Losses.Tests.Algorithms;

public sealed class MiningTests
{
    private const double Margin = 0.8;

    [Fact]
    public void A_batch_of_8_classes_of_4_has_2688_triplets()
    {
        int[] labels = [.. Enumerable.Range(0, 32).Select(i => i % 8)];
        Assert.Equal(2688, Mining.TripletCount(labels));
        Assert.Equal(96, Mining.PairCount(labels));
        Assert.Equal(0, Mining.TripletCount([1, 1, 1]));
        Assert.Equal(0, Mining.PairCount([]));
    }

    [Fact]
    public void Squared_distances_keep_the_digits_of_close_embeddings()
    {
        float[] embeddings = [1000, 1, 1000, 1.0009765625f, 0, 1];
        var distances = new float[9];
        Mining.SquaredDistances<float>(embeddings, 2, distances);
        Assert.Equal([0, 9.5367431640625e-7f, 1e6f, 9.5367431640625e-7f, 0, 1e6f, 1e6f, 1e6f, 0], distances);
    }

    [Fact]
    public void Every_miner_takes_what_its_definition_says()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (distances, labels) = Batch(seed);
            var all = All(labels).ToArray();
            var pairs = all.GroupBy(triplet => (triplet.Anchor, triplet.Positive)).ToArray();
            double Far(Triplet t) => distances[(t.Anchor * labels.Length) + t.Negative];
            double Near(Triplet t) => distances[(t.Anchor * labels.Length) + t.Positive];

            Assert.Equal(all.Length, Mining.TripletCount(labels));
            Assert.Equal(
                pairs.Select(pair => pair.MinBy(Far)),
                Mined(labels, buffer => Mining.Hard<double>(distances, labels, buffer)));
            Assert.Equal(
                pairs.SelectMany(pair => pair.Where(t => Near(t) < Far(t) && Far(t) < Near(t) + Margin).OrderBy(Far).Take(1)),
                Mined(labels, buffer => Mining.SemiHard(distances, labels, Margin, buffer)));
            Assert.Equal(
                pairs.SelectMany(pair => pair.Where(t => Far(t) > Near(t) + Margin).OrderByDescending(Far).Take(1)),
                Mined(labels, buffer => Mining.Easy(distances, labels, Margin, buffer)));
            Assert.Equal(
                all.GroupBy(triplet => triplet.Anchor).Select(anchor => new Triplet(anchor.Key, anchor.MaxBy(Near).Positive, anchor.MinBy(Far).Negative)),
                Mined(labels, buffer => Mining.BatchHard<double>(distances, labels, buffer)));
            Assert.Equal(
                all.Length == 0 ? 0 : (double)all.Count(t => Near(t) - Far(t) + Margin > 0) / all.Length,
                Mining.ViolationShare<double>(distances, labels, Margin));
        }
    }

    [Fact]
    public void Easy_triplets_cost_nothing_and_semi_hard_ones_less_than_the_margin()
    {
        var (distances, labels) = Batch(3);
        double Cost(Triplet t) => Math.Max(0, distances[(t.Anchor * labels.Length) + t.Positive] - distances[(t.Anchor * labels.Length) + t.Negative] + Margin);
        var easy = Mined(labels, buffer => Mining.Easy(distances, labels, Margin, buffer));
        var semiHard = Mined(labels, buffer => Mining.SemiHard(distances, labels, Margin, buffer));
        Assert.NotEmpty(easy);
        Assert.NotEmpty(semiHard);
        Assert.All(easy, t => Assert.Equal(0, Cost(t)));
        Assert.All(semiHard, t => Assert.InRange(Cost(t), double.Epsilon, Margin));
    }

    [Fact]
    public void Random_triplets_are_valid_repeatable_and_even()
    {
        int[] labels = [0, 1, 0, 2, 1, 3];
        var first = Mined(labels, buffer => Mining.Random(labels, new Random(7), buffer));
        Assert.Equal(first, Mined(labels, buffer => Mining.Random(labels, new Random(7), buffer)));
        Assert.Equal(Mining.PairCount(labels), first.Length);
        var random = new Random(8);
        var negatives = Enumerable.Range(0, 8000).Select(_ => Mined(labels, buffer => Mining.Random(labels, random, buffer))[0]).ToArray();
        Assert.All(negatives, t => Assert.True(labels[t.Negative] != labels[t.Anchor] && labels[t.Positive] == labels[t.Anchor] && t.Positive != t.Anchor));
        Assert.All(negatives.GroupBy(t => t.Negative), group => Assert.InRange(group.Count(), 1850, 2150));
        Assert.Equal(4, negatives.Select(t => t.Negative).Distinct().Count());
    }

    [Fact]
    public void A_batch_of_one_class_or_of_singles_has_no_triplets()
    {
        foreach (var labels in new int[][] { [1, 1, 1], [1, 2, 3], [] })
        {
            var distances = new double[labels.Length * labels.Length];
            Assert.Equal(0, Mining.Hard<double>(distances, labels, []));
            Assert.Equal(0, Mining.BatchHard<double>(distances, labels, []));
            Assert.Equal(0, Mining.Random(labels, new Random(1), []));
            Assert.Equal(0, Mining.ViolationShare<double>(distances, labels, 1));
        }
    }

    [Fact]
    public void Health_tells_collapse_from_spread()
    {
        double[] axes = [2, 0, 0, 0, 2, 0, 0, 0, 2];
        var spread = Mining.Health<double>(axes, 3);
        Assert.Equal(2, spread.MeanNorm, 1e-15);
        Assert.Equal(3, spread.EffectiveRank, 1e-12);
        Assert.Equal(8 / 9.0, spread.MeanVariance, 1e-15);

        var point = Mining.Health<double>([1, 2, 3, 1, 2, 3, 1, 2, 3], 3);
        Assert.Equal(1, point.EffectiveRank, 1e-12);
        Assert.Equal(0, point.MeanVariance, 1e-15);
        var line = Mining.Health<float>([1, 0, -2, 0, 5, 0], 2);
        Assert.Equal(1, line.EffectiveRank, 1e-6);
        Assert.Equal(0, line.LeastVariance);
        Assert.Equal(new(0, 0, 0, 0), Mining.Health<double>([0, 0, 0, 0], 2));
    }

    [Fact]
    public void The_effective_rank_is_the_entropy_of_a_known_spectrum()
    {
        // Unit vectors at angle θ: the Gram matrix of cosines has the eigenvalues 1 ± cos θ.
        const double theta = 0.7;
        double[] embeddings = [3, 0, Math.Cos(theta), Math.Sin(theta)];
        double[] shares = [(1 + Math.Cos(theta)) / 2, (1 - Math.Cos(theta)) / 2];
        Assert.Equal(Math.Exp(-shares.Sum(share => share * Math.Log(share))), Mining.Health<double>(embeddings, 2).EffectiveRank, 1e-12);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("distances", Assert.Throws<ArgumentException>(() => Mining.Hard<double>([1, 2, 3], [0, 1], [])).ParamName);
        Assert.Equal("margin", Assert.Throws<ArgumentOutOfRangeException>(() => Mining.Easy<double>([0], [0], -1, [])).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Mining.Hard<double>(new double[9], [0, 0, 1], new Triplet[1])).ParamName);
        Assert.Equal("embeddings", Assert.Throws<ArgumentOutOfRangeException>(() => Mining.Health<double>([1, double.NaN], 2)).ParamName);
    }

    private static (double[] Distances, int[] Labels) Batch(int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, 2 + random.Next(9)).Select(_ => random.Next(3)).ToArray();
        var embeddings = labels.SelectMany(label => new[] { (label * 0.7) + random.NextDouble(), random.NextDouble() }).ToArray();
        var distances = new double[labels.Length * labels.Length];
        Mining.SquaredDistances<double>(embeddings, 2, distances);
        return (distances, labels);
    }

    private static IEnumerable<Triplet> All(int[] labels) =>
        from anchor in Enumerable.Range(0, labels.Length)
        from positive in Enumerable.Range(0, labels.Length)
        from negative in Enumerable.Range(0, labels.Length)
        where anchor != positive && labels[anchor] == labels[positive] && labels[anchor] != labels[negative]
        select new Triplet(anchor, positive, negative);

    private static Triplet[] Mined(int[] labels, Func<Triplet[], int> mine)
    {
        var buffer = new Triplet[Mining.PairCount(labels) + labels.Length];
        return buffer[..mine(buffer)];
    }
}
