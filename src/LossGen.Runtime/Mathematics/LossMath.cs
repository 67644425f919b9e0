namespace LossGen;

/// <summary>
/// Elementary and special functions for losses: accurate to a few units in the last place over the whole range, for numbers and for spans.
/// </summary>
public static partial class LossMath
{
}
