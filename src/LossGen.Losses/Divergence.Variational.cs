namespace LossGen.Losses;

/// <content>Lower bounds of divergences by a critic’s scores of samples. A critic raises the bound: it descends along the gradient with
/// <c>seed: -1</c>.</content>
public static partial class Divergence
{
    private const string VariationalKullbackLeiblerFormula = "mean[n](targetScores[n]) - mean[m](exp(modelScores[m] - 1))";

    /// <summary>The variational bound of KL(p‖q).</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − (1/m) Σ f*(T(y)), with x ~ p, y ~ q and f*(u) = e^(u − 1).</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −e^(T(y) − 1)/m.</para>
    /// <para>S. Nowozin, B. Cseke, R. Tomioka, f-GAN: training generative neural samplers using variational divergence minimization
    /// (2016).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; any numbers.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(VariationalKullbackLeiblerFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float VariationalKullbackLeibler(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="VariationalKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(VariationalKullbackLeiblerFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double VariationalKullbackLeibler(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);

    private const string VariationalReverseKullbackLeiblerFormula = """
        assume modelScores[m] < 0
        mean[n](targetScores[n]) + mean[m](log(-modelScores[m])) + 1
        """;

    /// <summary>The variational bound of KL(q‖p).</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − (1/m) Σ f*(T(y)), with x ~ p, y ~ q and f*(u) = −1 − log(−u).</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −1/|T(y)|/m.</para>
    /// <para>S. Nowozin, B. Cseke, R. Tomioka, f-GAN: training generative neural samplers using variational divergence minimization
    /// (2016).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; negative.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(VariationalReverseKullbackLeiblerFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float VariationalReverseKullbackLeibler(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="VariationalReverseKullbackLeibler(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(VariationalReverseKullbackLeiblerFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double VariationalReverseKullbackLeibler(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);

    private const string VariationalChiSquaredFormula = """
        u[m] = max(modelScores[m], -2)
        mean[n](targetScores[n]) - mean[m](u[m] + u[m]^2 / 4)
        """;

    /// <summary>The variational bound of χ²(p‖q).</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − (1/m) Σ f*(T(y)), with x ~ p, y ~ q and f*(u) = u + u²/4 for u ≥ −2, and −1 below.</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −(1 + ½ max(T(y), −2))/m.</para>
    /// <para>S. Nowozin, B. Cseke, R. Tomioka, f-GAN: training generative neural samplers using variational divergence minimization
    /// (2016).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; any numbers.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(VariationalChiSquaredFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float VariationalChiSquared(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="VariationalChiSquared(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(VariationalChiSquaredFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double VariationalChiSquared(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);

    private const string VariationalMatusitaFormula = """
        assume modelScores[m] < 1
        mean[n](targetScores[n]) - mean[m](modelScores[m] / (1 - modelScores[m]))
        """;

    /// <summary>The variational bound of the squared Matusita distance Σ(√p − √q)².</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − (1/m) Σ f*(T(y)), with x ~ p, y ~ q and f*(u) = u/(1 − u).</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −1/(1 − T(y))²/m.</para>
    /// <para>S. Nowozin, B. Cseke, R. Tomioka, f-GAN: training generative neural samplers using variational divergence minimization
    /// (2016).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; below 1.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; below 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(VariationalMatusitaFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float VariationalMatusita(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="VariationalMatusita(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(VariationalMatusitaFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double VariationalMatusita(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);

    private const string VariationalJensenShannonFormula = "mean[n](targetScores[n]) + mean[m](log1p(-expm1(2 * modelScores[m]))) / 2";

    /// <summary>The variational bound of the Jensen–Shannon divergence.</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − (1/m) Σ f*(T(y)), with x ~ p, y ~ q and f*(u) = −½ log(2 − e^(2u)).</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −e^(2T(y))/(2 − e^(2T(y)))/m.</para>
    /// <para>S. Nowozin, B. Cseke, R. Tomioka, f-GAN: training generative neural samplers using variational divergence minimization
    /// (2016).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; below ½ log 2.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; below ½ log 2.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(VariationalJensenShannonFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float VariationalJensenShannon(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="VariationalJensenShannon(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(VariationalJensenShannonFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double VariationalJensenShannon(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);

    private const string DonskerVaradhanFormula = "mean[n](targetScores[n]) - (logsumexp[m](modelScores[m]) - log(size(m)))";

    /// <summary>The Donsker–Varadhan bound of KL(p‖q), tighter than the variational one.</summary>
    /// <remarks>
    /// <para>(1/n) Σ T(x) − log (1/m) Σ exp T(y), with x ~ p and y ~ q.</para>
    /// <para>Gradient: by T(x): 1/n; by T(y): −m softmax(T(y))/m.</para>
    /// <para>M. D. Donsker, S. R. S. Varadhan, Asymptotic evaluation of certain Markov process expectations for large time (1975).</para>
    /// </remarks>
    /// <param name="targetScores">T(x) at samples of p, shape [n]; any numbers.</param>
    /// <param name="modelScores">T(y) at samples of q, shape [m]; any numbers.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(DonskerVaradhanFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial float DonskerVaradhan(ReadOnlySpan<float> targetScores, ReadOnlySpan<float> modelScores);

    /// <inheritdoc cref="DonskerVaradhan(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(DonskerVaradhanFormula, Wrt = ["targetScores", "modelScores"])]
    public static partial double DonskerVaradhan(ReadOnlySpan<double> targetScores, ReadOnlySpan<double> modelScores);
}
