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
    public void The_schedule_has_this_shape(string name, string parameters, string text, string? wrt = null)
    {
        var program = TestLoss.Bind(parameters, text, wrt?.Split(' '));
        var formulas = Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken);
        var outline = "value\n" + LoopOutline.Print(KernelBuilder.Build(program, formulas.Value, []).Body)
            + "gradient\n" + LoopOutline.Print(KernelBuilder.Build(program, formulas.Value, formulas.Gradients).Body);
        var path = Path.Combine(SourceFolder(), "Outlines", name + ".txt");
        if (Environment.GetEnvironmentVariable("LOSSGEN_ACCEPT") == "1")
            File.WriteAllText(path, outline);
        Assert.Equal(File.ReadAllText(path), outline);
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
