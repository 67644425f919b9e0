using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Generation;

/// <summary>What the generator writes around the compiler's code; a stub stands for the compiler.</summary>
public sealed class GenerationTests
{
    private const string Overloads = """
        using System;
        using LossGen;
        namespace Library.Losses
        {
            public static partial class Regression
            {
                [Loss("mean((yhat - y)^2)")]
                public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);

                [Loss("mean((yhat - y)^2)", Wrt = new[] { "yhat", "y" })]
                internal static partial double Mse(ReadOnlySpan<double> yhat, ReadOnlySpan<double> y);

                [Loss("sum(w)")]
                public static partial float Sum(ReadOnlySpan<float> w, in int n, long m, bool flag = true);
            }
        }
        """;

    [Fact]
    public void Overloads_share_the_file_of_their_type() => Verifier.Verify(Host.Run(Overloads));

    [Fact]
    public void A_declared_companion_is_handed_to_the_compiler() => Verifier.Verify(Host.Run("""
        using System;
        using LossGen;
        partial class Outer<T> where T : class
        {
            partial record struct Inner
            {
                [Loss("x")]
                public readonly partial float Value(ReadOnlySpan<float> x);

                internal readonly partial float ValueGradient(ReadOnlySpan<float> x, Span<float> gradient, float seed = 1);
            }
        }
        """));

    [Fact]
    public void Companions_of_overloads_are_told_apart()
    {
        var compilation = Host.Compile("""
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("x")]
                public static partial float F(ReadOnlySpan<float> x);

                [Loss("x")]
                public static partial float F(ReadOnlySpan<float> x, float tau);

                private static partial float FGradient(ReadOnlySpan<float> x, float tau, Span<float> xGradient, out float tauGradient);
            }
            """);
        var declared = new List<string>();
        Host.Run(compilation, new LossGenerator((method, token) =>
        {
            declared.AddRange(method.DeclaredCompanions.Select(companion =>
                $"{method.Signature.Parameters.Count}: {companion.Declaration} {companion.Name}({companion.Parameters})"));
            return StubCompiler.Compile(method, token);
        }));
        Assert.Equal(
            [
                "2: private static partial float FGradient(global::System.ReadOnlySpan<float> x, float tau, "
                    + "global::System.Span<float> xGradient, out float tauGradient)",
            ],
            declared);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_language_version_that_has_such_methods_accepts_the_file(LanguageVersion version) =>
        Host.AssertCompiles(Host.Generate(Host.Compile(Overloads, version), Host.StubGenerator));

    [Fact]
    public void A_method_with_a_host_problem_gets_no_code_and_the_others_do()
    {
        var files = Host.Run("""
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("x")] public static float NotPartial(ReadOnlySpan<float> x) => 0;
                [Loss("x")] public static partial float Generic<T>(ReadOnlySpan<float> x);
                [Loss(null!)] public static partial float Null(ReadOnlySpan<float> x);
                [Loss("x", Hessian = true)] public static partial float Reserved(ReadOnlySpan<float> x);
                [Loss("bad")] public static partial float Bad(ReadOnlySpan<float> x);
                [Loss("x")] public static partial float Good(ReadOnlySpan<float> x);
            }
            class NotPartialType
            {
                [Loss("x")] public static partial float F(ReadOnlySpan<float> x);
                public partial class Nested
                {
                    [Loss("x")] public static partial float F(ReadOnlySpan<float> x);
                }
            }
            file partial class FileLocal
            {
                [Loss("x")] public static partial float F(ReadOnlySpan<float> x);
            }
            """).Files();
        var (name, text) = Assert.Single(files);
        Assert.Equal("L.Loss.g.cs", name);
        Assert.Contains("public static partial float Good(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bad", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Generic", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_in_the_compiler_costs_one_loss_only()
    {
        var generator = new LossGenerator((method, token) =>
            method.Text == "crash" ? throw new InvalidOperationException("defect") : StubCompiler.Compile(method, token));
        var (_, text) = Assert.Single(Host.Run(
            Host.Compile("""
                using System;
                using LossGen;
                static partial class L
                {
                    [Loss("crash")] public static partial float A(ReadOnlySpan<float> x);
                    [Loss("x")] public static partial float B(ReadOnlySpan<float> x);
                }
                """),
            generator).Files());
        Assert.DoesNotContain(" A(", text, StringComparison.Ordinal);
        Assert.Contains(" B(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        var compilation = Host.Compile(Overloads);
        using var source = new CancellationTokenSource();
        var generator = new LossGenerator((_, token) =>
        {
            source.Cancel();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException("not reached");
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Host.Driver(generator, compilation).RunGenerators(compilation, source.Token));
    }
}
