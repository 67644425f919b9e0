using System.Numerics;

namespace LossGen.Losses;

/// <content>Prefix search.</content>
public static partial class CtcDecoding
{
    /// <summary>Finds the most probable labelling, by prefix search: exact, and exponential in the number of steps where the outputs are vague.</summary>
    /// <remarks>
    /// <para>
    /// Of all prefixes known the one whose continuations are the most probable together is extended, until no continuation can be better
    /// than the best labelling.
    /// </para>
    /// <para>A. Graves et al., Connectionist temporal classification (2006), section 3.2.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logProbabilities">Log-probabilities, shape [t, c], row-major; of rows that sum to 1, −∞ allowed.</param>
    /// <param name="classes">c, the number of classes with the blank.</param>
    /// <param name="blank">The number of the blank; 0 to c − 1.</param>
    /// <param name="maximumPrefixes">How many prefixes may be looked at before it gives up.</param>
    /// <returns>The best labelling and the whole logarithm of its probability.</returns>
    /// <exception cref="ArgumentException">The log-probabilities are no rows of <paramref name="classes"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="blank"/> is not a class, <paramref name="maximumPrefixes"/> is not positive, or a log-probability is NaN.
    /// </exception>
    /// <exception cref="InvalidOperationException">The best labelling is not certain after <paramref name="maximumPrefixes"/> prefixes.</exception>
    public static CtcHypothesis BestLabelling<T>(ReadOnlySpan<T> logProbabilities, int classes, int blank, int maximumPrefixes = 1_000_000)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(maximumPrefixes, nameof(maximumPrefixes));
        var steps = Steps(logProbabilities, classes, blank, nameof(logProbabilities));
        var open = new PriorityQueue<Paths, double>();
        var start = Paths.Empty(logProbabilities, classes, blank);
        var best = new CtcHypothesis([], start.Complete);
        open.Enqueue(start, double.NegativeInfinity);
        for (var count = 1; open.TryDequeue(out var prefix, out var cost) && -cost > best.LogProbability;)
        {
            for (var label = 0; label < classes; label++)
            {
                if (label == blank)
                    continue;
                if (++count > maximumPrefixes)
                    throw new InvalidOperationException($"The best labelling is not certain after {maximumPrefixes} prefixes, '{nameof(maximumPrefixes)}'; use a beam search.");
                var child = prefix.Extend(label, logProbabilities, classes, blank);
                if (child.Complete > best.LogProbability)
                    best = new(child.Labels, child.Complete);
                if (child.Continued > best.LogProbability)
                    open.Enqueue(child, -child.Continued);
            }
        }

        return best;
    }

    /// <summary>The paths of a prefix, by the step at which they have just completed it.</summary>
    /// <param name="Labels">The prefix.</param>
    /// <param name="InLabel">By step, the logarithm of the probability of being in the prefix and its last label.</param>
    /// <param name="InBlank">The same for a blank after it.</param>
    /// <param name="Continued">That the labelling begins with the prefix and is longer: at most this.</param>
    private sealed record Paths(int[] Labels, double[] InLabel, double[] InBlank, double Continued)
    {
        /// <summary>The logarithm of the probability that the labelling is the prefix.</summary>
        public double Complete => LogAdd(InLabel[^1], InBlank[^1]);

        /// <summary>No label: only blanks. Element 0 of the arrays is before the first step.</summary>
        public static Paths Empty<T>(ReadOnlySpan<T> logs, int classes, int blank)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var steps = logs.Length / classes;
            var (inLabel, inBlank) = (new double[steps + 1], new double[steps + 1]);
            inLabel.AsSpan().Fill(double.NegativeInfinity);
            for (var t = 1; t <= steps; t++)
                inBlank[t] = inBlank[t - 1] + double.CreateChecked(logs[((t - 1) * classes) + blank]);
            return new([], inLabel, inBlank, double.PositiveInfinity);
        }

        public Paths Extend<T>(int label, ReadOnlySpan<T> logs, int classes, int blank)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var repeats = Labels.Length > 0 && Labels[^1] == label;
            var (inLabel, inBlank) = (new double[InLabel.Length], new double[InLabel.Length]);
            (inLabel[0], inBlank[0]) = (double.NegativeInfinity, double.NegativeInfinity);
            var begun = double.NegativeInfinity;
            for (var t = 1; t < inLabel.Length; t++)
            {
                var (toLabel, toBlank) = (double.CreateChecked(logs[((t - 1) * classes) + label]), double.CreateChecked(logs[((t - 1) * classes) + blank]));
                var arrival = toLabel + (repeats ? InBlank[t - 1] : LogAdd(InLabel[t - 1], InBlank[t - 1]));
                inLabel[t] = LogAdd(arrival, inLabel[t - 1] + toLabel);
                inBlank[t] = toBlank + LogAdd(inLabel[t - 1], inBlank[t - 1]);
                begun = LogAdd(begun, arrival);
            }

            // What begins with the prefix bounds what goes on from it; taking the prefix itself away could cancel below the truth.
            return new([.. Labels, label], inLabel, inBlank, begun);
        }
    }
}
