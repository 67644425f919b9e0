using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>Elements whose width is not that of the lanes: single-precision numbers in lanes of doubles; 64-bit labels and flags, one lane at a time.</content>
public static partial class Lanes
{
    /// <summary>Eight single-precision numbers, widened.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadWidened(ref float origin, int index) => Widen(Vector256.LoadUnsafe(ref origin, (nuint)index));

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    public static Vector512<double> LoadWidenedPartial(ref float origin, int index, int count) =>
        Widen(LoadPartial(ref origin, index, count).GetLower());

    /// <summary>Writes eight numbers, rounded to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRounded(Vector512<double> value, ref float origin, int index) =>
        Vector256.Narrow(value.GetLower(), value.GetUpper()).StoreUnsafe(ref origin, (nuint)index);

    /// <summary>Writes the first <paramref name="count"/> lanes, rounded to single precision.</summary>
    public static void StoreRoundedPartial(Vector512<double> value, ref float origin, int index, int count) =>
        StorePartial(Vector256.Narrow(value.GetLower(), value.GetUpper()).ToVector512(), ref origin, index, count);

    /// <summary>The elements at eight indices, widened; 0 where an index is outside.</summary>
    public static Vector512<double> Gather(ReadOnlySpan<float> array, Vector512<long> index)
    {
        Unsafe.SkipInit(out Vector512<double> result);
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <summary>Sixteen 64-bit integers; one that does not fit is the nearest that does, which is no position of any array.</summary>
    public static Vector512<int> LoadInt32(ref long origin, int index) => LoadInt32Partial(ref origin, index, Vector512<int>.Count);

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    public static Vector512<int> LoadInt32Partial(ref long origin, int index, int count)
    {
        var result = Vector512<int>.Zero;
        for (var lane = 0; lane < count; lane++)
            Lane(ref result, lane) = Saturate(Unsafe.Add(ref origin, index + lane));
        return result;
    }

    /// <summary>Eight 64-bit integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadInt64(ref long origin, int index) => Vector512.LoadUnsafe(ref origin, (nuint)index);

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    public static Vector512<long> LoadInt64Partial(ref long origin, int index, int count)
    {
        var result = Vector512<long>.Zero;
        for (var lane = 0; lane < count; lane++)
            Lane(ref result, lane) = Unsafe.Add(ref origin, index + lane);
        return result;
    }

    /// <summary>Writes sixteen integers, widened.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> value, ref long origin, int index)
    {
        var (lower, upper) = Vector512.Widen(value);
        lower.StoreUnsafe(ref origin, (nuint)index);
        upper.StoreUnsafe(ref origin, (nuint)index + 8);
    }

    /// <summary>Writes eight integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<long> value, ref long origin, int index) => value.StoreUnsafe(ref origin, (nuint)index);

    /// <inheritdoc cref="StorePartial(Vector512{float}, ref float, int, int)"/>
    public static void StorePartial(Vector512<int> value, ref long origin, int index, int count)
    {
        for (var lane = 0; lane < count; lane++)
            Unsafe.Add(ref origin, index + lane) = Lane(ref value, lane);
    }

    /// <inheritdoc cref="StorePartial(Vector512{float}, ref float, int, int)"/>
    public static void StorePartial(Vector512<long> value, ref long origin, int index, int count)
    {
        for (var lane = 0; lane < count; lane++)
            Unsafe.Add(ref origin, index + lane) = Lane(ref value, lane);
    }

    /// <summary>Sixteen flags as a mask.</summary>
    public static Vector512<float> LoadMaskSingle(ref bool origin, int index) => LoadMaskSinglePartial(ref origin, index, Vector512<int>.Count);

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    public static Vector512<float> LoadMaskSinglePartial(ref bool origin, int index, int count)
    {
        var result = Vector512<int>.Zero;
        for (var lane = 0; lane < count; lane++)
            Lane(ref result, lane) = Unsafe.Add(ref origin, index + lane) ? -1 : 0;
        return result.AsSingle();
    }

    /// <summary>Eight flags as a mask.</summary>
    public static Vector512<double> LoadMaskDouble(ref bool origin, int index) => LoadMaskDoublePartial(ref origin, index, Vector512<long>.Count);

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    public static Vector512<double> LoadMaskDoublePartial(ref bool origin, int index, int count)
    {
        var result = Vector512<long>.Zero;
        for (var lane = 0; lane < count; lane++)
            Lane(ref result, lane) = Unsafe.Add(ref origin, index + lane) ? -1 : 0;
        return result.AsDouble();
    }

    /// <inheritdoc cref="Gather(ReadOnlySpan{float}, Vector512{int})"/>
    public static Vector512<int> Gather(ReadOnlySpan<long> array, Vector512<int> index)
    {
        Unsafe.SkipInit(out Vector512<int> result);
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            Lane(ref result, lane) = Saturate(At(array, Lane(ref index, lane)));
        return result;
    }

    /// <inheritdoc cref="Gather(ReadOnlySpan{double}, Vector512{long})"/>
    public static Vector512<long> Gather(ReadOnlySpan<long> array, Vector512<long> index)
    {
        Unsafe.SkipInit(out Vector512<long> result);
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <summary>The flags at sixteen indices as a mask; not set where an index is outside.</summary>
    public static Vector512<float> GatherMask(ReadOnlySpan<bool> array, Vector512<int> index)
    {
        Unsafe.SkipInit(out Vector512<int> result);
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane)) ? -1 : 0;
        return result.AsSingle();
    }

    /// <summary>The flags at eight indices as a mask; not set where an index is outside.</summary>
    public static Vector512<double> GatherMask(ReadOnlySpan<bool> array, Vector512<long> index)
    {
        Unsafe.SkipInit(out Vector512<long> result);
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane)) ? -1 : 0;
        return result.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(Vector256<float> value) => Vector512.Create(Vector256.WidenLower(value), Vector256.WidenUpper(value));

    private static int Saturate(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
