using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.CompilerServices;

/// <summary>
/// The elementary and special functions on vectors, written once, on 512 bits. The build derives Kernels256 and Kernels128 from
/// these files by writing the other width in their place (see the project file), and <see cref="VectorMath"/> chooses.
/// </summary>
/// <remarks>
/// Three rules hold throughout. A lane's result depends on that lane only, to the bit. Multiplications and additions go
/// through <see cref="Vector512.MultiplyAddEstimate(Vector512{double}, Vector512{double}, Vector512{double})"/>, which fuses where the
/// hardware does and rounds twice where it does not: every algorithm keeps its bound both ways. And a function that needs more
/// than a value's precision carries an unevaluated sum, high + low, where |low| is at most about an ulp of high.
/// </remarks>
internal static partial class Kernels512
{
    /// <summary>-1, 0 or 1; zeros and NaN are returned as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x)
    {
        var one = (x & SignBitFloat) | Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(x), Vector512<float>.Zero), one, x);
    }

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x)
    {
        var one = (x & SignBitDouble) | Vector512<double>.One;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(x), Vector512<double>.Zero), one, x);
    }

    private static Vector512<float> SignBitFloat => Vector512.Create(-0f);

    private static Vector512<double> SignBitDouble => Vector512.Create(-0.0);

    /// <summary>a·b + c, fused where that is fast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MulAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    /// <inheritdoc cref="MulAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MulAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    /// <summary>One step of Horner's scheme: p·x + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Step(Vector512<float> p, Vector512<float> x, float c) =>
        Vector512.MultiplyAddEstimate(p, x, Vector512.Create(c));

    /// <inheritdoc cref="Step(Vector512{float}, Vector512{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Step(Vector512<double> p, Vector512<double> x, double c) =>
        Vector512.MultiplyAddEstimate(p, x, Vector512.Create(c));

    /// <summary>min(x, limit) that keeps a NaN in x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtMost(Vector512<float> x, float limit) => Vector512.MinNative(Vector512.Create(limit), x);

    /// <inheritdoc cref="AtMost(Vector512{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AtMost(Vector512<double> x, double limit) => Vector512.MinNative(Vector512.Create(limit), x);

    /// <summary>max(x, limit) that keeps a NaN in x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AtLeast(Vector512<float> x, float limit) => Vector512.MaxNative(Vector512.Create(limit), x);

    /// <inheritdoc cref="AtLeast(Vector512{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AtLeast(Vector512<double> x, double limit) => Vector512.MaxNative(Vector512.Create(limit), x);

    /// <summary>The sum rounded, and what the rounding lost; exact for |a| ≥ |b| (Dekker 1971).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) FastTwoSum(Vector512<float> a, Vector512<float> b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    /// <inheritdoc cref="FastTwoSum(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) FastTwoSum(Vector512<double> a, Vector512<double> b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    /// <summary>The sum rounded, and what the rounding lost; exact whichever is the larger (Knuth, TAOCP 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) TwoSum(Vector512<float> a, Vector512<float> b)
    {
        var sum = a + b;
        var partB = sum - a;
        return (sum, (a - (sum - partB)) + (b - partB));
    }

    /// <inheritdoc cref="TwoSum(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) TwoSum(Vector512<double> a, Vector512<double> b)
    {
        var sum = a + b;
        var partB = sum - a;
        return (sum, (a - (sum - partB)) + (b - partB));
    }

    /// <summary>
    /// The product rounded, and what the rounding lost, exact where neither overflows nor underflows: by one fused operation,
    /// or by Dekker's splitting where the hardware has none. Both give the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) TwoProduct(Vector512<double> a, Vector512<double> b)
    {
        var product = a * b;
        if (Fma.IsSupported || Avx512F.IsSupported || AdvSimd.Arm64.IsSupported)
            return (product, Vector512.FusedMultiplyAdd(a, b, -product));
        var (a1, a2) = Split(a);
        var (b1, b2) = Split(b);
        return (product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2);
    }

    /// <summary>x as two summands of 26 bits each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) Split(Vector512<double> x)
    {
        var scaled = x * Vector512.Create(134217729.0);
        var high = scaled - (scaled - x);
        return (high, x - high);
    }

    /// <summary>x·2^k for an integral k of at most twice the exponent's range, rounded once: results may be subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ScaleB(Vector512<float> x, Vector512<float> k)
    {
#if !DERIVED
        if (Avx512F.IsSupported) return Avx512F.Scale(x, k);
#endif
        // Half of the exponent at a time: the first product is exact, the second rounds.
        var magic = Vector512.Create(FloatInteger);
        var half = MulAdd(k, Vector512.Create(0.5f), magic) - magic;
        return x * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <inheritdoc cref="ScaleB(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaleB(Vector512<double> x, Vector512<double> k)
    {
#if !DERIVED
        if (Avx512F.IsSupported) return Avx512F.Scale(x, k);
#endif
        var magic = Vector512.Create(DoubleInteger);
        var half = MulAdd(k, Vector512.Create(0.5), magic) - magic;
        return x * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <summary>2^k for an integral k whose power is normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> k) =>
        ((k + Vector512.Create(FloatInteger + 127f)).AsInt32() << 23).AsSingle();

    /// <inheritdoc cref="PowerOfTwo(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> k) =>
        ((k + Vector512.Create(DoubleInteger + 1023.0)).AsInt64() << 52).AsDouble();

    /// <summary>
    /// 1.5·2^23: adding it rounds a small float to an integer, which then stands in the low bits of the sum; subtracting it
    /// again leaves the integer as a float.
    /// </summary>
    private const float FloatInteger = 12582912f;

    /// <summary>1.5·2^52: as <see cref="FloatInteger"/>, for double.</summary>
    private const double DoubleInteger = 6755399441055744.0;
}
