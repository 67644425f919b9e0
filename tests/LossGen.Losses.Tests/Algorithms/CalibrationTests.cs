namespace LossGen.Losses.Tests.Algorithms;

public sealed class CalibrationTests
{
    [Fact]
    public void A_diagram_by_hand()
    {
        double[] probabilities = [0.1, 0.15, 0.5, 0.6, 0.7, 1];
        int[] labels = [0, 1, 1, 0, 1, 1];
        var bins = new ReliabilityBin[4];
        Calibration.PositiveClassReliability<double>(probabilities, labels, bins);
        Assert.Equal([2, 0, 3, 1], bins.Select(bin => bin.Count));
        Assert.Equal(0.125, bins[0].MeanConfidence, 1e-15);
        Assert.Equal(0.5, bins[0].Accuracy);
        Assert.Equal(0.6, bins[2].MeanConfidence, 1e-15);
        Assert.Equal(2 / 3.0, bins[2].Accuracy, 1e-15);
        Assert.Equal((2 * 0.375 / 6) + (3 * (2 / 30.0) / 6), Calibration.ExpectedError(bins), 1e-15);
        Assert.Equal(0.375, Calibration.MaximumError(bins), 1e-15);
        Assert.Equal(Calibration.ExpectedError(bins), Calibration.PositiveClassExpectedError<double>(probabilities, labels, 4));
        Assert.Equal(Calibration.MaximumError(bins), Calibration.PositiveClassMaximumError<double>(probabilities, labels, 4));
        Assert.False(bins[0].IsOverconfident);
    }

    [Fact]
    public void A_confidence_at_an_edge_is_in_the_bin_above_and_1_in_the_last()
    {
        for (var count = 1; count <= 60; count++)
        {
            var bins = new ReliabilityBin[count];
            for (var k = 0; k <= count; k++)
            {
                Calibration.PositiveClassReliability<double>([(double)k / count], [1], bins);
                Assert.Equal(1, bins[Math.Min(k, count - 1)].Count);
                if (k == 0)
                    continue;
                Calibration.PositiveClassReliability<double>([Math.BitDecrement((double)k / count)], [1], bins);
                Assert.Equal(1, bins[k - 1].Count);
            }
        }
    }

    [Fact]
    public void Both_meanings_differ_and_agree_with_their_definitions()
    {
        var random = new Random(1);
        var positive = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        var labels = positive.Select(p => random.NextDouble() < p * p ? 1 : 0).ToArray();
        var both = positive.SelectMany(p => new[] { 1 - p, p }).ToArray();
        var ofPositive = Definition(positive.Select((p, i) => (p, labels[i] == 1)));
        var ofTop = Definition(positive.Select((p, i) => (Math.Max(p, 1 - p), labels[i] == (p > 1 - p ? 1 : 0))));
        Assert.Equal(ofPositive.Expected, Calibration.PositiveClassExpectedError<double>(positive, labels, 10), 1e-14);
        Assert.Equal(ofPositive.Maximum, Calibration.PositiveClassMaximumError<double>(positive, labels, 10), 1e-14);
        Assert.Equal(ofTop.Expected, Calibration.TopLabelExpectedError<double>(both, labels, 10), 1e-14);
        Assert.Equal(ofTop.Maximum, Calibration.TopLabelMaximumError<double>(both, labels, 10), 1e-14);
        Assert.NotEqual(ofTop.Expected, ofPositive.Expected, 1e-3);
    }

    [Fact]
    public void Bins_of_equal_mass_are_equally_full_and_keep_equal_confidences_together()
    {
        var random = new Random(2);
        var distinct = Enumerable.Range(0, 101).Select(_ => random.NextDouble()).ToArray();
        var labels = distinct.Select(_ => random.Next(2)).ToArray();
        var bins = new ReliabilityBin[7];
        Calibration.PositiveClassReliability<double>(distinct, labels, bins, CalibrationBinning.EqualMass);
        Assert.All(bins, bin => Assert.InRange(bin.Count, 14, 15));
        Assert.Equal(101, bins.Sum(bin => bin.Count));
        Assert.Equal(bins.Select(bin => bin.MeanConfidence).Order(), bins.Select(bin => bin.MeanConfidence));

        double[] tied = [0.5, 0.2, 0.5, 0.5, 0.5, 0.9];
        int[] outcomes = [1, 0, 0, 1, 1, 1];
        Calibration.PositiveClassReliability<double>(tied, outcomes, bins.AsSpan(0, 3), CalibrationBinning.EqualMass);
        Assert.Equal([5, 0, 1], bins[..3].Select(bin => bin.Count));
        var value = Calibration.PositiveClassExpectedError<double>(tied, outcomes, 3, CalibrationBinning.EqualMass);
        Assert.Equal(value, Calibration.PositiveClassExpectedError<double>([.. tied.Reverse()], [.. outcomes.Reverse()], 3, CalibrationBinning.EqualMass), 1e-15);
    }

    [Fact]
    public void Nothing_has_no_error()
    {
        Assert.Equal(0, Calibration.PositiveClassExpectedError<float>([], []));
        Assert.Equal(0, Calibration.TopLabelExpectedError<float>([], []));
        Assert.Equal(0, Calibration.TopLabelMaximumError<float>([], []));
    }

    [Fact]
    public void What_is_wrong_is_named_with_its_position()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.PositiveClassExpectedError<float>([0.5f, 1.5f], [0, 1]));
        Assert.Equal("probabilities", exception.ParamName);
        Assert.Contains("probabilities[1] is 1.5", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.PositiveClassExpectedError<double>([0.5, double.NaN], [0, 1]));
        Assert.Contains("probabilities[1] is NaN", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.PositiveClassExpectedError<float>([0.5f], [2]));
        Assert.Contains("labels[0] is 2", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.TopLabelExpectedError<float>([0.5f, 0.5f], [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.TopLabelExpectedError<float>([0.5f, 0.5f], [0], 0));
        Assert.Throws<ArgumentException>(() => Calibration.TopLabelExpectedError<float>([0.5f, 0.5f, 0], [0, 1]));
        Assert.Throws<ArgumentException>(() => Calibration.PositiveClassExpectedError<float>([0.5f], []));
    }

    private static (double Expected, double Maximum) Definition(IEnumerable<(double Confidence, bool CameTrue)> forecasts)
    {
        var all = forecasts.ToArray();
        var gaps = all.GroupBy(forecast => (int)(forecast.Confidence * 10))
            .Select(bin => (Share: (double)bin.Count() / all.Length, Gap: Math.Abs(bin.Average(forecast => forecast.Confidence) - bin.Average(forecast => forecast.CameTrue ? 1.0 : 0))))
            .ToArray();
        return (gaps.Sum(bin => bin.Share * bin.Gap), gaps.Max(bin => bin.Gap));
    }
}
