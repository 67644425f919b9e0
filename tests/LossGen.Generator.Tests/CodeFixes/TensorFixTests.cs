using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>Fixes of code over whole tensors: what they write, that it compiles, and that nothing is found in it any more.</summary>
public sealed class TensorFixTests
{
    private static readonly TensorAnalyzer Analyzer = new();

    private static readonly StableFormHost Fixes = new(Analyzer, Host.TorchSharp);

    [Theory]
    [InlineData("torch.log(torch.softmax(x, 1))", "x.log_softmax(1)")]
    [InlineData("x.softmax(-1).log()", "x.log_softmax(-1)")]
    [InlineData("x.sigmoid().log()", "x.log_sigmoid()")]
    [InlineData("torch.log(torch.special.expit(x - y))", "(x - y).log_sigmoid()")]
    [InlineData("torch.log(1 + torch.exp(x))", "x.softplus()")]
    [InlineData("torch.log(1 + x)", "x.log1p()")]
    [InlineData("x.exp() - 1", "x.expm1()")]
    [InlineData("torch.log(torch.sum(torch.exp(x), 1))", "x.logsumexp(1)")]
    [InlineData("x.exp().sum(1).log()", "x.logsumexp(1)")]
    [InlineData("torch.nn.functional.binary_cross_entropy(torch.sigmoid(x), y)", "torch.nn.functional.binary_cross_entropy_with_logits(x, y)")]
    [InlineData("torch.nn.functional.nll_loss(torch.softmax(x - y, 1), y)", "torch.nn.functional.nll_loss((x - y).log_softmax(1), y)")]
    [InlineData("torch.nn.functional.nll_loss(torch.nn.functional.softmax(x, 1), y)", "torch.nn.functional.nll_loss(torch.nn.functional.log_softmax(x, 1), y)")]
    [InlineData("torch.nn.functional.cross_entropy(x.softmax(1), y)", "torch.nn.functional.cross_entropy(x, y)")]
    [InlineData("torch.nn.functional.binary_cross_entropy_with_logits(x.sigmoid(), y)", "torch.nn.functional.binary_cross_entropy_with_logits(x, y)")]
    [InlineData("torch.where(x > 0, x.log(), y)", "torch.where(x > 0, torch.where(x > 0, x, torch.ones_like(x)).log(), y)")]
    [InlineData("torch.where(x != 0, y / x, y)", "torch.where(x != 0, y / torch.where(x != 0, x, torch.ones_like(x)), y)")]
    public async Task A_form_of_tensors_becomes_the_method_of_the_library(string form, string stable) =>
        await AssertFixAsync(Torch(form), Torch(stable));

    [Theory]
    [InlineData("TensorPrimitives.SoftMax(x, p);", "LossMath.SoftMax(x, p);")]
    [InlineData("TensorPrimitives.LogP1(x, p);", "LossMath.Log1P(x, p);")]
    [InlineData("TensorPrimitives.ExpM1(x, p);", "LossMath.ExpM1(x, p);")]
    [InlineData("TensorPrimitives.Sigmoid(x, p); TensorPrimitives.Log(p, p);", "TensorPrimitives.Sigmoid(x, p); LossMath.LogSigmoid(x, p);")]
    [InlineData("float n = TensorPrimitives.Norm(x);", "float n = LossMath.Norm(x);")]
    public async Task A_call_of_spans_becomes_the_one_of_the_library(string form, string stable) =>
        await AssertFixAsync(Spans(form), Spans(stable));

    [Fact]
    public async Task The_message_names_an_input_and_the_form_to_write()
    {
        var compilation = Host.Compile(Torch("torch.log(1 + torch.exp(x))")).AddReferences(Host.TorchSharp);
        var found = Assert.Single(await Host.AnalyzeAsync(compilation, Analyzer));
        Assert.Matches(
            @"^'torch\.log\(1 \+ torch\.exp\(x\)\)' is inf at x = .*, where it should be .*; write 'x\.softplus\(\)'$",
            found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task AssertFixAsync(string source, string expected)
    {
        Assert.Equal(expected, await Fixes.FixFirstAsync(source));
        var compilation = Host.Compile(expected).AddReferences(Host.TorchSharp);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(item => item.DefaultSeverity == DiagnosticSeverity.Error));
        Assert.Empty(await Host.AnalyzeAsync(compilation, Analyzer));
    }

    private static string Torch(string expression) => $$"""
        using TorchSharp;

        static class C
        {
            internal static torch.Tensor F(torch.Tensor x, torch.Tensor y) => {{expression}};
        }
        """;

    private static string Spans(string body) => $$"""
        using System;
        using System.Numerics.Tensors;
        using LossGen;

        static class C
        {
            internal static void F(ReadOnlySpan<float> x, Span<float> p) { {{body}} }
        }
        """;
}
