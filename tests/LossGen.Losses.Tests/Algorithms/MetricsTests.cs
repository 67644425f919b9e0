namespace LossGen.Losses.Tests.Algorithms;

public sealed class MetricsTests
{
    private static readonly int[] Labels = [0, 1, 2, 2, 1, 0];
    private static readonly int[] Predictions = [0, 2, 2, 2, 1, 1];

    [Fact]
    public void Accuracy_and_loss_are_shares()
    {
        Assert.Equal(4 / 6.0, Metrics.Accuracy(Predictions, Labels));
        Assert.Equal(2 / 6.0, Metrics.ZeroOneLoss(Predictions, Labels));
        Assert.Equal(0, Metrics.Accuracy([], []));
        Assert.Equal(0, Metrics.ZeroOneLoss([], []));
    }

    [Fact]
    public void Top_k_takes_the_first_of_equal_scores()
    {
        float[] scores = [0.1f, 0.5f, 0.4f, 0.3f, 0.3f, 0.4f];
        Assert.Equal(0.5, Metrics.TopAccuracy<float>(scores, [1, 1], 1));
        Assert.Equal(0.5, Metrics.TopAccuracy<float>(scores, [1, 1], 2));
        Assert.Equal(1, Metrics.TopAccuracy<float>(scores, [1, 0], 2));
        Assert.Equal(1, Metrics.TopAccuracy<float>(scores, [0, 1], 3));
        Assert.Equal(Metrics.TopAccuracy<float>(scores, [1, 2], 1), Metrics.Accuracy<float>(scores, [1, 2]));
        Assert.Equal(0, Metrics.Accuracy<float>([], []));
    }

    [Fact]
    public void Confusion_precision_recall_and_F1_by_hand()
    {
        var matrix = new long[9];
        Metrics.ConfusionMatrix(Predictions, Labels, 3, matrix);
        Assert.Equal([1L, 1, 0, 0, 1, 1, 0, 0, 2], matrix);
        Assert.Equal([1, 0.5, 2 / 3.0], Enumerable.Range(0, 3).Select(c => Metrics.Precision(matrix, 3, c)));
        Assert.Equal([0.5, 0.5, 1], Enumerable.Range(0, 3).Select(c => Metrics.Recall(matrix, 3, c)));
        double[] f1 = [2 / 3.0, 0.5, 0.8];
        Assert.Equal(f1, Enumerable.Range(0, 3).Select(c => Metrics.F1(matrix, 3, c)));
        Assert.Equal(f1.Average(), Metrics.MacroF1(matrix, 3), 1e-15);
    }

    [Fact]
    public void A_share_of_nothing_is_0()
    {
        var matrix = new long[4];
        Metrics.ConfusionMatrix([0], [0], 2, matrix);
        Assert.Equal(0, Metrics.Precision(matrix, 2, 1));
        Assert.Equal(0, Metrics.Recall(matrix, 2, 1));
        Assert.Equal(0, Metrics.F1(matrix, 2, 1));
    }

    [Fact]
    public void Intersection_over_union()
    {
        Assert.Equal(1 / 7.0, Metrics.IntersectionOverUnion(new(0, 0, 2, 2), new(1, 1, 3, 3)), 1e-15);
        Assert.Equal(1, Metrics.IntersectionOverUnion(new(0, 0, 2, 2), new(0, 0, 2, 2)));
        Assert.Equal(0, Metrics.IntersectionOverUnion(new(0, 0, 1, 1), new(2, 2, 3, 3)));
        Assert.Equal(0, Metrics.IntersectionOverUnion(new(0, 0, 1, 1), new(1, 0, 2, 1)));
        Assert.Equal(0, Metrics.IntersectionOverUnion(new(1, 1, 1, 1), new(1, 1, 1, 1)));
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => Metrics.IntersectionOverUnion(new(0, 0, 1, 1), new(1, 0, 0, 1))).ParamName);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("predictions", Assert.Throws<ArgumentException>(() => Metrics.Accuracy([0], Labels)).ParamName);
        Assert.Equal("k", Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.TopAccuracy<float>([1], [0], 0)).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.Accuracy<float>([1, float.NaN], [0])).ParamName);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.ConfusionMatrix([0, 3], [0, 0], 3, new long[9]));
        Assert.Contains("predictions[1] is 3", exception.Message, StringComparison.Ordinal);
    }
}
