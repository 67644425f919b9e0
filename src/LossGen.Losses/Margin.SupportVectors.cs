namespace LossGen.Losses;

/// <content>Objectives of support vector machines.</content>
public static partial class Margin
{
    private const string SupportVectorPrimalFormula = """
        require regularization > 0
        f[n] = sum[d](weights[d] * features[n,d]) + bias
        regularization * sum[d](weights[d]^2) + mean[n](relu(1 - targets[n] * f[n]))
        """;

    /// <summary>The primal objective of a linear support vector machine.</summary>
    /// <remarks>
    /// <para>λ‖w‖² + (1/n) Σ max(0, 1 − y(w·x + b)).</para>
    /// <para>Gradient: by w: 2λw − (1/n) Σ y x, by b: −(1/n) Σ y, over the samples with a margin below 1.</para>
    /// <para>S. Shalev-Shwartz et al., Pegasos: primal estimated sub-gradient solver for SVM (2007).</para>
    /// </remarks>
    /// <param name="weights">w, shape [d].</param>
    /// <param name="bias">b.</param>
    /// <param name="features">x, shape [n, d], row-major.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <param name="regularization">λ &gt; 0; C = 1/(2λn) gives the form ½‖w‖² + C Σ.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="regularization"/> is not positive.</exception>
    [Loss(SupportVectorPrimalFormula, Wrt = ["weights", "bias"])]
    public static partial float SupportVectorPrimal(
        ReadOnlySpan<float> weights, float bias, ReadOnlySpan<float> features, ReadOnlySpan<float> targets, float regularization);

    /// <inheritdoc cref="SupportVectorPrimal(ReadOnlySpan{float}, float, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(SupportVectorPrimalFormula, Wrt = ["weights", "bias"])]
    public static partial double SupportVectorPrimal(
        ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> features, ReadOnlySpan<double> targets, double regularization);

    private const string SupportVectorDualFormula = """
        sum[i](multipliers[i]) - sum[i,j](multipliers[i] * multipliers[j] * targets[i] * targets[j] * kernel[i,j]) / 2
        """;

    /// <summary>The dual objective of a support vector machine, to be maximised.</summary>
    /// <remarks>
    /// <para>Σ α − ½ Σᵢⱼ αᵢαⱼ yᵢyⱼ kᵢⱼ.</para>
    /// <para>Gradient: 1 − yᵢ Σⱼ αⱼ yⱼ (kᵢⱼ + kⱼᵢ)/2.</para>
    /// <para>C. Cortes, V. Vapnik, Support-vector networks (1995).</para>
    /// </remarks>
    /// <param name="multipliers">α, shape [n]; feasible are 0 ≤ α ≤ C with Σ α y = 0, which is not checked.</param>
    /// <param name="targets">y, shape [n]; −1 or 1.</param>
    /// <param name="kernel">k, shape [n, n]; symmetric.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(SupportVectorDualFormula)]
    public static partial float SupportVectorDual(ReadOnlySpan<float> multipliers, ReadOnlySpan<float> targets, ReadOnlySpan<float> kernel);

    /// <inheritdoc cref="SupportVectorDual(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(SupportVectorDualFormula)]
    public static partial double SupportVectorDual(
        ReadOnlySpan<double> multipliers, ReadOnlySpan<double> targets, ReadOnlySpan<double> kernel);
}
