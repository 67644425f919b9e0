using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LossGen.Analyzers;
using LossGen.Compiler.Signatures;
using LossGen.Generator.Tests.Infrastructure;
using LossGen.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Generation;

/// <summary>Losses that call others, as C# finds them.</summary>
public sealed class CompositionTests
{
    /// <summary>Losses in many places; <c>CALL</c> is what a loss of three floats and three floats calls.</summary>
    private const string Source = """
        using System;
        using LossGen;
        using LossGen.Losses;
        using static Library.Shared;
        using Alias = Library.Shared;

        namespace Library
        {
            internal static partial class Shared
            {
                [Loss("mean(abs(a - b))")] public static partial float Mae(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
                [Loss("3 * Mae(a, b)")] public static partial float Triple(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
                [Loss("mean(abs(a - b))")] private static partial float Secret(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
                [Loss("scale * mean(abs(a - b))")] public static partial float Scaled(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float scale = 2.5f);
            }

            internal abstract partial class Base
            {
                [Loss("mean(abs(a - b))")] protected static partial float Inherited(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
            }

            internal partial class Outer : Base
            {
                [Loss("mean((a - b)^2)")] private static partial float Mse(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
                [Loss("mean((a - b)^2)")] private static partial double Mse(ReadOnlySpan<double> a, ReadOnlySpan<double> b);
                public static float Plain(float a) => a;

                public static partial class Inner
                {
                    [Loss("CALL")] public static partial float F(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
                }
            }
        }
        """;

    private const float Mse = ((3f * 3f) + (1f * 1f) + (2f * 2f)) / 3;
    private const float Mae = (3f + 1f + 2f) / 3;

    public static TheoryData<string, double> Calls => new()
    {
        { "Mse(yhat, y)", Mse },
        { "Outer.Mse(yhat, y)", Mse },
        { "Library.Outer.Mse(yhat, y)", Mse },
        { "Inherited(yhat, y)", Mae },
        { "Outer.Inherited(yhat, y)", Mae },
        { "Mae(yhat, y)", Mae },
        { "Shared.Mae(yhat, y) + Mse(yhat, y)", Mae + Mse },
        { "Alias.Mae(yhat, y)", Mae },
        { "Triple(yhat, y)", 3 * Mae },
        { "Shared.Scaled(yhat, y)", 2.5 * Mae },
        { "Shared.Scaled(yhat, y, 2)", 2 * Mae },
        { "Regression.MeanAbsoluteError(yhat, y)", Mae },
        { "LossGen.Losses.Regression.MeanAbsoluteError(yhat, y)", Mae },
    };

    private static ImmutableArray<MetadataReference> References { get; } =
        Host.References.Add(MetadataReference.CreateFromFile(typeof(Regression).Assembly.Location));

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_finds_what_CSharp_finds(string call, double expected)
    {
        var compilation = Host.Compile(Source.Replace("CALL", call, StringComparison.Ordinal)).WithReferences(References);
        var generated = Host.Generate(compilation, new LossGenerator());
        Host.AssertCompiles(generated);
        Assert.Empty(await Host.AnalyzeAsync(generated, new LossAnalyzer()));
        Assert.Equal(expected, Load(generated).GetType("Library.Outer+Inner")!.GetMethod("F")!.CreateDelegate<Loss>()([4, 1, -2], [1, 0, -4]), 1e-6);
    }

    [Theory]
    [InlineData("{|LG0600:Msee|}(yhat, y)")]
    [InlineData("{|LG0600:Shared.Mxe|}(yhat, y)")]
    [InlineData("{|LG0600:Nowhere.Mse|}(yhat, y)")]
    [InlineData("{|LG0601:Plain|}(1)")]
    [InlineData("{|LG0602:Shared.Secret|}(yhat, y)")]
    [InlineData("{|LG0603:F(yhat, y)|}")]
    [InlineData("{|LG0604:Shared.Triple(yhat, y)|}", "3 * Mae(a, b)", "3 * Mae(a, zz)")]
    [InlineData("{|LG0603:Shared.Triple(yhat, y)|}", "3 * Mae(a, b)", "3 * Outer.Inner.F(a, b)")]
    [InlineData("Mae({|LG0607:1|}, y)")]
    public async Task An_error_stands_at_the_characters_of_the_call(string call, string? text = null, string? replacement = null)
    {
        var source = Source.Replace("CALL", call, StringComparison.Ordinal);
        var (plain, expected) = Markup.Parse(text is null ? source : source.Replace(text, replacement, StringComparison.Ordinal));
        var found = await Host.AnalyzeAsync(Host.Compile(plain).WithReferences(References), new LossAnalyzer());
        var inCaller = found.Where(item => item.Id[2] == '0' && item.Location.SourceSpan.Start >= plain.IndexOf("class Inner", StringComparison.Ordinal));
        Assert.Equal(expected, inCaller.Select(item => (item.Id, item.Location.SourceSpan)));
    }

    [Fact]
    public void The_documentation_shows_the_text_of_the_user()
    {
        var files = Host.Run(Host.Compile(Source.Replace("CALL", "0.5 * Mse(yhat, y)", StringComparison.Ordinal)).WithReferences(References), new LossGenerator()).Files();
        Assert.Contains("0.5 * Mse(yhat, y)", files.Single(file => file.Name.Contains("Inner", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_loss_that_calls_none_is_looked_up()
    {
        var calls = default(LossCalls);
        var generator = new LossGenerator((method, cancellationToken) =>
        {
            calls = method.Calls;
            return StubCompiler.Compile(method, cancellationToken);
        });
        Host.Run(Host.Compile("""partial class C { [LossGen.Loss("exp(x)")] public static partial float F(float x); }"""), generator);
        Assert.Same(LossCalls.None, calls);
    }

    private delegate float Loss(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);

    private static Assembly Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(nameof(CompositionTests), isCollectible: true).LoadFromStream(stream);
    }
}
