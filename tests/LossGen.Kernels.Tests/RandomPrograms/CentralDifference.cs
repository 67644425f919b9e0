namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>A derivative measured from values of a function, without any rule of differentiation.</summary>
/// <param name="Derivative">Central differences of two step sizes, extrapolated to the step size 0 (Richardson).</param>
/// <param name="Uncertainty">How far it may be from the true derivative.</param>
public readonly record struct CentralDifference(double Derivative, double Uncertainty)
{
    /// <summary>A power of two, so that moving an argument rounds nothing.</summary>
    private const double Step = 1.0 / 1024;

    /// <summary>Larger relative differences between the two step sizes come from a kink or a jump, or say nothing.</summary>
    private const double Smooth = 1e-3;

    /// <summary>Relative error of a value, which the division by the step magnifies.</summary>
    private const double Roundoff = 1e-13;

    /// <summary>Measures a function's derivative at 0; null where it seems to have none.</summary>
    public static CentralDifference? Measure(Func<double, double> function)
    {
        var middle = function(0);
        var (slope, bend) = Differences(function, middle, Step);
        var (slopeOfHalf, bendOfHalf) = Differences(function, middle, Step / 2);

        // A kink at 0 itself leaves the slopes equal and shows in the bend, which is that of a smooth function only if it falls with the step.
        var derivative = ((4 * slopeOfHalf) - slope) / 3;
        var disagreement = Math.Abs(slope - slopeOfHalf) + Math.Abs(bend - (2 * bendOfHalf));
        var uncertainty = Math.Abs(slope - slopeOfHalf) + (Roundoff * Math.Max(Math.Abs(middle), 1) / Step);
        return disagreement <= Smooth * Math.Max(Math.Abs(derivative), 0.01) ? new CentralDifference(derivative, uncertainty) : null;
    }

    /// <summary>The mean and half the difference of the slopes to the right and to the left.</summary>
    private static (double Slope, double Bend) Differences(Func<double, double> function, double middle, double step)
    {
        var (right, left) = (function(step), function(-step));
        return ((right - left) / (2 * step), (right - (2 * middle) + left) / (2 * step));
    }
}
