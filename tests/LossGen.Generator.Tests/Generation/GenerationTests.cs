using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
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
    public void A_loss_with_errors_gets_a_stub_and_the_others_their_code() => Verifier.Verify(Host.Run("""
        using System;
        using LossGen;
        static partial class L
        {
            [Loss("bad")] public static partial float Bad(ReadOnlySpan<float> x);
            private static partial float BadGradient(ReadOnlySpan<float> x, Span<float> gradient);
            [Loss("x")] public static partial float Good(ReadOnlySpan<float> x);
            [Loss("x")] public static partial float Generic<T, @event>(ReadOnlySpan<T> x) where T : struct, IComparable<T?> where @event : class?;
            [Loss(null!)] public static partial float Null(ReadOnlySpan<float> x);
            [Loss("x", Parallel = true)] public static partial float Reserved(ReadOnlySpan<float> x);
        }
        """));

    [Fact]
    public void Stubs_and_callers_of_a_gradient_that_has_one_are_no_further_error()
    {
        var compilation = Host.Generate(
            Host.Compile("""
                using System;
                using LossGen;
                static partial class L
                {
                    [Loss("bad")] public static partial float F(ReadOnlySpan<float> x);
                    internal static partial float FGradient(ReadOnlySpan<float> x, Span<float> gradient);
                    [Loss("bad")] public static partial float H(ReadOnlySpan<float> x);
                    static float Use(float[] x) => HGradient(x, new float[1]);
                    [Loss("bad")] internal static partial void R(ReadOnlySpan<float> x, Span<float> z);
                    [Loss("bad", Hessian = true)] internal static partial float S(ReadOnlySpan<float> x);
                    static float UseHessian(float[] x) => SGradient(x, x) + SHessian(x, xGradient: x, xHessian: x, seed: 2);
                    static void UseSeed(float[] x) => RGradient(x, zSeed: x, xGradient: new float[1]);
                    [Loss("x")] public static partial T G<T, @event>(T x) where T : struct, IComparable<T> where @event : class?;
                }
                """),
            Host.StubGenerator);
        Assert.Empty(compilation.GetDeclarationDiagnostics(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("static partial class L { [Loss(\"x\")] public static float NotPartial(ReadOnlySpan<float> x) => 0; }")]
    [InlineData("class L { [Loss(\"x\")] public static partial float F(ReadOnlySpan<float> x); }")]
    [InlineData("class L { public partial class Nested { [Loss(\"x\")] public static partial float F(ReadOnlySpan<float> x); } }")]
    [InlineData("file partial class L { [Loss(\"x\")] public static partial float F(ReadOnlySpan<float> x); }")]
    [InlineData("partial class L { [Loss(\"x\")] public static partial float F(float x); public static partial float F(float x) => 0; }")]
    public void Where_no_body_can_stand_nothing_is_generated(string source) =>
        Assert.Empty(Host.Run("using System; using LossGen;\n" + source).Files());

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
        Assert.Contains(" A(global::System.ReadOnlySpan<float> x) => throw ", text, StringComparison.Ordinal);
        Assert.Contains(" B(global::System.ReadOnlySpan<float> x)\n", text, StringComparison.Ordinal);
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
