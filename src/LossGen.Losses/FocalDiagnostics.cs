using System.Numerics;

namespace LossGen.Losses;

/// <summary>What the focal loss does to a sample, and how to choose its α and γ.</summary>
/// <remarks>
/// p is the probability of a sample's own class throughout. The loss itself is
/// <see cref="Classification.FocalWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>; T.-Y. Lin et al., Focal loss for dense object
/// detection (2017).
/// </remarks>
public static class FocalDiagnostics
{
    /// <summary>The factor that the focal loss multiplies the cross-entropy of a sample by.</summary>
    /// <param name="probability">p in [0, 1].</param>
    /// <param name="gamma">γ ≥ 0.</param>
    /// <returns>(1 − p)^γ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double ModulatingFactor(double probability, double gamma)
    {
        Arguments.AreProbabilities([probability], nameof(probability));
        Arguments.IsNotNegative(gamma, nameof(gamma));
        return Math.Pow(1 - probability, gamma);
    }

    /// <summary>How many samples count: the sum of their factors.</summary>
    /// <remarks>It takes the probability of every sample; an accuracy does not say it.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">p, shape [n]; in [0, 1].</param>
    /// <param name="gamma">γ ≥ 0; with 0 all count.</param>
    /// <returns>Σ (1 − p)^γ, between 0 and n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability or <paramref name="gamma"/> is outside its range.</exception>
    public static double EffectiveExamples<T>(ReadOnlySpan<T> probabilities, double gamma)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.AreProbabilities(probabilities, nameof(probabilities));
        Arguments.IsNotNegative(gamma, nameof(gamma));
        var sum = 0.0;
        foreach (var probability in probabilities)
            sum += Math.Pow(1 - double.CreateChecked(probability), gamma);
        return sum;
    }

    /// <summary>The α at which both classes cost the same together, where their samples are about as difficult.</summary>
    /// <param name="positives">n₊, the number of positive samples.</param>
    /// <param name="negatives">n₋, that of negative ones.</param>
    /// <returns>n₋/(n₊ + n₋), the weight of the positive class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or both are 0.</exception>
    public static double BalancedAlpha(int positives, int negatives) => BalancedAlpha(positives, 1, negatives, 1);

    /// <summary>The α at which both classes cost the same together, by how much a sample of each costs.</summary>
    /// <param name="positives">n₊, the number of positive samples.</param>
    /// <param name="positiveLoss">E₊, the mean focal loss of a positive sample with weight 1.</param>
    /// <param name="negatives">n₋, the number of negative samples.</param>
    /// <param name="negativeLoss">E₋, the mean focal loss of a negative sample with weight 1.</param>
    /// <returns>n₋E₋/(n₊E₊ + n₋E₋), the weight of the positive class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or both classes cost nothing.</exception>
    public static double BalancedAlpha(int positives, double positiveLoss, int negatives, double negativeLoss)
    {
        Arguments.IsNotNegative(positives, nameof(positives));
        Arguments.IsNotNegative(negatives, nameof(negatives));
        Arguments.IsNotNegative(positiveLoss, nameof(positiveLoss));
        Arguments.IsNotNegative(negativeLoss, nameof(negativeLoss));
        var (positive, negative) = (positives * positiveLoss, negatives * negativeLoss);
        if (positive + negative == 0)
            Arguments.Throw(nameof(positives), positives, $"Both classes cost nothing: {positives} · {positiveLoss} and {negatives} · {negativeLoss}.");
        return negative / (positive + negative);
    }

    /// <summary>The γ at which an easy sample counts as much less as it is more frequent.</summary>
    /// <param name="rareShare">π in (0, 1), how many hard samples there are for an easy one.</param>
    /// <param name="easyProbability">p in (0, 1), of a typical easy sample.</param>
    /// <returns>log π/log(1 − p), where (1 − p)^γ is π.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside (0, 1).</exception>
    public static double BalancedGamma(double rareShare, double easyProbability)
    {
        Arguments.IsInOpenUnitInterval(rareShare, nameof(rareShare));
        Arguments.IsInOpenUnitInterval(easyProbability, nameof(easyProbability));
        return Math.Log(rareShare) / LossMath.Log1P(-easyProbability);
    }
}
