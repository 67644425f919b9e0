namespace LossGen.Losses;

/// <summary>The forecasts whose confidence falls into one bin of a reliability diagram.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="MeanConfidence">The mean of their confidence; 0 if there are none.</param>
/// <param name="Accuracy">The share of them that came true; 0 if there are none.</param>
public readonly record struct ReliabilityBin(int Count, double MeanConfidence, double Accuracy)
{
    /// <summary>|accuracy − mean confidence|; 0 if the bin is empty.</summary>
    public double Gap => Math.Abs(Accuracy - MeanConfidence);

    /// <summary>Whether what came true came true less often than was said; false for an empty bin.</summary>
    public bool IsOverconfident => Accuracy < MeanConfidence;
}
