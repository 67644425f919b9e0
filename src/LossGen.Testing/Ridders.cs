namespace LossGen.Testing;

/// <summary>
/// Derivatives by central differences with steps from large to small, extrapolated to a step of 0. C. J. F. Ridders, Accurate computation of F′(x)
/// and F′(x)F″(x) (1982).
/// </summary>
internal static class Ridders
{
    private const int Steps = 12;
    private const double Shrinkage = 1.6;
    private const int MaximumRetreats = 40;

    /// <summary>A difference quotient, and the part of it that rounding of the two values may have made.</summary>
    internal readonly record struct Quotient(double Slope, double Rounding);

    /// <summary>The derivative at a point, and by how much it may be wrong.</summary>
    /// <param name="quotient">The central difference quotient of a step; not finite if a value is not.</param>
    /// <param name="firstStep">The largest step.</param>
    public static (double Derivative, double Uncertainty) Derivative(Func<double, Quotient> quotient, double firstStep)
    {
        var step = firstStep;
        var current = quotient(step);
        for (var retreat = 0; !double.IsFinite(current.Slope); retreat++)
        {
            if (retreat == MaximumRetreats)
                return (double.NaN, double.PositiveInfinity);
            current = quotient(step /= 4);
        }

        // Errors of a central difference are even powers of the step: column j of the table is free of the first j of them.
        var (best, uncertainty) = (current.Slope, double.PositiveInfinity);
        var (previous, row) = (new double[Steps], new double[Steps]);
        row[0] = current.Slope;
        for (var i = 1; i < Steps; i++)
        {
            (previous, row) = (row, previous);
            current = quotient(step /= Shrinkage);
            row[0] = current.Slope;
            var factor = Shrinkage * Shrinkage;
            for (var j = 1; j <= i; j++, factor *= Shrinkage * Shrinkage)
            {
                row[j] = row[j - 1] + ((row[j - 1] - previous[j - 1]) / (factor - 1));
                var doubt = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - previous[j - 1])) + current.Rounding;
                if (doubt < uncertainty)
                    (best, uncertainty) = (row[j], doubt);
            }
        }

        return (best, uncertainty);
    }
}
