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

    public bool Has(string name) => _values.ContainsKey(name);

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

    /// <summary>Whether the values of an argument are integers: a <c>class</c> of c, one of three <c>group</c>s, a <c>rank</c> of c + 1, the other of a pair.</summary>
    public static bool IsInteger(string part) => part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..part.IndexOf('[', StringComparison.Ordinal)] is "class" or "length" or "group" or "rank" or "partner" or "bit";

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
            "[c,c]" => c * c,
            "[n,t]" => n * Steps,
            "[n,t,c]" => n * Steps * c,
            _ => throw new ArgumentException(text, nameof(text)),
        };
        if (domain == "length")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(Steps + 1))];
        if (domain == "class")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(c))];
        if (domain == "group")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(3) - 1)];
        if (domain == "rank")
            return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(c + 1))];
        if (domain == "increasing")
            return [.. Increasing(length, random, edges)];
        if (domain == "partner")
            return [.. Enumerable.Range(0, length).Select(i => (double)((i + ((length + 1) / 2)) % length))];
        if (domain == "distribution")
            return [.. Enumerable.Range(0, length / c).SelectMany(_ => Distribution(c, random, edges))];
        var (draw, values) = Domain.Of(domain);
        return [.. Enumerable.Range(0, length).Select(_ => (double)(float)(edges ? values[random.Next(values.Length)] : draw(random)))];
    }

    /// <summary>Distinct numbers in order.</summary>
    private static IEnumerable<double> Increasing(int length, Random random, bool edges)
    {
        var numbers = edges ? Domain.Normal.Edges.Distinct().ToArray() : [.. Enumerable.Range(0, length).Select(_ => Domain.Normal.Draw(random))];
        random.Shuffle(numbers);
        return numbers.Take(length).Select(x => (double)(float)x).Order();
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
