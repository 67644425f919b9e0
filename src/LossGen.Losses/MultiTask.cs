namespace LossGen.Losses;

/// <summary>One loss out of several.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class MultiTask
{
    private const string UncertaintyWeightingFormula = "sum(exp(-logVariances) * losses + logVariances) / 2";

    /// <summary>Losses of regressions weighted by learned uncertainties.</summary>
    /// <remarks>
    /// <para>Σ (½e^(−s)L + ½s).</para>
    /// <para>Gradient by L: ½e^(−s), by s: ½(1 − e^(−s)L).</para>
    /// <para>A. Kendall, Y. Gal, R. Cipolla, Multi-task learning using uncertainty to weigh losses for scene geometry and semantics
    /// (2018).</para>
    /// </remarks>
    /// <param name="losses">L, shape [k]; one for every task.</param>
    /// <param name="logVariances">s = log σ², shape [k]; one for every task, learned.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(UncertaintyWeightingFormula, Wrt = ["losses", "logVariances"])]
    public static partial float UncertaintyWeighting(ReadOnlySpan<float> losses, ReadOnlySpan<float> logVariances);

    /// <inheritdoc cref="UncertaintyWeighting(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(UncertaintyWeightingFormula, Wrt = ["losses", "logVariances"])]
    public static partial double UncertaintyWeighting(ReadOnlySpan<double> losses, ReadOnlySpan<double> logVariances);

    private const string UncertaintyWeightingOfClassificationFormula = "sum(exp(-logVariances) * losses + logVariances / 2)";

    /// <summary>Losses of classifications weighted by learned uncertainties.</summary>
    /// <remarks>
    /// <para>Σ (e^(−s)L + ½s).</para>
    /// <para>Gradient by L: e^(−s), by s: ½ − e^(−s)L.</para>
    /// <para>A. Kendall, Y. Gal, R. Cipolla, Multi-task learning using uncertainty to weigh losses for scene geometry and semantics
    /// (2018).</para>
    /// </remarks>
    /// <param name="losses">L, shape [k]; one for every task.</param>
    /// <param name="logVariances">s = log σ², shape [k]; one for every task, learned.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(UncertaintyWeightingOfClassificationFormula, Wrt = ["losses", "logVariances"])]
    public static partial float UncertaintyWeightingOfClassification(ReadOnlySpan<float> losses, ReadOnlySpan<float> logVariances);

    /// <inheritdoc cref="UncertaintyWeightingOfClassification(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(UncertaintyWeightingOfClassificationFormula, Wrt = ["losses", "logVariances"])]
    public static partial double UncertaintyWeightingOfClassification(ReadOnlySpan<double> losses, ReadOnlySpan<double> logVariances);

    private const string WeightedSumFormula = "sum(weights * losses)";

    /// <summary>The weighted sum of losses.</summary>
    /// <remarks>
    /// <para>Σ wL.</para>
    /// <para>Gradient: w.</para>
    /// </remarks>
    /// <param name="losses">L, shape [k]; one for every task.</param>
    /// <param name="weights">w, shape [k].</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(WeightedSumFormula)]
    public static partial float WeightedSum(ReadOnlySpan<float> losses, ReadOnlySpan<float> weights);

    /// <inheritdoc cref="WeightedSum(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(WeightedSumFormula)]
    public static partial double WeightedSum(ReadOnlySpan<double> losses, ReadOnlySpan<double> weights);
}
