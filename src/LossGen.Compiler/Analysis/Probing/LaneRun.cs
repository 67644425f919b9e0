using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>A computation that has been run at points of its domain in <c>double</c>, and with what is computed in lanes rounded to <c>float</c>.</summary>
/// <param name="program">What is computed.</param>
/// <param name="lanes">Its parts that are computed in lanes.</param>
/// <param name="tape">The computation, written out.</param>
/// <param name="unroller">What wrote it.</param>
/// <param name="points">The points.</param>
internal sealed class LaneRun(ProbeProgram program, LaneNodes lanes, Tape tape, Unroller unroller, IReadOnlyList<double[]> points)
{
    private const int MaximumSlots = 3_000;
    private const int Longest = 2;

    /// <summary>The relative error from which on a part of a loss is called broken that is written in a stable form.</summary>
    private const double BrokenPart = 0.05;

    /// <summary>A result is spoilt by half the relative error that users of <c>float</c> tolerate.</summary>
    private const double Spoilt = 5e-5;

    /// <summary>Lanes of <c>double</c> are a help where they leave at most so much of the error.</summary>
    private const double Help = 0.1;

    /// <summary>So many points are computed again exactly.</summary>
    private const int MostConfirmations = 24;

    private const double SmallestPart = 1e-15;
    private const double LargestPart = 1e15;

    private readonly SlotValues _inDouble = TapeEvaluator.Run(tape, points, isSingle: false);
    private readonly SlotValues _inLanes = TapeEvaluator.Run(tape, points, isSingle: true, rounded: [.. lanes.Nodes.SelectMany(unroller.SlotsOf)]);
    private readonly Deviation _deviation = new(Signatures.ElementType.Single);

    /// <summary>Runs a computation; null where nothing in it is computed in lanes, it is too large, or it has no small arguments that are valid.</summary>
    /// <param name="program">What is computed.</param>
    /// <param name="choose">Chooses points at which all conditions hold.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static LaneRun? Of(
        ProbeProgram program, Func<Tape, IReadOnlyList<ProbeInput>, ProbeDomain, IReadOnlyList<double[]>> choose, CancellationToken cancellationToken)
    {
        var lanes = LaneNodes.Of(program.Roots);
        if (lanes.Nodes.Count == 0 || ProbeShape.Of(program, Longest) is not { } shape)
            return null;
        var tape = new Tape(MaximumSlots);
        var unroller = new Unroller(tape, shape, cancellationToken);
        foreach (var root in program.Roots)
            unroller.Unroll(root);
        var conditions = program.Conditions.SelectMany(unroller.Unroll).Distinct().ToList();
        if (tape.IsFull)
            return null;
        var points = choose(tape, unroller.Arguments, new ProbeDomain(tape, InputDomain.Read(program.Conditions, shape), conditions));
        cancellationToken.ThrowIfCancellationRequested();
        return new LaneRun(program, lanes, tape, unroller, points);
    }

    /// <summary>
    /// Whether lanes break a part that each element is computed by on its own, and a result with it, both of an ordinary size: reductions are in
    /// double precision anyway, and what is nearly as large or as small as the element type allows is about to overflow or vanish in any case.
    /// </summary>
    public bool HasBrokenPart()
    {
        return Enumerable.Range(0, points.Count)
            .Any(p => HasPart(p, slot => _inDouble[slot, p]) && IsConfirmed(p, ExactEvaluator.Run(tape, points[p])));

        // Cheaply first: most losses differ nowhere.
        bool IsConfirmed(int p, double[] exact) => HasPart(p, slot => IsBroken(_inDouble[slot, p], exact[slot]) ? double.NaN : exact[slot]);

        bool HasPart(int p, Func<int, double> expected) =>
            lanes.Parts.Any(part => IsBrokenAt(part.Node, p, expected) && part.Roots.Any(root => IsBrokenAt(root, p, expected)));

        bool IsBrokenAt(Node node, int p, Func<int, double> expected) => unroller.SlotsOf(node).Any(slot => IsBroken(_inLanes[slot, p], expected(slot)));
    }

    /// <summary>Whether lanes spoil a result.</summary>
    public bool IsSpoilt()
    {
        List<int> roots = [.. program.Roots.SelectMany(unroller.SlotsOf).Distinct()];
        var suspects = Enumerable.Range(0, points.Count).Where(p => roots.Any(root => Error(_inLanes[root, p], _inDouble[root, p]) > Spoilt)).ToList();
        for (var i = 0; i < Math.Min(suspects.Count, MostConfirmations); i++)
        {
            var p = suspects[(int)((long)i * suspects.Count / Math.Min(suspects.Count, MostConfirmations))];
            var exact = ExactEvaluator.Run(tape, points[p]);
            if (roots.Any(root => Error(_inLanes[root, p], exact[root]) is > Spoilt and var error && Error(_inDouble[root, p], exact[root]) <= Help * error))
                return true;
        }

        return false;
    }

    /// <summary>Whether a number is not what is expected; of what is not of an ordinary size nothing is expected.</summary>
    private static bool IsBroken(double computed, double expected) =>
        Math.Abs(expected) is >= SmallestPart and <= LargestPart && !(Math.Abs(computed - expected) <= BrokenPart * Math.Abs(expected));

    /// <summary>The relative error of a result, infinite for what is no number; 0 where it cannot be had, as a <c>float</c> cannot hold what is exact.</summary>
    private double Error(double computed, double exact) => !_deviation.IsRepresentable(exact) ? 0
        : !Deviation.IsFinite(computed) ? double.PositiveInfinity
        : exact == 0 ? 0
        : Math.Abs(computed - exact) / Math.Abs(exact);
}
