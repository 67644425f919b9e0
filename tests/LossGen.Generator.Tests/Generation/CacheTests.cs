using System.Collections;
using System.Reflection;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.Generation;

/// <summary>What an edit re-runs, and that nothing of Roslyn is kept alive.</summary>
public sealed class CacheTests
{
    private const string Source = """
        using System;
        using LossGen;
        namespace N
        {
            public static partial class L
            {
                [Loss("x")]
                public static partial float F(ReadOnlySpan<float> x);
            }
        }
        """;

    [Fact]
    public void The_same_compilation_again_runs_nothing()
    {
        var compilation = Host.Compile(Source);
        var result = Rerun(compilation, compilation);
        AssertReasons(result, TrackingNames.Extract, IncrementalStepRunReason.Cached);
        AssertReasons(result, TrackingNames.Compile, IncrementalStepRunReason.Cached);
        AssertReasons(result, TrackingNames.Group, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_unrelated_file_compiles_nothing()
    {
        var compilation = Host.Compile(Source);
        AssertNothingCompiled(Rerun(compilation, compilation.AddSyntaxTrees(Host.Parse("class Unrelated { }", path: "Other.cs"))));
    }

    [Theory]
    [InlineData("using System;", "// A comment moves everything below.\nusing System;")]
    [InlineData("[Loss", "public static int Sibling() => 1;\n[Loss")]
    [InlineData("ReadOnlySpan<float> x", "System . ReadOnlySpan<Single>  x")]
    [InlineData("\"x\"", "@\"x\"")]
    [InlineData("\"x\"", "\"\\u0078\"")]
    [InlineData("public static partial class", "[Obsolete] public static partial class")]
    [InlineData("x);", "float y = 1);", "float y = 2);")]
    public void An_edit_that_does_not_change_a_loss_compiles_nothing(string text, string replacement, string? second = null)
    {
        var before = second is null ? Source : Replace(Source, text, replacement);
        var after = second is null ? Replace(Source, text, replacement) : Replace(Source, text, second);
        AssertNothingCompiled(Rerun(Host.Compile(before), Host.Compile(after)));
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("slow")]
    public void A_finding_that_moves_compiles_nothing(string text)
    {
        var source = Replace(Source, "\"x\"", $"\"{text}\"");
        AssertNothingCompiled(Rerun(Host.Compile(source), Host.Compile("// Moves everything below.\n" + source)));
    }

    [Fact]
    public void A_finding_that_appears_elsewhere_leaves_this_file_alone()
    {
        const string Bad = "partial class M { [LossGen.Loss(\"bad\")] public static partial float G(float x); }";
        var compilation = Host.Compile(Source);
        var result = Rerun(compilation, compilation.AddSyntaxTrees(Host.Parse(Bad, path: "Z.cs")));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], OutputReasons(result));
    }

    [Theory]
    [InlineData("\"x\"", "\"y\"")]
    [InlineData("\"x\"", "\"x\", Wrt = new[] { \"x\" }")]
    [InlineData("\"x\"", "\"x\", Stabilize = false")]
    [InlineData("> x)", "> z)")]
    [InlineData("> x)", "> x, int n)")]
    [InlineData("float F", "double F")]
    [InlineData("public static partial float", "internal static partial float")]
    [InlineData(" F(", " G(")]
    [InlineData("> x);", "> x);\npublic static partial float FGradient(ReadOnlySpan<float> x, Span<float> g);")]
    [InlineData("class L", "class K")]
    [InlineData("partial class L", "partial class L<T>")]
    [InlineData("static partial class L", "partial struct L")]
    [InlineData("namespace N", "namespace M")]
    public void An_edit_that_changes_a_loss_compiles_it_again(string text, string replacement)
    {
        var result = Rerun(Host.Compile(Source), Host.Compile(Replace(Source, text, replacement)));
        AssertReasons(result, TrackingNames.Extract, IncrementalStepRunReason.Modified);
        AssertReasons(result, TrackingNames.Compile, IncrementalStepRunReason.Modified);
        AssertOutputs(result, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_second_loss_leaves_the_first_file_alone()
    {
        const string Second = "partial class M { [LossGen.Loss(\"x\")] public static partial float G(float x); }";
        var compilation = Host.Compile(Source);
        var result = Rerun(compilation, compilation.AddSyntaxTrees(Host.Parse(Second, path: "Second.cs")));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], OutputReasons(result));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], Reasons(result, TrackingNames.Compile));
    }

    [Fact]
    public void An_edited_loss_leaves_the_losses_of_other_types_alone()
    {
        const string Second = "partial class M { [LossGen.Loss(\"x\")] public static partial float G(float x); }";
        var compilation = Host.Compile([("A.cs", Source), ("B.cs", Second)]);
        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0], Host.Parse(Replace(Source, "\"x\"", "\"y\""), path: "A.cs"));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], OutputReasons(Rerun(compilation, edited)));
    }

    [Theory]
    [InlineData("mean(x)", "sum(x)", true)]
    [InlineData("G(ReadOnlySpan<float> x", "G(ReadOnlySpan<float> z", true)]
    [InlineData("float scale = 2", "float scale = 3", true)]
    [InlineData("1 + Middle(x)", "2 + Middle(x)", false)]
    [InlineData("\"max(x)\"", "\"min(x)\"", false)]
    [InlineData("class Other", "public sealed class Other", false)]
    [InlineData("public static partial float G", "/* Moves. */ public static partial float G", false)]
    [InlineData("[Loss(\"scale", "[Obsolete] [Loss(\"scale", false)]
    public void An_edit_of_a_called_loss_compiles_its_callers(string text, string replacement, bool changes)
    {
        const string Caller = "static partial class A { [LossGen.Loss(\"Losses.Middle(x)\")] public static partial float F(System.ReadOnlySpan<float> x); }";
        const string Called = """
            using System;
            using LossGen;
            static partial class Losses
            {
                [Loss("1 + Middle(x)")] public static partial float Above(ReadOnlySpan<float> x);
                [Loss("2 * G(x)")] public static partial float Middle(ReadOnlySpan<float> x);
                [Loss("scale * mean(x)")] public static partial float G(ReadOnlySpan<float> x, float scale = 2);
                [Loss("max(x)")] public static partial float Uncalled(ReadOnlySpan<float> x);
            }
            class Other { }
            """;
        var compilation = Host.Compile([("A.cs", Caller), ("Losses.cs", Called)]);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Host.Parse(Replace(Called, text, replacement)));
        var result = Rerun(compilation, edited);
        Assert.Equal(changes ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged, Reasons(result, TrackingNames.Extract).First());
        Assert.Equal(!changes, Reasons(result, TrackingNames.Compile).First() == IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("System . ReadOnlySpan<Single>  x")]
    public void Models_of_two_compilations_are_equal(string parameter)
    {
        var left = Models(Host.Compile(Source));
        var right = Models(Host.Compile(Replace(Source, parameter == "x" ? "x)" : "ReadOnlySpan<float> x", parameter == "x" ? "x)" : parameter)));
        Assert.Equal(TrackingNames.All.Count, left.Count);
        Assert.All(left.Zip(right), pair =>
        {
            Assert.NotSame(pair.First, pair.Second);
            Assert.Equal(pair.First, pair.Second);
            Assert.Equal(pair.First.GetHashCode(), pair.Second.GetHashCode());
        });
    }

    [Fact]
    public void No_step_keeps_anything_of_Roslyn_alive()
    {
        var models = Models(Host.Compile(Source + "\npartial class M { [LossGen.Loss(\"y\")] public static partial float G(float y); }"));
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var model in models)
            AssertHoldsNoRoslyn(model, model.GetType().Name, visited);
        Assert.True(visited.Count > models.Count);
    }

    /// <summary>An <c>is</c> test: what flows is never of exactly an interface's type, so comparing types would find nothing.</summary>
    private static void AssertHoldsNoRoslyn(object? value, string path, HashSet<object> visited)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value))
            return;
        Assert.False(
            value is ISymbol or Compilation or SemanticModel or SyntaxNode or SyntaxTree or Location or Diagnostic or AttributeData
                or SyntaxToken or SyntaxTrivia or SourceText or AnalyzerOptions,
            $"{path} holds a {value.GetType()}");
        Assert.False(value is Delegate, $"{path} holds a delegate");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertHoldsNoRoslyn(item, path + "[]", visited);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                AssertHoldsNoRoslyn(field.GetValue(value), $"{path}.{field.Name}", visited);
        }
    }

    private static List<object> Models(CSharpCompilation compilation)
    {
        var steps = Track(compilation).TrackedSteps;
        return [.. TrackingNames.All.SelectMany(name => steps[name]).SelectMany(step => step.Outputs).Select(output => output.Value)];
    }

    private static GeneratorRunResult Track(CSharpCompilation compilation) =>
        Host.Driver(Host.StubGenerator, compilation, track: true)
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();

    private static GeneratorRunResult Rerun(CSharpCompilation before, CSharpCompilation after) =>
        Host.Driver(Host.StubGenerator, before, track: true)
            .RunGenerators(before, TestContext.Current.CancellationToken)
            .RunGenerators(after, TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();

    private static void AssertNothingCompiled(GeneratorRunResult result)
    {
        AssertReasons(result, TrackingNames.Extract, IncrementalStepRunReason.Unchanged);
        AssertReasons(result, TrackingNames.Compile, IncrementalStepRunReason.Cached);
        AssertReasons(result, TrackingNames.Group, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached);
    }

    private static void AssertReasons(GeneratorRunResult result, string step, IncrementalStepRunReason reason) =>
        Assert.Equal([reason], Reasons(result, step));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertOutputs(GeneratorRunResult result, IncrementalStepRunReason reason) =>
        Assert.Equal([reason], OutputReasons(result));

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static string Replace(string source, string text, string replacement)
    {
        Assert.Contains(text, source, StringComparison.Ordinal);
        return source.Replace(text, replacement, StringComparison.Ordinal);
    }
}
