namespace LossGen.Losses;

/// <summary>How forecasts are put into the M bins of a reliability diagram.</summary>
public enum CalibrationBinning
{
    /// <summary>Bin m holds the confidences in [m/M, (m + 1)/M), and the last one 1 too.</summary>
    EqualWidth,

    /// <summary>
    /// Bins of about equal numbers: of n forecasts those that r others are below of go into bin ⌊r M/n⌋. Equal confidences stay together, so that
    /// the order of the samples does not matter; with many of them bins are uneven.
    /// </summary>
    EqualMass,
}
