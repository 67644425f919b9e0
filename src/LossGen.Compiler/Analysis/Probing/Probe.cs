using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>A form that may go wrong, and what has to be known to say so.</summary>
/// <param name="Form">The form.</param>
/// <param name="Operands">What it is made of; errors in there are not its own.</param>
/// <param name="Target">What the error must reach; null for the result.</param>
/// <param name="Others">Other forms that may go wrong, neither within this one nor around it.</param>
/// <param name="IsNearEquality">Whether it does only where its operands are nearly equal.</param>
public sealed record Accusation(
    Node Form, IReadOnlyCollection<Node> Operands, IReadOnlyCollection<Node>? Target, IReadOnlyCollection<Node> Others, bool IsNearEquality);

/// <summary>
/// A computation that has been run, in its element type and exactly, at points of its domain where arithmetic breaks if it does. It answers whether a
/// part goes wrong somewhere and whether that reaches the result.
/// </summary>
/// <remarks>
/// For <c>float</c>, <c>double</c> is exact enough to find the points; those that count are computed again in <see cref="ExtendedReal"/>. For
/// <c>double</c> all points are, and there are fewer of them.
/// </remarks>
public sealed partial class Probe
{
    private const int MaximumSlots = 3_000;
    private const int MaximumSingleWork = 60_000;
    private const int MaximumDoubleWork = 3_000;
    private const int FewestPoints = 24;
    private const int MostPoints = 800;

    /// <summary>At how many points a part is replaced by its exact value, to see whether the result is repaired.</summary>
    private const int Trials = 8;

    private readonly Tape _tape;
    private readonly Unroller _unroller;
    private readonly HashSet<int> _roots;
    private readonly Deviation _deviation;
    private readonly Plausibility _plausibility;
    private readonly IReadOnlyList<double[]> _points;
    private readonly SlotValues _computed;
    private readonly SlotValues _exact;
    private readonly HashSet<double[]> _related;
    private readonly HashSet<int> _confirmed = [];

    private Probe(Tape tape, Unroller unroller, HashSet<int> roots, ProbeDomain domain, ElementType precision)
    {
        (_tape, _unroller, _roots, _deviation) = (tape, unroller, roots, new Deviation(precision));
        _plausibility = new Plausibility(unroller.Arguments, domain.Bounds);
        var work = _deviation.IsSingle ? MaximumSingleWork : MaximumDoubleWork;
        var capacity = Math.Max(FewestPoints, Math.Min(MostPoints, work / tape.Count));
        var points = domain.Valid(tape, ProbePoints.Of(unroller.Arguments, domain.Bounds, capacity));
        var related = domain.Valid(tape, ProbePoints.Related(unroller.Arguments, domain.Bounds).Take(capacity));
        _related = [.. related];
        _points = [.. points, .. domain.Boundary(tape, unroller.Arguments, points), .. related];
        _computed = TapeEvaluator.Run(tape, _points, _deviation.IsSingle);
        _exact = TapeEvaluator.Run(tape, _points, isSingle: false);
        if (!_deviation.IsSingle)
            Confirm(Enumerable.Range(0, _points.Count));
    }

    /// <summary>Runs a computation; null where it is too large, or has no small arguments that are valid.</summary>
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
            var domain = new ProbeDomain(InputDomain.Read(program.Conditions, shape), conditions);
            var probe = new Probe(tape, unroller, roots, domain, program.Precision);
            return probe._points.Count == 0 ? null : probe;
        }

        return null;
    }

    /// <summary>Whether a form goes wrong by itself somewhere, and the result with it. True as well where the form is never computed.</summary>
    /// <param name="accusation">The form.</param>
    /// <param name="witness">Where that is; null where it is not known.</param>
    public bool IsToBlame(Accusation accusation, out Witness? witness)
    {
        witness = null;
        var slots = _unroller.SlotsOf(accusation.Form);
        if (slots.Count == 0)
            return true;
        HashSet<int> targets = accusation.Target is null ? _roots : [.. accusation.Target.SelectMany(_unroller.SlotsOf)];
        HashSet<int> known = [.. accusation.Operands.Concat(accusation.Others).SelectMany(_unroller.SlotsOf)];
        HashSet<int> repair = [.. known, .. slots];
        var suspects = Where(p => IsEvidence(p, accusation, targets) && AnyWrong(slots, p) && AnyWrong(targets, p));
        for (var first = 0; first < suspects.Count; first += Trials)
        {
            var replay = Replay(suspects.GetRange(first, Math.Min(Trials, suspects.Count - first)));
            var (broken, repaired) = (replay.With(known), replay.With(repair));
            for (var i = 0; i < replay.Chosen.Count; i++)
            {
                var p = replay.Chosen[i];
                if (targets.Any(slot => IsWrong(broken, slot, i, p)) && !targets.Any(slot => IsWrong(repaired, slot, i, p)) && IsConfirmed(p, slots))
                {
                    witness = WitnessAt(p, i, accusation.Form, replay.With([]));
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a point says something of a form.</summary>
    private bool IsEvidence(int p, Accusation accusation, HashSet<int> targets)
    {
        var readsRows = accusation.Form.BinderHeight > 0 || accusation.Form.FreeAxes.Count > 0;
        if (readsRows && _plausibility.HasWildHyperparameter(_points[p]))
            return false;
        if (!accusation.IsNearEquality)
            return !_related.Contains(_points[p]);
        return accusation.Form.BinderHeight == 0
            || (_plausibility.IsModerate(_points[p]) && targets.Any(slot => _deviation.IsGraveForRow(_computed[slot, p], _exact[slot, p])));
    }

    /// <summary>Whether a form is no number somewhere in the domain. True as well where the form is never computed.</summary>
    public bool IsUndefinedSomewhere(Node form)
    {
        var slots = _unroller.SlotsOf(form);
        return slots.Count == 0 || slots.Any(slot => _computed[slot]!.Any(double.IsNaN));
    }

    private bool AnyWrong(IEnumerable<int> slots, int p) => slots.Any(slot => _deviation.IsWrong(_computed[slot, p], _exact[slot, p]));

    private bool IsWrong(SlotValues values, int slot, int i, int p) => _deviation.IsWrong(values[slot, i], _exact[slot, p]);

    private List<int> Where(Func<int, bool> holds) => [.. Enumerable.Range(0, _points.Count).Where(holds)];

    private TapeReplay Replay(IReadOnlyList<int> points) => new(_tape, _points, points, _computed, _exact, _deviation.IsSingle);

    /// <summary>Whether slots are wrong at a point by more than <c>double</c>'s own errors.</summary>
    private bool IsConfirmed(int p, IEnumerable<int> slots)
    {
        Confirm([p]);
        return AnyWrong(slots, p);
    }

    private void Confirm(IEnumerable<int> points)
    {
        foreach (var p in points.Where(_confirmed.Add))
        {
            var exact = ExactEvaluator.Run(_tape, _points[p]);
            for (var slot = 0; slot < exact.Length; slot++)
                _exact[slot]![p] = exact[slot];
        }
    }
}
