using LossGen.Compiler.Analysis.Properties;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>What is proven of well-known losses, and what must not be.</summary>
public sealed class VerdictTests
{
    private const string Pair = "p:f[] y:f[]";

    [Theory]
    [InlineData("MSE", Pair, "mean((p - y)^2)")]
    [InlineData("MSE by a product", Pair, "r = p - y\nmean(r * r)")]
    [InlineData("MAE", Pair, "mean(abs(p - y))")]
    [InlineData("RMSE", Pair, "sqrt(mean((p - y)^2))")]
    [InlineData("Huber", Pair + " delta:f", "require delta > 0\nr = p - y\nmean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))")]
    [InlineData("Huber by min", Pair + " delta:f", "require delta > 0\ne = abs(p - y)\nq = min(e, delta)\nmean(0.5 * q^2 + delta * (e - q))")]
    [InlineData("smooth L1", Pair + " beta:f", "require beta >= 0\nr = abs(p - y)\nmean(r < beta ? r^2 / (2 * beta) : r - beta / 2)")]
    [InlineData("pseudo-Huber", Pair + " d:f", "require d > 0\nmean(d^2 * (sqrt(1 + ((p - y) / d)^2) - 1))")]
    [InlineData("log-cosh", Pair, "mean(log(cosh(p - y)))")]
    [InlineData("log-cosh by softplus", Pair, "e = p - y\nmean(e + softplus(-2 * e) - log(2))")]
    [InlineData("pinball", Pair + " tau:f", "require 0 < tau && tau < 1\nmean(max(tau * (y - p), (tau - 1) * (y - p)))")]
    [InlineData("pinball by a flag", Pair, "u = y - p\nmean(u * (0.9 - (u < 0)))")]
    [InlineData("quantile", Pair + " tau:f", "require 0 < tau && tau < 1\nu = y - p\nmean(tau * relu(u) + (1 - tau) * relu(-u))")]
    [InlineData("quantile of any level, which rises by 1 at its corner", Pair + " tau:f", "u = y - p\nmean(tau * relu(u) + (1 - tau) * relu(-u))")]
    [InlineData("expectile", Pair + " tau:f", "require 0 < tau && tau < 1\nu = y - p\nmean(tau * relu(u)^2 + (1 - tau) * relu(-u)^2)")]
    [InlineData("hinge", Pair, "mean(max(0, 1 - y * p))")]
    [InlineData("hinge of labels", "p:f[] y:i[]", "mean(relu(1 - y * p))")]
    [InlineData("squared hinge", Pair, "mean(max(0, 1 - y * p)^2)")]
    [InlineData("logistic", Pair, "mean(log(1 + exp(-y * p)))")]
    [InlineData("exponential margin", Pair, "mean(exp(-y * p))")]
    [InlineData("BCE with logits", Pair, "mean(max(p, 0) - p * y + log1p(exp(-abs(p))))")]
    [InlineData("BCE by softplus", Pair, "mean(softplus(p) - p * y)")]
    [InlineData("BCE of a sigmoid", Pair, "mean(-(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p))))")]
    [InlineData("BCE of probabilities", Pair, "assume 0 <= y[i] <= 1\nmean(-(y * log(p) + (1 - y) * log(1 - p)))")]
    [InlineData("cross-entropy", "z:f[] k:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, k[n]])")]
    [InlineData("cross-entropy of a softmax", "z:f[] k:i[]", "p[n,c] = softmax[c](z[n,c])\nmean[n](-log(p[n, k[n]]))")]
    [InlineData("soft cross-entropy", "z:f[] t:f[] c:i", "assume t[n,c] >= 0\nmean[n](-sum[c](t[n,c] * logsoftmax[c](z[n,c])))")]
    [InlineData("KL to a softmax", "z:f[] t:f[] c:i", "assume t[n,c] > 0\nmean[n](sum[c](t[n,c] * (log(t[n,c]) - logsoftmax[c](z[n,c]))))")]
    [InlineData("KL to a softmax by kl_div", "z:f[] t:f[] c:i", "assume t[n,c] >= 0\nmean[n](sum[c](kl_div(t[n,c], softmax[c](z[n,c]))))")]
    [InlineData("KL jointly", Pair, "assume p[i] >= 0\nassume y[i] >= 0\nsum(rel_entr(p, y))", "p y")]
    [InlineData("Poisson with log link", Pair, "mean(exp(p) - y * p)")]
    [InlineData("Poisson", Pair, "assume p[i] > 0\nassume y[i] >= 0\nmean(p - y * log(p))")]
    [InlineData("Gaussian in the mean", Pair + " v:f[]", "assume v[i] > 0\nmean((p - y)^2 / v + log(v)) / 2")]
    [InlineData("InfoNCE", "s:f[] i:i", "mean[i](logsumexp[j](s[i,j]) - s[i,i])")]
    [InlineData("MAPE", Pair, "mean(abs((y - p) / y))")]
    [InlineData("non-saturating generator", "z:f[]", "mean(-log(sigmoid(z)))")]
    [InlineData("variance", "x:f[]", "var(x)")]
    [InlineData("negative entropy", "p:f[]", "sum(-entr(p))")]
    [InlineData("poly-1 in the probability", "p:f[]", "assume 0 < p[i] <= 1\nmean(-log(p) + 2 * (1 - p))")]
    [InlineData("quantile crossing", "q:f[]", "sum[k | k + 1 < size(k)](relu(q[k] - q[k+1]))")]
    [InlineData("triplet in the anchor", "a:f[] p:f[] n:f[] d:i", "mean[b](relu(sum[d]((a[b,d] - p[b,d])^2) - sum[d]((a[b,d] - n[b,d])^2) + 1))")]
    [InlineData("Fair", Pair + " s:f", "require s > 0\nx = abs(p - y) / s\nmean(x - log1p(x)) * s^2")]
    [InlineData("LINEX", Pair, "e = p - y\nmean(exp(e) - e - 1)")]
    [InlineData("elastic net", Pair, "r = p - y\nmean(r^2) + 0.1 * sum(abs(p)) + 0.2 * sum(p^2)")]
    public void A_convex_loss_is_proven_convex(string name, string parameters, string text, string? wrt = null)
    {
        var certificate = Certify(parameters, text, wrt);
        Assert.True((certificate.Proven & RequiredProperties.ConvexInPrediction) != 0, name);
    }

    [Theory]
    [InlineData("cross-entropy of a softmax of a softmax", "z:f[] k:i[]", "p[n,c] = softmax[c](z[n,c])\nmean[n](logsumexp[c](p[n,c]) - p[n, k[n]])")]
    [InlineData("focal", Pair, "q = sigmoid(p)\nmean(-(1 - q)^2 * log(q))")]
    [InlineData("Brier of a sigmoid", Pair, "mean((sigmoid(p) - y)^2)")]
    [InlineData("cosine distance", Pair, "1 - sum(p * y) / (norm(p) * norm(y))")]
    [InlineData("soft Dice", Pair, "1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)")]
    [InlineData("Gaussian in mean and log-variance", "m:f[] y:f[] s:f[]", "mean((m - y)^2 * exp(-s) + s) / 2", "m s")]
    [InlineData("Gaussian in the variance", "v:f[] y:f[]", "assume v[i] > 0\nmean(y^2 / v + log(v)) / 2")]
    [InlineData("Laplace in mean and log-scale", "m:f[] y:f[] s:f[]", "mean(abs(m - y) * exp(-s) + s)", "m s")]
    [InlineData("triplet jointly", "a:f[] p:f[] n:f[] d:i", "mean[b](relu(sum[d]((a[b,d] - p[b,d])^2) - sum[d]((a[b,d] - n[b,d])^2) + 1))", "a p n")]
    [InlineData("contrastive", Pair, "relu(1 - norm(p - y))^2")]
    [InlineData("Cauchy", Pair, "mean(log(1 + (p - y)^2))")]
    [InlineData("Geman-McClure", Pair, "mean((p - y)^2 / (1 + (p - y)^2))")]
    [InlineData("Welsch", Pair, "mean(1 - exp(-(p - y)^2 / 2))")]
    [InlineData("Tukey", Pair, "x = p - y\nmean(abs(x) < 1 ? x^2 * (3 - x^2 * (3 - x^2)) : 1) / 6")]
    [InlineData("log of MSE", Pair, "log(mean((p - y)^2))")]
    [InlineData("sMAPE", Pair, "mean(abs(p - y) / (abs(p) + abs(y)))")]
    [InlineData("MSLE", Pair, "assume p[i] >= 0\nassume y[i] >= 0\nmean((log1p(p) - log1p(y))^2)")]
    [InlineData("entropy of a softmax", "z:f[] c:i", "mean[n](sum[c](entr(softmax[c](z[n,c]))))")]
    [InlineData("saturating generator", "z:f[]", "mean(log(1 - sigmoid(z)))")]
    [InlineData("Huber of any threshold", Pair + " delta:f", "r = p - y\nmean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))")]
    [InlineData("a step", Pair, "mean(p > y ? 1.0 : 0.0)")]
    [InlineData("a jump", Pair, "mean(p > y ? p^2 : p^2 + 1)")]
    [InlineData("a root inside", Pair, "mean(-sqrt((p - y)^2))")]
    [InlineData("a concave corner", Pair, "mean(min(p, 2 * p))")]
    public void A_loss_that_is_not_convex_is_not_proven_convex(string name, string parameters, string text, string? wrt = null)
    {
        var certificate = Certify(parameters, text, wrt);
        Assert.True((certificate.Proven & RequiredProperties.ConvexInPrediction) == 0, name);
    }

    [Theory]
    [InlineData(Pair, "mean((p - y)^2)")]
    [InlineData(Pair + " delta:f", "require delta > 0\nr = p - y\nmean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))")]
    [InlineData(Pair + " tau:f", "require 0 < tau && tau < 1\nmean(max(tau * (y - p), (tau - 1) * (y - p)))")]
    [InlineData(Pair, "mean(max(0, 1 - y * p))")]
    [InlineData(Pair, "mean(log(1 + exp(-y * p)))")]
    [InlineData(Pair, "assume 0 <= y[i] <= 1\nmean(softplus(p) - p * y)")]
    [InlineData(Pair, "assume 0 <= y[i] <= 1\nmean(max(p, 0) - p * y + log1p(exp(-abs(p))))")]
    [InlineData("z:f[] k:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, k[n]])")]
    [InlineData(Pair, "mean(log(cosh(p - y)))")]
    [InlineData(Pair, "q = sigmoid(p)\nmean(-(1 - q)^2 * log(q))")]
    [InlineData(Pair, "e = p - y\nmean(exp(e) - e - 1)")]
    [InlineData(Pair, "mean(log(1 + (p - y)^2))")]
    [InlineData(Pair, "assume p[i] > 0\nassume y[i] > 0\nmean(kl_div(y, p))")]
    public void A_non_negative_loss_is_proven_so(string parameters, string text) => Assert.True(Certify(parameters, text).IsNonNegative);

    [Theory]
    [InlineData(Pair, "mean(softplus(p) - p * y)")]
    [InlineData(Pair, "mean(exp(p) - y * p)")]
    [InlineData(Pair, "mean(p - y)")]
    [InlineData(Pair, "mean(exp(p - y) - (p - y) - 1.001)")]
    [InlineData(Pair + " tau:f", "u = y - p\nmean(tau * relu(u) + (1 - tau) * relu(-u))")]
    [InlineData(Pair + " delta:f", "r = p - y\nmean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))")]
    public void A_loss_that_may_be_negative_is_not_proven_otherwise(string parameters, string text) => Assert.False(Certify(parameters, text).IsNonNegative);

    [Theory]
    [InlineData(Pair, "mean(abs(p - y))", "1", null)]
    [InlineData(Pair, "mean((p - y)^2)", null, "2")]
    [InlineData(Pair, "sum((p - y)^2)", null, "2 * size(i)")]
    [InlineData(Pair + " delta:f", "require delta > 0\nr = p - y\nmean(abs(r) <= delta ? r^2 / 2 : delta * (abs(r) - delta / 2))", "delta", "1")]
    [InlineData(Pair + " tau:f", "require 0 < tau && tau < 1\nu = y - p\nmean(tau * relu(u) + (1 - tau) * relu(-u))", "max(tau, 1 - tau)", null)]
    [InlineData(Pair, "assume 0 <= y[i] <= 1\nmean(softplus(p) - p * y)", "1", "0.25")]
    [InlineData("z:f[] k:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, k[n]])", "2", "1")]
    [InlineData(Pair, "mean(log(cosh(p - y)))", "1", "1")]
    [InlineData(Pair, "mean(exp(p))", null, null)]
    [InlineData(Pair + " m:b[]", "mean[i | m[i]](abs(p[i] - y[i]))", "1", null)]
    [InlineData(Pair + " w:f[]", "assume w[i] >= 0\nsum(w * abs(p - y)) / sum(w)", "1", null)]
    [InlineData("p:f[] y:i[]", "mean(relu(1 - y * p))", null, null)]
    public void Bounds_are_as_tight_as_these(string parameters, string text, string? lipschitz, string? gradientLipschitz)
    {
        var prediction = Certify(parameters, text).Prediction;
        Assert.Equal(lipschitz, prediction.Lipschitz?.ToString());
        Assert.Equal(gradientLipschitz, prediction.GradientLipschitz?.ToString());
    }

    [Theory]
    [InlineData(Pair, "mean(max(0, 1 - y * p))", true)]
    [InlineData(Pair, "mean(max(0, 1 - y * p)^2)", true)]
    [InlineData(Pair, "mean(log(1 + exp(-y * p)))", true)]
    [InlineData(Pair, "sum(exp(-y * p))", true)]
    [InlineData(Pair, "mean(softplus(p) - p * y)", true)]
    [InlineData("p:f[] y:i[]", "mean(relu(1 - y * p))", true)]
    [InlineData(Pair, "mean(max(0, -y * p))", false)]
    [InlineData(Pair, "mean(relu(1 + y * p))", false)]
    [InlineData(Pair, "mean(sigmoid(-y * p))", false)]
    public void Calibration_is_that_of_the_margin_loss(string parameters, string text, bool isCalibrated) =>
        Assert.Equal(isCalibrated, Certify(parameters, text).IsClassificationCalibrated);

    [Theory]
    [InlineData(Pair, "mean((p - y)^2)", RequiredProperties.TranslationInvariant | RequiredProperties.ZeroAtPerfectPrediction | RequiredProperties.SmoothInPrediction)]
    [InlineData(Pair, "mean((p - 2 * y)^2)", RequiredProperties.SmoothInPrediction)]
    [InlineData("z:f[] k:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, k[n]])", RequiredProperties.TranslationInvariant | RequiredProperties.SmoothInPrediction)]
    [InlineData("z:f[]", "mean(-log(sigmoid(z)))", RequiredProperties.MonotoneInPrediction | RequiredProperties.SmoothInPrediction)]
    [InlineData(Pair, "mean(abs(p^2 - y^2))", RequiredProperties.ZeroAtPerfectPrediction)]
    [InlineData("p:f[]", "assume -1 <= p[i] <= 1\nmean(tanh(p))", RequiredProperties.Finite | RequiredProperties.MonotoneInPrediction | RequiredProperties.SmoothInPrediction)]
    public void Other_properties_are_proven_where_they_hold(string parameters, string text, RequiredProperties expected)
    {
        const RequiredProperties Others = RequiredProperties.TranslationInvariant | RequiredProperties.ZeroAtPerfectPrediction
            | RequiredProperties.SmoothInPrediction | RequiredProperties.MonotoneInPrediction | RequiredProperties.Finite;
        Assert.Equal(expected, Certify(parameters, text).Proven & Others);
    }

    private static LossCertificate Certify(string parameters, string text, string? wrt = null) =>
        PropertyAnalysis.Of(TestLoss.Bind(parameters, text, wrt?.Split(' '))) ?? throw new InvalidOperationException("no value");
}
