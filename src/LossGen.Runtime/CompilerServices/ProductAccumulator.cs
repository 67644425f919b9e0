using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>A running product, in double precision whatever its factors are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProductAccumulator
{
    private Vector512<double> _lower;
    private Vector512<double> _upper;

    /// <summary>The product of nothing.</summary>
    public ProductAccumulator()
    {
        _lower = Vector512<double>.One;
        _upper = Vector512<double>.One;
    }

    /// <summary>Takes one factor a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(Vector512<float> value)
    {
        var (lower, upper) = Vector512.Widen(value);
        _lower *= lower;
        _upper *= upper;
    }

    /// <summary>Takes one factor a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(Vector512<double> value) => _lower *= value;

    /// <summary>The product of all factors.</summary>
    public readonly double Total()
    {
        var lanes = _lower * _upper;
        var half = lanes.GetLower() * lanes.GetUpper();
        var quarter = half.GetLower() * half.GetUpper();
        return quarter[0] * quarter[1];
    }
}
