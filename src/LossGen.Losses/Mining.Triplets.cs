using System.Numerics;

namespace LossGen.Losses;

/// <content>The miners.</content>
public static partial class Mining
{
    /// <summary>Whether a negative may be taken, and whether it is better than another, by their distances from the anchor.</summary>
    private delegate bool Preference<T>(T negative, T positive, T best);

    /// <summary>Hard mining: for every pair the negative that is closest to the anchor.</summary>
    /// <remarks>F. Schroff et al., FaceNet: a unified embedding for face recognition and clustering (2015).</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="distances">The distances, shape [n, n]; no NaN.</param>
    /// <param name="labels">The class of every sample, shape [n]; any numbers.</param>
    /// <param name="destination">Receives the triplets, in the order of anchors and positives.</param>
    /// <returns>The number of triplets; 0 if there is only one class.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or the destination is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A distance is NaN.</exception>
    public static int Hard<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, Span<Triplet> destination)
        where T : IBinaryFloatingPointIeee754<T> =>
        Mine(distances, labels, destination, T.PositiveInfinity, static (negative, _, best) => negative < best);

    /// <summary>Semi-hard mining: for every pair the closest negative that is farther than the positive, but by less than the margin.</summary>
    /// <remarks>
    /// <para>d(a, p) &lt; d(a, n) &lt; d(a, p) + margin. A pair without such a negative gives no triplet.</para>
    /// <para>F. Schroff et al., FaceNet: a unified embedding for face recognition and clustering (2015).</para>
    /// </remarks>
    /// <inheritdoc cref="Hard{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{Triplet})"/>
    /// <param name="distances">The distances, shape [n, n]; no NaN.</param>
    /// <param name="labels">The class of every sample, shape [n]; any numbers.</param>
    /// <param name="margin">The margin; not negative.</param>
    /// <param name="destination">Receives the triplets, in the order of anchors and positives.</param>
    public static int SemiHard<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, T margin, Span<Triplet> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotNegative(double.CreateChecked(margin), nameof(margin));
        return Mine(
            distances, labels, destination, T.PositiveInfinity, (negative, positive, best) => negative > positive && negative < positive + margin && negative < best);
    }

    /// <summary>Easy mining: for every pair the farthest negative, if it is farther than the positive by more than the margin. Such triplets cost
    /// nothing; a curriculum begins with them or filters them out.</summary>
    /// <inheritdoc cref="SemiHard{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, T, Span{Triplet})"/>
    public static int Easy<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, T margin, Span<Triplet> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotNegative(double.CreateChecked(margin), nameof(margin));
        return Mine(distances, labels, destination, T.NegativeInfinity, (negative, positive, best) => negative > positive + margin && negative > best);
    }

    /// <summary>Batch-hard mining: for every anchor the farthest positive and the closest negative.</summary>
    /// <remarks>A. Hermans et al., In defense of the triplet loss for person re-identification (2017).</remarks>
    /// <inheritdoc cref="Hard{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{Triplet})"/>
    /// <param name="distances">The distances, shape [n, n]; no NaN.</param>
    /// <param name="labels">The class of every sample, shape [n]; any numbers.</param>
    /// <param name="destination">Receives the triplets, in the order of the anchors.</param>
    public static int BatchHard<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, Span<Triplet> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Check(distances, labels);
        var count = 0;
        for (var anchor = 0; anchor < labels.Length; anchor++)
        {
            var (positive, negative) = (-1, -1);
            var row = distances.Slice(anchor * labels.Length, labels.Length);
            for (var other = 0; other < labels.Length; other++)
            {
                if (other == anchor)
                    continue;
                if (labels[other] != labels[anchor])
                    negative = negative < 0 || row[other] < row[negative] ? other : negative;
                else if (positive < 0 || row[other] > row[positive])
                    positive = other;
            }

            if (positive >= 0 && negative >= 0)
                Add(new(anchor, positive, negative), destination, ref count);
        }

        return count;
    }

    /// <summary>Random mining: for every pair a negative, each as probable as the others.</summary>
    /// <param name="labels">The class of every sample, shape [n]; any numbers.</param>
    /// <param name="random">The source of chance; one with a seed gives the same triplets again.</param>
    /// <param name="destination">Receives the triplets, in the order of anchors and positives.</param>
    /// <returns>The number of triplets; 0 if there is only one class.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int Random(ReadOnlySpan<int> labels, Random random, Span<Triplet> destination)
    {
        ArgumentNullException.ThrowIfNull(random);
        var count = 0;
        foreach (var (anchor, positive) in new Pairs(labels))
        {
            var negatives = labels.Length - Count(labels, labels[anchor]);
            if (negatives == 0)
                continue;
            var skip = random.Next(negatives);
            var negative = 0;
            for (; labels[negative] == labels[anchor] || skip-- > 0; negative++)
            {
            }

            Add(new(anchor, positive, negative), destination, ref count);
        }

        return count;
    }

    private static int Mine<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, Span<Triplet> destination, T worst, Preference<T> prefers)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Check(distances, labels);
        var count = 0;
        foreach (var (anchor, positive) in new Pairs(labels))
        {
            var row = distances.Slice(anchor * labels.Length, labels.Length);
            var (chosen, best) = (-1, worst);
            for (var negative = 0; negative < labels.Length; negative++)
            {
                if (labels[negative] != labels[anchor] && prefers(row[negative], row[positive], best))
                    (chosen, best) = (negative, row[negative]);
            }

            if (chosen >= 0)
                Add(new(anchor, positive, chosen), destination, ref count);
        }

        return count;
    }

    private static void Add(Triplet triplet, Span<Triplet> destination, ref int count)
    {
        Arguments.HasRoom(destination.Length, count + 1, nameof(destination));
        destination[count++] = triplet;
    }
}
