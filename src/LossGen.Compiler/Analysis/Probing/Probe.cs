using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// A computation that has been run, in its element type and exactly, at points of its domain where arithmetic breaks if it does. It answers whether a
/// part goes wrong somewhere and whether that reaches the result.
/// </summary>
public sealed class Probe
{
    private const int MaximumSlots = 3_000;
    private const int MaximumWork = 60_000;
    private const int FewestPoints = 24;
    private const int MostPoints = 400;

    /// <summary>At how many points a part is replaced by its exact value, to see whether the result is repaired.</summary>
    private const int Trials = 12;

    private readonly Tape _tape;
    private readonly Unroller _unroller;
    private readonly HashSet<int> _roots;
    private readonly Deviation _deviation;
    private readonly IReadOnlyList<double[]> _points;
    private readonly SlotValues _computed;
    private readonly SlotValues _exact;

    private Probe(Tape tape, Unroller unroller, HashSet<int> roots, Deviation deviation, IReadOnlyList<double[]> points, CancellationToken cancellationToken)
    {
        (_tape, _unroller, _roots, _deviation, _points) = (tape, unroller, roots, deviation, points);
        _computed = TapeEvaluator.Run(tape, points, deviation.IsSingle);
        cancellationToken.ThrowIfCancellationRequested();
        _exact = TapeEvaluator.Run(tape, points, isSingle: false);
    }

    /// <summary>Whether arrays are computed with.</summary>
    private bool OverData => _unroller.Arguments.Any(input => input.Array is not null);

    /// <summary>Runs a computation; null where it is too large or has no small arguments.</summary>
    public static Probe? Run(ProbeProgram program, CancellationToken cancellationToken = default)
    {
        foreach (var longest in new[] { 3L, 2L })
        {
            if (ProbeShape.Of(program, longest) is not { } shape)
                return null;
            var tape = new Tape(MaximumSlots);
            var unroller = new Unroller(tape, shape, cancellationToken);
            HashSet<int> roots = [.. program.Roots.SelectMany(unroller.Unroll)];
            var conditions = program.Conditions.SelectMany(unroller.Unroll).Distinct().ToList();
            if (tape.IsFull)
                continue;
            var deviation = new Deviation(program.Precision);
            var capacity = Math.Max(FewestPoints, Math.Min(MostPoints, MaximumWork / tape.Count));
            var points = ProbePoints.Of(unroller.Arguments, InputDomain.Read(program.Conditions, shape), capacity);
            return new Probe(tape, unroller, roots, deviation, Valid(tape, conditions, points), cancellationToken);
        }

        return null;
    }

    /// <summary>The points at which all conditions hold, exactly and as computed.</summary>
    private static IReadOnlyList<double[]> Valid(Tape tape, List<int> conditions, IReadOnlyList<double[]> points)
    {
        if (conditions.Count == 0)
            return points;
        var values = TapeEvaluator.Run(tape, points, isSingle: false);
        return [.. points.Where((_, p) => conditions.All(condition => values[condition, p] == 1))];
    }

    /// <summary>Whether a form goes wrong by itself somewhere, and the result with it. True as well where the form is never computed.</summary>
    /// <param name="form">The form.</param>
    /// <param name="operands">What it is made of; errors in there are not its own.</param>
    /// <param name="target">What the error must reach; null for the result.</param>
    /// <param name="others">Other forms that go wrong, neither within this one nor around it.</param>
    public bool IsToBlame(Node form, IReadOnlyCollection<Node> operands, IReadOnlyCollection<Node>? target, IEnumerable<Node> others)
    {
        var slots = _unroller.SlotsOf(form);
        if (slots.Count == 0)
            return true;
        HashSet<int> targets = target is null ? _roots : [.. target.SelectMany(_unroller.SlotsOf)];
        HashSet<int> known = [.. operands.Concat(others).SelectMany(_unroller.SlotsOf)];
        var points = Where(p => slots.Any(slot => IsWrong(_computed, slot, p)) && targets.Any(slot => IsWrong(_computed, slot, p)));
        if (points.Count == 0)
            return false;
        var few = Choose(points, Trials);
        var broken = Run(few, known);
        var repaired = Run(few, [.. known, .. slots]);
        return Enumerable.Range(0, few.Count).Any(i =>
            targets.Any(slot => _deviation.IsWrong(broken[slot, i], _exact[slot, few[i]]))
            && targets.All(slot => !_deviation.IsWrong(repaired[slot, i], _exact[slot, few[i]])));
    }

    /// <summary>The innermost parts that spoil the result where the forms given do not.</summary>
    public IEnumerable<(Node Node, Witness Witness)> Unexplained(IEnumerable<Node> forms, Func<Node, bool> hasPlace)
    {
        HashSet<int> explained = [.. forms.SelectMany(_unroller.SlotsOf)];
        var values = explained.Count == 0 ? _computed : Run(Where(_ => true), explained);
        var broken = Where(p => IsPlausible(_points[p]) && _roots.Any(slot => _deviation.IsGrave(values[slot, p], _exact[slot, p], OverData)));
        var reported = new HashSet<Node>();
        foreach (var p in Choose(broken, Trials))
        {
            if (Culprit(p, values, explained, hasPlace) is { } node && reported.Add(node))
                yield return (node, WitnessAt(p, node, values));
        }
    }

    /// <summary>Whether inputs are such as one meets: data and hyper-parameters of a moderate size, or at most one number that is extreme.</summary>
    private bool IsPlausible(double[] point)
    {
        var extremes = 0;
        foreach (var input in _unroller.Arguments)
        {
            var (least, most) = !OverData ? (1e-12, 1e12) : input.Array is null ? (1e-3, 20) : (1e-9, 2e3);
            for (var i = input.First; i < input.First + input.Count; i++)
                extremes += point[i] != 0 && (Math.Abs(point[i]) < least || Math.Abs(point[i]) > most) ? 1 : 0;
        }

        return extremes <= (OverData ? 0 : 1);
    }

    /// <summary>The innermost part whose exact value repairs the result at a point.</summary>
    private Node? Culprit(int p, SlotValues values, HashSet<int> explained, Func<Node, bool> hasPlace)
    {
        foreach (var node in _unroller.Nodes.Where(hasPlace))
        {
            var slots = _unroller.SlotsOf(node);
            if (!slots.Any(slot => IsWrong(values, slot, p)))
                continue;
            var repaired = Run([p], [.. explained, .. slots]);
            if (_roots.All(slot => !_deviation.IsWrong(repaired[slot, 0], _exact[slot, p])))
                return node;
        }

        return null;
    }

    private Witness WitnessAt(int p, Node node, SlotValues values)
    {
        var slot = _unroller.SlotsOf(node).First(candidate => IsWrong(values, candidate, p));
        var inputs = _unroller.Arguments.Select(input => $"{input.Parameter.Name} = {Format(input, _points[p])}");
        return new Witness(string.Join(", ", inputs), Witness.Format(values[slot, p]), Witness.Format(_exact[slot, p]));
    }

    private static string Format(ProbeInput input, double[] point)
    {
        var values = Enumerable.Range(input.First, input.Count).Select(i => Witness.Format(point[i]));
        return input.Array is null ? values.First() : $"[{string.Join(", ", values)}]";
    }

    private bool IsWrong(SlotValues values, int slot, int p) => _deviation.IsWrong(values[slot, p], _exact[slot, p]);

    private List<int> Where(Func<int, bool> holds) => [.. Enumerable.Range(0, _points.Count).Where(holds)];

    private static List<int> Choose(List<int> points, int count) => points.Count <= count
        ? points
        : [.. Enumerable.Range(0, count).Select(i => points[i * points.Count / count])];

    /// <summary>Runs in the element type again, with the exact values of some slots, as far as the type can hold them.</summary>
    private SlotValues Run(List<int> points, HashSet<int> given)
    {
        var exact = new SlotValues(_tape.Count, points.Count);
        foreach (var slot in given)
        {
            exact[slot] = [.. points.Select(p => ProbeLevels.Round(_exact[slot, p], _deviation.IsSingle))];
        }

        return TapeEvaluator.Run(_tape, [.. points.Select(p => _points[p])], _deviation.IsSingle, exact);
    }
}
