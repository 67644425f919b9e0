namespace LossGen;

public static partial class LossMath
{
    /// <summary>e^x.</summary>
    public static float Exp(float x) => (float)Math.Exp(x);

    /// <inheritdoc cref="Exp(float)"/>
    public static double Exp(double x) => Math.Exp(x);
}
