using System.Buffers;

namespace LossGen.Losses;

/// <content>Temperature scaling.</content>
public static partial class Calibration
{
    /// <summary>A step below this share of the value is rounding.</summary>
    private const double Tolerance = 1e-14;

    private const string InverseTemperatureFormula = """
        own[n] = logits[n, labels[n]]
        rest[n] = logsumexp[c | c != labels[n] && logits[n,c] != -inf](inverse * (logits[n,c] - own[n]))
        mean[n](softplus(rest[n]))
        """;

    private const string CurvatureFormula = """
        axis c = classes
        p[n,c] = softmax[c | logits[n,c] != -inf](inverse * logits[n,c])
        center[n] = sum[c | logits[n,c] != -inf](p[n,c] * logits[n,c])
        mean[n](sum[c | logits[n,c] != -inf](p[n,c] * (logits[n,c] - center[n])^2))
        """;

    /// <summary>
    /// Finds the temperature at which the softmax of logits has the best logarithmic score
    /// (<see cref="Scoring.TemperatureScaledLogScore(ReadOnlySpan{double}, ReadOnlySpan{int}, double)"/>), on samples that were not trained on.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The score is a convex function of β = 1/T, and not of T. Newton's method in β, on the generated derivative, kept between bounds that
    /// enclose the minimum, finds it from anywhere.
    /// </para>
    /// <para>C. Guo et al., On calibration of modern neural networks (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; numbers, or −∞ for an excluded class, which must not be the label.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <returns>The temperature, the score there, and how the fit ended; there is always one of the four.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class, or a logit is NaN or ∞, or that of a label −∞.</exception>
    public static TemperatureFit FitTemperature(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels)
    {
        Arguments.IsNotEmpty(labels.Length, nameof(labels));
        var classes = logits.Length / labels.Length;
        Arguments.HasLength(logits.Length, Math.Max(classes, 1) * labels.Length, nameof(logits), "a row for every label");
        Arguments.AreLabels(labels, classes, nameof(labels));
        var survey = Survey(logits, labels, classes);
        if (survey.Spread == 0)
            return new(1, LogScore(logits, labels, 1), 0, TemperatureFitStatus.Indifferent);
        if (survey.IsSeparable)
            return new(0, survey.LimitScore, 0, TemperatureFitStatus.Separable);
        if (survey.SlopeAtZero >= 0)
            return new(double.PositiveInfinity, LogScore(logits, labels, 0), 0, TemperatureFitStatus.Uninformative);
        return Newton(logits, labels, 1 / survey.Spread);
    }

    /// <inheritdoc cref="FitTemperature(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static TemperatureFit FitTemperature(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        var wide = ArrayPool<double>.Shared.Rent(logits.Length);
        try
        {
            for (var i = 0; i < logits.Length; i++)
                wide[i] = logits[i];
            return FitTemperature(wide.AsSpan(0, logits.Length), labels);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(wide);
        }
    }

    [Loss(InverseTemperatureFormula, Wrt = ["inverse"])]
    private static partial double LogScore(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double inverse);

    [Loss(CurvatureFormula, Wrt = [])]
    private static partial double Curvature(ReadOnlySpan<double> logits, int classes, double inverse);

    /// <summary>The derivative rises with β; it is negative at 0 and positive somewhere.</summary>
    private static TemperatureFit Newton(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double inverse)
    {
        var (low, high) = (0.0, double.PositiveInfinity);
        var lastStep = double.PositiveInfinity;
        for (var iteration = 1; ; iteration++)
        {
            var score = LogScoreGradient(logits, labels, inverse, out var slope);
            if (slope == 0)
                return new(1 / inverse, score, iteration, TemperatureFitStatus.Converged);
            (low, high) = slope < 0 ? (inverse, high) : (low, inverse);
            var next = inverse - (slope / Curvature(logits, logits.Length / labels.Length, inverse));

            // Where Newton's steps leave the bounds, or do not get shorter fast, the bounds are halved, in proportion.
            if (!(next > low && next < high && Math.Abs(next - inverse) <= lastStep / 2))
                next = double.IsPositiveInfinity(high) ? 4 * low : low == 0 ? high / 4 : Math.Sqrt(low) * Math.Sqrt(high);
            lastStep = Math.Abs(next - inverse);
            if (lastStep <= Tolerance * inverse)
                return new(1 / next, LogScore(logits, labels, next), iteration, TemperatureFitStatus.Converged);
            inverse = next;
        }
    }

    /// <summary>
    /// What the logits allow: how far they are spread, whether every label is on top and the score with T → 0 then, and the derivative at β = 0.
    /// </summary>
    private static (double Spread, bool IsSeparable, double LimitScore, double SlopeAtZero) Survey(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        var (spread, isSeparable, limit, slope) = (0.0, true, 0.0, 0.0);
        for (var n = 0; n < labels.Length; n++)
        {
            var row = logits.Slice(n * classes, classes);
            var own = row[labels[n]];
            var (sum, count, ties) = (0.0, 0, 0);
            for (var c = 0; c < classes; c++)
            {
                if (double.IsNaN(row[c]) || double.IsPositiveInfinity(row[c]) || (c == labels[n] && double.IsInfinity(own)))
                    Arguments.Throw(nameof(logits), row[c], $"logits[{(n * classes) + c}] is {row[c]}, which is no logit, or none that a label may have.");
                if (double.IsNegativeInfinity(row[c]))
                    continue;
                sum += row[c] - own;
                count++;
                ties += row[c] == own ? 1 : 0;
                spread = Math.Max(spread, Math.Abs(row[c] - own));
                isSeparable &= row[c] <= own;
            }

            limit += Math.Log(ties) / labels.Length;
            slope += sum / count / labels.Length;
        }

        return (spread, isSeparable, limit, slope);
    }
}
