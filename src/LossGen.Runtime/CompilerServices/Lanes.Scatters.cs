using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>Sums that each lane adds to at an index of its own.</content>
public static partial class Lanes
{
    /// <summary>Adds the first <paramref name="count"/> lanes, in order; a lane whose index is outside <paramref name="sums"/> adds nothing.</summary>
    public static void AddAt(Span<double> sums, Vector512<int> index, Vector512<float> value, int count)
    {
        for (var lane = 0; lane < count; lane++)
            AddAt(sums, Lane(ref index, lane), Lane(ref value, lane));
    }

    /// <inheritdoc cref="AddAt(Span{double}, Vector512{int}, Vector512{float}, int)"/>
    public static void AddAt(Span<double> sums, Vector512<long> index, Vector512<double> value, int count)
    {
        for (var lane = 0; lane < count; lane++)
            AddAt(sums, Lane(ref index, lane), Lane(ref value, lane));
    }

    /// <inheritdoc cref="AddAt(Span{double}, Vector512{int}, Vector512{float}, int)"/>
    public static void AddAt(Span<long> sums, Vector512<int> index, Vector512<int> value, int count)
    {
        for (var lane = 0; lane < count; lane++)
            AddAt(sums, Lane(ref index, lane), Lane(ref value, lane));
    }

    /// <inheritdoc cref="AddAt(Span{double}, Vector512{int}, Vector512{float}, int)"/>
    public static void AddAt(Span<long> sums, Vector512<long> index, Vector512<long> value, int count)
    {
        for (var lane = 0; lane < count; lane++)
            AddAt(sums, Lane(ref index, lane), Lane(ref value, lane));
    }

    /// <summary>The position that a number equals, or −1 if it equals none.</summary>
    public static long Position(double value) => value is >= 0 and <= int.MaxValue && value == Math.Floor(value) ? (long)value : -1;

    /// <summary>The positions that sixteen numbers equal, or −1 in the lanes of those that equal none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Position(Vector512<float> value)
    {
        var position = Vector512.ConvertToInt32(value);
        return position | ~(Vector512.Equals(Vector512.ConvertToSingle(position), value).AsInt32() & Vector512.GreaterThanOrEqual(position, Vector512<int>.Zero));
    }

    /// <summary>The positions that eight numbers equal, or −1 in the lanes of those that equal none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Position(Vector512<double> value)
    {
        var position = Vector512.ConvertToInt64(value);
        return position | ~(Vector512.Equals(Vector512.ConvertToDouble(position), value).AsInt64() & Vector512.GreaterThanOrEqual(position, Vector512<long>.Zero));
    }

    /// <inheritdoc cref="AddAt(Span{double}, long, double)"/>
    public static void AddAt(Span<long> sums, long index, long value)
    {
        if ((ulong)index < (ulong)sums.Length)
            sums[(int)index] += value;
    }
}
