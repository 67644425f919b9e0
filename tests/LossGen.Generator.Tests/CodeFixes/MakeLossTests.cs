using System.Reflection;
using LossGen.CodeFixes;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>The refactoring that makes a C# expression a loss; <c>[|…|]</c> is the selection.</summary>
public sealed class MakeLossTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("float F(float x, float y) => [|MathF.Log(1 + MathF.Exp(-x * y))|];", "log(1 + exp(-x * y))", "float F(float x, float y);")]
    [InlineData("float F(float x, float y) => MathF.[||]Log(1 + MathF.Exp(-x * y));", "log(1 + exp(-x * y))", "float F(float x, float y);")]
    [InlineData("double F(double x) { return x > 0 ? x * [||]x : 0.1 * Math.Abs(x); }", "x > 0 ? x * x : 0.1 * abs(x)", "double F(double x);")]
    [InlineData("float F(float x, int n) => [|MathF.Pow(x, n) + 0.1f|];", "x^n + 0.1", "float F(float x, int n);")]
    [InlineData("double F(double y, double x) => [|-(y * Math.Log(1 / (1 + Math.Exp(-x))))|];", "-(y * log(sigmoid(x)))", "double F(double y, double x);")]
    public async Task A_method_that_is_its_expression_becomes_the_loss(string method, string loss, string declaration)
    {
        var result = await RefactorAsync(Source(method));
        Assert.Contains($"[Loss(\"{loss}\")]\n    public static partial {declaration}", result, StringComparison.Ordinal);
        Assert.Contains("static partial class C", result, StringComparison.Ordinal);
        AssertCompiles(result!);
    }

    [Fact]
    public async Task Another_expression_becomes_a_call()
    {
        var result = await RefactorAsync(Source(
            "float F(float[] z, float[] y, int i) { var s = 0f; s += [|MathF.Log(1 + MathF.Exp(z[i])) - y[i] * z[i]|]; return s; }"));
        Assert.Contains("s += FLoss(z[i], y[i]);", result, StringComparison.Ordinal);
        Assert.Contains("[Loss(\"log(1 + exp(z)) - y * z\")]\n    public static partial float FLoss(float z, float y);", result, StringComparison.Ordinal);
        AssertCompiles(result!);
    }

    [Fact]
    public async Task All_types_around_become_partial_and_the_using_is_added()
    {
        var result = await RefactorAsync("""
            using System;
            class Outer
            {
                struct Inner
                {
                    private double _scale;
                    public double F(double x) => 1 + [|Math.Exp(-x * x / _scale)|];
                }
            }
            """);
        Assert.Contains("using LossGen;", result, StringComparison.Ordinal);
        Assert.Contains("partial class Outer", result, StringComparison.Ordinal);
        Assert.Contains("partial struct Inner", result, StringComparison.Ordinal);
        Assert.Contains("public double F(double x) => 1 + FLoss(x, _scale);", result, StringComparison.Ordinal);
        Assert.Contains("[Loss(\"exp(-x * x / scale)\")]", result, StringComparison.Ordinal);
        AssertCompiles(result!);
    }

    [Theory]
    [InlineData("int F(int x) => [|x + 1|];")]
    [InlineData("float F(float x) => [|x|];")]
    [InlineData("float F(float x, double y) => [|(float)(x + y)|];")]
    [InlineData("double F() => [|Math.Log(2)|];")]
    [InlineData("string F(string x) => [|x + x|];")]
    public async Task What_is_no_loss_is_not_offered(string method) => Assert.Null(await RefactorAsync(Source(method)));

    [Theory]
    [InlineData(
        "double F(double[] x, double[] y) { var sum = 0.0; for (var i = 0; i < x.Length; i++) { var d = x[i] - y[i]; sum += d * d; } return sum / x.Length; }",
        "mean[i]((x[i] - y[i]) * (x[i] - y[i]))")]
    [InlineData(
        "double F(double[] x, double[] y) { double sum = 0; for (int i = 0; i < y.Length; i++) sum += Math.Log(1 + Math.Exp(-x[i] * y[i])); return sum; }",
        "sum[i](log(1 + exp(-x[i] * y[i])))")]
    [InlineData(
        "double F(double[] x, double[] y) { var a = 0.0; var b = 0.0; foreach (var v in x) a += Math.Exp(v); foreach (var w in y) b += w; return Math.Log(a) - 2 * b; }",
        "log(sum[i](exp(x[i]))) - 2 * sum[i](y[i])")]
    [InlineData("double F(double[] x, double[] y) => -x.Sum() / x.Length + y.Max();", "-mean[i](x[i]) + max[i](y[i])")]
    [InlineData("double F(double[] x, double[] y) { var m = x.Average(); return x.Sum(v => (v - m) * (v - m)) * y.Average(); }", "sum[i]((x[i] - mean[i](x[i])) * (x[i] - mean[i](x[i]))) * mean[i](y[i])")]
    public async Task A_method_that_adds_up_becomes_the_loss(string method, string loss)
    {
        double[] x = [0.5, -1, 3], y = [2, 3, -4];
        var marked = SourceOfSums(method.Replace("return", "[||]return", StringComparison.Ordinal).Replace("=> -x", "=> [||]-x", StringComparison.Ordinal));
        var result = await RefactorAsync(marked, "Make the method a [Loss]");
        Assert.Contains($"[Loss(\"{loss}\")]\n    public static partial double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y);", result, StringComparison.Ordinal);
        Assert.Equal(Run(SourceOfSums(method), x, y), Run(result!, x, y), 1e-12);
    }

    [Theory]
    [InlineData("double F(double[] x, int n) { var s = 0.0; for (var i = 0; i < n; i++) s += x[i]; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; for (var i = 1; i < x.Length; i++) s += x[i]; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i += 2) s += x[i]; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) { if (x[i] > 3) continue; s += x[i]; } [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; foreach (var v in x) { Console.WriteLine(v); s += v; } [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; foreach (var v in x) { s += v; x[0] = v; } [||]return s; }")]
    [InlineData("double F(double[] x, double y) { var s = 0.0; foreach (var v in x) s += v; [||]return s; }")]
    [InlineData("double F(float[] x) { var s = 0.0; foreach (var v in x) s += v; [||]return s; }")]
    [InlineData("double F(List<double> x) { var s = 0.0; foreach (var v in x) s += v; [||]return s; }")]
    [InlineData("double F(params double[] x) { var s = 0.0; foreach (var v in x) s += v; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; foreach (var v in x) s -= v; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; foreach (var v in x) s += v * s; [||]return s; }")]
    [InlineData("double F(double[] x) { var s = 0.0; var t = 0.0; foreach (var v in x) { s += v; t += s; } [||]return t; }")]
    public async Task A_method_that_does_something_else_is_left(string method) =>
        Assert.Null(await RefactorAsync(SourceOfSums(method), "Make the method a [Loss]"));

    private static string SourceOfSums(string method) =>
        Source(method).Replace("using LossGen;", "using LossGen;\nusing System.Collections.Generic;\nusing System.Linq;", StringComparison.Ordinal);

    /// <summary>The value of the method, whose parameters are arrays, or spans once it is a loss.</summary>
    private static double Run(string source, double[] x, double[] y)
    {
        var call = source.Replace("static class C\n{", "static class C\n{\n    public static double G(double[] x, double[] y) => F(x, y);\n", StringComparison.Ordinal)
            .Replace("static partial class C\n{", "static partial class C\n{\n    public static double G(double[] x, double[] y) => F(x, y);\n", StringComparison.Ordinal);
        var compilation = CSharpCompilation.Create(
            "Sums", [Host.Parse(call)], Host.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = Host.Generate(compilation, new LossGenerator()).Emit(image, cancellationToken: Token);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return (double)Assembly.Load(image.ToArray()).GetType("C")!.GetMethod("G")!.Invoke(null, [x, y])!;
    }

    private static string Source(string method) => $$"""
        using System;
        using LossGen;

        static class C
        {
            public static {{method}}
        }
        """;

    private static void AssertCompiles(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Refactored", [Host.Parse(source)], Host.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = Host.Generate(compilation, new LossGenerator()).GetDiagnostics(Token).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal([], errors.Select(error => error.ToString()));
    }

    private static async Task<string?> RefactorAsync(string marked, string title = "Make it a [Loss]")
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        var source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "P", "P", LanguageNames.CSharp, metadataReferences: Host.References));
        var document = workspace.AddDocument(project.Id, "C.cs", SourceText.From(source));
        var actions = new List<CodeAction>();
        await new MakeLossRefactoringProvider().ComputeRefactoringsAsync(
            new CodeRefactoringContext(document, TextSpan.FromBounds(start, end), actions.Add, Token));
        if (actions.SingleOrDefault(action => action.Title == title) is not { } chosen)
            return null;
        var operations = await chosen.GetOperationsAsync(Token);
        var changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync(Token)).ToString().ReplaceLineEndings("\n");
    }
}
