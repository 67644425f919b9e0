namespace LossGen.Losses;

/// <summary>How a fit of a temperature ended.</summary>
public enum TemperatureFitStatus
{
    /// <summary>The temperature is the minimum, up to rounding.</summary>
    Converged,

    /// <summary>
    /// Every sample has its label's logit on top: the lower the temperature, the better, without a minimum. The temperature is 0.
    /// </summary>
    Separable,

    /// <summary>
    /// The logits know no more of the labels than chance does: the higher the temperature, the better. The temperature is ∞.
    /// </summary>
    Uninformative,

    /// <summary>All logits of a row are equal, in every row: every temperature is as good. The temperature is 1.</summary>
    Indifferent,
}

/// <summary>A temperature fitted by <see cref="Calibration.FitTemperature(ReadOnlySpan{double}, ReadOnlySpan{int})"/>.</summary>
/// <param name="Temperature">The temperature; 0 or ∞ where there is no minimum between.</param>
/// <param name="LogScore">The mean negative log-likelihood at the temperature.</param>
/// <param name="Iterations">How often the derivative was taken.</param>
/// <param name="Status">How the fit ended.</param>
public readonly record struct TemperatureFit(double Temperature, double LogScore, int Iterations, TemperatureFitStatus Status);
