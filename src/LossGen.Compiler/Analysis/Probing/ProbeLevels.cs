using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>A size that an argument is tried at.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsExact">Whether it is meant exactly (0, 1, an end of the domain), and not by its magnitude.</param>
internal readonly record struct Level(double Value, bool IsExact);

/// <summary>The sizes at which arithmetic breaks if it does: thresholds of the element type, and the ends of a domain.</summary>
internal static class ProbeLevels
{
    /// <summary>
    /// Below 6e-8 a number vanishes beside 1; e^18 swallows 1; e^±90 and e^-104 leave the range of <c>float</c>; 1e20 and 1e-25 do when they are squared.
    /// </summary>
    private static readonly double[] SingleMagnitudes =
        [1e-8, 95, 18, 1e8, 1e-4, 140, 12, 50, 1e20, 1e-25, 1e4, 1e6, 104, 0.1, 5, 2, 0.5, 30, 0.01, 89, 1e-20, 1e-12, 1e12];

    private static readonly double[] DoubleMagnitudes =
        [1e-17, 712, 37, 1e17, 1e-8, 1050, 25, 100, 1e160, 1e-170, 1e4, 1e10, 746, 0.1, 5, 2, 0.5, 60, 0.01, 709, 1e-100, 1e-30, 1e40];

    private static readonly double[] Counts = [0, 1, 2, 5, 20, 100];

    private static readonly double[] Fractions = [1e-7, 1e-5, 1e-3, 0.05, 0.3, 0.47];

    /// <summary>The most telling ones first.</summary>
    public static List<Level> Of(ProbeInput input, InputDomain domain)
    {
        if (domain.Values is { } values)
            return [.. values.Where(domain.Contains).Select(value => new Level(value, true))];
        if (!input.Parameter.IsReal)
            return [.. (input.Parameter.Element == ElementType.Boolean ? Counts.Take(2) : Counts).Where(domain.Contains).Select(value => new Level(value, true))];
        var magnitudes = input.Parameter.Element == ElementType.Double ? DoubleMagnitudes : SingleMagnitudes;
        var levels = new List<Level>();
        levels.AddRange(Ends(input, domain));
        foreach (var magnitude in magnitudes)
        {
            Add(magnitude, false);
            Add(-magnitude, false);
        }

        foreach (var value in new[] { 0, 1, -1, 1.001, 0.98 })
            Add(value, true);
        return levels;

        void Add(double value, bool isExact)
        {
            if (domain.Contains(value * 1.03) && domain.Contains(value * 0.97))
                levels.Add(new Level(value, isExact));
        }
    }

    /// <summary>A value in the middle of things, another one for each argument.</summary>
    public static double Typical(InputDomain domain, int number)
    {
        if (domain.Values is { } values)
            return values[number % values.Count];
        var value = new[] { 0.71, 1.27, 0.43, 1.83, 0.57, 2.11 }[number % 6];
        if (domain.Contains(value))
            return value;
        if (domain.Contains(-value))
            return -value;
        var (low, high) = (double.IsInfinity(domain.Low) ? domain.High - 2 : domain.Low, double.IsInfinity(domain.High) ? domain.Low + 2 : domain.High);
        return low + ((high - low) * value / 2.3);
    }

    /// <summary>The ends of the domain, and what is near them in steps from small to large.</summary>
    private static IEnumerable<Level> Ends(ProbeInput input, InputDomain domain)
    {
        var isSingle = input.Parameter.Element == ElementType.Single;
        foreach (var (end, direction) in new[] { (domain.Low, 1), (domain.High, -1) })
        {
            if (double.IsInfinity(end))
                continue;
            var width = Math.Min(domain.High - domain.Low, Math.Max(1, Math.Abs(end)));
            foreach (var distance in Fractions.Select(fraction => fraction * width).Prepend(0))
            {
                var value = Round(end + (direction * distance), isSingle);
                if (domain.Contains(value))
                    yield return new Level(value, true);
            }
        }
    }

    public static double Round(double value, bool isSingle) => isSingle ? (float)value : value;
}
