using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <content>What spoils the result where no rule says why.</content>
public sealed partial class Probe
{
    /// <summary>So many failing points are looked into.</summary>
    private const int MostFailures = 16;

    /// <summary>So many points are computed again where even <c>double</c> may be wrong, of a computation of so many slots.</summary>
    private const int MostDoubtful = 6;
    private const int MostDoubtfulSlots = 60;

    /// <summary>The innermost parts that spoil the result where the forms given do not.</summary>
    /// <param name="forms">Known unstable forms.</param>
    /// <param name="isWritten">Whether a node stands somewhere in the source.</param>
    public IReadOnlyList<(Node Node, Witness Witness)> Unexplained(IEnumerable<Node> forms, Func<Node, bool> isWritten)
    {
        HashSet<int> explained = [.. forms.SelectMany(_unroller.SlotsOf)];
        Confirm(Choose(Where(p => _plausibility.IsMeetable(_points[p]) && IsDoubtful(p)), MostDoubtful));
        var values = explained.Count == 0 ? _computed : Replay(Where(_ => true)).With(explained);
        var failures = Failures(values);
        if (failures.Count == 0)
            return [];

        var replay = Replay(Choose(failures, MostFailures));
        var broken = replay.With(explained);
        var open = Enumerable.Range(0, replay.Chosen.Count).Where(i => IsConfirmed(replay.Chosen[i], _roots)).ToList();
        var found = new List<(Node Node, Witness Witness)>();
        foreach (var node in _unroller.Nodes.Where(isWritten))
        {
            var slots = _unroller.SlotsOf(node);
            var suspects = open.Where(i => slots.Any(slot => IsWrong(broken, slot, i, replay.Chosen[i])) && IsWorthAWord(node, broken, i, replay.Chosen[i])).ToList();
            if (suspects.Count == 0)
                continue;
            var repaired = replay.With([.. explained, .. slots]);
            var repairs = suspects.Where(i => !_roots.Any(slot => IsWrong(repaired, slot, i, replay.Chosen[i]))).ToList();
            if (repairs.Count == 0)
                continue;
            found.Add((node, WitnessAt(replay.Chosen[repairs[0]], repairs[0], node, broken)));
            open.RemoveAll(repairs.Contains);
        }

        return found;
    }

    private List<int> Failures(SlotValues values)
    {
        var failures = Where(p => !IsRelated(p) && _roots.Any(slot => _deviation.IsGrave(values[slot, p], _exact[slot, p])) && _plausibility.IsMeetable(_points[p]));
        if (failures.Count > 0 && IsOfOneSign())
            failures.RemoveAll(IsAtMinimum);
        return failures;
    }

    /// <summary>Whether a difference lost so many digits in <c>double</c> that it may be wrong there as well, and nothing be seen of it.</summary>
    private bool IsDoubtful(int p)
    {
        const double MostLost = 1e-11;
        for (var i = 0; i < _tape.Count && _tape.Count <= MostDoubtfulSlots; i++)
        {
            var slot = _tape[i];
            if (slot.Rounding == SlotRounding.Element && (slot.Operator == Operators.Subtract || slot.Operator == Operators.Add))
            {
                var (x, y, sum) = (_exact[slot.A, p], _exact[slot.B, p], _exact[i, p]);
                if (Math.Abs(sum) < MostLost * Math.Abs(x) && Math.Abs(x) != Math.Abs(y))
                    return true;
                if (sum == 0 && x != 0 && _tape[slot.A].Kind == SlotKind.Operation)
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What is computed element by element has to be right at any size of one argument. Errors of what combines the elements of a row are measured
    /// against the size of its terms, and overflow there is a matter of moderate data, or of the only argument.
    /// </summary>
    private bool IsWorthAWord(Node node, SlotValues broken, int i, int p)
    {
        if (node.BinderHeight == 0)
            return true;
        if (!_roots.Any(slot => _deviation.IsGraveForRow(broken[slot, i], _exact[slot, p])) || _unroller.SlotsOf(node).All(slot => _exact[slot, p] == 0))
            return false;
        return _plausibility.IsModerate(_points[p])
            || (_unroller.Arguments.Count == 1 && _roots.Any(slot => !Deviation.IsFinite(broken[slot, i])));
    }

    /// <summary>
    /// Whether a loss, which is 0 where its data agree, is looked at so near to this minimum that it is quadratically small: there its gradient
    /// counts, and of its value that it is about 0.
    /// </summary>
    private bool IsAtMinimum(int p) =>
        _unroller.Arguments.Count > 1
        && _plausibility.IsNearOrigin(_points[p], out var size) && _roots.All(slot => Math.Abs(_exact[slot, p]) < 0.01 * size);

    /// <summary>Whether the result is never below 0, or never above, but for what rounding leaves of terms that cancel.</summary>
    private bool IsOfOneSign()
    {
        const double Rounding = 1e-14;
        var (isBelow, isAbove) = (false, false);
        for (var p = 0; p < _points.Count; p++)
        {
            var largest = LargestAt(p);
            foreach (var slot in _roots)
            {
                var value = _exact[slot, p];
                isBelow |= Deviation.IsFinite(value) && value < -Rounding * largest;
                isAbove |= Deviation.IsFinite(value) && value > Rounding * largest;
            }
        }

        return !isBelow || !isAbove;
    }

    /// <summary>The size of the largest finite number at a point.</summary>
    private double LargestAt(int p)
    {
        var largest = 0.0;
        for (var slot = 0; slot < _tape.Count; slot++)
        {
            var size = Math.Abs(_exact[slot, p]);
            if (size > largest && !double.IsInfinity(size))
                largest = size;
        }

        return largest;
    }

    /// <param name="p">The point.</param>
    /// <param name="i">Its number among <paramref name="values"/>.</param>
    /// <param name="node">What goes wrong there.</param>
    /// <param name="values">What is computed.</param>
    private Witness WitnessAt(int p, int i, Node node, SlotValues values)
    {
        var slots = _unroller.SlotsOf(node);
        var slot = slots.Where(candidate => IsWrong(values, candidate, i, p)).DefaultIfEmpty(slots[0]).First();
        var inputs = ArgumentsOf(slot).Select(input => $"{input.Parameter.Name} = {Format(input, _points[p])}");
        return new Witness(string.Join(", ", inputs), Witness.Format(values[slot, i]), Witness.Format(_exact[slot, p]));
    }

    /// <summary>The arguments that a slot is computed from; all of them where it is a constant.</summary>
    private List<ProbeInput> ArgumentsOf(int slot)
    {
        var read = _tape.InputsOf(slot);
        var arguments = _unroller.Arguments.Where(input => input.Elements.Any(read.Contains)).ToList();
        return arguments.Count > 0 ? arguments : [.. _unroller.Arguments];
    }

    private static string Format(ProbeInput input, double[] point)
    {
        var values = Enumerable.Range(input.First, input.Count).Select(i => Witness.Format(point[i])).ToList();
        return input.Array is null ? values[0] : $"[{string.Join(", ", values)}]";
    }

    private static List<int> Choose(List<int> points, int count) => points.Count <= count
        ? points
        : [.. Enumerable.Range(0, count).Select(i => points[i * points.Count / count])];
}
