using System.Globalization;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>An input at which a written form goes wrong, found by running it.</summary>
/// <param name="Inputs">The arguments that matter: <c>x = 89, z = [0, -104]</c>.</param>
/// <param name="Computed">What the form yields in the element type.</param>
/// <param name="Exact">What it should be.</param>
public sealed record Witness(string Inputs, string Computed, string Exact)
{
    /// <summary>A number in at most four digits.</summary>
    internal static string Format(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        if (value == 0)
            return "0";
        var magnitude = Math.Abs(value);
        var format = magnitude is >= 1e-3 and < 1e5 ? "G4" : "0.###e+0";
        if (magnitude is >= 1e4 and < 1e5)
            format = "0";
        return value.ToString(format, CultureInfo.InvariantCulture).Replace("e+", "e").Replace("E+", "e");
    }
}
