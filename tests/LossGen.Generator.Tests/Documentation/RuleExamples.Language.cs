namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    private const string Pair = "yhat:f[] y:f[]";
    private const string Classes = "z:f[] label:i[] tau:f k:i";
    private const string Result = "yhat:f[] losses:f=";

    private static Dictionary<string, RuleExample> Language() => new()
    {
        ["LG0002"] = RuleExample.Loss(Pair, "mean((yhat - y)**2)", "mean((yhat - y)^2)"),
        ["LG0003"] = RuleExample.Loss(Pair, "0.5f * mean((yhat - y)^2)", "0.5 * mean((yhat - y)^2)"),
        ["LG0004"] = RuleExample.Loss(Pair, "mean((yhat - y)^2", "mean((yhat - y)^2)"),
        ["LG0005"] = RuleExample.Loss(Pair, "r = yhat - y", "r = yhat - y; mean(r^2)"),
        ["LG0006"] = RuleExample.Loss(Pair, "mean(yhat - y); mean(abs(yhat - y))", "bias = mean(yhat - y); bias + mean(abs(yhat - y))"),
        ["LG0009"] = RuleExample.Loss("a:i[] b:i[]", "count(a == b == 0)", "count(a == b && b == 0)"),
        ["LG0010"] = RuleExample.Loss("a:i[] b:i[]", "count(a = b)", "count(a == b)"),
        ["LG0011"] = RuleExample.Loss(Pair, "sum[0](yhat - y)", "sum[i](yhat[i] - y[i])"),
        ["LG0100"] = RuleExample.Loss(Pair, "mean((yhta - y)^2) + mean(yhat)", "mean((yhat - y)^2) + mean(yhat)"),
        ["LG0101"] = RuleExample.Loss(Pair, "maen((yhat - y)^2)", "mean((yhat - y)^2)"),
        ["LG0102"] = RuleExample.Loss(Pair, "sum[n](yhat[i] - y[i])", "sum[i](yhat[i] - y[i])"),
        ["LG0103"] = RuleExample.Loss(Pair, "r = 1; r = 2; mean(yhat - y) * r", "r = 2; mean(yhat - y) * r"),
        ["LG0104"] = RuleExample.Loss(Pair, "max = 2; mean(yhat - y) * max", "largest = 2; mean(yhat - y) * largest"),
        ["LG0105"] = RuleExample.Loss(Pair, "a = b + 1; b = 2; mean(yhat - y) * a", "b = 2; a = b + 1; mean(yhat - y) * a"),
        ["LG0106"] = RuleExample.Loss(Pair, "r = r + 1; mean(yhat - y)", "s[i] = yhat[i] + (i > 0 ? s[i-1] : 0); mean[i](s[i] - y[i])"),
        ["LG0107"] = RuleExample.Loss(Pair, "r = yhat - y; mean[i](r[i])", "r[i] = yhat[i] - y[i]; mean[i](r[i])"),
        ["LG0108"] = RuleExample.Loss("z:f[] tau:f", "sum[tau](z[n])", "sum[n](z[n] / tau)"),
        ["LG0109"] = RuleExample.Loss("x:f[]", "mean(x) + exp", "mean(x) + exp(1)"),
        ["LG0110"] = RuleExample.Loss(Pair, "mean(yhat(y - 1))", "mean(yhat * (y - 1))"),
        ["LG0200"] = RuleExample.Loss(Pair, "mean(exp(yhat, y))", "mean(exp(yhat + y))"),
        ["LG0201"] = RuleExample.Loss("z:f[] c:i", "mean(z[n,c]) + mean(z[n])", "mean(z[n,c]) + mean(z[n,0])"),
        ["LG0202"] = RuleExample.Loss("z:f[] tau:f", "z[tau]", "z[0] * tau"),
        ["LG0203"] = RuleExample.Loss(Pair, "mean(yhat ? y : yhat)", "mean(yhat > 0 ? y : yhat)"),
        ["LG0204"] = RuleExample.Loss(Pair, "mean(mod(yhat, 2)) + mean(y)", "mean[i](mod(i, 2) * yhat[i]) + mean(y)"),
        ["LG0205"] = RuleExample.Loss("z:f[] c:i", "mean(z) + mean(z[n,c])", "mean(z[n,c]) + mean(z[n,c])"),
        ["LG0206"] = RuleExample.Loss("x:f[]", "x[0,0,0,0,0,0,0,0,0]", "x[0]"),
        ["LG0207"] = RuleExample.Loss(Pair, "mean(exp[i](yhat)) + mean(y)", "mean[i](exp(yhat[i])) + mean(y)"),
        ["LG0208"] = RuleExample.Loss(Pair, "f(s, t) = s * t; mean(f'(yhat)) + mean(y)", "f(t) = t^3; mean(f'(yhat)) + mean(y)"),
        ["LG0209"] = RuleExample.Loss(Pair, "f(t) = t^4; mean(f'''(yhat)) + mean(y)", "f(t) = t^4; mean(f''(yhat)) + mean(y)"),
        ["LG0210"] = RuleExample.Loss(Pair, "sum'(yhat) + mean(y)", "f(t) = t^2; sum(f'(yhat)) + mean(y)"),
        ["LG0211"] = RuleExample.Loss("x:f[]", "sum(x) / size(x)", "sum(x) / size(x, 0)"),
        ["LG0212"] = RuleExample.Loss("x:f[]", "sum(x) / size(x, 1)", "sum(x) / size(x, 0)"),
        ["LG0213"] = RuleExample.Loss("x:f[]", "f(t) = lgamma(t); mean(f''(x))", "f(t) = lgamma(t); mean(f'(x))"),
        ["LG0300"] = RuleExample.Loss(Pair, "(yhat - y)^2", "mean((yhat - y)^2)"),
        ["LG0301"] = RuleExample.Loss("z:f[] c:i", "s[n] = z[n,c]; mean[n](s[n])", "s[n] = sum[c](z[n,c]); mean[n](s[n])"),
        ["LG0302"] = RuleExample.Loss("z:f[] c:i", "mean[n,n](z[n,c])", "mean[n,c](z[n,c])"),
        ["LG0303"] = RuleExample.Loss("z:f[] c:i", "mean[n](argmax(z[m,c]) * z[n,0])", "mean[n](argmax[c](z[n,c]) * z[n,0])"),
        ["LG0304"] = RuleExample.Loss("z:f[]", "mean[n](logsumexp[c](z[n,c]))", "mean[n](logsumexp[c](z[n,c]))", "z:f[] c:i"),
        ["LG0305"] = RuleExample.Loss("z:f[] p:i[] q:i[]", "mean[n](z[p[n], q[n]])", "mean[n](z[p[n], q[n]]) + 0 * sum[m,c](z[m,c])", "z:f[] p:i[] q:i[] c:i"),
        ["LG0306"] = RuleExample.Loss("z:f[] c:l", "mean(z[n,c])", "mean(z[n,c])", "z:f[] c:i"),
        ["LG0307"] = RuleExample.Loss(Pair, "axis b = count(yhat > y); sum[b](b) + mean(y)", "axis b = size(yhat, 0); sum[b](b) + mean(yhat - y)"),
        ["LG0308"] = RuleExample.Loss("z:f[] c:i", "axis c = 3; mean(z[n,c])", "mean(z[n,c])"),
        ["LG0309"] = RuleExample.Loss(Pair, "require yhat > 0; mean(y * log(yhat))", "assume yhat > 0; mean(y * log(yhat))"),
        ["LG0310"] = RuleExample.Loss("x:f[]", "axis b = size(b) + 1; sum[b](b) * mean(x)", "axis b = size(x, 0) + 1; sum[b](b) * mean(x)"),
        ["LG0320"] = RuleExample.Loss("x:f[]", "s[i] = i > 0 ? x[i] + s[i] : 0; mean(s[i])", "s[i] = i > 0 ? x[i] + s[i-1] : 0; mean(s[i])"),
        ["LG0321"] = RuleExample.Loss("x:f[]", "s[i] = i > 0 ? s[i-1] : i < 5 ? s[i+1] : x[i]; mean(s[i])", "s[i] = i > 0 ? s[i-1] : x[i]; mean(s[i])"),
        ["LG0322"] = RuleExample.Loss("x:f[]", "s[i] = i > 0 ? s[div(i, 2)] : x[i]; mean(s[i])", "s[i] = i > 1 ? s[i-2] : x[i]; mean(s[i])"),
        ["LG0323"] = RuleExample.Loss("x:f[]", "a[i] = i > 0 ? b[i-1] : x[i]; b[i] = a[i] * 2; mean(b[i])", "b[i] = (i > 0 ? b[i-1] : x[i]) * 2; mean(b[i])"),
        ["LG0324"] = RuleExample.Loss(Pair, "max[k](sort[k | y[k] > 0](yhat[k]))", "max[k](sort[k](y[k] > 0 ? yhat[k] : 0))"),
        ["LG0400"] = RuleExample.Loss("x:f[] name:s", "mean(x)", "mean(x)", "x:f[]"),
        ["LG0401"] = new(
            "[Loss(\"mean(x)\")]\npublic static partial int Example(ReadOnlySpan<float> x);",
            "[Loss(\"mean(x)\")]\npublic static partial float Example(ReadOnlySpan<float> x);"),
        ["LG0402"] = RuleExample.Loss("yhat:f[] y:d[]", "mean((yhat - y)^2)", "mean((yhat - y)^2)", Pair),
        ["LG0403"] = new(
            "[Loss(\"mean(yhat)\", Wrt = new[] { \"yhta\" })]\npublic static partial float Example(ReadOnlySpan<float> yhat);",
            "[Loss(\"mean(yhat)\", Wrt = new[] { \"yhat\" })]\npublic static partial float Example(ReadOnlySpan<float> yhat);"),
        ["LG0404"] = new(
            "[Loss(\"mean(w[label])\", Wrt = new[] { \"label\" })]\npublic static partial float Example(ReadOnlySpan<float> w, ReadOnlySpan<int> label);",
            "[Loss(\"mean(w[label])\", Wrt = new[] { \"w\" })]\npublic static partial float Example(ReadOnlySpan<float> w, ReadOnlySpan<int> label);"),
        ["LG0405"] = RuleExample.Loss("x:f[] seed:f", "seed * mean(x)", "scale * mean(x)", "x:f[] scale:f"),
        ["LG0410"] = RuleExample.Loss(Result, "mean(yhat)", "losses[n] = yhat[n]; mean(yhat)"),
        ["LG0411"] = RuleExample.Loss(Result, "losses = yhat; losses[n] = 2 * yhat[n]; mean(yhat)", "losses = yhat; mean(yhat)"),
        ["LG0412"] = RuleExample.Loss(Result, "losses[0] = sum(yhat); losses[2] = 1; sum(yhat)", "losses[0] = sum(yhat); losses[1] = 1; sum(yhat)"),
        ["LG0413"] = RuleExample.Loss(Result, "losses[0,n] = yhat[n]; losses[n,1] = yhat[n]; sum(yhat)", "losses[0,n] = yhat[n]; losses[1,n] = yhat[n]; sum(yhat)"),
        ["LG0414"] = RuleExample.Loss("x:f[]", "r[0] = sum(x); mean(x)", "r = sum(x); r + mean(x)"),
        ["LG0415"] = RuleExample.Loss(Result, "losses[0] = sum(yhat); mean(losses)", "losses[0] = sum(yhat); losses[0]"),
        ["LG0416"] = RuleExample.Loss(Result, "losses[0] = sum(yhat); losses[1] = 2; losses[2]", "losses[0] = sum(yhat); losses[1] = 2; losses[1]"),
        ["LG0417"] = RuleExample.Loss("void " + Result, "losses = yhat; sum(yhat)", "losses = yhat"),
        ["LG0418"] = new(
            "[Loss(\"losses = x; mean(x)\", Hessian = true)]\npublic static partial float Example(ReadOnlySpan<float> x, Span<float> losses);",
            "[Loss(\"mean(x^2)\", Hessian = true)]\npublic static partial float Example(ReadOnlySpan<float> x);"),
        ["LG2005"] = RuleExample.Loss(Pair, "mean(yhat^2)", "mean((yhat - y)^2)"),
        ["LG2007"] = RuleExample.Loss("z:f[] c:i", "mean[n](sum(z[n,c]))", "mean[n](sum[c](z[n,c]))"),
        ["LG2010"] = new(
            "[Loss(\"mean(abs(yhat - y))\", Wrt = new[] { \"yhat\" }, Hessian = true)]\n"
            + "public static partial float Example(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);",
            "[Loss(\"mean((yhat - y)^2)\", Wrt = new[] { \"yhat\" }, Hessian = true)]\n"
            + "public static partial float Example(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);"),
    };
}
