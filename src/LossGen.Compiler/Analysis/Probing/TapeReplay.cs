namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Runs a tape again at a few points with some slots given, computing only what follows from those.</summary>
internal sealed class TapeReplay
{
    private readonly Tape _tape;
    private readonly IReadOnlyList<double[]> _inputs;
    private readonly bool _isSingle;
    private readonly SlotValues _baseline;

    /// <param name="tape">The computation.</param>
    /// <param name="points">The inputs of all points.</param>
    /// <param name="chosen">The points to look at.</param>
    /// <param name="computed">What was computed at all points.</param>
    /// <param name="exact">What is exact at all points.</param>
    /// <param name="isSingle">Whether results are rounded to <c>float</c>.</param>
    public TapeReplay(Tape tape, IReadOnlyList<double[]> points, IReadOnlyList<int> chosen, SlotValues computed, SlotValues exact, bool isSingle)
    {
        (_tape, _isSingle, Chosen) = (tape, isSingle, chosen);
        _inputs = [.. chosen.Select(p => points[p])];
        _baseline = Part(computed, value => value);
        Exact = Part(exact, value => ProbeLevels.Round(value, isSingle));
    }

    /// <summary>The points, by their numbers among all.</summary>
    public IReadOnlyList<int> Chosen { get; }

    /// <summary>The exact values, rounded to the element type.</summary>
    public SlotValues Exact { get; }

    /// <summary>The values in the element type where the slots given have their exact values.</summary>
    public SlotValues With(ICollection<int> given)
    {
        if (given.Count == 0)
            return _baseline;
        var known = new SlotValues(_tape.Count, Chosen.Count);
        var isChanged = new bool[_tape.Count];
        foreach (var slot in given)
        {
            known[slot] = Exact[slot];
            isChanged[slot] = true;
        }

        for (var i = 0; i < _tape.Count; i++)
        {
            var slot = _tape[i];
            if (isChanged[i])
                continue;
            isChanged[i] = slot.Kind is SlotKind.Operation or SlotKind.Choice && (isChanged[slot.A] || IsChanged(slot.B) || IsChanged(slot.C));
            if (!isChanged[i])
                known[i] = _baseline[i];
        }

        return TapeEvaluator.Run(_tape, _inputs, _isSingle, known);

        bool IsChanged(int slot) => slot >= 0 && isChanged[slot];
    }

    private SlotValues Part(SlotValues all, Func<double, double> map)
    {
        var part = new SlotValues(_tape.Count, Chosen.Count);
        for (var i = 0; i < _tape.Count; i++)
        {
            var (row, values) = (all[i]!, new double[Chosen.Count]);
            for (var p = 0; p < values.Length; p++)
                values[p] = map(row[Chosen[p]]);
            part[i] = values;
        }

        return part;
    }
}
