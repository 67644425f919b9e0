using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.CompilerServices;

/// <content>Partial vectors where there is no AVX-512. Calls, so that they leave the JIT's budget for inlining to the loops.</content>
public static partial class Lanes
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Vector512<byte> Copy<T>(ref T origin, int index, int count)
        where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            // A lane whose mask is not set is not read, whatever memory is there.
            fixed (T* pointer = &Unsafe.Add(ref origin, index))
            {
                return sizeof(T) == sizeof(int)
                    ? Vector512.Create(
                        Avx2.MaskLoad((int*)pointer, FirstInt32(count)),
                        Avx2.MaskLoad((int*)pointer + 8, FirstInt32(count - 8))).AsByte()
                    : Vector512.Create(
                        Avx2.MaskLoad((long*)pointer, FirstInt64(count)),
                        Avx2.MaskLoad((long*)pointer + 4, FirstInt64(count - 4))).AsByte();
            }
        }

        var result = Vector512<byte>.Zero;
        Unsafe.CopyBlockUnaligned(
            ref Unsafe.As<Vector512<byte>, byte>(ref result),
            ref Unsafe.As<T, byte>(ref Unsafe.Add(ref origin, index)),
            (uint)(count * sizeof(T)));
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void CopyBack<T>(Vector512<byte> value, ref T origin, int index, int count)
        where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            fixed (T* pointer = &Unsafe.Add(ref origin, index))
            {
                if (sizeof(T) == sizeof(int))
                {
                    Avx2.MaskStore((int*)pointer, FirstInt32(count), value.GetLower().AsInt32());
                    Avx2.MaskStore((int*)pointer + 8, FirstInt32(count - 8), value.GetUpper().AsInt32());
                }
                else
                {
                    Avx2.MaskStore((long*)pointer, FirstInt64(count), value.GetLower().AsInt64());
                    Avx2.MaskStore((long*)pointer + 4, FirstInt64(count - 4), value.GetUpper().AsInt64());
                }
            }

            return;
        }

        Unsafe.CopyBlockUnaligned(
            ref Unsafe.As<T, byte>(ref Unsafe.Add(ref origin, index)),
            ref Unsafe.As<Vector512<byte>, byte>(ref value),
            (uint)(count * sizeof(T)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FirstInt32(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> FirstInt64(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count));
}
