using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>A running sum. Single-precision terms are widened before they are added, so the sum is as good as its terms at any length.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SumAccumulator
{
    private Vector512<double> _lower;
    private Vector512<double> _upper;

    /// <summary>Adds one term a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var (lower, upper) = Vector512.Widen(value);
            _lower += lower;
            _upper += upper;
            return;
        }

        // The same sums in fewer methods to inline, of which a kernel has only so many.
        _lower = Add(_lower, value.GetLower());
        _upper = Add(_upper, value.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> sums, Vector256<float> value) => Vector512.Create(
        sums.GetLower() + Vector256.WidenLower(value), sums.GetUpper() + Vector256.WidenUpper(value));

    /// <summary>Adds one term a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> value) => _lower += value;

    /// <summary>Adds integers, exactly below 2⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<int> value)
    {
        var (lower, upper) = Vector512.Widen(value);
        _lower += Vector512.ConvertToDouble(lower);
        _upper += Vector512.ConvertToDouble(upper);
    }

    /// <inheritdoc cref="Add(Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<long> value) => _lower += Vector512.ConvertToDouble(value);

    /// <summary>The sum of all that was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Total() => Vector512.Sum(_lower + _upper);
}
