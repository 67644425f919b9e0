using LossGen.Analyzers.PlainCSharp;
using LossGen.Generator.Tests.CodeFixes;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>Unstable forms that come about through functions of the user's own.</summary>
public sealed class HelperFunctionTests
{
    private static readonly PlainCSharpAnalyzer Analyzer = new();

    [Theory]
    [InlineData("static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));", "{|LG3002:MathF.Log(Sigmoid(f))|}")]
    [InlineData("static double Sigmoid(double x) { return 1 / (1 + Math.Exp(-x)); }", "{|LG3003:Math.Log(1 - Sigmoid(x))|}")]
    [InlineData("static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));", "{|LG3002:Math.Log(Sigmoid(x: 2 * x))|}")]
    [InlineData("static double Up(double x) => Math.Exp(x); static double OnePlus(double x) => 1 + Up(x);", "{|LG3004:Math.Log(OnePlus(x))|}")]
    [InlineData("static double Square(double x) => x * x;", "{|LG3026:Math.Sqrt(Square(x) + Square(y))|}")]
    [InlineData("static double Sum(double x, double y) => Math.Exp(x) + Math.Exp(y);", "{|LG3011:Math.Log(Sum(y: x, x: y))|}")]
    public async Task Functions_of_one_expression_are_read_through(string helper, string expression) => await AssertFindsAsync(helper, expression);

    [Theory]
    [InlineData("static double Softplus(double x) => {|LG3004:Math.Log(1 + Math.Exp(x))|};", "Softplus(x) + 2 * Softplus(y)")]
    [InlineData("static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));", "y * Sigmoid(x)")]
    [InlineData("static double Clamped(double x) => x < 0.1 ? 0.1 : x;", "Math.Log(1 + Clamped(x))")]
    [InlineData("static double Sigmoid(double x) { Console.WriteLine(x); return 1 / (1 + Math.Exp(-x)); }", "Math.Log(Sigmoid(x))")]
    [InlineData("static double s_scale; static double Sigmoid(double x) => 1 / (s_scale + Math.Exp(-x));", "Math.Log(Sigmoid(x))")]
    [InlineData("static double Again(double x) => x < 0 ? Again(-x) : Math.Exp(x);", "Math.Log(2 + Again(x))")]
    [InlineData("static double Ping(double x) => 1 + Pong(x); static double Pong(double x) => 1 + Ping(x);", "Math.Log(Ping(x))")]
    public async Task Others_are_left_alone(string helper, string expression) => await AssertFindsAsync(helper, expression);

    [Fact]
    public async Task Local_functions_and_those_of_other_files_are_read_through_too()
    {
        var compilation = Host.Compile(
        [
            ("A.cs", """
                using System;
                static class A
                {
                    public static double F(double x) => Math.Log(B.Sigmoid(x));
                    public static double G(double x) { return Math.Log(Local(x)); static double Local(double y) => 1 + Math.Exp(y); }
                }
                """),
            ("B.cs", "using System; static class B { public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x)); }"),
        ]);
        Assert.Equal(["LG3002", "LG3004"], (await Host.AnalyzeAsync(compilation, Analyzer)).Select(finding => finding.Id));
    }

    /// <summary>In an editor a project sees the source of another, which its compilation does not hold.</summary>
    [Fact]
    public async Task A_function_of_another_project_is_left_alone()
    {
        var other = CSharpCompilation.Create(
            "Other",
            [Host.Parse("public static class B { public static double Sigmoid(double x) => 1 / (1 + System.Math.Exp(-x)); }")],
            Host.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var compilation = Host.Compile("static class A { public static double F(double x) => System.Math.Log(B.Sigmoid(x)); }")
            .AddReferences(other.ToMetadataReference());
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(error => error.DefaultSeverity == DiagnosticSeverity.Error));
        Assert.Empty(await Host.AnalyzeAsync(compilation, Analyzer));
    }

    [Fact]
    public async Task The_fix_names_what_the_function_was_given()
    {
        var repaired = await new StableFormHost(Analyzer).FixFirstAsync(Source(
            "static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));", "-y * Math.Log(1 - Sigmoid(x - y))"));
        Assert.Contains("=> -y * LossMath.LogSigmoid(y - x);", repaired, StringComparison.Ordinal);
    }

    private static async Task AssertFindsAsync(string helper, string expression) => await Markup.AssertFindsAsync(Source(helper, expression), Analyzer);

    private static string Source(string helper, string expression) => $$"""
        using System;
        using LossGen;
        static class C
        {
            {{helper}}

            public static double F(double x, double y, float f) => {{expression}};
        }
        """;
}
