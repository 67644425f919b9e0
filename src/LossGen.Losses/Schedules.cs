namespace LossGen.Losses;

/// <summary>How a weight changes in the course of training.</summary>
public static class Schedules
{
    /// <summary>The weight of the divergence of a variational autoencoder that rises evenly from 0 to 1.</summary>
    /// <remarks>S. R. Bowman et al., Generating sentences from a continuous space (2016).</remarks>
    /// <param name="step">The step, from 0.</param>
    /// <param name="warmUpSteps">At which step it is 1; 1 or more.</param>
    /// <returns>min(1, step/warm-up).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or the warm-up not positive.</exception>
    public static double LinearAnnealing(int step, int warmUpSteps)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsPositive(warmUpSteps, nameof(warmUpSteps));
        return Math.Min(1, (double)step / warmUpSteps);
    }

    /// <summary>The same again and again: in every cycle the weight rises evenly from 0 to 1 and stays there.</summary>
    /// <remarks>H. Fu et al., Cyclical annealing schedule: a simple approach to mitigating KL vanishing (2019).</remarks>
    /// <param name="step">The step, from 0.</param>
    /// <param name="cycleSteps">The length of a cycle; 1 or more.</param>
    /// <param name="risingShare">The share of a cycle in which it rises; in (0, 1].</param>
    /// <returns>The weight, in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double CyclicalAnnealing(int step, int cycleSteps, double risingShare = 0.5)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsPositive(cycleSteps, nameof(cycleSteps));
        if (!(risingShare > 0 && risingShare <= 1))
            Arguments.Throw(nameof(risingShare), risingShare, $"'{nameof(risingShare)}' is {risingShare}, not in (0, 1].");
        return Math.Min(1, step % cycleSteps / (risingShare * cycleSteps));
    }

    /// <summary>The probability of feeding a sequence model the true token, by 1/(1 + k/k₀).</summary>
    /// <remarks>No gradient flows through the choice of a token.</remarks>
    /// <param name="step">k, the step, from 0.</param>
    /// <param name="halfStep">k₀, the step at which it is ½; positive.</param>
    /// <returns>The probability, from 1 down.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or <paramref name="halfStep"/> not positive.</exception>
    public static double HyperbolicDecay(int step, double halfStep)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsPositive(halfStep, nameof(halfStep));
        return 1 / (1 + (step / halfStep));
    }

    /// <summary>The probability of feeding a sequence model the true token, by the inverse sigmoid decay.</summary>
    /// <remarks>S. Bengio et al., Scheduled sampling for sequence prediction with recurrent neural networks (2015).</remarks>
    /// <param name="step">k, the step, from 0.</param>
    /// <param name="scale">κ &gt; 0; it is ½ at step κ log κ.</param>
    /// <returns>κ/(κ + exp(k/κ)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or <paramref name="scale"/> not positive.</exception>
    public static double InverseSigmoidDecay(int step, double scale)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsPositive(scale, nameof(scale));
        return 1 / (1 + Math.Exp((step / scale) - Math.Log(scale)));
    }

    /// <summary>The probability of feeding a sequence model the true token, by a line down to a floor.</summary>
    /// <remarks>S. Bengio et al., Scheduled sampling for sequence prediction with recurrent neural networks (2015).</remarks>
    /// <param name="step">k, the step, from 0.</param>
    /// <param name="slope">By how much it falls in a step; positive.</param>
    /// <param name="floor">The least probability; in [0, 1].</param>
    /// <returns>max(floor, 1 − slope · k).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double LinearDecay(int step, double slope, double floor)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsPositive(slope, nameof(slope));
        Arguments.AreProbabilities([floor], nameof(floor));
        return Math.Max(floor, 1 - (slope * step));
    }

    /// <summary>The probability of feeding a sequence model the true token, by a power.</summary>
    /// <remarks>S. Bengio et al., Scheduled sampling for sequence prediction with recurrent neural networks (2015).</remarks>
    /// <param name="step">k, the step, from 0.</param>
    /// <param name="rate">r in (0, 1).</param>
    /// <returns>rᵏ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double ExponentialDecay(int step, double rate)
    {
        Arguments.IsNotNegative(step, nameof(step));
        Arguments.IsInOpenUnitInterval(rate, nameof(rate));
        return Math.Pow(rate, step);
    }
}
