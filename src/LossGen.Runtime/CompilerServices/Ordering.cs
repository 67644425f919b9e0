using System.ComponentModel;

namespace LossGen.CompilerServices;

/// <summary>Ranks keys. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Ordering
{
    /// <summary>
    /// Writes the positions of keys in ascending order: <paramref name="ranks"/>[k] is the position of the k-th smallest. Equal keys (and 0 and −0)
    /// keep their order, NaN comes last. In O(n log n), without memory of its own.
    /// </summary>
    /// <param name="keys">The keys; afterwards in an order of no use.</param>
    /// <param name="ranks">As many elements.</param>
    public static void Rank(Span<double> keys, Span<long> ranks)
    {
        for (var i = 0; i < ranks.Length; i++)
            ranks[i] = i;
        keys.Sort(ranks); // puts NaN first and equal keys in any order

        for (var first = 0; first < keys.Length;)
        {
            var end = first + 1;
            while (end < keys.Length && keys[end].Equals(keys[first]))
                end++;
            ranks[first..end].Sort();
            first = end;
        }

        var nans = 0;
        while (nans < keys.Length && double.IsNaN(keys[nans]))
            nans++;
        ranks[..nans].Reverse();
        ranks[nans..].Reverse();
        ranks.Reverse();
    }
}
