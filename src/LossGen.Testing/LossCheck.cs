using System.Globalization;
using System.Numerics;

namespace LossGen.Testing;

/// <summary>Checks of what a loss promises beside its gradient. Each says what is wrong by an exception, as assertions do.</summary>
/// <remarks>
/// None holds for every loss: label smoothing, a full Gaussian likelihood and the critic of a Wasserstein network are not 0 at a perfect
/// prediction, the last two have no bound at 0, and a contrastive loss is not the mean of its samples.
/// </remarks>
public static class LossCheck
{
    /// <summary>Checks that a loss has a value at a point (0 at a perfect prediction), and no lower one around it.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="minimizer">The point.</param>
    /// <param name="value">The loss.</param>
    /// <param name="expected">The value that it should have there.</param>
    /// <param name="tolerance">The error allowed in values.</param>
    /// <param name="radius">How far from the point others are looked at, at random.</param>
    /// <param name="trials">How many.</param>
    /// <param name="seed">The seed of chance.</param>
    /// <exception cref="LossCheckException">The value is another, or there is a lower one.</exception>
    public static void IsLeastAt<T>(
        ReadOnlySpan<T> minimizer, LossValue<T> value, double expected = 0, double tolerance = 0, double radius = 1, int trials = 100, int seed = 0)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var least = value(minimizer);
        if (!(Math.Abs(least - expected) <= tolerance))
            throw Broken($"The loss is {least:G9} at its minimum, not {expected:G9}.");
        var random = new Random(seed);
        var point = new T[minimizer.Length];
        for (var trial = 0; trial < trials; trial++)
        {
            // From close by to far away, and in few or all elements.
            var size = radius * Math.Pow(2, -20 * random.NextDouble());
            var share = random.NextDouble();
            for (var i = 0; i < point.Length; i++)
                point[i] = minimizer[i] + (random.NextDouble() < share ? T.CreateChecked(size * ((2 * random.NextDouble()) - 1)) : T.Zero);
            var other = value(point);
            if (!(other >= least - tolerance))
                throw Broken($"The loss is {other:G9} at [{Text(point)}], which is lower than {least:G9} at its minimum.");
        }
    }

    /// <summary>Checks that a loss is a number from a bound up, on random inputs.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="bound">The bound, which the loss may have.</param>
    /// <param name="draw">Draws an input.</param>
    /// <param name="value">The loss.</param>
    /// <param name="trials">How many inputs.</param>
    /// <param name="seed">The seed of chance.</param>
    /// <exception cref="LossCheckException">The loss is lower somewhere, or NaN.</exception>
    public static void IsAtLeast<T>(double bound, Func<Random, T[]> draw, LossValue<T> value, int trials = 1000, int seed = 0)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(value);
        var random = new Random(seed);
        for (var trial = 0; trial < trials; trial++)
        {
            var point = draw(random);
            var actual = value(point);
            if (!(actual >= bound))
                throw Broken($"The loss is {actual:G9} at [{Text(point)}], which is not {bound:G9} or more.");
        }
    }

    /// <summary>Checks that the loss of a batch is the mean of those of its samples.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="batch">The batch: samples one after the other, all of one length.</param>
    /// <param name="samples">How many samples there are; 1 or more.</param>
    /// <param name="batchValue">The loss of a batch.</param>
    /// <param name="sampleValue">The loss of one sample.</param>
    /// <param name="tolerance">The error allowed, as a share of the mean of the sizes of the values; by default 1e-12, and 1e-5 in <see cref="float"/>.</param>
    /// <exception cref="ArgumentException">The batch cannot be divided into so many samples.</exception>
    /// <exception cref="LossCheckException">The loss is another number than the mean.</exception>
    public static void IsMeanOfSamples<T>(
        ReadOnlySpan<T> batch, int samples, LossValue<T> batchValue, SampleValue<T> sampleValue, double? tolerance = null)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batchValue);
        ArgumentNullException.ThrowIfNull(sampleValue);
        if (samples <= 0 || batch.Length % samples != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A batch of {batch.Length} elements is not {samples} samples."), nameof(samples));
        var length = batch.Length / samples;
        var (mean, size) = (0.0, 0.0);
        for (var n = 0; n < samples; n++)
        {
            var value = sampleValue(n, batch.Slice(n * length, length));
            mean += value / samples;
            size += Math.Abs(value) / samples;
        }

        var actual = batchValue(batch);
        if (!(Math.Abs(actual - mean) <= (tolerance ?? (typeof(T) == typeof(double) ? 1e-12 : 1e-5)) * size))
            throw Broken($"The loss of the batch is {actual:G9}, and the mean of its samples {mean:G9}.");
    }

    /// <summary>Checks that a score of forecasts of two outcomes is strictly proper: nothing but the true probability is the best forecast.</summary>
    /// <param name="score">The score of a forecast probability and what occurred, 1 or 0; smaller is better.</param>
    /// <param name="points">How many probabilities between 0 and 1 are tried, as truths and as forecasts; 2 or more.</param>
    /// <exception cref="LossCheckException">Another forecast is expected to score as well or better.</exception>
    public static void IsProper(Func<double, int, double> score, int points = 99)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        for (var i = 1; i <= points; i++)
        {
            var truth = (double)i / (points + 1);
            double Expected(double p) => (truth * score(p, 1)) + ((1 - truth) * score(p, 0));
            var least = Expected(truth);
            for (var j = 1; j <= points; j++)
            {
                var forecast = (double)j / (points + 1);
                if (j != i && !(Expected(forecast) > least))
                    throw Broken($"Where the probability is {truth:G4}, the forecast {forecast:G4} is expected to score {Expected(forecast):G9}, and the truth {least:G9}.");
            }
        }
    }

    private static LossCheckException Broken(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));

    private static string Text<T>(T[] point)
        where T : IBinaryFloatingPointIeee754<T> =>
        string.Join(", ", point.Take(8).Select(x => x.ToString("G9", CultureInfo.InvariantCulture))) + (point.Length > 8 ? ", …" : "");
}
