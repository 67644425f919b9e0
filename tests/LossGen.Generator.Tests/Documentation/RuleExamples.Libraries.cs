namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    private const string Spans = "static void F(ReadOnlySpan<float> x, Span<float> result) => ";

    /// <summary>Functions of .NET, TensorPrimitives and TorchSharp that do not do what their callers think.</summary>
    private static Dictionary<string, RuleExample> Libraries() => new()
    {
        ["LG3101"] = RuleExample.CSharp("double.LogP1(x)"),
        ["LG3102"] = RuleExample.CSharp("Math.Acos(x / (y * y))"),
        ["LG3103"] = RuleExample.CSharp("1 / (Math.Abs(x) + double.Epsilon)", "1 / (Math.Abs(x) + 1e-12)"),
        ["LG3104"] = RuleExample.CSharp("Math.Clamp(x, 1e-20, 1 - 1e-20)", "Math.Clamp(x, 1e-15, 1 - 1e-15)"),
        ["LG3105"] = RuleExample.CSharp("Math.Pow(x, 1.0 / 3)"),
        ["LG3106"] = RuleExample.CSharp("Math.Pow(x, 2)"),
        ["LG3201"] = RuleExample.Plain(Spans, "TensorPrimitives.LogP1(x, result)"),
        ["LG3202"] = RuleExample.Plain(Spans, "TensorPrimitives.Tanh(x, result)"),
        ["LG3301"] = RuleExample.Torch("torch.nn.functional.binary_cross_entropy(torch.sigmoid(x), y)"),
        ["LG3302"] = RuleExample.Torch("torch.nn.functional.cross_entropy(torch.softmax(x, 1), y)"),
        ["LG3303"] = RuleExample.Torch("torch.nn.functional.nll_loss(torch.softmax(x, 1), y)"),
        ["LG3304"] = RuleExample.Torch("torch.nn.functional.kl_div(x, y)", "torch.nn.functional.kl_div(x, y, log_target: false)"),
        ["LG3305"] = RuleExample.Torch("torch.nn.functional.kl_div(torch.softmax(x, 1), y, log_target: false)"),
        ["LG3306"] = RuleExample.Plain(
            "static torch.Tensor F(torch.Tensor mean, torch.Tensor y, torch.Tensor variance) => ",
            "torch.nn.functional.gaussian_nll_loss(mean, y, variance)",
            "(0.5 * (variance.log() + (mean - y).pow(2) / variance)).mean()"),
        ["LG3307"] = RuleExample.Torch("torch.var_mean(x).var", "x.var_mean().var"),
        ["LG3308"] = RuleExample.Torch("torch.div(x, y, torch.RoundingMode.floor)", "x.div(y, torch.RoundingMode.floor)"),
        ["LG3309"] = RuleExample.Plain("static object F() => ", "torch.nn.CTCLoss()", "torch.nn.CTCLoss(zero_infinity: true)"),
        ["LG3310"] = RuleExample.Torch("torch.nn.functional.binary_cross_entropy_with_logits(torch.sigmoid(x), y)"),
        ["LG3311"] = RuleExample.Torch(
            "torch.nn.functional.mse_loss(x.view(-1, 1), y.flatten())", "torch.nn.functional.mse_loss(x.view(-1, 1), y.view(-1, 1))"),
        ["LG3312"] = RuleExample.Torch("torch.where(x > 0, x.log(), y)"),
        ["LG3313"] = RuleExample.Torch("x / x.norm()", "torch.nn.functional.normalize(x, dim: 0)"),
        ["LG3314"] = RuleExample.Torch("x.masked_fill(y, float.NegativeInfinity).softmax(-1)", "x.masked_fill(y, -1e9).softmax(-1)"),
        ["LG3315"] = RuleExample.Torch("torch.nn.functional.nll_loss(x.log_softmax(0), y)", "torch.nn.functional.nll_loss(x.log_softmax(1), y)"),
    };
}
