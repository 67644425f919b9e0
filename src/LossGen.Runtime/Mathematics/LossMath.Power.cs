namespace LossGen;

public static partial class LossMath
{
    /// <summary>x^y.</summary>
    public static float Pow(float x, float y) => (float)Math.Pow(x, y);

    /// <summary>x^y.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <summary>The square root.</summary>
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>The square root.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>√(x² + y²); infinite where either is, even beside a NaN.</summary>
    public static float Hypot(float x, float y) => float.Hypot(x, y);

    /// <summary>√(x² + y²); infinite where either is, even beside a NaN.</summary>
    public static double Hypot(double x, double y) => double.Hypot(x, y);

    /// <summary>-1, 0 or 1; zeros and NaN are returned as they are.</summary>
    public static float Sign(float x) => Math.Abs(x) > 0 ? MathF.CopySign(1, x) : x;

    /// <inheritdoc cref="Sign(float)"/>
    public static double Sign(double x) => Math.Abs(x) > 0 ? Math.CopySign(1, x) : x;
}
