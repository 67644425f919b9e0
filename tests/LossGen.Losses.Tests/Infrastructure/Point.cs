using System.Globalization;

namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>The arguments of a loss by name, as numbers that a <c>float</c> can hold, whatever precision the loss is called in.</summary>
public sealed class Point
{
    /// <summary>The number of steps of a padded sequence.</summary>
    public const int Steps = 4;

    private readonly Dictionary<string, double[]> _values = new(StringComparer.Ordinal);

    /// <summary>The number of samples.</summary>
    public int N { get; init; }

    /// <summary>The number of classes, quantiles or features.</summary>
    public int C { get; init; }

    public double[] this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    public double Scalar(string name) => _values[name][0];

    public int Label(int n) => (int)_values["labels"][n];

    /// <summary>A row of a matrix.</summary>
    public double[] Row(string name, int n) => _values[name][(n * C)..((n + 1) * C)];

    /// <summary>
    /// A point for a list of arguments: <c>predictions:normal[n] labels:class[n] delta=1.5 classes=c</c>. The axes m and p have other
    /// lengths than n, k has another than c, and t has <see cref="Steps"/> steps. With <paramref name="edges"/> the
    /// values are the edges of the domains.
    /// </summary>
    public static Point Create(string parameters, int n, int c, Random random, bool edges = false)
    {
        var point = new Point { N = n, C = c };
        foreach (var part in parameters.Split(' '))
        {
            var end = part.IndexOfAny([':', '=']);
            var (name, rest) = (part[..end], part[(end + 1)..]);
            point[name] = part[end] == '='
                ? [rest == "c" ? c : rest == "n" ? n : (float)double.Parse(rest, CultureInfo.InvariantCulture)]
                : Values(rest, n, c, random, edges);
        }

        return point;
    }

    public override string ToString() => string.Join(", ", _values.Select(pair => $"{pair.Key} = [{string.Join(", ", pair.Value.Take(8).Select(x => x.ToString("G9", CultureInfo.InvariantCulture)))}]"));

    private static double[] Values(string text, int n, int c, Random random, bool edges)
    {
        var shape = text[text.IndexOf('[', StringComparison.Ordinal)..];
        var domain = text[..^shape.Length];
        var length = shape switch
        {
            "[]" => 1,
            "[n]" => n,
            "[m]" => n == 0 ? 0 : n + 2,
            "[c]" => c,
            "[n,c]" => n * c,
            "[p,c]" => (n + 1) * c,
            "[n,k]" => n * (c + 1),
            "[n,n]" => n * n,
            "[n,t]" => n * Steps,
            "[n,t,c]" => n * Steps * c,
            _ => throw new ArgumentException(text, nameof(text)),
        };
        if (domain == "length")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(Steps + 1))];
        if (domain == "class")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(c))];
        if (domain == "distribution")
            return [.. Enumerable.Range(0, length / c).SelectMany(_ => Distribution(c, random, edges))];
        var (draw, values) = Domain.Of(domain);
        return [.. Enumerable.Range(0, length).Select(_ => (double)(float)(edges ? values[random.Next(values.Length)] : draw(random)))];
    }

    /// <summary>Weights over their sum; at the edges a one-hot row.</summary>
    private static double[] Distribution(int c, Random random, bool edges)
    {
        if (edges)
        {
            var hot = random.Next(c);
            return [.. Enumerable.Range(0, c).Select(k => k == hot ? 1.0 : 0)];
        }

        var weights = Enumerable.Range(0, c).Select(_ => 0.1 + random.NextDouble()).ToArray();
        return [.. weights.Select(weight => (double)(float)(weight / weights.Sum()))];
    }
}
