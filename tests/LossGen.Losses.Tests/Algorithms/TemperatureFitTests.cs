namespace LossGen.Losses.Tests.Algorithms;

public sealed class TemperatureFitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_fit_is_the_minimum_of_the_score(int seed)
    {
        var (logits, labels) = Sample(seed, 1);
        var fit = Calibration.FitTemperature(logits, labels);
        Assert.Equal(TemperatureFitStatus.Converged, fit.Status);
        Assert.Equal(Scoring.TemperatureScaledLogScore(logits, labels, fit.Temperature), fit.LogScore, 1e-14);
        Assert.All(
            Enumerable.Range(-200, 401).Select(k => fit.Temperature * Math.Exp(k / 50.0)),
            other => Assert.True(Scoring.TemperatureScaledLogScore(logits, labels, other) >= fit.LogScore - 1e-15));
        Scoring.TemperatureScaledLogScoreGradient(logits, labels, fit.Temperature, out var slope);
        Assert.Equal(0, slope, 1e-12);
    }

    [Fact]
    public void Overconfident_logits_have_a_temperature_above_1_which_lowers_confidence()
    {
        // Labels are drawn from the softmax of the logits, which are then multiplied by 3.
        var (logits, labels) = Sample(4, 3);
        Assert.InRange(Calibration.FitTemperature(logits, labels).Temperature, 2.4, 3.6);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    [InlineData(1e150)]
    public void A_factor_of_all_logits_is_one_of_the_temperature(double factor)
    {
        var (logits, labels) = Sample(5, 1);
        var fit = Calibration.FitTemperature(logits, labels);
        var scaled = Calibration.FitTemperature([.. logits.Select(z => z * factor)], labels);
        Assert.Equal(TemperatureFitStatus.Converged, scaled.Status);
        Assert.Equal(1, scaled.Temperature / factor / fit.Temperature, 1e-9);
        Assert.InRange(scaled.Iterations, 1, 60);
    }

    [Fact]
    public void One_wrong_sample_among_many_certain_ones_is_still_a_minimum()
    {
        double[] logits = [.. Enumerable.Range(0, 1000).SelectMany(n => n == 0 ? new[] { 0, 1e-3 } : [1000.0, 0])];
        var fit = Calibration.FitTemperature(logits, new int[1000]);
        Assert.Equal(TemperatureFitStatus.Converged, fit.Status);
        Assert.True(Scoring.TemperatureScaledLogScore(logits, new int[1000], fit.Temperature * 1.01) >= fit.LogScore);
        Assert.True(Scoring.TemperatureScaledLogScore(logits, new int[1000], fit.Temperature * 0.99) >= fit.LogScore);
    }

    [Fact]
    public void Where_there_is_no_minimum_the_status_says_so()
    {
        Assert.Equal(new(0, 0, 0, TemperatureFitStatus.Separable), Calibration.FitTemperature([2.0, 1, 0, 3], [0, 1]));
        Assert.Equal(Math.Log(2) / 2, Calibration.FitTemperature([2.0, 2, 0, 3], [0, 1]).LogScore, 1e-15);
        Assert.Equal(new(1, Math.Log(2), 0, TemperatureFitStatus.Indifferent), Calibration.FitTemperature([2.0, 2, 5, 5], [0, 1]));
        var wrong = Calibration.FitTemperature([1.0, 2, 3, 0], [0, 1]);
        Assert.Equal(TemperatureFitStatus.Uninformative, wrong.Status);
        Assert.Equal(double.PositiveInfinity, wrong.Temperature);
        Assert.Equal(Math.Log(2), wrong.LogScore, 1e-15);
    }

    [Fact]
    public void Excluded_classes_take_no_part()
    {
        var (logits, labels) = Sample(6, 2);
        var widened = logits.Chunk(3).SelectMany(row => row.Append(double.NegativeInfinity)).ToArray();
        var (fit, expected) = (Calibration.FitTemperature(widened, labels), Calibration.FitTemperature(logits, labels));
        Assert.Equal(expected.Temperature, fit.Temperature, 1e-9);
        Assert.Equal(expected.Temperature, Calibration.FitTemperature([.. logits.Select(z => (float)z)], labels).Temperature, 1e-4);
    }

    [Fact]
    public void What_is_no_logit_is_refused()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.FitTemperature([0.0, 1, double.NaN, 0], [0, 1]));
        Assert.Equal("logits", exception.ParamName);
        Assert.Contains("logits[2] is NaN", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.FitTemperature([double.NegativeInfinity, 1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.FitTemperature([0.0, 1], [2]));
        Assert.Throws<ArgumentException>(() => Calibration.FitTemperature([0.0, 1, 2], [0, 1]));
        Assert.Throws<ArgumentException>(() => Calibration.FitTemperature(ReadOnlySpan<double>.Empty, []));
    }

    private static (double[] Logits, int[] Labels) Sample(int seed, double factor)
    {
        var random = new Random(seed);
        var logits = new double[900];
        var labels = new int[300];
        for (var n = 0; n < labels.Length; n++)
        {
            for (var c = 0; c < 3; c++)
                logits[(n * 3) + c] = 4 * (random.NextDouble() - random.NextDouble());
            var powers = logits[(n * 3)..((n * 3) + 3)].Select(Math.Exp).ToArray();
            var draw = random.NextDouble() * powers.Sum();
            labels[n] = draw < powers[0] ? 0 : draw < powers[0] + powers[1] ? 1 : 2;
        }

        return ([.. logits.Select(z => z * factor)], labels);
    }
}
