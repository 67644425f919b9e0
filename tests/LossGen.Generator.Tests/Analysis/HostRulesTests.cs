using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Analysis;

/// <summary>What is wrong with the C# around a loss, each once and at its place.</summary>
public sealed class HostRulesTests
{
    [Theory]
    [InlineData("""partial class C { [Loss("x")] public static float {|LG0901:F|}(float x) => 0; }""")]
    [InlineData("""abstract partial class C { [Loss("x")] public abstract float {|LG0901:F|}(float x); }""")]
    [InlineData("""
        partial class C
        {
            [Loss("x")] public static partial float {|LG0902:F|}(float x);
            public static partial float F(float x) => 0;
        }
        """)]
    [InlineData("""
        partial class C
        {
            public static partial float F(float x);
            [Loss("x")] public static partial float {|LG0902:F|}(float x) { return 0; }
        }
        """)]
    [InlineData("""
        class {|LG0903:C|}
        {
            [Loss("x")] public static partial float F(float x);
            [Loss("x")] public static partial float G(float x);
        }
        """)]
    [InlineData("""
        class {|LG0903:A|}
        {
            struct {|LG0903:B|}
            {
                partial class C { [Loss("x")] public static partial float F(float x); }
                partial class D { [Loss("x")] public static partial float F(float x); }
            }
            class E { }
        }
        """)]
    [InlineData("""partial class C { [Loss("x")] public static partial float F{|LG0905:<T>|}(float x); }""")]
    [InlineData("""file partial class {|LG0906:C|} { [Loss("x")] public static partial float F(float x); }""")]
    [InlineData("""partial class C { [{|LG0907:Loss(null!)|}] public static partial float F(float x); }""")]
    [InlineData("""partial class C { [Loss("x", Hessian = true, {|LG0908:Parallel = true|})] public static partial float F(float x); }""")]
    [InlineData("""partial class C { [Loss("x", Require = LossProperties.NonNegative)] public static partial float F(float x); }""")]
    [InlineData("""partial class C { [Loss("x", HessianPolicy = HessianPolicy.Absolute)] public static partial float F(float x); }""")]
    [InlineData("""
        partial class C
        {
            [Loss("x", Hessian = false, Parallel = false, Require = LossProperties.None, HessianPolicy = HessianPolicy.AsIs)]
            public static partial float F(float x);
        }
        """)]
    [InlineData("""partial class C { void M() { [{|LG0909:Loss("x")|}] static float F(float x) => 0; F(1); } }""")]
    [InlineData("""partial class C { System.Func<float, float> f = [{|LG0909:Loss("x")|}] (x) => x; }""")]
    [InlineData("""partial class C { float P { [{|LG0909:Loss("x")|}] get => 0; } }""")]
    [InlineData("""partial class C { [{|LG0909:Loss("x")|}] public static float operator +(C a, C b) => 0; }""")]
    [InlineData("""class {|LG0903:C|} { [Loss("{|LG0002:bad|}")] public static float {|LG0901:F|}(float x) => 0; }""")]
    public async Task Host_problems_are_reported_once_at_their_place(string source) =>
        await Markup.AssertFindsAsync("using LossGen;\n" + source);

    [Fact]
    public async Task An_old_language_version_is_named()
    {
        var found = await Markup.AssertFindsAsync(
            """partial class C { [LossGen.Loss("x")] public static partial float {|LG0904:F|}(float x); }""",
            version: LanguageVersion.CSharp8);
        Assert.Equal(
            "Partial methods that return a value need C# 9.0 or later; 'F' is compiled as C# 8.0",
            Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_type_of_several_parts_is_reported_at_the_part_that_is_not_partial()
    {
        var found = await Host.AnalyzeAsync(
            Host.Compile(
            [
                ("A.cs", """partial class C { [LossGen.Loss("x")] public static partial float F(float x); }"""),
                ("B.cs", "class C { }"),
            ]),
            StubCompiler.Analyzer);
        var problem = Assert.Single(found);
        Assert.Equal(("LG0903", "B.cs"), (problem.Id, problem.Location.SourceTree!.FilePath));
    }

    [Fact]
    public async Task A_generated_body_is_no_body_of_the_user()
    {
        var compilation = Host.Generate(
            Host.Compile("""partial class C { [LossGen.Loss("x")] public static partial float F(float x); }"""), Host.StubGenerator);
        Assert.Equal(2, compilation.SyntaxTrees.Length);
        Assert.Empty(await Host.AnalyzeAsync(compilation, StubCompiler.Analyzer));
    }

    [Fact]
    public async Task A_type_without_losses_may_be_what_it_likes() => await Markup.AssertFindsAsync("""
        class C { class D { void M() { } } }
        file class E { }
        """);
}
