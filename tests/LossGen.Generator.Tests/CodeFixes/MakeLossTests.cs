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

    private static async Task<string?> RefactorAsync(string marked)
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
        if (actions.Count == 0)
            return null;
        var operations = await Assert.Single(actions).GetOperationsAsync(Token);
        var changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync(Token)).ToString().ReplaceLineEndings("\n");
    }
}
