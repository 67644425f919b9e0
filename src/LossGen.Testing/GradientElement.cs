namespace LossGen.Testing;

/// <summary>One element of a gradient.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Analytic">What the gradient says.</param>
/// <param name="Numeric">What differences say.</param>
/// <param name="Uncertainty">By how much the differences may be wrong; ∞ where the loss is not finite around the point.</param>
public readonly record struct GradientElement(int Index, double Analytic, double Numeric, double Uncertainty)
{
    /// <summary>|analytic − numeric|; NaN if either is.</summary>
    public double Error => Math.Abs(Analytic - Numeric);
}
