namespace LossGen.Losses.Tests.Catalogue;

/// <summary>Tries at many points whether a loss has a property.</summary>
internal static class TraitCheck
{
    private const double Tolerance = 1e-12;

    /// <summary>Below, at and above the widths of vectors.</summary>
    private static readonly (int N, int C)[] Shapes = [(1, 2), (2, 3), (5, 4), (9, 7)];

    /// <summary>What speaks against the property, or null.</summary>
    public static string? Refute(LossRow row, LossTraits trait)
    {
        var loss = row.Compile(typeof(double));
        var arrays = row.ParameterNames.Where(name => IsArray(row, name)).ToArray();
        var random = new Random(99);
        foreach (var (n, c) in Shapes)
        {
            for (var draw = 0; draw < 6; draw++)
            {
                var point = Point.Create(row.Parameters, n, c, random);
                var value = Value(loss, point);
                var other = trait switch
                {
                    LossTraits.NonNegative => Math.Max(value, 0),
                    LossTraits.Symmetric => Changed(loss, point, p => (p[arrays[0]], p[arrays[1]]) = (p[arrays[1]], p[arrays[0]])),
                    LossTraits.TranslationInvariant => Changed(loss, point, p => (p[arrays[0]], p[arrays[1]]) = (Plus(p[arrays[0]], 0.75), Plus(p[arrays[1]], 0.75))),
                    LossTraits.ShiftInvariant => Changed(loss, point, p => p[arrays[0]] = [.. p[arrays[0]].Select((x, k) => x + 0.5 + (k / p.C))]),
                    LossTraits.BatchMean => Samples(row, loss, point).Average(),
                    LossTraits.BatchSum => Samples(row, loss, point).Sum(),
                    LossTraits.StrictlyProper => value,
                    _ => throw new ArgumentOutOfRangeException(nameof(trait), trait, null),
                };
                var exact = trait == LossTraits.NonNegative ? 0 : Tolerance * Math.Max(1, row.Magnitude?.Invoke(point) ?? 0);
                if (value != other && !(Math.Abs(value - other) <= exact * Math.Max(1, Math.Abs(value))))
                    return FormattableString.Invariant($"{value} and {other} at n = {n}, c = {c}");
            }
        }

        return trait == LossTraits.StrictlyProper ? RefutePropriety(row, loss, random) : null;
    }

    /// <summary>The least value that was met, in either precision and with extreme arguments.</summary>
    public static double Least(LossRow row, Type real)
    {
        var loss = row.Compile(real);
        var random = new Random(17);
        return Enumerable.Range(0, 400)
            .Select(draw => Value(loss, Point.Create(row.Parameters, 1 + (draw % 3), 3, random, edges: draw % 2 == 0)))
            .Where(value => !double.IsNaN(value)).DefaultIfEmpty().Min();
    }

    /// <summary>Whether the expected loss of other forecasts is not above that of the true probabilities.</summary>
    private static string? RefutePropriety(LossRow row, CompiledLoss loss, Random random)
    {
        var (forecast, outcome) = (row.ParameterNames[0], row.ParameterNames[1]);
        var classes = outcome == "labels" || row.Parameters.Contains("distribution", StringComparison.Ordinal) ? 3 : 1;
        var point = Point.Create(row.Parameters, 1, classes, random);
        for (var draw = 0; draw < 20; draw++)
        {
            var truth = Distribution(classes == 1 ? 2 : classes, random);
            var least = Expected(truth, truth);
            for (var k = 0; k < 40; k++)
            {
                var other = Distribution(truth.Length, random);
                if (!(Expected(truth, other) > least))
                    return $"no more for [{string.Join(", ", other)}] than for the truth [{string.Join(", ", truth)}]";
            }
        }

        return null;

        double Expected(double[] truth, double[] q)
        {
            point[forecast] = classes == 1 ? [q[1]] : q;
            if (forecast == "logits")
                point[forecast] = classes == 1 ? [Math.Log(q[1] / q[0])] : [.. q.Select(x => Math.Log(x))];
            else if (forecast == "logProbabilities")
                point[forecast] = [.. q.Select(x => Math.Log(x))];
            return truth.Select((weight, y) =>
            {
                point[outcome] = classes == 1 || outcome == "labels" ? [y] : [.. truth.Select((_, k) => k == y ? 1.0 : 0)];
                return weight * Value(loss, point);
            }).Sum();
        }
    }

    private static double[] Distribution(int count, Random random)
    {
        var weights = Enumerable.Range(0, count).Select(_ => 0.05 + random.NextDouble()).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static IEnumerable<double> Samples(LossRow row, CompiledLoss loss, Point point)
    {
        for (var n = 0; n < point.N; n++)
        {
            var sample = new Point { N = 1, C = point.C };
            foreach (var name in row.ParameterNames)
                sample[name] = Shape(row, name) switch { "[n]" => [point[name][n]], "[n,c]" => point.Row(name, n), _ => point[name] };
            yield return Value(loss, sample);
        }
    }

    private static double[] Plus(double[] array, double constant) => [.. array.Select(x => x + constant)];

    private static double Changed(CompiledLoss loss, Point point, Action<Point> change)
    {
        change(point);
        return Value(loss, point);
    }

    private static double Value(CompiledLoss loss, Point point)
    {
        using var call = new LossCall(loss, point);
        return call.Value();
    }

    private static bool IsArray(LossRow row, string name) => Shape(row, name) is not ("" or "[]");

    private static string Shape(LossRow row, string name)
    {
        var part = row.Parameters.Split(' ').Single(part => part.StartsWith(name + ':', StringComparison.Ordinal) || part.StartsWith(name + '=', StringComparison.Ordinal));
        return part.Contains('[', StringComparison.Ordinal) ? part[part.IndexOf('[', StringComparison.Ordinal)..] : "";
    }
}
