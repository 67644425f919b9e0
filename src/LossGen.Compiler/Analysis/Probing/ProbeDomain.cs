using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>The inputs at which a computation may be run.</summary>
internal sealed class ProbeDomain
{
    private readonly Tape _tape;
    private readonly IReadOnlyList<int> _conditions;
    private readonly bool[] _needed;

    /// <param name="tape">The computation.</param>
    /// <param name="bounds">Bounds of single arguments.</param>
    /// <param name="conditions">The slots of all conditions.</param>
    public ProbeDomain(Tape tape, IReadOnlyDictionary<object, InputDomain> bounds, IReadOnlyList<int> conditions)
    {
        (_tape, _conditions, Bounds) = (tape, conditions, bounds);
        _needed = tape.Below(conditions);
    }

    /// <summary>Bounds of single arguments.</summary>
    public IReadOnlyDictionary<object, InputDomain> Bounds { get; }

    /// <summary>The points at which all conditions hold.</summary>
    public IReadOnlyList<double[]> Valid(IReadOnlyList<double[]> points)
    {
        if (_conditions.Count == 0 || points.Count == 0)
            return points;
        var values = Run(points);
        return [.. points.Where((_, p) => Holds(values, p))];
    }

    /// <summary>Whether all conditions hold at a point.</summary>
    public bool Contains(double[] point) => Holds(Run([point]), 0);

    /// <summary>Whether some condition is about several arguments, and so no plain bound.</summary>
    public bool RelatesArguments(IReadOnlyList<ProbeInput> inputs) => _conditions.Any(condition => RelatesArguments(condition, inputs));

    private bool RelatesArguments(int condition, IReadOnlyList<ProbeInput> inputs)
    {
        if (_tape[condition] is { Operator: { } both } conjunction && both == Operators.And)
            return RelatesArguments(conjunction.A, inputs) || RelatesArguments(conjunction.B, inputs);
        var read = _tape.InputsOf(condition);
        return _tape[condition].Operator != Operators.Equal && inputs.Count(input => input.Elements.Any(read.Contains)) > 1;
    }

    private SlotValues Run(IReadOnlyList<double[]> points) => TapeEvaluator.Run(_tape, points, isSingle: false, needed: _needed);

    private bool Holds(SlotValues values, int p)
    {
        foreach (var condition in _conditions)
        {
            if (values[condition, p] != 1)
                return false;
        }

        return true;
    }
}
