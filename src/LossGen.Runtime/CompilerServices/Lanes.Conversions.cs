using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>Elements whose width is not that of the lanes: 64-bit labels and flags, one lane at a time.</content>
public static partial class Lanes
{
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

    /// <summary>The nearest 32-bit integer: comparisons with numbers that fit stay what they are.</summary>
    public static int Saturate(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
