namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    /// <summary>Unstable forms, each with an input at which float goes wrong. The code fix writes the right form.</summary>
    private static Dictionary<string, RuleExample> Stability() => new()
    {
        ["LG1001"] = RuleExample.Loss("z:f[]", "p[c] = softmax[c](z[c]); -log(p[1])", input: "z=0,-104"),
        ["LG1002"] = RuleExample.Loss("x:f", "log(sigmoid(x))", input: "x=-104"),
        ["LG1003"] = RuleExample.Loss("x:f", "log(1 - sigmoid(x))", input: "x=18"),
        ["LG1004"] = RuleExample.Loss("x:f", "log(1 + exp(x))", input: "x=89"),
        ["LG1005"] = RuleExample.Loss("x:f", "log(1 - exp(x))", input: "x=-1e-8"),
        ["LG1006"] = RuleExample.Loss("x:f", "log(1 + x)", input: "x=1e-8"),
        ["LG1007"] = RuleExample.Loss("x:f", "exp(x) - 1", input: "x=1e-8"),
        ["LG1008"] = RuleExample.Loss("x:f", "1 - sigmoid(x)", input: "x=18"),
        ["LG1009"] = RuleExample.Loss("x:f[]", "log(sum[i](exp(x[i])))", input: "x=90,91"),
        ["LG1010"] = RuleExample.Loss("x:f[]", "log(mean[i](exp(x[i])))", input: "x=100,101"),
        ["LG1011"] = RuleExample.Loss("x:f y:f", "log(exp(x) + exp(y))", input: "x=-105 y=-106"),
        ["LG1012"] = RuleExample.Loss("x:f", "log(exp(x))", input: "x=-104"),
        ["LG1013"] = RuleExample.Loss("x:f[]", "p[i] = exp(x[i]) / sum[j](exp(x[j])); p[0]", input: "x=95,96"),
        ["LG1014"] = RuleExample.Loss("x:f", "exp(x) / (1 + exp(x))", input: "x=90"),
        ["LG1015"] = RuleExample.Loss("x:f", "log(cosh(x))", input: "x=100"),
        ["LG1016"] = RuleExample.Loss("y:f[] x:f[]", "sum[i](y[i] * log(x[i]))", input: "y=0,1 x=0,1"),
        ["LG1017"] = RuleExample.Loss("x:f y:f", "log(exp(x) - exp(y))", input: "x=100 y=95"),
        ["LG1018"] = RuleExample.Loss("x:f", "log(exp(x) - 1)", input: "x=90"),
        ["LG1019"] = RuleExample.Loss("x:f", "log(x^4)", input: "x=1e12"),
        ["LG1020"] = RuleExample.Loss("x:f y:f", "exp(x) * exp(y)", input: "x=100 y=-110"),
        ["LG1021"] = RuleExample.Loss("x:f g:f", "(1 - sigmoid(x))^g", input: "x=25 g=0.5"),
        ["LG1022"] = RuleExample.Loss("x:f", "1 - tanh(x)^2", input: "x=12"),
        ["LG1023"] = RuleExample.Loss("x:f", "1 - erf(x)", input: "x=4.2"),
        ["LG1024"] = RuleExample.Loss("x:f", "sqrt(1 + x^2) - 1", input: "x=1e-4"),
        ["LG1025"] = RuleExample.Loss("x:f", "sqrt(x^2)", input: "x=1e-25"),
        ["LG1026"] = RuleExample.Loss("x:f y:f", "sqrt(x^2 + y^2)", input: "x=1e20 y=1e20"),
        ["LG1027"] = RuleExample.Loss("x:f[]", "sqrt(sum[i](x[i]^2))", input: "x=1e20,1e20"),
        ["LG1028"] = RuleExample.Loss("x:f[]", "mean[i](x[i]^2) - mean[i](x[i])^2", input: "x=4096,4097,4098"),
    };
}
