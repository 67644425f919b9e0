namespace LossGen.Losses;

/// <summary>A labelling that a decoder of connectionist temporal classification found.</summary>
/// <param name="Labels">The labels, without blanks.</param>
/// <param name="LogProbability">
/// The logarithm of the labelling's probability; of a beam search, that of the alignments which stayed in the beam.
/// </param>
public sealed record CtcHypothesis(IReadOnlyList<int> Labels, double LogProbability);
