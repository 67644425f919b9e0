using System.Diagnostics;
using System.Globalization;
using System.Text;
using LossGen.Analyzers.PlainCSharp;
using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>Nothing throws and nothing hangs, whatever the source. Seeds are fixed, so that a failure can be repeated.</summary>
public sealed class RobustnessTests
{
    /// <summary>Generous for a busy machine; what it excludes is work that doubles with every line.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly DiagnosticAnalyzer[] Analyzers = [new PlainCSharpAnalyzer(), new TensorAnalyzer()];

    /// <summary>Members that have something in them for every part of the analyzers, and what else C# has around it.</summary>
    private static readonly string[] Members =
    [
        "double A(double x, double y) => -(y * Math.Log(1 / (1 + Math.Exp(-x))) + (1 - y) * Math.Log(1 - 1 / (1 + Math.Exp(-x))));",
        "float B(float x) { var p = 1f / (1f + MathF.Exp(-x)); if (p > 0.5f) return MathF.Log(p); return x is > 0 and < 3 ? MathF.Log2(1 + x) : MathF.Pow(x, 2); }",
        "T G<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.Log(T.One - T.Exp(x)) + T.CreateChecked(2) * T.LogP1(x);",
        "static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x)); float D(float x) { return MathF.Log(Sigmoid(x)) + MathF.Log(1 - Sigmoid(-x)); }",
        "double E(double[] v) { var sum = 0.0; for (var i = 0; i < v.Length; i++) { sum += Math.Exp(v[i]); } foreach (var x in v) sum += x; return Math.Log(sum); }",
        "double F(List<double> v, int k) { var m = v.Average(); var e = v.Select(x => Math.Exp(x - m)).ToArray(); return Math.Log(e.Sum()) + e[k] / e.Where(x => x > 0).Sum(x => x * Math.Log(x)); }",
        "double H(double x) { checked { x += Math.Exp(x) - 1; } unchecked { x *= (int)x; } decimal d = 1m + (decimal)x; Half h = (Half)x; nint n = (nint)x; return (double)Half.Log(Half.One + Half.Exp(h)) + n + (double)d; }",
        "async System.Threading.Tasks.Task<double> I(double x) { await System.Threading.Tasks.Task.Yield(); return Math.Log(1 + Math.Exp(await System.Threading.Tasks.Task.FromResult(x))); }",
        "IEnumerable<double> J(IEnumerable<double> v) { foreach (var x in v) { yield return Math.Log(1 + x); if (x < 0) yield break; } }",
        "System.Linq.Expressions.Expression<Func<double, double>> K() => x => Math.Log(1 + Math.Exp(x));",
        "double L(double x) { double Local(double y) => Math.Sqrt(y * y) + x; Func<double, double> f = y => Local(y) * Math.Log(y); return f(x) + (x, 1.0) switch { (> 0, _) => Math.Acos(x / (x * x)), _ => 1e-46f }; }",
        "ref double M(ref double x) { ref var y = ref x; y = Math.Cosh(y) - 1; goto end; end: return ref y; }",
        "double N(double? x, object o) => Math.Log(1 + (x ?? 1)) + (o is double d ? Math.Log(d) * d : 0) + Math.Exp(x!.Value) / (1 + Math.Exp(x.Value));",
        "void O(ReadOnlySpan<float> x, Span<float> p) { TensorPrimitives.Sigmoid(x, p); TensorPrimitives.Subtract(1, p, p); TensorPrimitives.Log(p, p); p[0] = MathF.Log(TensorPrimitives.Sum<float>(p)); }",
        "void P(float[] x, float[] p) { TensorPrimitives.Exp<float>(x, p); TensorPrimitives.Divide(p, TensorPrimitives.Sum<float>(p), p); var n = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(x)) / x.Length; while (n > 0) TensorPrimitives.SoftMax<float>(x, p.AsSpan(1)); }",
        "torch.Tensor Q(torch.Tensor x, torch.Tensor y) { using var p = torch.softmax(x, 1); var q = p[0]; return torch.log(q) + x.exp().sum(1).log() - torch.nn.functional.cross_entropy(p, y) + (x - y).pow(2).sum().sqrt(); }",
        "torch.Tensor R(torch.Tensor x, torch.Tensor y) { x = x.masked_fill(y, float.NegativeInfinity); return torch.nn.functional.nll_loss(x.softmax(1), y) + torch.nn.functional.mse_loss(x.unsqueeze(1), y.view(-1)); }",
    ];

    private static readonly string[] Fragments =
    [
        "x", "y", "v", "v[i]", "p", "0", "1", "1f", "2m", "1e-46f", "float.Epsilon", "double.NaN", "T.One", "Math.Exp(x)", "Math.Log(", "MathF.Exp", "Sigmoid(x)", "x => x", "=>",
        "+", "-", "*", "/", "%", "^", "!", "?", ":", "??", "=", "+=", "==", "<", "(", ")", "{", "}", "[", "]", "[..]", ";", ",", ".", "&&", "is", "ref", "out var z", "await", "yield return",
        "return", "if (x > 0)", "for (;;)", "var s = 0.0;", "(double)", "checked", "new", "default", "null", "goto end;", "torch.log(x)", "x.exp()", "TensorPrimitives.Log(p, p)", "throw",
    ];

    [Fact]
    public async Task Members_as_they_are() => await CheckAsync(Members.Select(Source));

    [Fact]
    public async Task Members_with_random_changes()
    {
        var random = new Random(1);
        await CheckAsync(Enumerable.Range(0, 300).Select(round => Source(Changed(Members[round % Members.Length], random))));
    }

    [Fact]
    public async Task Expressions_that_are_mostly_well_formed()
    {
        var random = new Random(2);
        await CheckAsync(Enumerable.Range(0, 50).Select(_ => Source(
            $"double F(double x, double y, double[] v, int i) {{ var p = {Expression(random, 3)}; var q = {Expression(random, 3)}; return {Expression(random, 4)}; }}")));
    }

    /// <summary>Every line doubles what the last one says.</summary>
    [Theory]
    [InlineData("double F(double x) { var v0 = Math.Exp(x); {0} return v60; }", "var v{1} = v{0} + v{0} * x;")]
    [InlineData("double F(double x) => F60(x); static double F0(double x) => Math.Exp(x); {0}", "static double F{1}(double x) => F{0}(x) + F{0}(x + 1);")]
    [InlineData("torch.Tensor F(torch.Tensor x) { var v0 = x.exp(); {0} return v60; }", "var v{1} = v{0} + v{0} * x;")]
    [InlineData("torch.Tensor F(torch.Tensor x) { var v0 = x.exp(); {0} return v60; }", "var v{1} = v{0}.sum({1}).log() + v{0};")]
    [InlineData("float F(float[] x) { {0} return x[0]; }", "TensorPrimitives.Add(x, x, x); TensorPrimitives.Log(x, x);")]
    [InlineData("double F(double x) { var s0 = 1.0; {0} return s60; }", "var s{1} = 0.0; for (var i = 0; i < 9; i++) s{1} += s{0} * Math.Exp(s{0});")]
    public async Task Work_does_not_double(string member, string line)
    {
        var lines = string.Concat(Enumerable.Range(0, 60).Select(i => line
            .Replace("{0}", Number(i), StringComparison.Ordinal).Replace("{1}", Number(i + 1), StringComparison.Ordinal)));
        await CheckAsync([Source(member.Replace("{0}", lines, StringComparison.Ordinal))]);
    }

    [Theory]
    [InlineData("double F(double x) => {0};", "Math.Exp(x) + ", "x", "")]
    [InlineData("double F(double x) => {0};", "1 + Math.Log(", "x", ")")]
    [InlineData("double F(double x) => {0};", "-", "Math.Log(x)", "")]
    [InlineData("double F(double x) => {0};", "(double)", "Math.Log(x)", "")]
    [InlineData("double F(double x) => {0};", "x > 0 ? Math.Exp(x) : ", "x", "")]
    [InlineData("bool F(double x) => {0};", "x * Math.Log(x) > 0 && ", "true", "")]
    [InlineData("double F(double x) { {0} return x; }", "if (x > 0) { ", "x = Math.Log(1 + x);", "}")]
    [InlineData("torch.Tensor F(torch.Tensor x) => {0};", "x.exp() + ", "x", "")]
    [InlineData("torch.Tensor F(torch.Tensor x) => {0};", "torch.log(1 + ", "x", ")")]
    [InlineData("torch.Tensor F(torch.Tensor x) => {0};", "", "x", ".log().exp()")]
    [InlineData("float F(ReadOnlySpan<float> x) => {0};", "MathF.Log(", "TensorPrimitives.Sum(x)", ")")]
    [InlineData("float F(ReadOnlySpan<float> x) => {0};", "TensorPrimitives.Sum(x) + ", "TensorPrimitives.Sum(x)", "")]
    public async Task Nesting_has_no_limit(string member, string open, string inner, string close)
    {
        await CheckAsync([Nested(300)]);

        // Where calls nest twice as deeply the compiler itself runs out of stack before any analyzer is asked.
        await CheckAsync([Nested(1000)]);

        string Nested(int depth) => Source(member.Replace(
            "{0}", string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth)), StringComparison.Ordinal));
    }

    /// <summary>With every level the compiler has ten times as many overloads to try, so there are three.</summary>
    [Fact]
    public async Task Lambdas_nest_too() => await CheckAsync(
        [Source("double F(double[] v) => v.Sum(a => Math.Exp(a) * v.Sum(b => Math.Log(1 + b) * v.Max(c => Math.Log(v[0] * a / c))));")]);

    [Theory]
    [InlineData("double F(double x, double[] v) { {0} return x; }", "x += Math.Log(1 + Math.Exp(v[{0}]));", 1000)]
    [InlineData("double F(double x) { {0} return x; }", "var v{0} = Math.Exp(x) * {0};", 2000)]
    [InlineData("double F(double x) { {0} return x; }", "if (x == {0}) return Math.Log(x) * x;", 1000)]
    [InlineData("void F(ReadOnlySpan<float> x, Span<float> p) { {0} }", "TensorPrimitives.Sigmoid(x, p); TensorPrimitives.Log(p, p);", 200)]
    [InlineData("void F(torch.Tensor x) { {0} }", "var v{0} = torch.log(1 + torch.exp(x * {0}));", 200)]
    public async Task Methods_may_be_long(string member, string line, int count) => await CheckAsync(
        [Source(member.Replace("{0}", string.Concat(Enumerable.Range(0, count).Select(i => line.Replace("{0}", Number(i), StringComparison.Ordinal))), StringComparison.Ordinal))]);

    [Fact]
    public async Task Statements_without_a_method_are_a_program_too() => await CheckAsync(
        ["using System; var x = Console.Read() / 2.0; var p = 1 / (1 + Math.Exp(-x)); Console.WriteLine(Math.Log(p)); static double F(double y) => Math.Log(1 + y);"]);

    private static async Task CheckAsync(IEnumerable<string> sources)
    {
        var watch = Stopwatch.StartNew();
        var trees = sources.Select((source, i) => Host.Parse(source, path: $"File{i}.cs"));
        var compilation = CSharpCompilation.Create(
            "Robust", trees, [.. Host.References, Host.TorchSharp], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        foreach (var analyzer in Analyzers)
            await Host.AnalyzeAsync(compilation, analyzer);
        Assert.True(watch.Elapsed < Limit, $"took {watch.Elapsed}");
    }

    /// <summary>A class that its file keeps to itself, since all files are one compilation.</summary>
    private static string Source(string member) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Numerics.Tensors;
        using LossGen;
        using TorchSharp;
        static file class C
        {
            {{member}}
        }
        """;

    /// <summary>Some tokens left out, doubled, exchanged or replaced.</summary>
    private static string Changed(string member, Random random)
    {
        var tokens = SyntaxFactory.ParseTokens(member).Select(token => token.Text).ToList();
        for (var changes = 1 + random.Next(4); changes > 0 && tokens.Count > 1; changes--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    (tokens[at], tokens[0]) = (tokens[random.Next(tokens.Count)], tokens[at]);
                    break;
                case 3:
                    tokens[at] = Fragments[random.Next(Fragments.Length)];
                    break;
                default:
                    tokens.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
            }
        }

        return new StringBuilder().AppendJoin(' ', tokens).ToString();
    }

    private static string Expression(Random random, int depth)
    {
        if (depth == 0)
            return new[] { "x", "y", "v[i]", "v[0]", "1", "2", "0.5", "i", "1e-9" }[random.Next(9)];
        var (a, b) = (Expression(random, depth - 1), Expression(random, random.Next(depth)));
        return random.Next(14) switch
        {
            0 => $"Math.Exp({a})",
            1 => $"Math.Log({a})",
            2 => $"Math.Sqrt({a})",
            3 => $"Math.Pow({a}, {b})",
            4 => $"Math.Max({a}, {b})",
            5 => $"Math.Tanh({a})",
            6 => $"v.Sum(t => t * {a})",
            7 => $"v.Max(t => {a}) / {b}",
            8 => $"({a} > {b} ? {a} : -{b})",
            9 => $"LossMath.Sigmoid({a})",
            10 => $"({a} * {b})",
            11 => $"({a} / {b})",
            12 => $"({a} - {b})",
            _ => $"({a} + {b})",
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
