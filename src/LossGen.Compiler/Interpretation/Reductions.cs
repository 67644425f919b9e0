namespace LossGen.Compiler.Interpretation;

/// <summary>Reductions of doubles that lose nothing on the way.</summary>
internal static class Reductions
{
    /// <summary>Neumaier's compensated sum.</summary>
    public static double Sum(double[] values)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return double.IsInfinity(sum) || double.IsNaN(sum) ? sum : sum + lost;
    }

    /// <summary>
    /// log Σ exp, shifted by the maximum, whose own term of 1 is left to log1p: the others may be too small to be added to it. −∞ for
    /// nothing and for −∞ alone.
    /// </summary>
    public static double LogSumExp(double[] values)
    {
        var maximum = values.Aggregate(double.NegativeInfinity, Math.Max);
        if (double.IsInfinity(maximum) || double.IsNaN(maximum))
            return maximum;
        var first = Array.IndexOf(values, maximum);
        return maximum + ReferenceMath.Log1P(Sum([.. values.Where((_, i) => i != first).Select(value => Math.Exp(value - maximum))]));
    }

    /// <summary>√Σx², scaled by the largest magnitude.</summary>
    public static double Norm(double[] values)
    {
        var largest = values.Aggregate(0.0, (maximum, value) => Math.Max(maximum, Math.Abs(value)));
        if (largest == 0 || double.IsInfinity(largest) || double.IsNaN(largest))
            return largest;
        return largest * Math.Sqrt(Sum([.. values.Select(value => value / largest * (value / largest))]));
    }
}
