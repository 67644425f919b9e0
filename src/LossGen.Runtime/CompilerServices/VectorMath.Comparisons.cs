using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

public static partial class VectorMath
{
    /// <summary>All bits set in the lanes that differ; NaN differs from everything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> NotEqual<T>(Vector512<T> left, Vector512<T> right) => ~Vector512.Equals(left, right);
}
