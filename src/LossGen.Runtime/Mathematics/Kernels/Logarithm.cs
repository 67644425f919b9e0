using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

// log(x) = k·ln 2 + log(1 + f), x = 2^k·(1 + f), √½ ≤ 1 + f < √2, so that nothing cancels between the two terms. The integer arithmetic
// that finds k subtracts √½ from the bit pattern: the exponent field then counts from √½ instead of from 1.
//
// float:  log(1 + f) = f − f²/2 + f³p(f).
// double: log(1 + f) = 2 atanh(s) with s = f/(2 + f), which is f − f²/2 + s·(f²/2 + R), R = s²a(s²): the large terms f and f²/2 are
//         nearly exact and what carries the errors of s is small.
// p and a interpolate at Chebyshev nodes (tools/fit_elementary.py).
//
// log1p(x) needs f without rounding 1 + x first: f = 2^-k·x + (2^-k − 1), where 1 + x is used for k only. For k = 0 that is
// x itself; for x near -1 it is exact; for a large x its rounding is small beside k·ln 2.
internal static partial class Kernels512
{
    /// <summary>ln x; minus infinity at zero, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var (high, low) = LogParts(x);
        return high + low;
    }

    /// <summary>ln x; minus infinity at zero, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        var (high, low) = LogParts(x);
        return high + low;
    }

    /// <summary>ln(1 + x); minus infinity at -1, NaN below; keeps the sign of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1P(Vector512<float> x)
    {
        var (high, low) = Log1PParts(x);
        return (high + low) | (x & SignBitFloat);
    }

    /// <summary>ln(1 + x); minus infinity at -1, NaN below; keeps the sign of zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1P(Vector512<double> x)
    {
        var (high, low) = Log1PParts(x);
        return (high + low) | (x & SignBitDouble);
    }

    /// <summary>ln x = high + low, to about a tenth of an ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) LogParts(Vector512<float> x)
    {
        var normal = Vector512.Create(1.17549435e-38f);
        var (scaled, offset) = (x, Vector512.Create(FloatInteger + 127f));
        if (Vector512.LessThanAny(x, normal))
        {
            var small = Vector512.LessThan(x, normal);
            scaled = Vector512.ConditionalSelect(small, x * Vector512.Create(33554432f), x);
            offset = Vector512.ConditionalSelect(small, Vector512.Create(FloatInteger + 127f + 25f), offset);
        }
        var bits = scaled.AsUInt32() + Vector512.Create(0x3F800000u - RootHalfFloat);
        var k = ((bits >>> 23) | Vector512.Create(FloatInteger).AsUInt32()).AsSingle() - offset;
        var m = ((bits & Vector512.Create(0x007FFFFFu)) + Vector512.Create(RootHalfFloat)).AsSingle();
        var (high, low) = LogSum(k, m - Vector512<float>.One);
        return LogSpecial(x, high, low);
    }

    /// <inheritdoc cref="LogParts(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) LogParts(Vector512<double> x)
    {
        var f = ReduceLog(x, out var k);
        var (high, low) = LogSum(k, f);
        return LogSpecial(x, high, low);
    }

    /// <summary>f and k of x = 2^k·(1 + f), for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceLog(Vector512<double> x, out Vector512<double> k)
    {
        var normal = Vector512.Create(2.2250738585072014e-308);
        var offset = Vector512.Create(DoubleInteger + 1023.0);
        if (Vector512.LessThanAny(x, normal))
        {
            var small = Vector512.LessThan(x, normal);
            x = Vector512.ConditionalSelect(small, x * Vector512.Create(18014398509481984.0), x);
            offset = Vector512.ConditionalSelect(small, Vector512.Create(DoubleInteger + 1023.0 + 54.0), offset);
        }
        var bits = x.AsUInt64() + Vector512.Create(0x3FF0000000000000u - RootHalfDouble);
        k = ((bits >>> 52) | Vector512.Create(DoubleInteger).AsUInt64()).AsDouble() - offset;
        var m = ((bits & Vector512.Create(0x000FFFFFFFFFFFFFu)) + Vector512.Create(RootHalfDouble)).AsDouble();
        return m - Vector512<double>.One;
    }

    /// <summary>ln(1 + x) = high + low; high is the value at the poles and outside the domain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) Log1PParts(Vector512<float> x)
    {
        var one = Vector512<float>.One;
        var u = one + x;
        var bits = u.AsUInt32() + Vector512.Create(0x3F800000u - RootHalfFloat);
        var exponent = bits >>> 23;
        var k = (exponent | Vector512.Create(FloatInteger).AsUInt32()).AsSingle() - Vector512.Create(FloatInteger + 127f);
        var scale = ((Vector512.Create(254u) - exponent) << 23).AsSingle();
        var m = ((bits & Vector512.Create(0x007FFFFFu)) + Vector512.Create(RootHalfFloat)).AsSingle();
        // Where 1 is nothing beside x, 2^-k may underflow; the mantissa then gives f directly.
        var f = Vector512.ConditionalSelect(Vector512.GreaterThan(u, Vector512.Create(1e18f)), m - one, MulAdd(scale, x, scale - one));
        var (high, low) = LogSum(k, f);
        return LogSpecial(u, high, low);
    }

    /// <inheritdoc cref="Log1PParts(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) Log1PParts(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var u = one + x;
        var bits = u.AsUInt64() + Vector512.Create(0x3FF0000000000000u - RootHalfDouble);
        var exponent = bits >>> 52;
        var k = (exponent | Vector512.Create(DoubleInteger).AsUInt64()).AsDouble() - Vector512.Create(DoubleInteger + 1023.0);
        var scale = ((Vector512.Create(2046ul) - exponent) << 52).AsDouble();
        var m = ((bits & Vector512.Create(0x000FFFFFFFFFFFFFu)) + Vector512.Create(RootHalfDouble)).AsDouble();
        var f = Vector512.ConditionalSelect(Vector512.GreaterThan(u, Vector512.Create(1e18)), m - one, MulAdd(scale, x, scale - one));
        var (high, low) = LogSum(k, f);
        return LogSpecial(u, high, low);
    }

    /// <summary>
    /// ln(1 + t) = high + low for -1/2 ≤ t ≤ 1, where the exponent is one of three and no argument is special (a NaN stays one):
    /// what softplus and its kin need of a logarithm.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) Log1PUnitParts(Vector512<float> t)
    {
        var half = Vector512.Create(0.5f);
        var over = Vector512.GreaterThan(t, Vector512.Create(0.41421357f));
        var under = Vector512.LessThan(t, Vector512.Create(-0.29289323f));
        var f = Vector512.ConditionalSelect(over, MulAdd(half, t, -half), t);
        f = Vector512.ConditionalSelect(under, MulAdd(t, Vector512.Create(2f), Vector512<float>.One), f);
        return LogSum((over & Vector512<float>.One) | (under & Vector512.Create(-1f)), f);
    }

    /// <inheritdoc cref="Log1PUnitParts(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) Log1PUnitParts(Vector512<double> t)
    {
        var half = Vector512.Create(0.5);
        var over = Vector512.GreaterThan(t, Vector512.Create(0.41421356237309503));
        var under = Vector512.LessThan(t, Vector512.Create(-0.2928932188134524));
        var f = Vector512.ConditionalSelect(over, MulAdd(half, t, -half), t);
        f = Vector512.ConditionalSelect(under, MulAdd(t, Vector512.Create(2.0), Vector512<double>.One), f);
        return LogSum((over & Vector512<double>.One) | (under & Vector512.Create(-1.0)), f);
    }

    /// <summary>k·ln 2 + ln(1 + f). The product of k with the upper part of ln 2 is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) LogSum(Vector512<float> k, Vector512<float> f)
    {
        var p = Vector512.Create(0.0697161183f);
        p = Step(p, f, -0.114797339f);
        p = Step(p, f, 0.116854198f);
        p = Step(p, f, -0.124256872f);
        p = Step(p, f, 0.142490581f);
        p = Step(p, f, -0.166678026f);
        p = Step(p, f, 0.200007156f);
        p = Step(p, f, -0.24999997f);
        p = Step(p, f, 0.333333313f);
        var square = f * f;
        var tail = MulAdd(square * f, p, square * Vector512.Create(-0.5f));
        var (high, low) = FastTwoSum(k * Vector512.Create(0.693145751953125f), f);
        return (high, low + MulAdd(k, Vector512.Create(1.42860677e-6f), tail));
    }

    /// <inheritdoc cref="LogSum(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) LogSum(Vector512<double> k, Vector512<double> f)
    {
        var halfSquare = f * f * Vector512.Create(0.5);
        var small = LogTail(f, halfSquare);
        var (high, low) = FastTwoSum(k * Vector512.Create(0.6931471805598903), f);
        return (high, low + (MulAdd(k, Vector512.Create(5.497923018708371e-14), small) - halfSquare));
    }

    /// <summary>ln(1 + f) − f + f²/2 = s·(f²/2 + s²a(s²)), s = f/(2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogTail(Vector512<double> f, Vector512<double> halfSquare)
    {
        var s = f / (Vector512.Create(2.0) + f);
        var z = s * s;
        var a = Vector512.Create(0.14616449685043406);
        a = Step(a, z, 0.15331721600556042);
        a = Step(a, z, 0.18182889125261723);
        a = Step(a, z, 0.2222221113479508);
        a = Step(a, z, 0.28571428625975487);
        a = Step(a, z, 0.39999999999899505);
        a = Step(a, z, 0.666666666666667);
        return s * MulAdd(z, a, halfSquare);
    }

    /// <summary>Replaces the logarithms of zero (minus infinity), infinity (infinity), and of what has none (NaN).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> High, Vector512<float> Low) LogSpecial(Vector512<float> x, Vector512<float> high, Vector512<float> low)
    {
        var infinity = Vector512.Create(float.PositiveInfinity);
        var ordinary = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512.LessThan(x, infinity), Vector512<float>.Zero);
        if (Vector512.EqualsAll(ordinary.AsInt32(), Vector512<int>.AllBitsSet)) return (high, low);
        var value = Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, Vector512.Create(float.NaN));
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), -infinity, value);
        return (Vector512.ConditionalSelect(ordinary, high, value), low & ordinary);
    }

    /// <inheritdoc cref="LogSpecial(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) LogSpecial(Vector512<double> x, Vector512<double> high, Vector512<double> low)
    {
        var infinity = Vector512.Create(double.PositiveInfinity);
        var ordinary = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), Vector512.LessThan(x, infinity), Vector512<double>.Zero);
        if (Vector512.EqualsAll(ordinary.AsInt64(), Vector512<long>.AllBitsSet)) return (high, low);
        var value = Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, Vector512.Create(double.NaN));
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), -infinity, value);
        return (Vector512.ConditionalSelect(ordinary, high, value), low & ordinary);
    }

    /// <summary>The bit pattern of √½ in float.</summary>
    private const uint RootHalfFloat = 0x3F3504F3;

    /// <summary>The bit pattern of √½ in double.</summary>
    private const ulong RootHalfDouble = 0x3FE6A09E667F3BCD;
}
