namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>Errors in units in the last place: of the format under test, at the reference value, gradual underflow included.</summary>
internal static class Ulp
{
    /// <summary>
    /// The error of <paramref name="computed"/> against <paramref name="rounded"/> + <paramref name="remainder"/> ulp. Infinite
    /// for a wrong NaN, infinity or sign of zero; an overflow just past the largest double counts as 2^1024.
    /// </summary>
    public static double Error(double computed, double rounded, double remainder)
    {
        if (double.IsNaN(computed) || double.IsNaN(rounded))
            return double.IsNaN(computed) && double.IsNaN(rounded) ? 0 : double.PositiveInfinity;
        if (computed == 0 && rounded == 0 && double.IsNegative(computed) != double.IsNegative(rounded)) return double.PositiveInfinity;
        if (computed == rounded) return Math.Abs(remainder);
        if (double.IsInfinity(rounded)) return double.PositiveInfinity;
        if (double.IsInfinity(computed))
        {
            if (double.IsNegative(computed) != double.IsNegative(rounded)) return double.PositiveInfinity;
            return (double.MaxValue - Math.Abs(rounded)) / Math.ScaleB(1.0, 971) + 1 - Math.Sign(rounded) * remainder;
        }
        return Math.Abs((computed - rounded) / (Math.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded)) - remainder);
    }

    /// <summary>The error of a float against a reference in double, which may overflow or underflow the float's range.</summary>
    public static double Error(float computed, double reference)
    {
        if (float.IsNaN(computed) || double.IsNaN(reference))
            return float.IsNaN(computed) && double.IsNaN(reference) ? 0 : double.PositiveInfinity;
        if (computed == 0 && (float)reference == 0 && float.IsNegative(computed) != double.IsNegative(reference)) return double.PositiveInfinity;
        if (computed == reference || (float.IsInfinity(computed) && computed == (float)reference)) return 0;
        var exponent = reference == 0 ? -126 : Math.Clamp(Math.ILogB(reference), -126, 127);
        return Math.Abs(Finite(computed) - Math.Clamp(reference, -Overflow, Overflow)) / Math.ScaleB(1.0, exponent - 23);

        static double Finite(float value) => float.IsInfinity(value) ? Math.CopySign(Overflow, value) : value;
    }

    private const double Overflow = 340282366920938463463374607431768211456.0;
}
