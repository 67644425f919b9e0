namespace LossGen.Losses;

/// <summary>Signs that embeddings collapse: to the origin, to a point, to few directions.</summary>
/// <param name="MeanNorm">The mean Euclidean norm; near 0 they have collapsed to the origin.</param>
/// <param name="MeanVariance">The mean over the features of their variances; near 0 they have collapsed to a point.</param>
/// <param name="LeastVariance">The least variance of a feature; 0 if one is never used.</param>
/// <param name="EffectiveRank">
/// The exponential of the entropy of the spectrum of the cosines, between 1 (one direction) and the smaller of the numbers of embeddings and
/// features; 0 if all embeddings are 0.
/// </param>
public readonly record struct EmbeddingHealth(double MeanNorm, double MeanVariance, double LeastVariance, double EffectiveRank);
