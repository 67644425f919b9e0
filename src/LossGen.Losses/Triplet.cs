namespace LossGen.Losses;

/// <summary>Three samples of a batch: an anchor, another of its class, and one of another class.</summary>
/// <param name="Anchor">The position of the anchor.</param>
/// <param name="Positive">The position of the sample of the same class.</param>
/// <param name="Negative">The position of the sample of another class.</param>
public readonly record struct Triplet(int Anchor, int Positive, int Negative);
