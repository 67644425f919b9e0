using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>Counts conditions that hold, in sixteen lanes. A span has fewer than 2³¹ elements, so no lane overflows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Count32
{
    private Vector512<int> _counts;

    /// <summary>Counts the lanes of a mask that are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> mask) => _counts -= mask.AsInt32(); // a set lane is −1

    /// <summary>The number of lanes that were set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Total() => Vector512.Sum(_counts);
}

/// <summary>Counts conditions that hold, in eight lanes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Count64
{
    private Vector512<long> _counts;

    /// <inheritdoc cref="Count32.Add"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> mask) => _counts -= mask.AsInt64();

    /// <inheritdoc cref="Count32.Total"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Total() => Vector512.Sum(_counts);
}
