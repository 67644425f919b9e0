using LossGen.Compiler.Analysis.Properties;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>Tries at many points to refute what is proven of a loss.</summary>
internal sealed class Refutation
{
    private const int Draws = 30;

    /// <summary>Larger values are all rounding.</summary>
    private const double Largest = 1e7;

    private readonly BoundProgram _program;
    private readonly LossCertificate _certificate;
    private readonly Random _random;
    private readonly LossArguments? _given;

    private Refutation(BoundProgram program, LossCertificate certificate, int seed, LossArguments? given) =>
        (_program, _certificate, _random, _given) = (program, certificate, new Random(seed), given);

    /// <summary>What speaks against the certificate, or null; and at how many points it was tried.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="certificate">What is claimed.</param>
    /// <param name="seed">Of the random points.</param>
    /// <param name="given">Arguments whose lengths and integers are kept; null for small ones.</param>
    public static (string? Counterexample, int Points) Of(BoundProgram program, LossCertificate certificate, int seed, LossArguments? given = null) =>
        new Refutation(program, certificate, seed, given).Run();

    private (string? Counterexample, int Points) Run()
    {
        var points = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var scale = draw % 3 == 0 ? 0.3 : draw % 3 == 1 ? 2 : 8.0;
            var (a, b) = (Point(scale), Point(scale));
            if (Value(a) is not { } value)
                continue;
            points++;
            if (OfValue(a, value) is { } wrong)
                return ($"{wrong} at {Print(a)}", points);
            foreach (var argument in _certificate.Arguments.Append(_certificate.Prediction))
            {
                if (argument.Names.Count > 0 && OfArgument(argument, a, Mixed(a, b, argument, 1), value) is { } broken)
                    return ($"{broken} in {string.Join(" and ", argument.Names)} at {Print(a)} and {Print(b)}", points);
            }
        }

        return (null, points);
    }

    private string? OfValue(LossArguments at, double value)
    {
        var noise = Noise(value);
        var range = _certificate.Range;
        if (value < range.Low - noise || value > range.High + noise)
            return $"{value} is not in {range}";
        if (_certificate.IsNonNegative && value < -noise)
            return $"{value} is negative";
        var pair = PerfectPrediction.PairOf(_program);
        if (_certificate.PerfectTarget is { } target)
        {
            var perfect = Copy(at);
            perfect.Arrays[pair!.Value.Prediction.Name] = perfect.Arrays[target.Name];
            if (Value(perfect) is { } rest && Math.Abs(rest) > noise)
                return $"{rest} at the perfect prediction";
        }

        if (_certificate.IsTranslationInvariant && Value(Moved(at, [pair!.Value.Prediction.Name, pair.Value.Target.Name], _ => 0.37)) is { } moved && Math.Abs(moved - value) > noise)
            return $"{value} becomes {moved} by a translation";
        return null;
    }

    private string? OfArgument(ArgumentCertificate argument, LossArguments a, LossArguments b, double value)
    {
        if (Value(b) is not { } other)
            return null;
        var noise = Noise(Math.Max(Math.Abs(value), Math.Abs(other)));
        var distance = Distance(argument, a, b);
        if (Value(Mixed(a, b, argument, 0.5)) is { } middle)
        {
            if ((argument.Convexity & Convexity.Convex) != 0 && middle > ((value + other) / 2) + noise)
                return $"{middle} in the middle of {value} and {other} is not convex";
            if ((argument.Convexity & Convexity.Concave) != 0 && middle < ((value + other) / 2) - noise)
                return $"{middle} in the middle of {value} and {other} is not concave";
        }

        if (argument.Lipschitz is { } bound && Math.Abs(value - other) > (new Interpreter(a).Evaluate(bound) * distance) + noise)
            return $"from {value} to {other} over {distance} is more than {bound}";
        if (argument.GradientLipschitz is { } rate && GradientDistance(argument, a, b) > (new Interpreter(a).Evaluate(rate) * distance) + (1e3 * noise))
            return $"the gradient changes over {distance} by more than {rate}";
        return OfMonotonicity(argument, a, value, noise) ?? OfInvariance(argument, a, value, noise);
    }

    private string? OfMonotonicity(ArgumentCertificate argument, LossArguments a, double value, double noise)
    {
        if (argument.Monotonicity == Monotonicity.Unknown || Value(Moved(a, argument.Names, _ => _random.NextDouble())) is not { } higher)
            return null;
        if ((argument.Monotonicity & Monotonicity.Increasing) != 0 && higher < value - noise)
            return $"{value} falls to {higher}";
        return (argument.Monotonicity & Monotonicity.Decreasing) != 0 && higher > value + noise ? $"{value} rises to {higher}" : null;
    }

    private string? OfInvariance(ArgumentCertificate argument, LossArguments a, double value, double noise)
    {
        foreach (var dimension in argument.InvariantAlong)
        {
            var array = _program.Arrays.Single(array => array.Name == argument.Names[0]);
            var inner = array.Dimensions.Skip(dimension + 1).Aggregate(1L, (product, extent) => product * a.Extents[extent]);
            var length = a.Extents[array.Dimensions[dimension]];
            if (Value(Moved(a, argument.Names, k => 0.1 * ((k / inner / length * inner) + (k % inner) + 1))) is { } moved && Math.Abs(moved - value) > noise)
                return $"{value} becomes {moved} by a shift along dimension {dimension}";
        }

        return null;
    }

    private double GradientDistance(ArgumentCertificate argument, LossArguments a, LossArguments b)
    {
        var differentiator = new Differentiator(_program.Factory);
        var sum = 0.0;
        foreach (var array in _program.Arrays.Where(array => argument.Names.Contains(array.Name)))
        {
            var gradient = differentiator.Gradient(_program.Value, array, _program.Factory.Real(1));
            var (first, second) = (new Interpreter(a).Evaluate(gradient.Expression, gradient.OutputAxes), new Interpreter(b).Evaluate(gradient.Expression, gradient.OutputAxes));
            sum += first.Zip(second, (x, y) => double.IsFinite(x - y) ? Math.Abs(x - y) : 0).Sum();
        }

        return sum;
    }

    private static double Distance(ArgumentCertificate argument, LossArguments a, LossArguments b) => argument.Names
        .SelectMany(name => a.Arrays.TryGetValue(name, out var array) ? array.Zip(b.Arrays[name], (x, y) => Math.Abs(x - y)) : [Math.Abs(a.Scalars[name] - b.Scalars[name])])
        .DefaultIfEmpty().Max();

    /// <summary>The value; null where there is none, or the point is not one of the program's.</summary>
    private double? Value(LossArguments at)
    {
        try
        {
            var interpreter = new Interpreter(at);
            if (_program.Requirements.Any(requirement => interpreter.Evaluate(requirement.Condition) == 0)
                || _program.Assumptions.Any(assumption => interpreter.Evaluate(assumption, [.. assumption.FreeAxes]).Contains(0)))
                return null;
            var value = interpreter.Evaluate(_program.Value);
            return Math.Abs(value) < Largest ? value : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private LossArguments Point(double scale)
    {
        const int Length = 3;
        var point = new LossArguments();
        var isPositive = _random.Next(2) == 0;
        foreach (var parameter in _program.Signature.Parameters)
        {
            if (!parameter.IsArray)
                point.Scalars[parameter.Name] = _given?.Scalars[parameter.Name] is { } number && !parameter.IsReal ? number
                    : parameter.IsReal ? Draw(isPositive ? 1 : scale) : parameter.Element == ElementType.Boolean ? _random.Next(2) : Length;
        }

        foreach (var array in _program.Arrays)
        {
            var length = _given?.Arrays[array.Name].Length ?? (int)Math.Pow(Length, array.Rank);
            point.Arrays[array.Name] = array.ElementType != NodeType.Real && _given is not null
                ? _given.Arrays[array.Name]
                : [.. Enumerable.Range(0, length).Select(_ => array.ElementType == NodeType.Real ? Draw(scale) : _random.Next(array.ElementType == NodeType.Boolean ? 2 : Length))];
        }

        point.Solve(_program.Extents);
        return point;

        double Draw(double size) => isPositive ? _random.NextDouble() * Math.Min(size, 1) : ((2 * _random.NextDouble()) - 1) * size;
    }

    private static LossArguments Mixed(LossArguments a, LossArguments b, ArgumentCertificate argument, double weight)
    {
        var mixed = Copy(a);
        foreach (var name in argument.Names)
        {
            if (a.Arrays.TryGetValue(name, out var array))
                mixed.Arrays[name] = [.. array.Zip(b.Arrays[name], (x, y) => ((1 - weight) * x) + (weight * y))];
            else
                mixed.Scalars[name] = ((1 - weight) * a.Scalars[name]) + (weight * b.Scalars[name]);
        }

        return mixed;
    }

    private static LossArguments Moved(LossArguments at, IEnumerable<string> names, Func<long, double> shift)
    {
        var moved = Copy(at);
        foreach (var name in names)
        {
            if (at.Arrays.TryGetValue(name, out var array))
                moved.Arrays[name] = [.. array.Select((x, k) => x + shift(k))];
            else
                moved.Scalars[name] += shift(0);
        }

        return moved;
    }

    private static LossArguments Copy(LossArguments point)
    {
        var copy = new LossArguments();
        foreach (var (name, value) in point.Scalars)
            copy.Scalars[name] = value;
        foreach (var (name, value) in point.Arrays)
            copy.Arrays[name] = value;
        foreach (var (extent, length) in point.Extents)
            copy.Extents[extent] = length;
        return copy;
    }

    private static double Noise(double value) => 1e-9 * (1 + Math.Abs(value));

    private static string Print(LossArguments at) => string.Join(" ", at.Scalars.Select(pair => $"{pair.Key}={pair.Value:R}")
        .Concat(at.Arrays.Select(pair => $"{pair.Key}={string.Join(",", pair.Value.Select(value => value.ToString("R", null)))}")));
}
