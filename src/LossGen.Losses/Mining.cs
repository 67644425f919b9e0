using System.Numerics;

namespace LossGen.Losses;

/// <summary>Chooses the triplets of a batch that a metric learner is trained on.</summary>
/// <remarks>
/// The miners look at a matrix of distances (<see cref="SquaredDistances{T}(ReadOnlySpan{T}, int, Span{T})"/> or any other) and write one triplet at
/// most for every pair of an anchor and a positive (<see cref="PairCount(ReadOnlySpan{int})"/>). Of equal distances the first counts.
/// </remarks>
public static partial class Mining
{
    /// <summary>The squared Euclidean distances between all embeddings, from differences, so that close ones keep their digits.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="embeddings">The embeddings, shape [n, d], row-major.</param>
    /// <param name="features">d, the number of features.</param>
    /// <param name="destination">Receives the squared distances, shape [n, n].</param>
    /// <exception cref="ArgumentException">The embeddings are no rows of <paramref name="features"/>, or the destination has another size.</exception>
    public static void SquaredDistances<T>(ReadOnlySpan<T> embeddings, int features, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var count = Arguments.Rows(embeddings.Length, features, nameof(embeddings), nameof(features));
        Arguments.HasLength(destination.Length, checked(count * count), nameof(destination), "one for every pair of embeddings");
        for (var i = 0; i < count; i++)
        {
            destination[(i * count) + i] = T.Zero;
            for (var j = i + 1; j < count; j++)
            {
                var sum = T.Zero;
                for (var d = 0; d < features; d++)
                {
                    var difference = embeddings[(i * features) + d] - embeddings[(j * features) + d];
                    sum += difference * difference;
                }

                destination[(i * count) + j] = destination[(j * count) + i] = sum;
            }
        }
    }

    /// <summary>The number of ordered pairs of different samples of one class.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <returns>Σ (n_y − 1) over the samples, with n_y the number of samples of the same class.</returns>
    public static int PairCount(ReadOnlySpan<int> labels)
    {
        var pairs = 0;
        for (var i = 0; i < labels.Length; i++)
            pairs += Count(labels, labels[i]) - 1;
        return pairs;
    }

    /// <summary>The number of triplets.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <returns>Σ (n_y − 1)(n − n_y) over the samples, with n_y the number of samples of the same class.</returns>
    public static long TripletCount(ReadOnlySpan<int> labels)
    {
        var triplets = 0L;
        for (var i = 0; i < labels.Length; i++)
        {
            var same = Count(labels, labels[i]);
            triplets += (same - 1L) * (labels.Length - same);
        }

        return triplets;
    }

    /// <summary>The share of all triplets that violate a margin: d(a, p) − d(a, n) + margin &gt; 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="distances">The distances, shape [n, n]; no NaN.</param>
    /// <param name="labels">The class of every sample, shape [n]; any numbers.</param>
    /// <param name="margin">The margin; not negative.</param>
    /// <returns>The share, in [0, 1]; 0 if there are no triplets.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A distance is NaN, or the margin is negative.</exception>
    public static double ViolationShare<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels, T margin)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Check(distances, labels);
        Arguments.IsNotNegative(double.CreateChecked(margin), nameof(margin));
        var (violations, triplets) = (0L, 0L);
        foreach (var (anchor, positive) in new Pairs(labels))
        {
            for (var negative = 0; negative < labels.Length; negative++)
            {
                if (labels[negative] == labels[anchor])
                    continue;
                triplets++;
                violations += distances[(anchor * labels.Length) + positive] - distances[(anchor * labels.Length) + negative] + margin > T.Zero ? 1 : 0;
            }
        }

        return triplets == 0 ? 0 : (double)violations / triplets;
    }

    private static int Count(ReadOnlySpan<int> labels, int label)
    {
        var count = 0;
        foreach (var other in labels)
            count += other == label ? 1 : 0;
        return count;
    }

    private static void Check<T>(ReadOnlySpan<T> distances, ReadOnlySpan<int> labels)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(distances.Length, checked(labels.Length * labels.Length), nameof(distances), "one for every pair of labels");
        Arguments.AreNumbers(distances, nameof(distances));
    }

    /// <summary>The pairs of an anchor and a positive, in order.</summary>
    private ref struct Pairs(ReadOnlySpan<int> labels)
    {
        private readonly ReadOnlySpan<int> _labels = labels;
        private int _anchor;
        private int _positive = -1;

        public readonly (int Anchor, int Positive) Current => (_anchor, _positive);

        public readonly Pairs GetEnumerator() => this;

        public bool MoveNext()
        {
            for (; _anchor < _labels.Length; _anchor++, _positive = -1)
            {
                while (++_positive < _labels.Length)
                {
                    if (_positive != _anchor && _labels[_positive] == _labels[_anchor])
                        return true;
                }
            }

            return false;
        }
    }
}
