using System.Numerics;

namespace LossGen.Losses;

/// <summary>From the outputs of connectionist temporal classification (CTC) to labellings.</summary>
/// <remarks>
/// <para>
/// A network puts out a distribution over labels and a blank for each of T steps. A path is a label or blank for every step; it stands for the
/// labelling that is left when repeats are merged, and then blanks dropped (in this order). The probability of a labelling is the sum of those of
/// its paths.
/// </para>
/// <para>A. Graves et al., Connectionist temporal classification (2006).</para>
/// </remarks>
public static partial class CtcDecoding
{
    /// <summary>The labelling of a path: merges repeats, then drops blanks.</summary>
    /// <param name="path">A label or blank for every step.</param>
    /// <param name="blank">The number of the blank.</param>
    /// <param name="destination">Receives the labels; it may be as long as the path, and may be the path.</param>
    /// <returns>The number of labels.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static int Collapse(ReadOnlySpan<int> path, int blank, Span<int> destination)
    {
        var count = 0;
        var last = blank;
        foreach (var label in path)
        {
            if (label != last && label != blank)
            {
                Arguments.HasRoom(destination.Length, count + 1, nameof(destination));
                destination[count++] = label;
            }

            last = label;
        }

        return count;
    }

    /// <summary>The fewest steps that a labelling needs: one for every label, and a blank between equal neighbours.</summary>
    /// <param name="labels">The labels, without blanks.</param>
    /// <returns>U + r, with U the number of labels and r that of equal neighbours.</returns>
    public static int RequiredSteps(ReadOnlySpan<int> labels)
    {
        var steps = labels.Length;
        for (var i = 1; i < labels.Length; i++)
            steps += labels[i] == labels[i - 1] ? 1 : 0;
        return steps;
    }

    /// <summary>Whether a labelling has a path of so many steps; the loss of one that has none is ∞.</summary>
    /// <param name="labels">The labels, without blanks.</param>
    /// <param name="steps">T, the number of steps.</param>
    /// <returns>Whether T ≥ U + r.</returns>
    public static bool IsFeasible(ReadOnlySpan<int> labels, int steps) => steps >= RequiredSteps(labels);

    /// <summary>The number of paths of a labelling.</summary>
    /// <param name="labels">The labels, without blanks.</param>
    /// <param name="steps">T, the number of steps; not negative.</param>
    /// <returns>C(T + U − r, 2U), with U the number of labels and r that of equal neighbours; 0 if there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public static BigInteger PathCount(ReadOnlySpan<int> labels, int steps)
    {
        Arguments.IsNotNegative(steps, nameof(steps));
        if (!IsFeasible(labels, steps))
            return BigInteger.Zero;
        var repeats = RequiredSteps(labels) - labels.Length;
        var (all, chosen) = ((long)steps + labels.Length - repeats, 2L * labels.Length);
        chosen = Math.Min(chosen, all - chosen);
        var count = BigInteger.One;
        for (var i = 1L; i <= chosen; i++)
            count = count * (all - chosen + i) / i;
        return count;
    }

    /// <summary>Decodes the most probable path: the best label of every step, collapsed. Fast, and not always the best labelling.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">Logits, log-probabilities or probabilities, shape [t, c], row-major; no NaN. Of equal scores the first wins.</param>
    /// <param name="classes">c, the number of classes with the blank.</param>
    /// <param name="blank">The number of the blank; 0 to c − 1.</param>
    /// <param name="destination">Receives the labels; t of them at most.</param>
    /// <returns>The number of labels.</returns>
    /// <exception cref="ArgumentException">The scores are no rows of <paramref name="classes"/>, or the destination is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blank"/> is not a class, or a score is NaN.</exception>
    public static int Greedy<T>(ReadOnlySpan<T> scores, int classes, int blank, Span<int> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var steps = Steps(scores, classes, blank);
        var count = 0;
        var last = blank;
        for (var t = 0; t < steps; t++)
        {
            var label = Metrics.ArgMax(scores.Slice(t * classes, classes));
            if (label != last && label != blank)
            {
                Arguments.HasRoom(destination.Length, count + 1, nameof(destination));
                destination[count++] = label;
            }

            last = label;
        }

        return count;
    }

    private static int Steps<T>(ReadOnlySpan<T> scores, int classes, int blank, string parameter = "scores")
        where T : IBinaryFloatingPointIeee754<T>
    {
        var steps = Arguments.Rows(scores.Length, classes, parameter, nameof(classes));
        Arguments.AreLabels([blank], classes, nameof(blank));
        Arguments.AreNumbers(scores, parameter);
        return steps;
    }

    /// <summary>log(eᵃ + eᵇ).</summary>
    private static double LogAdd(double a, double b)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        return double.IsNegativeInfinity(low) ? high : high + LossMath.Log1P(Math.Exp(low - high));
    }
}
