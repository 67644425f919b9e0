using System.Reflection;
using LossGen.Analyzers.PlainCSharp;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>Fixes of unstable C#: what they write, and that it compiles and is right where the old form was wrong.</summary>
public sealed class StableFormTests
{
    private static readonly StableFormHost Fixes = new(new PlainCSharpAnalyzer());

    [Theory]
    [InlineData("Math.Log(1 + Math.Exp(x))", "LossMath.Softplus(x)", 710, 0, 710)]
    [InlineData("2 * Math.Log(1 + Math.Exp(x - y)) / 3", "2 * LossMath.Softplus(x - y) / 3", 900, 0, 600)]
    [InlineData("Math.Log(1 / (1 + Math.Exp(-x)))", "LossMath.LogSigmoid(x)", -800, 0, -800)]
    [InlineData("Math.Log(1 - 1 / (1 + Math.Exp(-x)))", "LossMath.LogSigmoid(-x)", 40, 0, -40)]
    [InlineData("Math.Log(1 - 1 / (1 + Math.Exp(-x - y)))", "LossMath.LogSigmoid(-(y + x))", 40, 0, -40)]
    [InlineData("Math.Log(1 - Math.Exp(x))", "LossMath.Log1MExp(x)", -1e-20, 0, -46.051701859880914)]
    [InlineData("Math.Log(1 + x * y)", "LossMath.Log1P(x * y)", 1e-20, 1, 1e-20)]
    [InlineData("Math.Log(1 - x)", "LossMath.Log1P(-x)", 1e-20, 0, -1e-20)]
    [InlineData("Math.Log(1 - (x + y))", "LossMath.Log1P(-x - y)", 1e-20, 0, -1e-20)]
    [InlineData("Math.Log10(1 + x)", "LossMath.Log1P(x) / Math.Log(10)", 1e-20, 0, 4.3429448190325185e-21)]
    [InlineData("Math.Log2(1 + x)", "LossMath.Log1P(x) / Math.Log(2)", 1e-20, 0, 1.4426950408889635e-20)]
    [InlineData("Math.Exp(x) - 1", "LossMath.ExpM1(x)", 1e-20, 0, 1e-20)]
    [InlineData("y * (Math.Exp(x) - 1)", "y * LossMath.ExpM1(x)", 1e-20, 2, 2e-20)]
    [InlineData("1 - Math.Exp(-x)", "-LossMath.ExpM1(-x)", 1e-20, 0, 1e-20)]
    [InlineData("y / (1 - Math.Exp(-x))", "y / -LossMath.ExpM1(-x)", 1e-20, 1, 1e20)]
    [InlineData("Math.Log(Math.Exp(x) + Math.Exp(y))", "LossMath.LogAddExp(x, y)", 800, 800, 800.6931471805599)]
    [InlineData("Math.Log(Math.Exp(x + 1))", "x + 1", 900, 0, 901)]
    [InlineData("2 * Math.Log(Math.Exp(x + 1))", "2 * (x + 1)", 900, 0, 1802)]
    [InlineData("Math.Exp(x) / (1 + Math.Exp(x))", "LossMath.Sigmoid(x)", 800, 0, 1)]
    [InlineData("Math.Log(Math.Cosh(x))", "LossMath.LogCosh(x)", 1000, 0, 999.3068528194401)]
    [InlineData("x * Math.Log(x)", "LossMath.XLogY(x, x)", 0, 0, 0)]
    [InlineData("Math.Log(Math.Exp(x) - 1)", "x + LossMath.Log1MExp(-x)", 800, 0, 800)]
    [InlineData("Math.Log(Math.Exp(x) - Math.Exp(y))", "x + LossMath.Log1MExp(y - x)", 800, 700, 800)]
    [InlineData("Math.Exp(x) * Math.Exp(y)", "Math.Exp(x + y)", 800, -800, 1)]
    [InlineData("1 - LossMath.Erf(x)", "LossMath.Erfc(x)", 6, 0, 2.1519736712498913e-17)]
    [InlineData("Math.Sqrt(x * x)", "Math.Abs(x)", -1e200, 0, 1e200)]
    [InlineData("Math.Sqrt(x * x + y * y)", "double.Hypot(x, y)", 3e200, 4e200, 5e200)]
    [InlineData("Math.Sqrt(1 + x * x) - 1", "x * (x / (1 + double.Hypot(1.0, x)))", 1e-9, 0, 5e-19)]
    [InlineData("Math.Log(Math.Pow(x, 4))", "4 * Math.Log(Math.Abs(x))", -1e100, 0, 921.0340371976183)]
    [InlineData("1 - Math.Tanh(x) * Math.Tanh(x)", "1 / Math.Pow(Math.Cosh(x), 2)", 40, 0, 7.219405553826468e-35)]
    public async Task The_fix_is_right_where_the_form_was_wrong(string form, string stable, double x, double y, double expected)
    {
        var source = Source($"double F(double x, double y) => {form};");
        Assert.True(IsWrong((double)Run(source, x, y), expected), "the form as it is written is right here");
        var repaired = await FixAsync(source);
        Assert.Contains($"=> {stable};", repaired, StringComparison.Ordinal);
        Assert.False(IsWrong((double)Run(repaired!, x, y), expected));
    }

    [Theory]
    [InlineData("MathF.Log(1 + MathF.Exp(x))", "LossMath.Softplus(x)", 89f, 0f, 89f)]
    [InlineData("(float)Math.Log(1 + Math.Exp(x))", "(float)LossMath.Softplus((double)x)", 1000f, 0f, 1000f)]
    [InlineData("MathF.Log(1f + x)", "LossMath.Log1P(x)", 1e-8f, 0f, 1e-8f)]
    [InlineData("1f - MathF.Exp(-5f * x)", "-LossMath.ExpM1(-5f * x)", 1e-9f, 0f, 5e-9f)]
    [InlineData("MathF.Sqrt(x * x + y * y)", "float.Hypot(x, y)", 3e25f, 4e25f, 5e25f)]
    [InlineData("float.Log(1 + float.Exp(x))", "LossMath.Softplus(x)", 89f, 0f, 89f)]
    [InlineData("MathF.Log(0.5f + MathF.Exp(x))", "LossMath.LogAddExp(x, -0.6931472f)", 89f, 0f, 89f)]
    public async Task Float_stays_float(string form, string stable, float x, float y, float expected)
    {
        var source = Source($"float F(float x, float y) => {form};");
        Assert.True(IsWrong((float)Run(source, x, y), expected), "the form as it is written is right here");
        var repaired = await FixAsync(source);
        Assert.Contains($"=> {stable};", repaired, StringComparison.Ordinal);
        Assert.False(IsWrong((float)Run(repaired!, x, y), expected));
    }

    [Theory]
    [InlineData("double.LogP1(x)", "LossMath.Log1P(x)", 1e-20, 1e-20)]
    [InlineData("2 * double.ExpM1(x)", "2 * LossMath.ExpM1(x)", 1e-20, 2e-20)]
    [InlineData("double.Exp2M1(x + y)", "LossMath.ExpM1(Math.Log(2) * (x + y))", 1e-20, 6.931471805599453e-21)]
    [InlineData("double.Log10P1(x)", "LossMath.Log1P(x) / Math.Log(10)", 1e-20, 4.3429448190325185e-21)]
    [InlineData("Math.Pow(x, 1.0 / 3)", "Math.Cbrt(x)", -8, -2)]
    public async Task Functions_of_the_framework_are_replaced(string form, string stable, double x, double expected) =>
        await The_fix_is_right_where_the_form_was_wrong(form, stable, x, 0, expected);

    [Theory]
    [InlineData("Math.Log(v.Sum(x => Math.Exp(x)))", "LossMath.LogSumExp(v)", 800.6931471805599)]
    [InlineData("Math.Exp(v[0]) / v.Sum(x => Math.Exp(x))", "Math.Exp(v[0] - LossMath.LogSumExp(v))", 0.5)]
    public async Task Sums_over_arrays_are_the_functions_of_the_library(string form, string stable, double expected)
    {
        var source = Source($"double F(double[] v) => {form};").Replace("using LossGen;", "using LossGen;\nusing System.Linq;", StringComparison.Ordinal);
        Assert.True(IsWrong((double)Run(source, new[] { 800.0, 800.0 }), expected), "the form as it is written is right here");
        var repaired = await FixAsync(source);
        Assert.Contains($"=> {stable};", repaired, StringComparison.Ordinal);
        Assert.False(IsWrong((double)Run(repaired!, new[] { 800.0, 800.0 }), expected));
    }

    [Fact]
    public async Task A_cosine_is_clamped()
    {
        var repaired = await FixAsync(Source("double F(double x, double y) => Math.Acos(x / (y * y));"));
        Assert.Contains("=> Math.Acos(Math.Clamp(x / (y * y), -1, 1));", repaired, StringComparison.Ordinal);
        Assert.Equal(double.NaN, Run(Source("double F(double x, double y) => Math.Acos(x / (y * y));"), 1.0000000000000002, 1.0));
        Assert.Equal(0.0, Run(repaired!, 1.0000000000000002, 1.0));
    }

    [Fact]
    public async Task A_using_is_added_where_there_is_none()
    {
        var repaired = await FixAsync("class C { static double F(double x) => System.Math.Log(1 + System.Math.Exp(x)); }");
        Assert.Contains("using LossGen;", repaired, StringComparison.Ordinal);
        Assert.Contains("=> LossMath.Softplus(x);", repaired, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double F(double x, double y) => Math.Log(Math.Exp(G()) - 1); static double G() => 1;")]
    [InlineData("double F(double x, double y) { var p = LossMath.Sigmoid(G()); return Math.Log(p); } static double G() => 1;")]
    public async Task What_would_call_a_method_once_more_is_not_offered(string members) => Assert.Null(await FixAsync(Source(members)));

    [Fact]
    public async Task Through_a_local_the_fix_names_what_the_local_is_made_of()
    {
        var repaired = await FixAsync(Source("double F(double x, double y) { var p = 1 / (1 + Math.Exp(-x)); return -y * Math.Log(p); }"));
        Assert.Contains("return -y * LossMath.LogSigmoid(x);", repaired, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_and_line_breaks_around_the_form_stay()
    {
        var repaired = await FixAsync(Source("double F(double x, double y) => y\n        /* a */ + Math.Log(1 + Math.Exp(x)) /* b */;"));
        Assert.Contains("y\n        /* a */ + LossMath.Softplus(x) /* b */;", repaired, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_all_repairs_a_document_at_once()
    {
        const string Form = "Math.Log(1 + Math.Exp(x)) + Math.Log(1 + Math.Exp(Math.Log(1 + Math.Exp(y))))";
        var repaired = await Fixes.FixAllAsync($"using System;\nclass C {{ static double F(double x, double y) => {Form}; }}");
        Assert.Equal(
            "using System;\nusing LossGen;\nclass C { static double F(double x, double y) => LossMath.Softplus(x) + LossMath.Softplus(Math.Log(1 + Math.Exp(y))); }",
            repaired.ReplaceLineEndings("\n"));
    }

    private static bool IsWrong(double value, double expected) => !(Math.Abs(value - expected) <= 1e-6 * Math.Abs(expected));

    private static string Source(string members) => $$"""
        using System;
        using LossGen;

        static class C
        {
            public static {{members}}
        }
        """;

    private static object Run(string source, params object[] arguments)
    {
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Fixed", [CSharpSyntaxTree.ParseText(source)], Host.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        var method = Assembly.Load(image.ToArray()).GetType("C")!.GetMethod("F")!;
        return method.Invoke(null, arguments)!;
    }

    private static Task<string?> FixAsync(string source) => Fixes.FixFirstAsync(source);
}
