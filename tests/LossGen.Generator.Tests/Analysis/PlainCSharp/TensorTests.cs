using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Generator.Tests.Infrastructure;

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
    public async Task A_form_over_tensors_is_found_at_its_characters(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("var p = torch.softmax(x, 1); return {|LG3001:torch.log(p)|};")]
    [InlineData("using var p = x.sigmoid(); var q = p; return {|LG3002:q.log()|};")]
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
    [InlineData("{|LG3302:torch.nn.CrossEntropyLoss().call(x.log_softmax(1), y)|}")]
    [InlineData("{|LG3303:torch.nn.functional.nll_loss(x.softmax(1), y)|}")]
    [InlineData("{|LG3304:torch.nn.functional.kl_div(x.log_softmax(1), y)|}")]
    [InlineData("{|LG3305:torch.nn.functional.kl_div(x.softmax(1), y, log_target: false)|}")]
    [InlineData("{|LG3306:torch.nn.functional.gaussian_nll_loss(x, y, y)|}")]
    [InlineData("{|LG3307:torch.var_mean(x)|}.var")]
    [InlineData("{|LG3308:torch.div(x, y, torch.RoundingMode.floor)|}")]
    public async Task A_call_that_is_given_the_wrong_thing_is_found(string expression) => await AssertTorchAsync($"return {expression};");

    [Theory]
    [InlineData("torch.nn.functional.binary_cross_entropy_with_logits(x, y)")]
    [InlineData("torch.nn.functional.binary_cross_entropy(x, y)")]
    [InlineData("torch.nn.functional.cross_entropy(x, y)")]
    [InlineData("torch.nn.functional.nll_loss(x.log_softmax(1), y)")]
    [InlineData("torch.nn.functional.kl_div(x.log_softmax(1), y, log_target: false)")]
    [InlineData("torch.div(x, y)")]
    [InlineData("x.var_mean().var")]
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
    [InlineData("{|LG3201:TensorPrimitives.LogP1(x, p)|};")]
    [InlineData("{|LG3201:TensorPrimitives.ExpM1(x, p)|};")]
    [InlineData("var c = {|LG3201:TensorPrimitives.CosineSimilarity(x, x)|};")]
    [InlineData("{|LG3202:TensorPrimitives.Tanh(x, p)|};")]
    public async Task A_form_that_calls_make_together_is_found(string body) => await AssertSpansAsync(body);

    [Theory]
    [InlineData("TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), p); TensorPrimitives.SoftMax(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); Change(p); TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); p[0] = 1; TensorPrimitives.Log(p, p);")]
    [InlineData("TensorPrimitives.Log(x, p);")]
    [InlineData("TensorPrimitives.Exp(x, p);")]
    [InlineData("LossMath.SoftMax(x, p);")]
    [InlineData("var m = TensorPrimitives.Sum(x) / 3;")]
    public async Task Calls_that_make_nothing_unstable_are_left_alone(string body) => await AssertSpansAsync(body);

    private static async Task AssertTorchAsync(string body) => await Markup.AssertFindsAsync(
        $$"""
        using TorchSharp;
        static class C
        {
            internal static object F(torch.Tensor x, torch.Tensor y) { {{body}} }
        }
        """,
        Analyzer,
        references: [Host.TorchSharp]);

    private static async Task AssertSpansAsync(string body) => await Markup.AssertFindsAsync(
        $$"""
        using System;
        using System.Numerics.Tensors;
        using LossGen;
        static class C
        {
            internal static void F(ReadOnlySpan<float> x, Span<float> p) { {{body}} }

            private static void Change(Span<float> values) => values.Clear();
        }
        """,
        Analyzer);
}
