using LossGen.Analyzers.PlainCSharp;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>What .NET's own functions and constants do, other than their names say.</summary>
public sealed class FrameworkRulesTests
{
    private static readonly PlainCSharpAnalyzer Analyzer = new();

    /// <summary>The rule goes when .NET is repaired.</summary>
    [Fact]
    public void The_framework_still_computes_the_naive_formulas()
    {
        Assert.Equal(0, float.LogP1(1e-8f));
        Assert.Equal(0, float.Log2P1(1e-8f));
        Assert.Equal(0, float.Log10P1(1e-8f));
        Assert.Equal(0, float.ExpM1(1e-8f));
        Assert.Equal(0, float.Exp2M1(1e-8f));
        Assert.Equal(0, float.Exp10M1(1e-8f));
        Assert.Equal(0, double.LogP1(1e-17));
    }

    [Theory]
    [InlineData("{|LG3101:float.LogP1(f)|}")]
    [InlineData("{|LG3101:double.LogP1(x)|}")]
    [InlineData("{|LG3101:double.ExpM1(x + y)|}")]
    [InlineData("{|LG3101:double.Exp2M1(x)|}")]
    [InlineData("{|LG3101:float.Exp10M1(f)|}")]
    [InlineData("{|LG3101:float.Log2P1(f)|}")]
    [InlineData("{|LG3101:double.Log10P1(x)|}")]
    [InlineData("{|LG3102:Math.Acos(x / (y * y))|}")]
    [InlineData("{|LG3102:MathF.Acos(f / MathF.Sqrt(g))|}")]
    [InlineData("1 / (x + {|LG3103:float.Epsilon|})")]
    [InlineData("Math.Log(x + {|LG3103:double.Epsilon|})")]
    [InlineData("Math.Max(x, {|LG3103:double.Epsilon|})")]
    [InlineData("Math.Abs(x - y) < {|LG3103:double.Epsilon|} ? 1 : 0")]
    [InlineData("f + {|LG3104:1e-46f|}")]
    [InlineData("x + {|LG3104:1e-400|}")]
    [InlineData("Math.Clamp(f, 1e-8f, {|LG3104:1f - 1e-8f|})")]
    [InlineData("Math.Clamp(x, 1e-20, {|LG3104:1 - 1e-20|})")]
    [InlineData("{|LG3105:Math.Pow(x, 1.0 / 3)|}")]
    [InlineData("{|LG3105:MathF.Pow(f, 1f / 3f)|}")]
    [InlineData("{|LG3106:Math.Pow(x, 2)|}")]
    [InlineData("{|LG3106:Math.Pow(x + 1, 0.5)|}")]
    [InlineData("{|LG3003:float.LogP1(-LossMath.Sigmoid(f))|}")]
    public async Task An_operation_is_found(string expression) => await AssertFindsAsync(expression);

    [Theory]
    [InlineData("LossMath.Log1P(x) + LossMath.ExpM1(y)")]
    [InlineData("Math.Acos(x)")]
    [InlineData("Math.Acos(x / y)")]
    [InlineData("Math.Acos(Math.Clamp(x / (y * y), -1, 1))")]
    [InlineData("Math.Acos(1 / Math.Sqrt(1 + x * x))")]
    [InlineData("x == double.Epsilon ? 1 : 0")]
    [InlineData("x + 0.0 + 0e-5")]
    [InlineData("f + 1e-45f")]
    [InlineData("Math.Clamp(f, 1e-7f, 1f - 1e-7f)")]
    [InlineData("Math.Pow(x, 3) + Math.Pow(2, x) + Math.Pow(x * y, 2)")]
    [InlineData("Math.Pow(8, 1.0 / 3)")]
    [InlineData("2.5 - 2.5 + x")]
    public async Task Another_is_not(string expression) => await AssertFindsAsync(expression);

    [Fact]
    public async Task Generic_arithmetic_has_the_functions_too() => await Markup.AssertFindsAsync(
        """
        using System.Numerics;
        static class C
        {
            public static T F<T>(T x) where T : ILogarithmicFunctions<T> => {|LG3101:T.LogP1(x)|};
            public static T G<T>(T x) where T : IFloatingPointIeee754<T> => {|LG3101:T.ExpM1(x)|};
        }
        """,
        Analyzer);

    private static async Task AssertFindsAsync(string expression) => await Markup.AssertFindsAsync(
        $$"""
        using System;
        using LossGen;
        static class C
        {
            public static double F(double x, double y, float f, float g) => {{expression}};
        }
        """,
        Analyzer);
}
