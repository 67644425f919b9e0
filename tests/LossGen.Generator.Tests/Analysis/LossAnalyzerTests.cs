using System.Globalization;
using LossGen.Analyzers;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Analysis;

/// <summary>Where the compiler's findings land in the C# source; a stub finds fault with the words <c>bad</c> and <c>slow</c>.</summary>
public sealed class LossAnalyzerTests
{
    private static readonly string Bad = StubCompiler.Bad.Id;

    [Theory]
    [InlineData("\"a + [bad] + [bad]\"")]
    [InlineData("\"\\u0061 \\\"\\\\ [bad]\"")]
    [InlineData("\"[b\\u0061d]\"")]
    [InlineData("@\"a \"\" [bad]\"")]
    [InlineData("@\"a\r\nb\r\n[bad]\"")]
    [InlineData("@\"a\n[bad]\"")]
    [InlineData("\"\"\"a [bad]\"\"\"")]
    [InlineData("\"\"\"\n    a\n\n      [bad]\n    b [bad]\n    \"\"\"")]
    [InlineData("\"\"\"\r\n    a\r\n\r\n      [bad]\r\n    b [bad]\r\n    \"\"\"")]
    [InlineData("\"\"\"\"\n    \"\"\"[bad]\n    \"\"\"\"")]
    [InlineData("(\"a [bad]\" + @\"x [bad]\")")]
    [InlineData("\"[b\" + \"ad]\"")]
    [InlineData("expression: \"[bad]\"")]
    [InlineData("[Texts.Bad]")]
    [InlineData("[\"x\" + Texts.Bad]")]
    [InlineData("[$\"{Texts.Bad}\"]")]
    public async Task Findings_are_at_the_characters_of_the_literal(string literal)
    {
        var marked = literal
            .Replace("[", "{|" + Bad + ":", StringComparison.Ordinal)
            .Replace("]", "|}", StringComparison.Ordinal);
        await Markup.AssertFindsAsync($$"""
            using System;
            using LossGen;
            static class Texts { public const string Bad = "bad"; }
            static partial class L
            {
                [Loss({{marked}}, Stabilize = false)]
                public static partial float F(ReadOnlySpan<float> x);
            }
            """);
    }

    [Fact]
    public async Task Without_the_runtime_library_nothing_is_said()
    {
        var compilation = Host.Compile("namespace LossGen { } class C { [LossGen.Loss(\"bad\")] void M() { } }")
            .RemoveReferences(Host.References[^1]);
        Assert.Empty(await Host.AnalyzeAsync(compilation, StubCompiler.Analyzer));
    }

    [Fact]
    public async Task An_attribute_of_the_same_name_is_another() => await Markup.AssertFindsAsync("""
        namespace Other { class LossAttribute(string text) : System.Attribute { public string Text => text; } }
        namespace N
        {
            using Other;
            class C { [Loss("bad")] void M() { } }
        }
        """);

    [Fact]
    public async Task An_alias_of_the_attribute_is_the_attribute() => await Markup.AssertFindsAsync($$"""
        using L = LossGen.LossAttribute;
        partial class C { [L("{|{{Bad}}:bad|}")] public static partial float F(float x); }
        """);

    [Fact]
    public async Task A_fix_travels_in_the_properties()
    {
        var found = await Markup.AssertFindsAsync($$"""
            partial class C { [LossGen.Loss("a + {|{{StubCompiler.Slow.Id}}:slow|}")] public static partial float F(float x); }
            """);
        Assert.Equal(new TextEdit(new(4, 4), "fast"), FixProperties.TryRead(Assert.Single(found).Properties));
    }

    [Fact]
    public async Task A_constant_from_elsewhere_has_no_fix()
    {
        var found = await Markup.AssertFindsAsync($$"""
            partial class C
            {
                const string Text = "slow";
                [LossGen.Loss({|{{StubCompiler.Slow.Id}}:Text|})] public static partial float F(float x);
            }
            """);
        Assert.Null(FixProperties.TryRead(Assert.Single(found).Properties));
    }

    [Fact]
    public async Task A_crash_of_the_analysis_is_an_internal_error_at_the_attribute()
    {
        var analyzer = new LossAnalyzer((_, _, _, _) => throw new InvalidOperationException("defect"), StubCompiler.Compile);
        var found = await Markup.AssertFindsAsync(
            """partial class C { [{|LG9001:LossGen.Loss("x")|}] public static partial float F(float x); }""", analyzer);
        Assert.Contains("InvalidOperationException: defect", Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_behind_the_analysis_is_an_internal_error_too()
    {
        var analyzer = new LossAnalyzer(StubCompiler.Analyze, (_, _) => throw new InvalidOperationException("defect"));
        await Markup.AssertFindsAsync(
            """partial class C { [{|LG9001:LossGen.Loss("x")|}] public static partial float F(float x); }""", analyzer);
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("slow")]
    public async Task The_generated_part_does_not_hide_a_finding(string text)
    {
        var compilation = Host.Generate(
            Host.Compile($$"""partial class C { [LossGen.Loss("{{text}}")] public static partial float F(float x); }"""), Host.StubGenerator);
        Assert.Equal(2, compilation.SyntaxTrees.Length);
        Assert.Single(await Host.AnalyzeAsync(compilation, StubCompiler.Analyzer));
    }

    [Fact]
    public async Task A_crash_that_left_a_stub_is_still_found()
    {
        Compiler.CompiledLoss Crash(Compiler.Signatures.LossMethod method, CancellationToken token) => throw new InvalidOperationException("defect");
        var compilation = Host.Generate(
            Host.Compile("""partial class C { [LossGen.Loss("x")] public static partial float F(float x); }"""), new LossGenerator(Crash));
        var found = await Host.AnalyzeAsync(compilation, new LossAnalyzer(StubCompiler.Analyze, Crash));
        Assert.Equal(HostErrors.InternalError.Id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task A_generated_body_is_compiled_once_only()
    {
        var analyzer = new LossAnalyzer(StubCompiler.Analyze, (_, _) => throw new InvalidOperationException("not called"));
        var compilation = Host.Generate(
            Host.Compile("""partial class C { [LossGen.Loss("x")] public static partial float F(float x); }"""), Host.StubGenerator);
        Assert.Empty(await Host.AnalyzeAsync(compilation, analyzer));
    }

    [Fact]
    public async Task A_span_outside_the_text_falls_back_to_the_argument()
    {
        var finding = new LossDiagnostic(StubCompiler.Bad, new(2, 5), new("x"));
        await Markup.AssertFindsAsync(
            $$"""partial class C { [LossGen.Loss({|{{Bad}}:"xyz"|})] public static partial float F(float x); }""",
            new LossAnalyzer((_, _, _, _) => [finding], (_, _) => new([finding], null)));
    }

    [Fact]
    public async Task Pragmas_silence_a_warning_and_no_error()
    {
        var compilation = Host.Compile("""
            partial class C
            {
            #pragma warning disable LG1006, LG0100
                [LossGen.Loss("log(1 + x)")]
                public static partial float F(float x);
                [LossGen.Loss("y")]
                public static partial float G(float x);
            }
            """);
        Assert.Equal(["LG0100"], (await Host.AnalyzeAsync(compilation, new LossAnalyzer())).Select(found => found.Id).Where(id => id[2] != '2'));
    }
}
