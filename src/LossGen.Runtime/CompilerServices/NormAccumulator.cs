using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>A running Euclidean norm whose squares neither overflow nor vanish.</summary>
/// <remarks>
/// Squares of single-precision numbers fit a double. For double precision three sums run side by side, of the squares as they are and of
/// the numbers scaled down and up by 2⁶⁰⁰ (the bins of Blue, ACM TOMS 4, 1978, without the sorting); the one that is in range counts.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct NormAccumulator
{
    private const double Up = 4.149515568880993e180; // 2^600
    private const double Down = 2.409919865102884e-181; // 2^-600
    private const double SmallestSafe = 1e-280; // a sum of squares above this has lost nothing that matters to underflow

    private Vector512<double> _plain;
    private Vector512<double> _scaledDown;
    private Vector512<double> _scaledUp;
    private double _scalarPlain;
    private double _scalarDown;
    private double _scalarUp;

    /// <summary>Takes one component a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> value)
    {
        var (lower, upper) = Vector512.Widen(value);
        _plain += lower * lower;
        _plain += upper * upper;
    }

    /// <summary>Takes one component a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> value)
    {
        var down = value * Vector512.Create(Down);
        var up = value * Vector512.Create(Up);
        _plain += value * value;
        _scaledDown += down * down;
        _scaledUp += up * up;
    }

    /// <summary>Takes one component a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        _scalarPlain += value * value;
        _scalarDown += value * Down * (value * Down);
        _scalarUp += value * Up * (value * Up);
    }

    /// <summary>The norm of all that was added.</summary>
    public readonly double Total()
    {
        var plain = Vector512.Sum(_plain) + _scalarPlain;
        if (plain == 0)
            return Math.Sqrt(Vector512.Sum(_scaledUp) + _scalarUp) * Down;
        if (double.IsPositiveInfinity(plain))
        {
            // Single-precision components are not scaled: only an infinite one makes their sum infinite.
            var down = Vector512.Sum(_scaledDown) + _scalarDown;
            return down > 0 ? Math.Sqrt(down) * Up : plain;
        }
        var up = Vector512.Sum(_scaledUp) + _scalarUp;
        return plain < SmallestSafe && up > 0 ? Math.Sqrt(up) * Down : Math.Sqrt(plain);
    }
}
