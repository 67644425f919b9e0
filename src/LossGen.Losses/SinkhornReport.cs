namespace LossGen.Losses;

/// <summary>How an entropic transport ended.</summary>
/// <param name="Cost">⟨P, C⟩, what the plan costs without the entropy.</param>
/// <param name="Objective">
/// The regularised optimum ⟨P, C⟩ + ε Σ P (log P − 1), by its dual: Σ f a + Σ g b − ε Σ P.
/// </param>
/// <param name="MarginalError">Σ |row sum − a|: how much mass the plan has in the wrong place. The columns are exact.</param>
/// <param name="Iterations">How often both potentials were updated.</param>
/// <param name="HasConverged">Whether the marginal error came below the tolerance.</param>
public readonly record struct SinkhornReport(double Cost, double Objective, double MarginalError, int Iterations, bool HasConverged);
