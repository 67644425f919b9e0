using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Singularities;

/// <summary>A loss that has been run where all data are 0, where all are equal, and near there.</summary>
internal sealed class SingularTrial
{
    private const int MaximumSlots = 3_000;
    private const int Longest = 3;

    /// <summary>Distances from a point; from one to the next a root's slope grows tenfold, and that of what has one stays.</summary>
    private const double Near = 1e-4;
    private const double Nearer = 1e-6;
    private const double Growth = 3;

    /// <summary>What scalars are: a number that no loss treats as a special one.</summary>
    private const double Scalar = 0.75;

    private static readonly double[] Levels = [0, 0.5, 1, 3];

    /// <summary>How far from ±1 an operand of <c>acos</c> is 1 but for rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>What the value of a part is changed by to see whether the result depends on it.</summary>
    private const double Nudge = 1e-3;

    private readonly Tape _tape;
    private readonly List<double[]> _points;
    private readonly Unroller _unroller;
    private readonly HashSet<int> _roots;
    private readonly SlotValues _values;
    private readonly List<int> _valid;

    private SingularTrial(Tape tape, Unroller unroller, HashSet<int> roots, List<int> conditions)
    {
        (_tape, _unroller, _roots) = (tape, unroller, roots);
        _points = [.. Levels.SelectMany(level => new[] { Point(level, 0), Point(level, Near), Point(level, Nearer) })];
        _values = TapeEvaluator.Run(tape, _points, isSingle: false);
        _valid = [.. Enumerable.Range(0, Levels.Length).Select(i => 3 * i).Where(p => conditions.All(condition => _values[condition, p] == 1))];
    }

    /// <summary>Runs a loss; null where it is too large or has no small arguments that are valid.</summary>
    public static SingularTrial? Run(ProbeProgram program, CancellationToken cancellationToken)
    {
        if (ProbeShape.Of(program, Longest) is not { } shape)
            return null;
        var tape = new Tape(MaximumSlots);
        var unroller = new Unroller(tape, shape, cancellationToken);
        HashSet<int> roots = [.. program.Roots.SelectMany(unroller.Unroll)];
        var conditions = program.Conditions.SelectMany(unroller.Unroll).Distinct().ToList();
        return tape.IsFull ? null : new SingularTrial(tape, unroller, roots, conditions);
    }

    /// <summary>Where a quotient is 0 / 0 and a result NaN with it; null for nowhere.</summary>
    public string? ZeroByZero(Call quotient)
    {
        foreach (var p in _valid.Where(p => _roots.Any(root => double.IsNaN(_values[root, p]))))
        {
            if (IsZeroSomewhere(quotient.Operands[0], p) && IsZeroSomewhere(quotient.Operands[1], p)
                && _unroller.SlotsOf(quotient).Any(slot => double.IsNaN(_values[slot, p])))
                return Describe(p);
        }

        return null;
    }

    /// <summary>Where a root's operand is 0 and its slope grows without bounds around; null for nowhere.</summary>
    public string? InfiniteSlope(Call root)
    {
        foreach (var p in _valid.Where(p => IsZeroSomewhere(root.Operands[0], p) && _roots.All(slot => !double.IsNaN(_values[slot, p]))))
        {
            if (_unroller.SlotsOf(root).Any(slot => _values[slot, p] == 0 && IsSteep(slot, p)))
                return Describe(p);
        }

        return null;
    }

    /// <summary>
    /// Where the operand of an <c>acos</c> or <c>asin</c> that the result depends on is ±1, the end of what they are defined for; null for nowhere.
    /// </summary>
    public string? EndOfDomain(Call arc)
    {
        foreach (var p in _valid)
        {
            if (_unroller.SlotsOf(arc.Operands[0]).Any(slot => Math.Abs(Math.Abs(_values[slot, p]) - 1) <= Rounding)
                && _unroller.SlotsOf(arc).Any(slot => IsUsed(slot, p)))
                return Describe(p);
        }

        return null;
    }

    /// <summary>Whether a result changes with a slot; it does not where a guard leaves the slot aside.</summary>
    private bool IsUsed(int slot, int p)
    {
        var given = new SlotValues(_tape.Count, 1) { [slot] = [_values[slot, p] + Nudge] };
        var changed = TapeEvaluator.Run(_tape, [_points[p]], isSingle: false, given);
        return _roots.Any(root => changed[root, 0] != _values[root, p]);
    }

    private bool IsSteep(int slot, int p)
    {
        var (near, nearer) = (Math.Abs(_values[slot, p + 1]) / Near, Math.Abs(_values[slot, p + 2]) / Nearer);
        return near > 0 && nearer > Growth * near;
    }

    private bool IsZeroSomewhere(Node node, int p) => _unroller.SlotsOf(node).Any(slot => _values[slot, p] == 0);

    private string Describe(int p)
    {
        var level = Levels[p / 3];
        var data = _unroller.Arguments.Where(IsData).Select(input => $"{input.Parameter.Name} = {Witness.Format(level)}");
        return string.Join(", ", data) + (_unroller.Arguments.Any(input => input.Array is not null) ? " everywhere" : "");
    }

    /// <summary>Scalars beside arrays are hyper-parameters.</summary>
    private bool IsData(ProbeInput input) =>
        input.Parameter.IsReal && (input.Array is not null || _unroller.Arguments.All(other => other.Array is null));

    private double[] Point(double level, double step)
    {
        var point = new double[_unroller.Arguments.Sum(input => input.Count)];
        foreach (var input in _unroller.Arguments)
        {
            for (var i = 0; i < input.Count; i++)
                point[input.First + i] = IsData(input) ? level + (step * (i + 1)) : input.Parameter.IsReal ? Scalar : 0;
        }

        return point;
    }
}
