using LossGen.Analyzers.PlainCSharp;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>Unstable forms in ordinary C#: what is found, where, and what must not be.</summary>
public sealed class PlainCSharpTests
{
    private static readonly PlainCSharpAnalyzer Analyzer = new();

    [Theory]
    [InlineData("{|LG3002:Math.Log(1 / (1 + Math.Exp(-x)))|}")]
    [InlineData("{|LG3002:Math.Log(LossMath.Sigmoid(x))|}")]
    [InlineData("{|LG3003:Math.Log(1 - 1 / (1 + Math.Exp(-x)))|}")]
    [InlineData("{|LG3003:float.LogP1(-LossMath.Sigmoid(f))|}")]
    [InlineData("{|LG3004:Math.Log(1 + Math.Exp(x))|}")]
    [InlineData("{|LG3004:Math.Log(Math.Exp(x) + 1.0)|}")]
    [InlineData("{|LG3004:MathF.Log(1 + MathF.Exp(f))|}")]
    [InlineData("{|LG3004:MathF.Log(1f + (MathF.Exp(f)))|}")]
    [InlineData("{|LG3004:float.Log(1 + float.Exp(f))|}")]
    [InlineData("(float){|LG3004:Math.Log(1 + Math.Exp(f))|}")]
    [InlineData("{|LG3004:Math.Log(1 + Math.Pow(Math.E, x))|}")]
    [InlineData("{|LG3004:LossMath.Log1P(Math.Exp(x))|}")]
    [InlineData("{|LG3004:Math.Log10(1 + Math.Exp(x))|}")]
    [InlineData("{|LG3004:Math.Log(1 + Math.Exp(x), 2)|}")]
    [InlineData("{|LG3005:Math.Log(1 - Math.Exp(x))|}")]
    [InlineData("{|LG3006:Math.Log(1 + x)|}")]
    [InlineData("{|LG3006:Math.Log(x + 1.0)|}")]
    [InlineData("{|LG3006:Math.Log(1 - x)|}")]
    [InlineData("{|LG3006:MathF.Log2(1 + f)|}")]
    [InlineData("{|LG3007:Math.Exp(x) - 1|}")]
    [InlineData("{|LG3007:-1 + Math.Exp(x)|}")]
    [InlineData("{|LG3007:1f - MathF.Exp(-f)|}")]
    [InlineData("{|LG3008:1 - 1 / (1 + Math.Exp(-x))|}")]
    [InlineData("{|LG3011:Math.Log(Math.Exp(x) + Math.Exp(y))|}")]
    [InlineData("{|LG3012:Math.Log(Math.Exp(x))|}")]
    [InlineData("{|LG3014:Math.Exp(x) / (1 + Math.Exp(x))|}")]
    [InlineData("{|LG3015:Math.Log(Math.Cosh(x))|}")]
    [InlineData("{|LG3016:x * Math.Log(x)|}")]
    [InlineData("{|LG3016:-x * Math.Log(x)|}")]
    [InlineData("{|LG3016:p[i] * Math.Log(q[i])|}")]
    [InlineData("{|LG3017:Math.Log(Math.Exp(x) - Math.Exp(y))|}")]
    [InlineData("{|LG3018:Math.Log(Math.Exp(x) - 1)|}")]
    [InlineData("{|LG3019:Math.Log(Math.Pow(x, 4))|}")]
    [InlineData("{|LG3020:Math.Exp(x) * Math.Exp(y)|}")]
    [InlineData("{|LG3020:Math.Exp(x) / Math.Exp(y)|}")]
    [InlineData("{|LG3022:1 - Math.Tanh(x) * Math.Tanh(x)|}")]
    [InlineData("{|LG3022:1 - Math.Pow(Math.Tanh(x), 2)|}")]
    [InlineData("{|LG3023:1 - LossMath.Erf(x)|}")]
    [InlineData("{|LG3024:Math.Sqrt(1 + x * x) - 1|}")]
    [InlineData("{|LG3025:Math.Sqrt(x * x)|}")]
    [InlineData("{|LG3025:Math.Pow(x * x, 0.5)|}")]
    [InlineData("{|LG3026:Math.Sqrt(x * x + y * y)|}")]
    [InlineData("{|LG3026:MathF.Sqrt(MathF.Pow(f, 2) + MathF.Pow(g, 2))|}")]
    [InlineData("{|LG3035:(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))|}")]
    [InlineData("{|LG3047:Math.Sqrt(1 + x) - 1|}")]
    [InlineData("LossMath.Sigmoid(x) * ({|LG3008:1 - LossMath.Sigmoid(x)|})")]
    [InlineData("2 * x + {|LG3004:Math.Log(1 + Math.Exp(x * y - 3))|} / 2")]
    [InlineData("Unknown({|LG3004:Math.Log(1 + Math.Exp(x))|})")]
    [InlineData("Math.Abs(Unknown({|LG3025:Math.Sqrt(y * y)|}))")]
    [InlineData("q[(int){|LG3004:Math.Log(1 + Math.Exp(x))|}]")]
    public async Task A_form_is_found_at_its_characters(string expression) => await AssertFindsAsync($"return {expression};");

    [Theory]
    [InlineData("Math.Log(1 + count)")]
    [InlineData("Math.Log(1 + (double)count / (i + 1))")]
    [InlineData("Math.Log(1.0 + p.Length)")]
    [InlineData("Math.Log(2 + x)")]
    [InlineData("Math.Log(1.0000001 + x * x)")]
    [InlineData("Math.Log(1 + 1e-9)")]
    [InlineData("1f - MathF.Exp(-0.5f)")]
    [InlineData("Math.Log(1 - random.NextDouble())")]
    [InlineData("-Math.Log(1 - random.NextSingle()) * x")]
    [InlineData("1 / (1 + Math.Exp(-x))")]
    [InlineData("x > 20 ? x : x < -20 ? Math.Exp(x) : x")]
    [InlineData("Math.Exp(Math.Min(x, 0)) / (1 + Math.Exp(Math.Min(x, 0)))")]
    [InlineData("x > 0 ? x * Math.Log(x) : 0")]
    [InlineData("x is > 0 ? x * Math.Log(x) : 0")]
    [InlineData("x <= 0 ? 0 : x * Math.Log(x)")]
    [InlineData("x != 0 ? x * Math.Log(x) : 0")]
    [InlineData("count * Math.Log(x)")]
    [InlineData("y * Math.Log(x)")]
    [InlineData("1000 + Math.Abs(x) + Math.Log(1 + y * y)")]
    [InlineData("Math.Log(1 + Math.Exp(Math.Clamp(x, 0, 1)))")]
    [InlineData("Math.Log(1 + Math.Exp(0.5 * Math.Tanh(x)))")]
    [InlineData("Other.Log(1 + Other.Exp(x))")]
    [InlineData("LossMath.Softplus(x) + LossMath.Log1P(y) + LossMath.ExpM1(x)")]
    [InlineData("(double)Math.Log(1 + (int)x)")]
    [InlineData("Math.Exp(x - 1)")]
    [InlineData("Math.Sqrt(x)")]
    [InlineData("Math.Abs((x + y) - x)")]
    public async Task What_only_looks_like_it_is_left_alone(string expression) => await AssertFindsAsync($"return {expression};");

    [Theory]
    [InlineData("double s = 1 / (1 + Math.Exp(-x)); return {|LG3002:Math.Log(s)|};")]
    [InlineData("var e = Math.Exp(-x); var s = 1 / (1 + e); return y * {|LG3002:Math.Log(s)|} + (1 - y) * {|LG3003:Math.Log(1 - s)|};")]
    [InlineData("var e = Math.Exp(x); return {|LG3014:e / (1 + e)|};")]
    [InlineData("var t = Math.Tanh(x); return {|LG3022:1 - t * t|};")]
    [InlineData("for (var k = 0; k < p.Length; k++) { var s = LossMath.Sigmoid(p[k]); y += {|LG3002:Math.Log(s)|}; } return y;")]
    [InlineData("var s = LossMath.Sigmoid(x); x = {|LG3002:Math.Log(s)|}; return x;")]
    public async Task Locals_are_read_through(string body) => await AssertFindsAsync(body);

    [Theory]
    [InlineData("var u = 1 + x; return u == 1 ? x : Math.Log(u) * x / (u - 1);")]
    [InlineData("var sum = x + y; var part = sum - x; return x - (sum - part) + (y - part) + Math.Exp(x);")]
    public async Task Compensated_arithmetic_is_what_it_wants_to_be(string body) => await AssertFindsAsync(body);

    [Theory]
    [InlineData("var s = LossMath.Sigmoid(x); x = 1; return Math.Log(s) + x;", false)]
    [InlineData("var s = LossMath.Sigmoid(x); s = 0.5; return Math.Log(s);", false)]
    [InlineData("var s = LossMath.Sigmoid(x); Change(ref s); return Math.Log(s);", false)]
    [InlineData("var s = LossMath.Sigmoid(x); void Set() => s = 1; Set(); return Math.Log(s);", false)]
    [InlineData("var s = LossMath.Sigmoid(p[i]); p[i] = 0; return Math.Log(s);", false)]
    [InlineData("var s = LossMath.Sigmoid(p[i]); Unknown(p[0]); return Math.Log(s);", false)]
    [InlineData("var s = LossMath.Sigmoid(p[i]); while (i < 9) { y += Math.Log(s); i++; } return y;", false)]
    [InlineData("var s = LossMath.Sigmoid(x); (x, y) = (y, x); return Math.Log(s);", false)]
    public async Task Locals_that_may_have_changed_are_not(string body, bool isFound)
    {
        Assert.False(isFound);
        await AssertFindsAsync(body);
    }

    [Theory]
    [InlineData("if (x <= 0) return 0; return x * Math.Log(x);")]
    [InlineData("if (x > 0) y = x * Math.Log(x); return y;")]
    [InlineData("if (x <= 0) { throw new ArgumentException(nameof(x)); } return x * Math.Log(x);")]
    [InlineData("for (var k = 0; k < p.Length; k++) { if (p[k] <= 0) continue; y += p[k] * Math.Log(p[k]); } return y;")]
    [InlineData("for (var k = 0; k < p.Length; k++) if (p[k] > 0) y += p[k] * Math.Log(p[k]); return y;")]
    [InlineData("foreach (var v in p) { if (v == 0) continue; y -= v * Math.Log(v); } return y;")]
    [InlineData("if (x > 1 && x * Math.Log(x) > 3) return 1; return 0;")]
    [InlineData("if (x < 0.1) return 0; return Math.Exp(x) - 1;")]
    public async Task Guards_are_believed(string body) => await AssertFindsAsync(body);

    [Theory]
    [InlineData("if (x <= 0) return 0; x = y; return {|LG3016:x * Math.Log(x)|};")]
    [InlineData("if (y <= 0) return 0; return {|LG3016:x * Math.Log(x)|};")]
    [InlineData("if (x < 0) return 0; return {|LG3016:x * Math.Log(x)|};")]
    [InlineData("if (x < 0) y = 1; return {|LG3016:x * Math.Log(x)|};")]
    public async Task Guards_of_something_else_are_not(string body) => await AssertFindsAsync(body);

    [Theory]
    [InlineData("return {|LG3004:Math.Log(1 + Math.Exp(x))|};", false)]
    [InlineData("return x > 20 ? x : {|LG3004:Math.Log(1 + Math.Exp(x))|};", true)]
    [InlineData("return {|LG3004:Math.Log(1 + Math.Exp(-Math.Abs(x)))|};", true)]
    [InlineData("if (y < x) return x + {|LG3004:Math.Log(1 + Math.Exp(y - x))|}; return y;", true)]
    [InlineData("return {|LG3007:1 - Math.Exp(-x)|};", true)]
    [InlineData("return {|LG3007:Math.Exp(x) - 1|};", false)]
    public async Task What_a_guard_leaves_of_a_failure_is_a_suggestion(string body, bool isSuggestion) =>
        Assert.Equal(isSuggestion, Assert.Single(await AssertFindsAsync(body)).Severity == DiagnosticSeverity.Info);

    [Theory]
    [InlineData("return Math.Log(1 + Math.Exp(x));", "'Math.Log(1 + Math.Exp(x))' is inf at x = 710, where it should be 710; write 'LossMath.Softplus(x)'")]
    [InlineData("return MathF.Log(1 + MathF.Exp(f));", "'MathF.Log(1 + MathF.Exp(f))' is inf at f = 89, where it should be 89; write 'LossMath.Softplus(f)'")]
    [InlineData("return Math.Log10(1 + x * y);", "'Math.Log10(1 + x * y)' is 0 at x * y = 1e-17, where it should be 1e-17; write 'LossMath.Log1P(x * y) / Math.Log(10)'")]
    public async Task The_message_names_an_input_and_the_form_to_write(string body, string message)
    {
        var found = await Host.AnalyzeAsync(Host.Compile(Source(body)), Analyzer);
        Assert.Equal(message, Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Generic_arithmetic_is_arithmetic() => await Markup.AssertFindsAsync(
        """
        using System.Numerics;
        static class C
        {
            public static T Softplus<T>(T x) where T : IFloatingPointIeee754<T> => {|LG3004:T.Log(T.One + T.Exp(x))|};
            public static T Root<T>(T x) where T : IRootFunctions<T> => {|LG3025:T.Sqrt(x * x)|};
            public static System.Half Half(System.Half x) => {|LG3004:System.Half.Log(System.Half.One + System.Half.Exp(x))|};
        }
        """,
        Analyzer);

    /// <summary>LINQ providers know the framework's functions and no others.</summary>
    [Fact]
    public async Task Expression_trees_are_left_alone() => await Markup.AssertFindsAsync(
        """
        using System;
        using System.Linq.Expressions;
        static class C
        {
            public static Expression<Func<double, double>> Tree() => x => Math.Log(1 + Math.Exp(x)) + double.LogP1(x);
            public static Func<double, double> Function() => x => {|LG3004:Math.Log(1 + Math.Exp(x))|};
        }
        """,
        Analyzer);

    [Fact]
    public async Task Generated_code_is_left_alone() => await Markup.AssertFindsAsync(
        """
        static class C
        {
            [System.CodeDom.Compiler.GeneratedCode("Tool", "1")]
            public static double F(double x) => System.Math.Log(1 + System.Math.Exp(x));
        }
        """,
        Analyzer);

    [Fact]
    public async Task An_expression_of_any_size_does_no_harm()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("Math.Exp(x)", 3000));
        Assert.Empty(await Host.AnalyzeAsync(Host.Compile(Source($"return {sum};")), Analyzer));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AssertFindsAsync(string body) => await Markup.AssertFindsAsync(Source(body), Analyzer);

    private static string Source(string body) => $$"""
        using System;
        using LossGen;
        static class Other { public static double Log(double x) => x; public static double Exp(double x) => x; }
        static class C
        {
            public static double F(double x, double y, float f, float g, int count, int i, double[] p, double[] q, Random random)
            {
                {{body}}
            }

            private static double Unknown(double x) { Console.WriteLine(x); return x; }
            private static void Change(ref double x) => x = 1;
        }
        """;
}
