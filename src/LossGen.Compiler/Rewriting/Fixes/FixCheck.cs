using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Whether an edit may be offered: the new text has no errors, computes the same at ordinary points, and has the unstable form in one place
/// less. Computed in <c>double</c>, where neither form breaks at such points.
/// </summary>
/// <param name="program">The program as it is.</param>
/// <param name="text">Its text.</param>
/// <param name="bind">Binds a changed text; null if it has errors.</param>
internal sealed class FixCheck(BoundProgram program, string text, Func<string, BoundProgram?> bind)
{
    /// <summary>After so many nodes of changed programs no more edits are checked: those left are offered once others are made.</summary>
    private const int MaximumWork = 25_000;

    private const int MaximumPoints = 24;

    /// <summary>At so many points both have the same finite value.</summary>
    private const int RequiredPoints = 4;

    private const double Tolerance = 1e-9;

    private readonly List<Sample?> _known = [];
    private readonly Dictionary<StabilityRule, int> _places = [];
    private IEnumerator<LossArguments>? _points;
    private int _work;

    /// <summary>How rules are matched in a program, to find them in its text.</summary>
    public static MatchContext ContextOf(BoundProgram program) => MatchContext.ForReading(program.Factory, ProbeProgram.Of(program).Conditions);

    public bool Accepts(TextEdit edit, StabilityRule rule)
    {
        _work += program.Factory.Count;
        if (_work > MaximumWork)
            return false;
        var changed = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        return bind(changed) is { } other && Agrees(other) && PlacesOf(rule, other) < PlacesOf(rule);
    }

    private int PlacesOf(StabilityRule rule)
    {
        if (!_places.TryGetValue(rule, out var count))
            _places[rule] = count = PlacesOf(rule, program);
        return count;
    }

    private static int PlacesOf(StabilityRule rule, BoundProgram candidate)
    {
        var context = ContextOf(candidate);
        var canonicalizer = new Canonicalizer(context, opensBodies: false);
        return candidate.Origins.Sum(entry =>
            (rule.TryApply(entry.Key, context) ?? rule.TryApply(canonicalizer.Rewrite(entry.Key), context)) is null ? 0 : entry.Value.Count);
    }

    /// <summary>Outside of its domain a program may have a value that its stable form has not. Of a domain far from all points nothing is known.</summary>
    private bool Agrees(BoundProgram other)
    {
        var points = Enumerable.Range(0, MaximumPoints).Select(Point).OfType<Sample>();
        var chosen = points.Where(point => point.IsInDomain).Take(RequiredPoints).ToList();
        if (chosen.Count < RequiredPoints)
            chosen = [.. points.Take(RequiredPoints)];
        return chosen.Count == RequiredPoints && chosen.All(point => Agrees(other, point));
    }

    private static bool Agrees(BoundProgram other, Sample point)
    {
        // Extents are the other program's own.
        var own = new LossArguments();
        Copy(point.Arguments.Scalars, own.Scalars);
        Copy(point.Arguments.Arrays, own.Arrays);
        Copy(point.Arguments.Lengths, own.Lengths);
        return Evaluate(other, own) is { } others && others.Length == point.Values.Length && point.Values.Zip(others, IsSame).All(same => same);
    }

    /// <summary>A point at which the program has a finite value; null for one where it has none, which says nothing.</summary>
    private Sample? Point(int index)
    {
        _points ??= new SamplePoints(program).All().GetEnumerator();
        while (_known.Count <= index && _points.MoveNext())
            _known.Add(Evaluate(program, _points.Current) is { } values ? new Sample(_points.Current, values, IsInDomain(_points.Current)) : null);
        return _known[index];
    }

    private bool IsInDomain(LossArguments arguments)
    {
        var interpreter = new Interpreter(arguments);
        return ProbeProgram.Of(program).Conditions.All(condition => interpreter.Evaluate(condition, condition.FreeAxes).All(holds => holds == 1));
    }

    /// <summary>All that a program computes; null where that is not finite, or the arguments do not fit together.</summary>
    private static double[]? Evaluate(BoundProgram candidate, LossArguments arguments)
    {
        try
        {
            arguments.Solve(candidate.Extents);
            var interpreter = new Interpreter(arguments);
            var values = candidate.ReturnValue is null ? [] : interpreter.Evaluate(candidate.ReturnValue, []);
            double[] all = [.. values, .. candidate.Results.SelectMany(result => result.Parts).SelectMany(part => interpreter.Evaluate(part.Value, part.Axes))];
            return all.All(IsFinite) ? all : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsSame(double x, double y) => Math.Abs(x - y) <= Tolerance * Math.Max(1, Math.Abs(x));

    private static bool IsFinite(double x) => !double.IsNaN(x) && !double.IsInfinity(x);

    private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var entry in from)
            to[entry.Key] = entry.Value;
    }

    /// <param name="Arguments">The arguments.</param>
    /// <param name="Values">All that the program computes there.</param>
    /// <param name="IsInDomain">Whether the program's requirements and assumptions hold.</param>
    private sealed record Sample(LossArguments Arguments, double[] Values, bool IsInDomain);
}
