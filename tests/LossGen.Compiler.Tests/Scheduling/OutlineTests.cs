using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Tests.Scheduling;

/// <summary>
/// The shapes of schedules: how often data are visited. The files in <c>Outlines</c> say what is expected; LOSSGEN_ACCEPT=1 writes them anew.
/// </summary>
public sealed class OutlineTests
{
    [Theory]
    [InlineData("mse", "yhat:f[] y:f[]", "mean((yhat - y)^2)")]
    [InlineData("rmse", "yhat:f[] y:f[]", "sqrt(mean((yhat - y)^2))")]
    [InlineData("huber", "yhat:f[] y:f[] delta:f", "r = yhat - y; mean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))")]
    [InlineData("cross_entropy", "z:f[] label:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData(
        "cross_entropy_ignored_weighted",
        "z:f[] label:i[] w:f[] ignore:i",
        "nll[n] = logsumexp[c](z[n,c]) - z[n, label[n]]; sum[n | label[n] != ignore](w[label[n]] * nll[n]) / sum[n | label[n] != ignore](w[label[n]])")]
    [InlineData(
        "label_smoothing",
        "z:f[] label:i[] eps:f",
        "t[n,c] = (1 - eps) * (c == label[n]) + eps / size(c); mean[n](-sum[c](t[n,c] * logsoftmax[c](z[n,c])))")]
    [InlineData("temperature", "z:f[] label:i[] T:f", "mean[n](logsumexp[c](z[n,c] / T) - z[n, label[n]] / T)", "z T")]
    [InlineData("multiclass_hinge", "z:f[] label:i[] margin:f", "mean[n](sum[j | j != label[n]](max(0, z[n,j] - z[n, label[n]] + margin)))")]
    [InlineData(
        "batch_hard_triplet",
        "u:f[] label:i[] margin:f",
        "dist[i,j] = sum[d]((u[i,d] - u[j,d])^2); mean[i](max(0, max[j | label[j] == label[i] && j != i](dist[i,j]) - min[k | label[k] != label[i]](dist[i,k]) + margin))")]
    [InlineData(
        "info_nce",
        "u:f[] v:f[] d:i tau:f",
        "s[i,j] = sum[d](u[i,d] * v[j,d]) / tau; mean[i](logsumexp[j](s[i,j]) - s[i,i])",
        "u v")]
    [InlineData(
        "nt_xent",
        "u:f[] pair:i[] tau:f",
        "w[i,d] = u[i,d] / norm[d](u[i,d]); s[i,j] = sum[d](w[i,d] * w[j,d]) / tau; mean[i](logsumexp[j | j != i](s[i,j]) - s[i, pair[i]])")]
    [InlineData("gaussian_kl", "mu:f[] logvar:f[] k:i", "-0.5 * mean[n](sum[k](1 + logvar[n,k] - mu[n,k]^2 - exp(logvar[n,k])))", "mu logvar")]
    [InlineData("gathered_weights", "w:f[] label:i[] x:f[]", "mean[n](w[label[n]] * x[n])")]
    [InlineData("embedding", "u:f[] word:i[] y:f[] d:i", "mean[n](sum[d]((u[word[n],d] - y[n,d])^2))")]
    [InlineData("sample_losses", "z:f[] label:i[] losses:f=", "losses[n] = logsumexp[c](z[n,c]) - z[n, label[n]]; mean[n](losses[n])")]
    [InlineData("row_statistics", "void z:f[] c:i s:f= total:f=", "s[n,0] = mean[c](z[n,c]); s[n,1] = std[c](z[n,c]); total[c] = sum[n](z[n,c])")]
    [InlineData("column_weights", "x:f[] y:f[] w:f[]", "mean[n]((sum[d](x[n,d] * w[d]) - y[n])^2)", "w")]
    [InlineData(
        "calibration_bins",
        "p:f[] hit:f[] bins:i",
        "axis b = bins; bin[n] = min(bins - 1, floor(p[n] * bins)); sum[b](abs(sum[n | bin[n] == b](p[n] - hit[n]))) / size(n)")]
    [InlineData(
        "class_means",
        "x:f[] label:i[] classes:i",
        "axis k = classes; m[k,d] = mean[n | label[n] == k](x[n,d]); sum[k,d](m[k,d]^2)")]
    [InlineData("uniformity", "u:f[] d:i", "log(mean[i,j | i != j](exp(-2 * sum[d]((u[i,d] - u[j,d])^2))))")]
    [InlineData("cumulative_sum", "x:f[] y:f[]", "mean[t]((cumsum[t](x[t]) - y[t])^2)")]
    [InlineData("sorted", "x:f[] y:f[]", "mean[i](abs(sort[i](x[i]) - sort[i](y[i])))")]
    [InlineData(
        "forward_algorithm",
        "x:f[] w:f[] s:i b:i",
        "alpha[b,t,s] = x[b,t,s] + (t == 0 ? 0 : logsumexp[u](alpha[b,t-1,u] + w[u,s])); mean[b](logsumexp[s](alpha[b, size(t) - 1, s]))",
        "x w")]
    [InlineData(
        "ctc",
        "z:f[] label:i[] inputLength:i[] labelLength:i[] blank:i c:i",
        """
        axis s = 2 * size(label, 1) + 1
        lp[b,t,c] = logsoftmax[c](z[b,t,c])
        ext[b,s]  = mod(s, 2) == 0 ? blank : label[b, div(s, 2)]
        skip[b,s] = s > 1 && mod(s, 2) == 1 && ext[b,s] != ext[b,s-2]
        alpha[b,t,s] = t == 0 ? (s < 2 ? lp[b,0,ext[b,s]] : -inf)
            : lp[b,t,ext[b,s]] + logaddexp(alpha[b,t-1,s], s > 0 ? alpha[b,t-1,s-1] : -inf, skip[b,s] ? alpha[b,t-1,s-2] : -inf)
        last[b] = inputLength[b] - 1
        end[b]  = 2 * labelLength[b]
        mean[b](-logaddexp(alpha[b,last[b],end[b]], end[b] > 0 ? alpha[b,last[b],end[b]-1] : -inf))
        """)]
    public void The_schedule_has_this_shape(string name, string parameters, string text, string? wrt = null)
    {
        var program = TestLoss.Bind(parameters, text, wrt?.Split(' '));
        var formulas = Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken);
        var outline = "value\n" + LoopOutline.Print(KernelBuilder.Build(program, formulas.ReturnValue, formulas.Results).Body)
            + "gradient\n" + LoopOutline.Print(KernelBuilder.Build(program, formulas.ReturnValue, formulas.Gradients).Body);
        var path = Path.Combine(SourceFolder(), "Outlines", name + ".txt");
        if (Environment.GetEnvironmentVariable("LOSSGEN_ACCEPT") == "1")
            File.WriteAllText(path, outline);
        Assert.Equal(File.ReadAllText(path), outline);
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
