namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    private static Dictionary<string, RuleExample> Design() => new()
    {
        ["LG2011"] = RuleExample.Loss(
            "x:f[] y:f[]",
            "mean((sigmoid(x) - y)^2)",
            "mean(softplus(x) - y * x)"),
        ["LG2012"] = RuleExample.Loss(
            "z:f[] label:i[] c:i",
            "mean[n](sum[c]((softmax[c](z[n,c]) - (c == label[n]))^2))",
            "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])"),
        ["LG2013"] = RuleExample.Loss(
            "x:f[]",
            "mean(-softplus(x))",
            "mean(softplus(-x))"),
        ["LG2021"] = RuleExample.Loss(
            "z:f[] label:i[] c:i",
            "p[n,c] = softmax[c](z[n,c]); mean[n](logsumexp[c](p[n,c]) - p[n, label[n]])",
            "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])"),
        ["LG2022"] = RuleExample.Loss(
            "z:f[] label:i[] c:i",
            "p[n,c] = logsoftmax[c](z[n,c]); mean[n](logsumexp[c](p[n,c]) - p[n, label[n]])",
            "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])"),
        ["LG2023"] = RuleExample.Loss(
            "x:f[] y:f[]",
            "p[i] = sigmoid(x[i]); mean[i](softplus(p[i]) - y[i] * p[i])",
            "mean[i](softplus(x[i]) - y[i] * x[i])"),
        ["LG2031"] = RuleExample.Loss(
            "yhat:f[] y:f[]",
            "e[i] = y[i] - yhat[i]; mean[i](max(1.2 * e[i], (1.2 - 1) * e[i]))",
            "e[i] = y[i] - yhat[i]; mean[i](max(0.9 * e[i], (0.9 - 1) * e[i]))"),
        ["LG2032"] = RuleExample.Loss(
            "yhat:f[] y:f[]",
            "d = -1; e[i] = yhat[i] - y[i]; mean[i](abs(e[i]) <= d ? e[i]^2 / 2 : d * (abs(e[i]) - d / 2))",
            "d = 1; e[i] = yhat[i] - y[i]; mean[i](abs(e[i]) <= d ? e[i]^2 / 2 : d * (abs(e[i]) - d / 2))"),
        ["LG2033"] = RuleExample.Loss(
            "score:f[] y:f[]",
            "mean(relu(-1 - y * score))",
            "mean(relu(1 - y * score))"),
        ["LG2034"] = RuleExample.Loss(
            "p:f[]",
            "assume 0.1 < p[i] < 0.9; -mean((1 - p)^(-2) * log(p))",
            "assume 0.1 < p[i] < 0.9; -mean((1 - p)^2 * log(p))"),
        ["LG2035"] = RuleExample.Loss(
            "yhat:f[] y:f[]",
            "mean((1 - 1.5) * (yhat - y)^2 + 1.5 * abs(yhat - y))",
            "mean((1 - 0.5) * (yhat - y)^2 + 0.5 * abs(yhat - y))"),
        ["LG2036"] = RuleExample.Loss(
            "z:f[] y:f[] c:i",
            "-mean[n](sum[c](y[n,c] * logsoftmax[c](z[n,c] / -0.5)))",
            "-mean[n](sum[c](y[n,c] * logsoftmax[c](z[n,c] / 0.5)))"),
        ["LG2041"] = RuleExample.Loss(
            "x:f[] y:f[]",
            "mean((round(x) - y)^2)",
            "mean((x - y)^2)"),
        ["LG2051"] = RuleExample.Loss(
            "p:f[] y:f[]",
            "assume 0 < p && p < 0.9; assume 0 < y; -mean(y * log(p + 1e-7))",
            "assume 0 < p && p < 0.9; assume 0 < y; -mean(y * log(p))"),
        ["LG2052"] = RuleExample.Loss(
            "p:f[] y:f[]",
            "assume 0.1 < p[i] < 1; -mean(y * log(max(p, 1e-46)))",
            "-mean(xlogy(y, p))"),
        ["LG2053"] = RuleExample.Loss("p:f[]", "mean(min(p, 1 - 1e-8))", "mean(min(p, 1 - 1e-7))"),
        ["LG2056"] = RuleExample.Loss(
            "x:f[] y:f[]",
            "exp(mean(softplus(x) - y * x))",
            "mean(softplus(x) - y * x)"),
    };
}
