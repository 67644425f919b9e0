using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using LossGen.Analyzers;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Generation;

/// <summary>The real compiler behind generator and analyzer: what users get.</summary>
public sealed class EndToEndTests
{
    private const string Source = """
        using System;
        using LossGen;
        namespace Library
        {
            public static partial class Losses
            {
                [Loss("mean((yhat - y)^2)")]
                public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);

                [Loss("mean(abs(yhat - y) <= delta ? 0.5 * (yhat - y)^2 : delta * (abs(yhat - y) - 0.5 * delta))")]
                public static partial double Huber(ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, double delta = 1.5);

                [Loss("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
                public static partial float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> label);

                [Loss("out[n] = (yhat[n] - y[n])^2; count(yhat > y)")]
                public static partial double Squares(ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, Span<double> @out);

                [Loss("mean(softplus(z) - y * z)", Hessian = true, HessianPolicy = HessianPolicy.UpperBound)]
                public static partial double Logistic(ReadOnlySpan<double> z, ReadOnlySpan<double> y);

                [Loss("parts[0] = mean(x); parts[1] = norm(x)", Wrt = new[] { "x" })]
                internal static partial void Parts(Span<float> parts, ReadOnlySpan<float> x);
            }
        }
        """;

    [Fact]
    public void The_whole_file_of_a_type() => Verifier.Verify(Host.Run(
        Host.Compile("""
            using System;
            using LossGen;
            public static partial class L
            {
                [Loss("mean((yhat - y)^2)")]
                public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
            }
            """),
        new LossGenerator()));

    [Theory]
    [InlineData("Huber", "r = yhat - y; require delta > 0; mean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))", "ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, double delta")]
    [InlineData("CrossEntropy", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", "ReadOnlySpan<float> z, ReadOnlySpan<int> label")]
    [InlineData("WeightedCrossEntropy", "nll[n] = logsumexp[c](z[n,c]) - z[n, label[n]]; sum[n](w[label[n]] * nll[n]) / sum[n](w[label[n]])", "ReadOnlySpan<float> z, ReadOnlySpan<int> label, ReadOnlySpan<float> w")]
    [InlineData("SampleLosses", "losses[n] = logsumexp[c](z[n,c]) - z[n, label[n]]; mean[n](losses[n])", "ReadOnlySpan<float> z, ReadOnlySpan<int> label, Span<float> losses")]
    [InlineData("InfoNce", "s[i,j] = sum[d](u[i,d] * v[j,d]) / tau; mean[i](logsumexp[j](s[i,j]) - s[i,i])", "ReadOnlySpan<float> u, ReadOnlySpan<float> v, int d, float tau")]
    public void Generated_code_reads_like_this(string name, string text, string parameters) => Verifier.Verify(
        Host.Run(
            Host.Compile($$"""
                using System;
                using LossGen;
                public static partial class {{name}}Loss
                {
                    [Loss("{{text}}")]
                    public static partial {{(parameters.Contains("double", StringComparison.Ordinal) ? "double" : "float")}} {{name}}({{parameters}});
                }
                """),
            new LossGenerator()),
        method: $"{nameof(Generated_code_reads_like_this)}_name={name}");

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Generated_code_has_no_warning_in_any_language_version(LanguageVersion version) =>
        Host.AssertCompiles(Host.Generate(Host.Compile(Source, version), new LossGenerator()));

    [Theory]
    [InlineData("namespace App.Loss { TYPE }")]
    [InlineData("namespace App.Loss.Kernels { TYPE }")]
    [InlineData("namespace LossGen.Mine { TYPE }")]
    [InlineData("namespace App.System { TYPE }")]
    [InlineData("namespace App { class Loss { } class Kernels { } class Simd { } class Math { } class Vector512 { } TYPE }")]
    [InlineData("class Loss { } class Kernels { } class Simd { } TYPE")]
    public void Names_of_the_user_do_not_clash_with_generated_code(string source)
    {
        const string Type = """
            partial class C
            {
                [global::LossGen.Loss("mean((yhat - y)^2)")]
                internal static partial float F(global::System.ReadOnlySpan<float> yhat, global::System.ReadOnlySpan<float> y);
            }
            """;
        Host.AssertCompiles(Host.Generate(Host.Compile(source.Replace("TYPE", Type, StringComparison.Ordinal)), new LossGenerator()));
    }

    [Theory]
    [InlineData("@event", "event")]
    [InlineData("@class", "class")]
    [InlineData("i", "i")]
    [InlineData("n", "n")]
    [InlineData("sum", "sum")]
    [InlineData("span", "span")]
    [InlineData("Loss", "Loss")]
    [InlineData("Kernels", "Kernels")]
    [InlineData("Simd", "Simd")]
    [InlineData("ŷ", "ŷ")]
    [InlineData("yGradient", "yGradient")]
    public void Names_of_parameters_do_not_clash_with_generated_locals(string declared, string name)
    {
        var compilation = Host.Generate(
            Host.Compile($$"""
                using System;
                using LossGen;
                static partial class L
                {
                    [Loss("mean(({{name}} - y)^2)")]
                    internal static partial float F(ReadOnlySpan<float> {{declared}}, ReadOnlySpan<float> y);
                }
                """),
            new LossGenerator());
        Host.AssertCompiles(compilation);
    }

    [Fact]
    public void The_generated_code_computes()
    {
        var source = Source.Replace("public static partial class", "internal static partial class", StringComparison.Ordinal);
        var type = Load(source).GetType("Library.Losses")!;
        var gradient = new double[3];
        var value = type.GetMethod("HuberGradient")!.CreateDelegate<HuberGradient>()([3, 0, 1], [0, 1, 1], 1.5, gradient, 6);
        Assert.Equal(((1.5 * (3 - 0.75)) + 0.5) / 3, value, 1e-15);
        Assert.Equal([3.0, -2.0, 0.0], gradient.Select(item => Math.Round(item, 14)));
    }

    [Fact]
    public void Results_and_their_product_compute()
    {
        var source = Source.Replace("public static partial class", "internal static partial class", StringComparison.Ordinal);
        var type = Load(source).GetType("Library.Losses")!;
        var squares = new double[2];
        Assert.Equal(1, type.GetMethod("Squares")!.CreateDelegate<Squares>()([3, 0], [1, 1], squares));
        Assert.Equal([4.0, 1.0], squares);
        var gradient = new double[2];
        Assert.Equal(1, type.GetMethod("SquaresGradient")!.CreateDelegate<SquaresGradient>()([3, 0], [1, 1], [1, 10], gradient, 5));
        Assert.Equal([4.0, -20.0], gradient);
        var norms = new float[1];
        type.GetMethod("PartsGradient", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<PartsGradient>()([-2], [0, 1], norms, 3);
        Assert.Equal([-3f], norms);
    }

    [Fact]
    public void A_Hessian_computes()
    {
        var source = Source.Replace("public static partial class", "internal static partial class", StringComparison.Ordinal);
        var hessian = Load(source).GetType("Library.Losses")!.GetMethod("LogisticHessian")!.CreateDelegate<LogisticHessian>();
        var (gradient, diagonal) = (new double[2], new double[2]);
        Assert.Equal(Math.Log(2), hessian([0, 0], [1, 0], gradient, diagonal, 8), 1e-15);
        Assert.Equal([-2.0, 2.0], gradient);
        Assert.Equal([1.0, 1.0], diagonal);
    }

    [Fact]
    public void The_Hessian_reads_like_this() => Verifier.Verify(Host.Run(
        Host.Compile("""
            using System;
            using LossGen;
            public static partial class NewtonLoss
            {
                [Loss("mean[n](logsumexp[c](z[n,c] / tau) - z[n, label[n]] / tau)", Wrt = new[] { "z", "tau" }, Hessian = true)]
                public static partial float Newton(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float tau);
            }
            """),
        new LossGenerator()));

    [Theory]
    [InlineData("float", "", "{|LG2010:|}mean(abs(x - 1))")]
    [InlineData("float", "", "{|LG2010:|}mean(max(0, 1 - x))")]
    [InlineData("float", ", Span<float> z", "{|LG0418:|}z = x; sum(x)")]
    [InlineData("float", "", "{|LG0213:mean(digamma(x))|}")]
    [InlineData("float", ", float xHessian", "{|LG0405:|}mean(x^2) * xHessian")]
    public async Task Hessians_that_there_are_not_are_reported(string type, string parameters, string text) => await Markup.AssertFindsAsync(
        $$"""
        using System;
        using LossGen;
        static partial class L
        {
            [Loss("{{text}}", Hessian = true)]
            public static partial {{type}} F(ReadOnlySpan<float> x{{parameters}});
        }
        """,
        new LossAnalyzer());

    [Fact]
    public async Task A_Hessian_by_nothing_is_reported() => await Markup.AssertFindsAsync(
        """
        using System;
        using LossGen;
        static partial class L
        {
            [Loss("{|LG0418:|}mean(x^2)", Wrt = new string[0], Hessian = true)]
            public static partial float F(ReadOnlySpan<float> x);
        }
        """,
        new LossAnalyzer());

    [Fact]
    public void A_declared_product_is_implemented() => Host.AssertCompiles(Host.Generate(
        Host.Compile("""
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("z = x * y; sum(z)")] public static partial float F(ReadOnlySpan<float> x, Span<float> z, ReadOnlySpan<float> y);
                internal static partial float FGradient(
                    ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> zSeed, Span<float> xGradient, float seed = 1);
                [Loss("sum(x^3)", Hessian = true)] public static partial float H(ReadOnlySpan<float> x);
                private static partial float HHessian(ReadOnlySpan<float> x, Span<float> xGradient, Span<float> xHessian, float seed);
                [Loss("z = x")] public static partial void G(ReadOnlySpan<float> x, scoped Span<float> z);
                private static partial void GGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> zSeed, Span<float> xGradient, float seed);
            }
            """),
        new LossGenerator()));

    [Theory]
    [InlineData("void", "Span<float> z", "z = x; {|LG0417:sum(x)|}")]
    [InlineData("float", "Span<float> z", "{|LG0005:z = x|}")]
    [InlineData("float", "Span<float> z", "{|LG0410:|}sum(x)")]
    [InlineData("float", "Span<int> z", "{|LG0400:|}sum(x)")]
    [InlineData("float", "in Span<float> z", "{|LG0400:|}sum(x)")]
    [InlineData("void", "float z", "{|LG0401:|}y = x")]
    public async Task Mistakes_with_results_are_marked(string type, string result, string text) => await Markup.AssertFindsAsync(
        $$"""
        using System;
        using LossGen;
        static partial class L
        {
            [Loss("{{text}}")]
            public static partial {{type}} F(ReadOnlySpan<float> x, {{result}});
        }
        """,
        new LossAnalyzer());

    [Fact]
    public void A_declared_companion_is_implemented() => Host.AssertCompiles(Host.Generate(
        Host.Compile("""
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("mean((yhat - y)^2)")] public static partial float F(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
                internal static partial float FGradient(
                    ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> yhatGradient, float seed = 1);
            }
            """),
        new LossGenerator()));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_reach_generated_code(string name)
    {
        var expected = Host.Run(Host.Compile(Source), new LossGenerator()).Files();
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal(expected, DeterminismTests.InCulture(culture, () => Host.Run(Host.Compile(Source), new LossGenerator()).Files()));
    }

    [Fact]
    public async Task A_mistake_is_marked_inside_the_string()
    {
        var analyzer = new LossAnalyzer();
        await Markup.AssertFindsAsync(
            """"
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("""
                    r = yhat - {|LG0100:yy|}
                    mean(r^2)
                    """)]
                public static partial float F(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
            }
            """",
            analyzer);
    }

    [Fact]
    public async Task The_same_findings_with_generated_code_and_without()
    {
        var compilation = Host.Compile(Source.Replace("yhat - y)^2)\"", "yhat - y)^2) + log(exp(yhat[0]))\"", StringComparison.Ordinal));
        var without = await Host.AnalyzeAsync(compilation, new LossAnalyzer());
        var with = await Host.AnalyzeAsync(Host.Generate(compilation, new LossGenerator()), new LossAnalyzer());
        Assert.Equal(without.Select(item => item.ToString()), with.Select(item => item.ToString()));
    }

    private delegate double HuberGradient(
        ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, double delta, Span<double> yhatGradient, double seed);

    private delegate double Squares(ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, Span<double> squares);

    private delegate double SquaresGradient(
        ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, ReadOnlySpan<double> seeds, Span<double> yhatGradient, double seed);

    private delegate double LogisticHessian(
        ReadOnlySpan<double> z, ReadOnlySpan<double> y, Span<double> zGradient, Span<double> zHessian, double seed);

    private delegate void PartsGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> seeds, Span<float> xGradient, float seed);

    private static Assembly Load(string source)
    {
        using var stream = new MemoryStream();
        var result = Host.Generate(Host.Compile(source), new LossGenerator()).Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(nameof(EndToEndTests), isCollectible: true).LoadFromStream(stream);
    }
}
