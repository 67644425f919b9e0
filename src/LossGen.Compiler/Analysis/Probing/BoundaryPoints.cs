namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// Points just inside of conditions that relate arguments to each other, as the sides of a triangle are: there differences vanish that the
/// conditions say nothing else of.
/// </summary>
internal static class BoundaryPoints
{
    private const int Bases = 3;
    private const int Steps = 30;
    private static readonly double[] Factors = [0.25, 0.6, 1.6, 4];

    /// <summary>Moves one argument of a valid point at a time until a condition ends.</summary>
    public static IEnumerable<double[]> Of(ProbeDomain domain, IReadOnlyList<ProbeInput> inputs, IReadOnlyList<double[]> valid)
    {
        if (!domain.RelatesArguments(inputs))
            yield break;
        foreach (var point in valid.Take(Bases).Select(point => Levelled(point, inputs)))
        {
            foreach (var input in inputs.Where(input => input.Parameter.IsReal))
            {
                foreach (var factor in Factors)
                {
                    if (domain.Contains(point) && !domain.Contains(Scaled(point, input, factor)))
                        yield return Last(domain, input, point, factor);
                }
            }
        }
    }

    /// <summary>All elements of an array made equal, so that all of them get to the boundary.</summary>
    private static double[] Levelled(double[] point, IReadOnlyList<ProbeInput> inputs)
    {
        var levelled = (double[])point.Clone();
        foreach (var input in inputs)
        {
            for (var i = 1; i < input.Count; i++)
                levelled[input.First + i] = point[input.First];
        }

        return levelled;
    }

    /// <summary>The last valid point on the way from a point to one that is not valid.</summary>
    private static double[] Last(ProbeDomain domain, ProbeInput input, double[] point, double outside)
    {
        var (inside, last) = (1.0, point);
        for (var step = 0; step < Steps; step++)
        {
            var middle = (inside + outside) / 2;
            var moved = Scaled(point, input, middle);
            if (domain.Contains(moved))
                (inside, last) = (middle, moved);
            else
                outside = middle;
        }

        return last;
    }

    private static double[] Scaled(double[] point, ProbeInput input, double factor)
    {
        var scaled = (double[])point.Clone();
        for (var i = input.First; i < input.First + input.Count; i++)
            scaled[i] = ProbeLevels.Round(point[i] * factor, input.Parameter.Element == Signatures.ElementType.Single);
        return scaled;
    }
}
