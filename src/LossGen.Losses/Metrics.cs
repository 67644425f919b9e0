using System.Numerics;

namespace LossGen.Losses;

/// <summary>What predictions are judged by and cannot be trained on: their gradients are 0 almost everywhere.</summary>
/// <remarks>A share of nothing (no samples, no positives, no predictions) is 0, and never NaN.</remarks>
public static class Metrics
{
    /// <summary>The 0-1 loss of labels: the share of predictions that are wrong.</summary>
    /// <remarks>The 0-1 loss of margins is <see cref="Margin.ZeroOne(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</remarks>
    /// <param name="predictions">The predicted classes, shape [n].</param>
    /// <param name="labels">The true classes, shape [n].</param>
    /// <returns>The share, in [0, 1]; 0 for no samples.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    public static double ZeroOneLoss(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        Arguments.HasLength(predictions.Length, labels.Length, nameof(predictions), "one for every label");
        var errors = 0;
        for (var i = 0; i < labels.Length; i++)
            errors += predictions[i] == labels[i] ? 0 : 1;
        return Share(errors, labels.Length);
    }

    /// <summary>The share of predictions that are right.</summary>
    /// <inheritdoc cref="ZeroOneLoss(ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    public static double Accuracy(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        Arguments.HasLength(predictions.Length, labels.Length, nameof(predictions), "one for every label");
        var hits = 0;
        for (var i = 0; i < labels.Length; i++)
            hits += predictions[i] == labels[i] ? 1 : 0;
        return Share(hits, labels.Length);
    }

    /// <summary>The share of samples whose label has the largest score.</summary>
    /// <inheritdoc cref="TopAccuracy{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, int)"/>
    public static double Accuracy<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels)
        where T : IBinaryFloatingPointIeee754<T> => TopAccuracy(scores, labels, 1);

    /// <summary>The share of samples whose label is among the k classes of the largest scores.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="scores">Logits or probabilities, shape [n, c], row-major; no NaN. Of equal scores the first is the larger.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="k">How many classes count; 1 or more.</param>
    /// <returns>The share, in [0, 1]; 0 for no samples.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class, a score is NaN, or <paramref name="k"/> is not positive.</exception>
    public static double TopAccuracy<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, int k)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(k, nameof(k));
        var classes = labels.Length == 0 ? 0 : scores.Length / labels.Length;
        Arguments.HasLength(scores.Length, classes * labels.Length, nameof(scores), "a row for every label");
        Arguments.AreLabels(labels, classes, nameof(labels));
        Arguments.AreNumbers(scores, nameof(scores));
        var hits = 0;
        for (var n = 0; n < labels.Length; n++)
            hits += Rank(scores.Slice(n * classes, classes), labels[n]) < k ? 1 : 0;
        return Share(hits, labels.Length);
    }

    /// <summary>Counts how often samples of one class were predicted to be of another.</summary>
    /// <param name="predictions">The predicted classes, shape [n]; 0 to c − 1.</param>
    /// <param name="labels">The true classes, shape [n]; 0 to c − 1.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="destination">Receives the counts, shape [c, c]: rows are true classes, columns predicted ones.</param>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label or a prediction is not a class, or there are no classes.</exception>
    public static void ConfusionMatrix(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels, int classes, Span<long> destination)
    {
        Arguments.IsPositive(classes, nameof(classes));
        Arguments.HasLength(predictions.Length, labels.Length, nameof(predictions), "one for every label");
        Arguments.HasLength(destination.Length, checked(classes * classes), nameof(destination), "a row and a column for every class");
        Arguments.AreLabels(predictions, classes, nameof(predictions));
        Arguments.AreLabels(labels, classes, nameof(labels));
        destination.Clear();
        for (var i = 0; i < labels.Length; i++)
            destination[(labels[i] * classes) + predictions[i]]++;
    }

    /// <summary>Of what was predicted to be of a class, the share that is.</summary>
    /// <param name="confusion">The confusion matrix, shape [c, c]: rows are true classes, columns predicted ones.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="label">The class.</param>
    /// <returns>The share, in [0, 1]; 0 if nothing was.</returns>
    /// <exception cref="ArgumentException">The matrix has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    public static double Precision(ReadOnlySpan<long> confusion, int classes, int label)
    {
        var (hits, predicted, _) = Counts(confusion, classes, label);
        return Share(hits, predicted);
    }

    /// <summary>Of what is of a class, the share that was predicted to be.</summary>
    /// <inheritdoc cref="Precision(ReadOnlySpan{long}, int, int)"/>
    /// <returns>The share, in [0, 1]; 0 if nothing is.</returns>
    public static double Recall(ReadOnlySpan<long> confusion, int classes, int label)
    {
        var (hits, _, actual) = Counts(confusion, classes, label);
        return Share(hits, actual);
    }

    /// <summary>The harmonic mean of precision and recall of a class.</summary>
    /// <inheritdoc cref="Precision(ReadOnlySpan{long}, int, int)"/>
    /// <returns>2 TP/(2 TP + FP + FN), in [0, 1]; 0 if the class neither occurs nor was predicted.</returns>
    public static double F1(ReadOnlySpan<long> confusion, int classes, int label)
    {
        var (hits, predicted, actual) = Counts(confusion, classes, label);
        return Share(2 * hits, predicted + actual);
    }

    /// <summary>The mean over the classes of <see cref="F1(ReadOnlySpan{long}, int, int)"/>: a rare class weighs as much as a common one.</summary>
    /// <inheritdoc cref="Precision(ReadOnlySpan{long}, int, int)"/>
    /// <returns>The mean, in [0, 1].</returns>
    public static double MacroF1(ReadOnlySpan<long> confusion, int classes)
    {
        Arguments.IsPositive(classes, nameof(classes));
        var sum = 0.0;
        for (var label = 0; label < classes; label++)
            sum += F1(confusion, classes, label);
        return sum / classes;
    }

    /// <summary>The intersection over union of two boxes (Jaccard index).</summary>
    /// <param name="first">A box.</param>
    /// <param name="second">Another.</param>
    /// <returns>The share, in [0, 1]; 0 if both have no area.</returns>
    /// <exception cref="ArgumentException">A box has a side that is NaN, infinite, or before its opposite.</exception>
    public static double IntersectionOverUnion(Box first, Box second)
    {
        first.Check(nameof(first));
        second.Check(nameof(second));
        var width = Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left);
        var height = Math.Min(first.Bottom, second.Bottom) - Math.Max(first.Top, second.Top);
        var common = Math.Max(width, 0) * Math.Max(height, 0);
        var union = first.Area + second.Area - common;
        return union > 0 ? common / union : 0;
    }

    /// <summary>The position of the largest number, the first of equal ones; of a row that is not empty.</summary>
    internal static int ArgMax<T>(ReadOnlySpan<T> row)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best])
                best = i;
        }

        return best;
    }

    /// <summary>How many classes come before one.</summary>
    private static int Rank<T>(ReadOnlySpan<T> scores, int label)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var rank = 0;
        for (var c = 0; c < scores.Length; c++)
            rank += scores[c] > scores[label] || (c < label && scores[c] == scores[label]) ? 1 : 0;
        return rank;
    }

    private static (long Hits, long Predicted, long Actual) Counts(ReadOnlySpan<long> confusion, int classes, int label)
    {
        Arguments.IsPositive(classes, nameof(classes));
        Arguments.HasLength(confusion.Length, checked(classes * classes), nameof(confusion), "a row and a column for every class");
        Arguments.AreLabels([label], classes, nameof(label));
        var (predicted, actual) = (0L, 0L);
        for (var other = 0; other < classes; other++)
        {
            predicted += confusion[(other * classes) + label];
            actual += confusion[(label * classes) + other];
        }

        return (confusion[(label * classes) + label], predicted, actual);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
