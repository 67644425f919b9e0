namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>The functions of the closed forms, for doubles that floats can hold. Independent of the library's mathematics.</summary>
internal static class Exact
{
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>eˣ − 1, by way of the hyperbolic sine where it cancels.</summary>
    public static double Expm1(double x) => Math.Abs(x) > 1 ? Math.Exp(x) - 1 : 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);

    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double LogCosh(double x)
    {
        var sinh = Math.Sinh(x / 2);
        return Math.Abs(x) < 1 ? Log1P(2 * sinh * sinh) : Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);
    }

    public static double XLogY(double x, double y) => x == 0 ? 0 : x * Math.Log(y);

    /// <summary>(1 + d) log(1 + d) − d, by its series where it cancels.</summary>
    public static double H(double d)
    {
        if (d == -1)
            return 1;
        if (Math.Abs(d) > 0.1)
            return ((1 + d) * Math.Log(1 + d)) - d;
        var (sum, power) = (0.0, d * d);
        for (var k = 2; k < 40; k++, power *= -d)
            sum += power / (k * (k - 1));
        return sum;
    }

    /// <summary>log Σ exp z − z_y, without cancelling where y has the largest.</summary>
    public static double CrossEntropy(double[] z, int y)
    {
        var others = z.Where((_, k) => k != y).ToArray();
        var top = others.Length == 0 ? double.NegativeInfinity : others.Max();
        return top <= z[y]
            ? Log1P(others.Sum(x => Math.Exp(x - z[y])))
            : top - z[y] + Math.Log(z.Sum(x => Math.Exp(x - top)));
    }

    public static double[] Softmax(double[] z)
    {
        var powers = z.Select(x => Math.Exp(x - z.Max())).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    /// <summary>softmax(z) − [c = y], where the label's element is minus the sum of the others.</summary>
    public static double[] CrossEntropyGradient(double[] z, int y)
    {
        var p = Softmax(z);
        p[y] = -p.Where((_, k) => k != y).Sum();
        return p;
    }

    public static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
