using System.Buffers;

namespace LossGen.Losses;

/// <summary>Edit distances, and the error rates of recognition that are made of them.</summary>
public static class ErrorRates
{
    /// <summary>The fewest insertions, deletions and substitutions that make one sequence the other (Levenshtein distance).</summary>
    /// <remarks>V. I. Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals (1966).</remarks>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="reference">A sequence.</param>
    /// <param name="hypothesis">The other.</param>
    /// <returns>The number of edits.</returns>
    public static int EditDistance<T>(ReadOnlySpan<T> reference, ReadOnlySpan<T> hypothesis)
        where T : IEquatable<T>
    {
        var buffer = ArrayPool<int>.Shared.Rent(hypothesis.Length + 1);
        var row = buffer.AsSpan(0, hypothesis.Length + 1);
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        for (var i = 0; i < reference.Length; i++)
        {
            // Row i of the table becomes row i + 1; the diagonal is the element that was overwritten last.
            var diagonal = row[0]++;
            for (var j = 1; j < row.Length; j++)
            {
                var substituted = diagonal + (reference[i].Equals(hypothesis[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        var distance = row[^1];
        ArrayPool<int>.Shared.Return(buffer);
        return distance;
    }

    /// <summary>The edits over the length of the reference; above 1 if the hypothesis is much longer.</summary>
    /// <typeparam name="T">The type of a token.</typeparam>
    /// <param name="reference">What was said.</param>
    /// <param name="hypothesis">What was recognised.</param>
    /// <returns>(S + D + I)/N; of an empty reference 0 if the hypothesis is empty too, else ∞.</returns>
    public static double TokenErrorRate<T>(ReadOnlySpan<T> reference, ReadOnlySpan<T> hypothesis)
        where T : IEquatable<T> => Rate(EditDistance(reference, hypothesis), reference.Length);

    /// <summary>The word error rate (WER) of a text: <see cref="TokenErrorRate{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/> of what stands between white space.</summary>
    /// <param name="reference">What was said.</param>
    /// <param name="hypothesis">What was recognised. Case and punctuation count.</param>
    /// <returns>The rate; of many texts, sum distances and lengths before dividing.</returns>
    public static double WordErrorRate(string reference, string hypothesis)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        return TokenErrorRate<string>(Words(reference), Words(hypothesis));
    }

    /// <summary>The character error rate (CER) of a text: <see cref="TokenErrorRate{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/> of its Unicode characters.</summary>
    /// <param name="reference">What was said.</param>
    /// <param name="hypothesis">What was recognised. White space counts.</param>
    /// <returns>The rate; of many texts, sum distances and lengths before dividing.</returns>
    public static double CharacterErrorRate(string reference, string hypothesis)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        return TokenErrorRate<System.Text.Rune>(reference.EnumerateRunes().ToArray(), hypothesis.EnumerateRunes().ToArray());
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Rate(int edits, int length) => length > 0 ? (double)edits / length : edits == 0 ? 0 : double.PositiveInfinity;
}
