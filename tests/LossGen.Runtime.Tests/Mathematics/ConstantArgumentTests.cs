using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Mathematics;

/// <summary>
/// A constant argument gives what the same value in a variable gives. .NET 10's JIT forgets the constant half of a conjunction of masks on AVX-512, so
/// that x·log y with the constant x = ½ was 0: kernels must not combine conditions of different arguments with <c>&amp;</c>.
/// </summary>
public sealed class ConstantArgumentTests
{
    private const MethodImplOptions Compiled = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    [Theory]
    [InlineData(0.3)]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constants_are_treated_like_variables(double value)
    {
        var half = Vector512.Create(0.5);
        var minus = Vector512.Create(-1.5);
        var y = Vector512.Create(value);
        Assert.Equal(VectorMath.XLogY(Opaque(half), y)[0], XLogYOfHalf(y)[0]);
        Assert.Equal(VectorMath.XLogY(y, Opaque(minus))[0], XLogYOfMinus(y)[0]);
        Assert.Equal(VectorMath.XLog1PY(Opaque(half), y)[0], XLog1PYOfHalf(y)[0]);
        Assert.Equal(VectorMath.Pow(Opaque(half), y)[0], PowOfHalf(y)[0]);
        Assert.Equal(VectorMath.RelEntropy(Opaque(half), y)[0], RelEntropyOfHalf(y)[0]);
        Assert.Equal(VectorMath.KlDivergence(Opaque(half), y)[0], KlDivergenceOfHalf(y)[0]);
        Assert.Equal(VectorMath.LogAddExp(Opaque(half), y)[0], LogAddExpOfHalf(y)[0]);
        Assert.Equal(VectorMath.Hypot(Opaque(half), y)[0], HypotOfHalf(y)[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> Opaque(Vector512<double> value) => value;

    [MethodImpl(Compiled)]
    private static Vector512<double> XLogYOfHalf(Vector512<double> y) => VectorMath.XLogY(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> XLogYOfMinus(Vector512<double> x) => VectorMath.XLogY(x, Vector512.Create(-1.5));

    [MethodImpl(Compiled)]
    private static Vector512<double> XLog1PYOfHalf(Vector512<double> y) => VectorMath.XLog1PY(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> PowOfHalf(Vector512<double> y) => VectorMath.Pow(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> RelEntropyOfHalf(Vector512<double> y) => VectorMath.RelEntropy(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> KlDivergenceOfHalf(Vector512<double> y) => VectorMath.KlDivergence(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> LogAddExpOfHalf(Vector512<double> y) => VectorMath.LogAddExp(Vector512.Create(0.5), y);

    [MethodImpl(Compiled)]
    private static Vector512<double> HypotOfHalf(Vector512<double> y) => VectorMath.Hypot(Vector512.Create(0.5), y);
}
