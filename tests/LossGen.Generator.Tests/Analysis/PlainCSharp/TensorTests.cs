using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>Unstable forms in code over whole tensors: what is found, where, and what must not be.</summary>
public sealed class TensorTests
{
    private static readonly TensorAnalyzer Analyzer = new();

    [Theory]
    [InlineData("{|LG3001:torch.log(torch.nn.functional.softmax(x, 1))|}")]
    [InlineData("{|LG3001:torch.log(torch.softmax(x, 1))|}")]
    [InlineData("{|LG3001:x.softmax(1).log()|}")]
    [InlineData("{|LG3001:x.softmax(-1).log_()|}")]
    [InlineData("{|LG3001:torch.log(torch.softmax(x, 1).gather(1, y))|}")]
    [InlineData("{|LG3001:torch.log(torch.softmax(x, 1)[0])|}")]
    [InlineData("{|LG3002:x.sigmoid().log()|}")]
    [InlineData("{|LG3002:torch.log(torch.special.expit(x - y))|}")]
    [InlineData("{|LG3003:torch.log(1 - x.sigmoid())|}")]
    [InlineData("{|LG3003:torch.log1p(-x.sigmoid())|}")]
    [InlineData("{|LG3004:torch.log(1 + torch.exp(x))|}")]
    [InlineData("{|LG3006:torch.log(1 + x)|}")]
    [InlineData("{|LG3006:(x + 1).log()|}")]
    [InlineData("{|LG3007:x.exp() - 1|}")]
    [InlineData("{|LG3007:-1 + x.exp()|}")]
    [InlineData("{|LG3009:torch.log(torch.sum(torch.exp(x), 1))|}")]
    [InlineData("{|LG3009:x.exp().sum(1).log()|}")]
    [InlineData("{|LG3013:x.exp() / x.exp().sum(1, true)|}")]
    [InlineData("{|LG3016:x * x.log()|}")]
    [InlineData("{|LG3027:x.pow(2).sum(1).sqrt()|}")]
    [InlineData("{|LG3027:(x - y).square().mean().sqrt()|}")]
    [InlineData("-(y * {|LG3002:torch.log(torch.sigmoid(x))|} + (1 - y) * {|LG3003:torch.log(1 - torch.sigmoid(x))|}).mean()")]
    [InlineData("-(y * {|LG3001:torch.log(x.softmax(1))|}).sum(1).mean()")]
    [InlineData("({|LG3016:y * (y.log() - x)|}).sum()")]
    [InlineData("{|LG3021:(1 - x.sigmoid()).pow(0.5)|} * y")]
    [InlineData("{|LG3028:x.pow(2).mean() - x.mean().pow(2)|}")]
    [InlineData("{|LG3012:x.log_softmax(1).exp().log()|}")]
    public async Task A_form_over_tensors_is_found_at_its_characters(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("var p = torch.softmax(x, 1); return {|LG3001:torch.log(p)|};")]
    [InlineData("using var p = x.sigmoid(); var q = p; return {|LG3002:q.log()|};")]
    [InlineData("var model = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Softmax(1)); return {|LG3302:torch.nn.functional.cross_entropy(model.forward(x), y)|};")]
    [InlineData("var model = torch.nn.Sequential((\"a\", torch.nn.Linear(4, 3)), (\"b\", torch.nn.Softmax(1))); var p = model.call(x); return {|LG3302:torch.nn.functional.cross_entropy(p, y)|};")]
    [InlineData("var model = torch.nn.Sequential(torch.nn.Softmax(1), torch.nn.Linear(4, 3)); return torch.nn.functional.cross_entropy(model.forward(x), y);")]
    [InlineData("var (m, _) = x.max(1, true); return m + (x - m).exp().sum(1, true).log();")]
    [InlineData("var m = x.max(1, true).values; var e = (x - m).exp(); return e / e.sum(1, true);")]
    [InlineData("var m = x.amax([1], true); return m + (x - m).exp().sum(1, true).log();")]
    [InlineData("var causal = torch.ones(4, 4).triu(1) > 0; return x.masked_fill(causal, float.NegativeInfinity).softmax(-1);")]
    [InlineData("var column = y.view(-1, 1); return {|LG3311:torch.nn.functional.mse_loss(x.flatten(), column)|};")]
    [InlineData("var sigmoid = torch.nn.Sigmoid(); return {|LG3002:torch.log(sigmoid.forward(x))|};")]
    public async Task Locals_and_modules_are_read_through(string body) => await AssertTorchAsync(body);

    [Theory]
    [InlineData("torch.log(x)")]
    [InlineData("torch.nn.functional.log_softmax(x, 1)")]
    [InlineData("torch.log(2 + x * x)")]
    [InlineData("x.sigmoid() * y")]
    [InlineData("torch.logsumexp(x, 1) - x[0]")]
    [InlineData("(x - x.logsumexp(1, true)).exp()")]
    [InlineData("torch.log(torch.softmax(x, 1).clamp(0.01, 1))")]
    [InlineData("(x - y).pow(2).mean()")]
    public async Task What_is_stable_is_left_alone(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("{|LG3301:torch.nn.functional.binary_cross_entropy(torch.sigmoid(x), y)|}")]
    [InlineData("{|LG3301:torch.nn.BCELoss().forward(x.sigmoid(), y)|}")]
    [InlineData("{|LG3302:torch.nn.functional.cross_entropy(torch.softmax(x, 1), y)|}")]
    [InlineData("{|LG3302:torch.nn.CrossEntropyLoss().call(x.softmax(1), y)|}")]
    [InlineData("{|LG3303:torch.nn.functional.nll_loss(x.softmax(1), y)|}")]
    [InlineData("{|LG3304:torch.nn.functional.kl_div(x.log_softmax(1), y)|}")]
    [InlineData("{|LG3305:torch.nn.functional.kl_div(x.softmax(1), y, log_target: false)|}")]
    [InlineData("{|LG3306:torch.nn.functional.gaussian_nll_loss(x, y, y)|}")]
    [InlineData("{|LG3307:torch.var_mean(x)|}.var")]
    [InlineData("{|LG3308:torch.div(x, y, torch.RoundingMode.floor)|}")]
    [InlineData("{|LG3310:torch.nn.functional.binary_cross_entropy_with_logits(torch.sigmoid(x), y)|}")]
    [InlineData("{|LG3310:torch.nn.BCEWithLogitsLoss().forward(x.sigmoid(), y)|}")]
    [InlineData("{|LG3311:torch.nn.functional.mse_loss(x.view(-1, 1), y.flatten())|}")]
    [InlineData("{|LG3311:torch.nn.functional.l1_loss(x.flatten().unsqueeze(1), 2 * y.view(-1))|}")]
    [InlineData("{|LG3311:torch.nn.MSELoss().forward(torch.zeros(8, 1), torch.arange(8))|}")]
    [InlineData("{|LG3312:torch.where(x > 0, x.log(), y)|}")]
    [InlineData("{|LG3312:torch.where(x.eq(y), y, torch.sqrt(x))|}")]
    [InlineData("{|LG3312:torch.where(x != 0, y / x, y)|}")]
    [InlineData("{|LG3313:x / x.norm()|}")]
    [InlineData("{|LG3313:x.mul(y).sum() / (torch.norm(x) * y.norm())|}")]
    [InlineData("{|LG3314:x.masked_fill(y, float.NegativeInfinity).softmax(-1)|}")]
    [InlineData("{|LG3314:torch.nn.functional.log_softmax(x.masked_fill(y == 0, double.NegativeInfinity), 1)|}")]
    [InlineData("{|LG3315:torch.nn.functional.nll_loss(x.log_softmax(0), y)|}")]
    public async Task A_call_that_is_given_the_wrong_thing_is_found(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("torch.nn.functional.binary_cross_entropy_with_logits(x, y)")]
    [InlineData("torch.nn.functional.binary_cross_entropy(x, y)")]
    [InlineData("torch.nn.functional.cross_entropy(x, y)")]
    [InlineData("torch.nn.functional.kl_div(x.log_softmax(1), y, log_target: false)")]
    [InlineData("torch.div(x, y)")]
    [InlineData("x.var_mean().var")]
    [InlineData("torch.nn.functional.cross_entropy(x.log_softmax(1), y)")]
    [InlineData("x.log_softmax(1).exp()")]
    [InlineData("torch.nn.functional.binary_cross_entropy_with_logits(x * y, y)")]
    [InlineData("torch.nn.functional.mse_loss(x, y.view(-1))")]
    [InlineData("torch.nn.functional.mse_loss(x.view(-1, 1), y.view(-1, 1))")]
    [InlineData("torch.nn.functional.mse_loss(x.squeeze(1), y.unsqueeze(1))")]
    [InlineData("torch.where(y > 0, x.log(), y)")]
    [InlineData("torch.where(x > 0, x * x, y)")]
    [InlineData("torch.where(x > 0, torch.where(x > 0, x, torch.ones_like(x)).log(), y)")]
    [InlineData("x / (x.norm() + 1e-6)")]
    [InlineData("1 / x.norm()")]
    [InlineData("torch.nn.functional.normalize(x)")]
    [InlineData("x.masked_fill(torch.ones(4, 4).triu(1).to(torch.ScalarType.Bool), float.NegativeInfinity).softmax(-1)")]
    [InlineData("x.masked_fill(y, -1e9).softmax(-1)")]
    [InlineData("torch.nn.functional.nll_loss(x.log_softmax(1), y)")]
    public async Task A_call_that_is_given_what_it_takes_is_left_alone(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("{|LG3013:TensorPrimitives.SoftMax(x, p)|};")]
    [InlineData("{|LG3013:TensorPrimitives.SoftMax(x, p)|}; {|LG3001:TensorPrimitives.Log(p, p)|};")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); {|LG3002:TensorPrimitives.Log(p, p)|};")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); TensorPrimitives.Subtract(1, p, p); {|LG3003:TensorPrimitives.Log(p, p)|};")]
    [InlineData("TensorPrimitives.Exp(x, p); float s = TensorPrimitives.Sum(p); var l = {|LG3009:MathF.Log(s)|};")]
    [InlineData("TensorPrimitives.Exp(x, p); {|LG3013:TensorPrimitives.Divide(p, TensorPrimitives.Sum(p), p)|};")]
    [InlineData("TensorPrimitives.Exp(x, p); TensorPrimitives.Add(p, 1, p); {|LG3004:TensorPrimitives.Log(p, p)|};")]
    [InlineData("TensorPrimitives.Add(x, 1, p); {|LG3006:TensorPrimitives.Log(p, p)|};")]
    [InlineData("TensorPrimitives.Exp(x, p); {|LG3007:TensorPrimitives.Subtract(p, 1, p)|};")]
    [InlineData("var n = {|LG3027:TensorPrimitives.Norm(x)|};")]
    [InlineData("var n = {|LG3027:MathF.Sqrt(TensorPrimitives.SumOfSquares(x))|};")]
    [InlineData("for (var i = 0; i < 3; i++) { TensorPrimitives.Sigmoid(x, p); {|LG3002:TensorPrimitives.Log(p, p)|}; }")]
    [InlineData("var m = TensorPrimitives.Average(x); var v = {|LG3028:TensorPrimitives.SumOfSquares(x) / x.Length - m * m|};")]
    [InlineData("int n = x.Length; float m = TensorPrimitives.Sum(x) / n; float v; v = {|LG3028:TensorPrimitives.SumOfSquares(x) / n - m * m|};")]
    [InlineData("TensorPrimitives.Exp(x, p); float s; s = TensorPrimitives.Sum(p); p[0] = {|LG3009:MathF.Log(s)|} + p[1];")]
    [InlineData("TensorPrimitives.Exp(x, p); if ({|LG3009:MathF.Log(TensorPrimitives.Sum(p))|} > 3) p.Clear();")]
    [InlineData("Span<float> q = new float[4]; TensorPrimitives.Sigmoid(x, q); {|LG3002:TensorPrimitives.Log(q, p)|};")]
    [InlineData("var buffer = new float[4]; Span<float> q = buffer; TensorPrimitives.Sigmoid(x, q); {|LG3002:TensorPrimitives.Log(q, p)|};")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); var first = p[0]; Console.WriteLine(first); {|LG3002:TensorPrimitives.Log(p, p)|};")]
    [InlineData("var a = new float[4]; Action f = () => { TensorPrimitives.Sigmoid<float>(a, a); {|LG3002:TensorPrimitives.Log<float>(a, a)|}; }; f();")]
    [InlineData("switch (p.Length) { case 1: TensorPrimitives.Sigmoid(x, p); {|LG3002:TensorPrimitives.Log(p, p)|}; break; }")]
    [InlineData("var c = TensorPrimitives.Dot(x, x) / ({|LG3027:TensorPrimitives.Norm(x)|} * {|LG3027:TensorPrimitives.Norm(x)|});")]
    [InlineData("var d = {|LG3027:TensorPrimitives.Distance(x, p)|};")]
    [InlineData("var l = {|LG3029:MathF.Log(TensorPrimitives.Product(x))|};")]
    [InlineData("TensorPrimitives.Log(x, p); {|LG3016:TensorPrimitives.Multiply(p, x, p)|};")]
    [InlineData("{|LG3201:TensorPrimitives.LogP1(x, p)|};")]
    [InlineData("{|LG3201:TensorPrimitives.ExpM1(x, p)|};")]
    [InlineData("var c = {|LG3201:TensorPrimitives.CosineSimilarity(x, x)|};")]
    [InlineData("{|LG3202:TensorPrimitives.Tanh(x, p)|};")]
    public async Task A_form_that_calls_make_together_is_found(string body) => await AssertSpansAsync(body);

    [Theory]
    [InlineData("TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), p); TensorPrimitives.SoftMax(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); Change(p); TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); p[0] = 1; TensorPrimitives.Log(p, p);")]
    [InlineData("var q = p; TensorPrimitives.Sigmoid(x, p); q[0] = 1; TensorPrimitives.Log(p, p);")]
    [InlineData("var q = p.Slice(1); TensorPrimitives.Sigmoid(x, p); Change(q); TensorPrimitives.Log(p, p);")]
    [InlineData("var a = new float[4]; Span<float> q = a; TensorPrimitives.Sigmoid(x, q); a[1] += 1; TensorPrimitives.Log(q, p);")]
    [InlineData("var a = new float[4]; void Set() => a[0] = 1; TensorPrimitives.Sigmoid<float>(x, a); Set(); TensorPrimitives.Log<float>(a, p);")]
    [InlineData("var a = new float[4]; Action set = () => a[0] = 1; TensorPrimitives.Sigmoid<float>(x, a); set(); TensorPrimitives.Log<float>(a, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); foreach (ref var v in p) v = 1; TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); ref var r = ref p[0]; r = 1; TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); p[..2].Fill(1); TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); p[0]++; TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); (p[0], p[1]) = (1, 2); TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); TensorPrimitives.Abs(p, p.Slice(1)); TensorPrimitives.Log(p, p);")]
    [InlineData("if (x.Length > 3) TensorPrimitives.Sigmoid(x, p); else TensorPrimitives.Log(p, p);")]
    [InlineData("try { TensorPrimitives.Sigmoid(x, p); } catch (Exception) { TensorPrimitives.Log(p, p); }")]
    [InlineData("switch (x.Length) { case 1: TensorPrimitives.Sigmoid(x, p); break; default: TensorPrimitives.Log(p, p); break; }")]
    [InlineData("TensorPrimitives.Exp(x, p); var s = TensorPrimitives.Sum(p); s = 2; s = MathF.Log(s);")]
    [InlineData("TensorPrimitives.Exp(x, p); var s = TensorPrimitives.Sum(p); s += 2; s = MathF.Log(s) + 2;")]
    [InlineData("var m = TensorPrimitives.Max(x); TensorPrimitives.Subtract(x, m, p); TensorPrimitives.Exp(p, p); var s = m + MathF.Log(TensorPrimitives.Sum(p));")]
    [InlineData("var m = Largest(x); TensorPrimitives.Subtract(x, m, p); TensorPrimitives.SoftMax(p, p);")]
    [InlineData("var m = TensorPrimitives.StdDev(x); var v = m * m;")]
    [InlineData("TensorPrimitives.Log(x, p);")]
    [InlineData("TensorPrimitives.Exp(x, p);")]
    [InlineData("LossMath.SoftMax(x, p);")]
    [InlineData("var m = TensorPrimitives.Sum(x) / 3;")]
    public async Task Calls_that_make_nothing_unstable_are_left_alone(string body) => await AssertSpansAsync(body);

    private static async Task AssertTorchAsync(string body) => await AssertFindsAsync(
        $$"""
        using TorchSharp;
        static class C
        {
            internal static object F(torch.Tensor x, torch.Tensor y) { {{body}} }
        }
        """);

    private static async Task AssertSpansAsync(string body) => await AssertFindsAsync(
        $$"""
        using System;
        using System.Numerics.Tensors;
        using LossGen;
        static class C
        {
            internal static void F(ReadOnlySpan<float> x, Span<float> p) { {{body}} }

            private static float Largest(ReadOnlySpan<float> values) => values[0];

            private static void Change(Span<float> values) => values.Clear();
        }
        """);

    /// <summary>In code that does not compile nothing is found, which says nothing.</summary>
    private static async Task AssertFindsAsync(string marked)
    {
        var compilation = Host.Compile(Markup.Parse(marked).Source).AddReferences(Host.TorchSharp);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(error => error.DefaultSeverity == DiagnosticSeverity.Error));
        await Markup.AssertFindsAsync(marked, Analyzer, references: [Host.TorchSharp]);
    }
}
