using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.CompilerServices;

/// <summary>Moves between memory and vectors. For generated code, which has checked the ranges that it passes.</summary>
/// <remarks>The partial forms touch exactly the elements they are given: nothing here depends on memory behind a span's end.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>The first element, from which vector loads and stores count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Origin<T>(ReadOnlySpan<T> array) => ref MemoryMarshal.GetReference(array);

    /// <inheritdoc cref="Origin{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Origin<T>(Span<T> array) => ref MemoryMarshal.GetReference(array);

    /// <summary>The full vector that begins at <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float origin, int index) =>
        Vector512.LoadUnsafe(ref origin, (nuint)index);

    /// <inheritdoc cref="Load(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref double origin, int index) =>
        Vector512.LoadUnsafe(ref origin, (nuint)index);

    /// <summary>Sixteen numbers, rounded to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadRounded(ref double origin, int index) =>
        Vector512.Narrow(Load(ref origin, index), Load(ref origin, index + 8));

    /// <summary>The first <paramref name="count"/> numbers, rounded to single precision; the other lanes are 0.</summary>
    public static Vector512<float> LoadRoundedPartial(ref double origin, int index, int count) => Vector512.Narrow(
        LoadPartial(ref origin, index, Math.Min(count, 8)),
        count > 8 ? LoadPartial(ref origin, index + 8, count - 8) : Vector512<double>.Zero);

    /// <summary>Sixteen integers, for kernels in <see cref="float"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInt32(ref int origin, int index) =>
        Vector512.LoadUnsafe(ref origin, (nuint)index);

    /// <summary>Eight integers, widened, for kernels in <see cref="double"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadInt64(ref int origin, int index)
    {
        var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref origin, (nuint)index));
        return Vector512.Create(lower, upper);
    }

    /// <summary>The first <paramref name="count"/> elements from <paramref name="index"/> on; the other lanes are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> LoadPartial(ref float origin, int index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (float* pointer = &Unsafe.Add(ref origin, index))
                return Avx512F.MaskLoad(pointer, FirstSingle(count), Vector512<float>.Zero);
        }

        return Copy(ref origin, index, count).AsSingle();
    }

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> LoadPartial(ref double origin, int index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (double* pointer = &Unsafe.Add(ref origin, index))
                return Avx512F.MaskLoad(pointer, FirstDouble(count), Vector512<double>.Zero);
        }

        return Copy(ref origin, index, count).AsDouble();
    }

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<int> LoadInt32Partial(ref int origin, int index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (int* pointer = &Unsafe.Add(ref origin, index))
                return Avx512F.MaskLoad(pointer, FirstSingle(count).AsInt32(), Vector512<int>.Zero);
        }

        return Copy(ref origin, index, count).AsInt32();
    }

    /// <inheritdoc cref="LoadPartial(ref float, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadInt64Partial(ref int origin, int index, int count)
    {
        var (lower, upper) = Vector256.Widen(LoadInt32Partial(ref origin, index, count).GetLower());
        return Vector512.Create(lower, upper);
    }

    /// <summary>Writes a full vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float origin, int index) => value.StoreUnsafe(ref origin, (nuint)index);

    /// <inheritdoc cref="Store(Vector512{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, ref double origin, int index) => value.StoreUnsafe(ref origin, (nuint)index);

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePartial(Vector512<float> value, ref float origin, int index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (float* pointer = &Unsafe.Add(ref origin, index))
                Avx512F.MaskStore(pointer, FirstSingle(count), value);
            return;
        }

        CopyBack(value.AsByte(), ref origin, index, count);
    }

    /// <inheritdoc cref="StorePartial(Vector512{float}, ref float, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePartial(Vector512<double> value, ref double origin, int index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (double* pointer = &Unsafe.Add(ref origin, index))
                Avx512F.MaskStore(pointer, FirstDouble(count), value);
            return;
        }

        CopyBack(value.AsByte(), ref origin, index, count);
    }

    /// <summary>Adds a vector, widened, to sixteen running sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<float> value, ref double origin, int index)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var (lower, upper) = Vector512.Widen(value);
            Store(Load(ref origin, index) + lower, ref origin, index);
            Store(Load(ref origin, index + 8) + upper, ref origin, index + 8);
            return;
        }

        Add(value.GetLower(), ref origin, (nuint)index);
        Add(value.GetUpper(), ref origin, (nuint)index + 8);
    }

    /// <summary>
    /// Half of <see cref="Add(Vector512{float}, ref double, int)"/>. Where there are no vectors of 512 bits every operation on them is a method to
    /// inline, and a kernel has only so many; operations on 256 bits are instructions.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<float> value, ref double origin, nuint index)
    {
        (Vector256.LoadUnsafe(ref origin, index) + Vector256.WidenLower(value)).StoreUnsafe(ref origin, index);
        (Vector256.LoadUnsafe(ref origin, index + 4) + Vector256.WidenUpper(value)).StoreUnsafe(ref origin, index + 4);
    }

    /// <summary>Adds a vector to eight running sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<double> value, ref double origin, int index) =>
        Store(Load(ref origin, index) + value, ref origin, index);

    /// <summary>Adds the first <paramref name="count"/> lanes, widened, to as many running sums.</summary>
    public static void AddPartial(Vector512<float> value, ref double origin, int index, int count)
    {
        for (var lane = 0; lane < count; lane++)
            Unsafe.Add(ref origin, index + lane) += value[lane];
    }

    /// <inheritdoc cref="AddPartial(Vector512{float}, ref double, int, int)"/>
    public static void AddPartial(Vector512<double> value, ref double origin, int index, int count)
    {
        for (var lane = 0; lane < count; lane++)
            Unsafe.Add(ref origin, index + lane) += value[lane];
    }

    /// <summary>Rounds running sums to single precision.</summary>
    public static void Round(ReadOnlySpan<double> sums, Span<float> destination)
    {
        for (var i = 0; i < sums.Length; i++)
            destination[i] = (float)sums[i];
    }

    /// <summary>All bits set in the first <paramref name="count"/> of sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FirstSingle(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    /// <summary>All bits set in the first <paramref name="count"/> of eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FirstDouble(int count) =>
        Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    /// <summary>The element, or 0 where the index is outside: the value of a branch that is not chosen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(ReadOnlySpan<T> array, long index)
        where T : struct => (ulong)index < (ulong)array.Length ? array[(int)index] : default;

    /// <summary>Writes the element; an index outside <paramref name="array"/> is the position of a branch that is not chosen and writes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetAt<T>(Span<T> array, long index, T value)
        where T : struct
    {
        if ((ulong)index < (ulong)array.Length)
            array[(int)index] = value;
    }

    /// <summary>Adds to the element; an index outside <paramref name="sums"/> is the position of a branch that is not chosen and adds nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAt(Span<double> sums, long index, double value)
    {
        if ((ulong)index < (ulong)sums.Length)
            sums[(int)index] += value;
    }

    /// <summary>The elements at sixteen indices; 0 where an index is outside.</summary>
    public static Vector512<float> Gather(ReadOnlySpan<float> array, Vector512<int> index)
    {
        Unsafe.SkipInit(out Vector512<float> result);
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <summary>The elements at sixteen indices, rounded to single precision; 0 where an index is outside.</summary>
    public static Vector512<float> Gather(ReadOnlySpan<double> array, Vector512<int> index)
    {
        Unsafe.SkipInit(out Vector512<float> result);
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            Lane(ref result, lane) = (float)At(array, Lane(ref index, lane));
        return result;
    }

    /// <summary>The elements at eight indices; 0 where an index is outside.</summary>
    public static Vector512<double> Gather(ReadOnlySpan<double> array, Vector512<long> index)
    {
        Unsafe.SkipInit(out Vector512<double> result);
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <inheritdoc cref="Gather(ReadOnlySpan{float}, Vector512{int})"/>
    public static Vector512<int> Gather(ReadOnlySpan<int> array, Vector512<int> index)
    {
        Unsafe.SkipInit(out Vector512<int> result);
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <inheritdoc cref="Gather(ReadOnlySpan{double}, Vector512{long})"/>
    public static Vector512<long> Gather(ReadOnlySpan<int> array, Vector512<long> index)
    {
        Unsafe.SkipInit(out Vector512<long> result);
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            Lane(ref result, lane) = At(array, Lane(ref index, lane));
        return result;
    }

    /// <summary>The largest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<float> value)
    {
        var half = Vector256.Max(value.GetLower(), value.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        quarter = Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2)))[0];
    }

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<double> value)
    {
        var half = Vector256.Max(value.GetLower(), value.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(1L, 0L)))[0];
    }

    /// <summary>The smallest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(Vector512<float> value) => -Max(-value);

    /// <inheritdoc cref="Min(Vector512{float})"/>
    public static double Min(Vector512<double> value) => -Max(-value);

    /// <summary>The largest lane.</summary>
    public static long Max(Vector512<int> value)
    {
        var result = long.MinValue;
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            result = Math.Max(result, Lane(ref value, lane));
        return result;
    }

    /// <inheritdoc cref="Max(Vector512{int})"/>
    public static long Max(Vector512<long> value)
    {
        var result = long.MinValue;
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            result = Math.Max(result, Lane(ref value, lane));
        return result;
    }

    /// <summary>The smallest lane.</summary>
    public static long Min(Vector512<int> value) => ~Max(~value);

    /// <inheritdoc cref="Min(Vector512{int})"/>
    public static long Min(Vector512<long> value) => ~Max(~value);

    /// <summary>Floored quotients; 0 where the divisor is 0.</summary>
    public static Vector512<int> FloorDivide(Vector512<int> dividend, Vector512<int> divisor)
    {
        Unsafe.SkipInit(out Vector512<int> result);
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            Lane(ref result, lane) = (int)LossMath.FloorDivide(Lane(ref dividend, lane), Lane(ref divisor, lane));
        return result;
    }

    /// <inheritdoc cref="FloorDivide(Vector512{int}, Vector512{int})"/>
    public static Vector512<long> FloorDivide(Vector512<long> dividend, Vector512<long> divisor)
    {
        Unsafe.SkipInit(out Vector512<long> result);
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            Lane(ref result, lane) = LossMath.FloorDivide(Lane(ref dividend, lane), Lane(ref divisor, lane));
        return result;
    }

    /// <summary>Remainders of <see cref="FloorDivide(Vector512{int}, Vector512{int})"/>, with the sign of the divisor.</summary>
    public static Vector512<int> FloorModulo(Vector512<int> dividend, Vector512<int> divisor) =>
        dividend - (FloorDivide(dividend, divisor) * divisor);

    /// <inheritdoc cref="FloorModulo(Vector512{int}, Vector512{int})"/>
    public static Vector512<long> FloorModulo(Vector512<long> dividend, Vector512<long> divisor) =>
        dividend - (FloorDivide(dividend, divisor) * divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Lane<T>(ref Vector512<T> vector, int lane)
        where T : struct => ref Unsafe.Add(ref Unsafe.As<Vector512<T>, T>(ref vector), lane);
}
