using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Chooses the precision of a kernel's lanes: that of the element type, or a higher one where that breaks the loss.</summary>
/// <remarks>
/// What no rule can rewrite, <c>sin(x) - x</c>, is lost in lanes of <c>float</c> and right in lanes of <c>double</c>, at half the speed.
/// So the values in their stable form are run both ways, at points where one argument, or all of them, have one extreme size. What counts is a
/// part that each element is computed by on its own, and a result that is wrong with it, both of an ordinary size: reductions are in double
/// precision anyway, and what is nearly as large or as small as the element type allows is about to overflow or vanish in any case. The gradient has
/// no vote: at a minimum it is a difference of equal terms, whose digits nobody needs.
/// </remarks>
public static class LaneProbe
{
    private const int MaximumSlots = 3_000;
    private const int Longest = 2;

    /// <summary>The relative error from which on a part is called broken.</summary>
    private const double Tolerance = 0.05;

    private const double SmallestResult = 1e-15;
    private const double LargestResult = 1e15;

    /// <summary>The precision of lanes that a loss needs.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="values">Its value and its results, in stable form.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static ElementType PrecisionOf(BoundProgram program, IReadOnlyList<Node> values, CancellationToken cancellationToken = default)
    {
        var precision = program.Signature.Precision;
        if (precision != ElementType.Single)
            return precision;
        var probed = ProbeProgram.Of(program) with { Roots = values };
        return IsBroken(probed, cancellationToken) ? ElementType.Double : precision;
    }

    /// <summary>Whether something in lanes of <c>float</c> spoils a result although it is stable, and would not in lanes of <c>double</c>.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="values">Its value and its results, in stable form.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static bool IsSpoilt(BoundProgram program, IReadOnlyList<Node> values, CancellationToken cancellationToken = default)
    {
        HashSet<Node> nodes = [.. Lanes.Of(values).Nodes];
        var probed = ProbeProgram.Of(program) with { Roots = values };
        return nodes.Count > 0 && HasUnexplained(probed) && !HasUnexplained(probed with { Precision = ElementType.Double });

        bool HasUnexplained(ProbeProgram loss) => Probe.Run(loss, cancellationToken)?.Unexplained([], nodes.Contains).Count > 0;
    }

    private static bool IsBroken(ProbeProgram program, CancellationToken cancellationToken)
    {
        var lanes = Lanes.Of(program.Roots);
        if (lanes.Parts.Count == 0 || ProbeShape.Of(program, Longest) is not { } shape)
            return false;
        var tape = new Tape(MaximumSlots);
        var unroller = new Unroller(tape, shape, cancellationToken);
        foreach (var root in program.Roots)
            unroller.Unroll(root);
        var conditions = program.Conditions.SelectMany(unroller.Unroll).Distinct().ToList();
        if (tape.IsFull)
            return false;

        var points = ProbePoints.OfOneSize(unroller.Arguments, InputDomain.Read(program.Conditions, shape));
        var inDouble = TapeEvaluator.Run(tape, points, isSingle: false);
        cancellationToken.ThrowIfCancellationRequested();
        var inLanes = TapeEvaluator.Run(tape, points, isSingle: true, rounded: [.. lanes.Nodes.SelectMany(unroller.SlotsOf)]);
        return Enumerable.Range(0, points.Count)
            .Where(p => conditions.All(condition => inDouble[condition, p] == 1))
            .Any(p => HasBrokenPart(p, slot => inDouble[slot, p]) && IsConfirmed(p, ExactEvaluator.Run(tape, points[p])));

        // Cheaply first: most losses differ nowhere.
        bool IsConfirmed(int p, double[] exact) => HasBrokenPart(p, slot => Differs(inDouble[slot, p], exact[slot]) ? double.NaN : exact[slot]);

        bool HasBrokenPart(int p, Func<int, double> expected) =>
            lanes.Parts.Any(part => IsBrokenAt(part.Node, p, expected) && part.Roots.Any(root => IsBrokenAt(root, p, expected)));

        bool IsBrokenAt(Node node, int p, Func<int, double> expected) =>
            unroller.SlotsOf(node).Any(slot => Differs(inLanes[slot, p], expected(slot)));
    }

    /// <summary>Whether a number is not what is expected; of what is not of an ordinary size nothing is expected.</summary>
    private static bool Differs(double computed, double expected) =>
        Math.Abs(expected) is >= SmallestResult and <= LargestResult && !(Math.Abs(computed - expected) <= Tolerance * Math.Abs(expected));

    /// <summary>What is computed in lanes.</summary>
    /// <param name="Nodes">All real operations.</param>
    /// <param name="Parts">The largest ones that each element has on its own, with the roots that they belong to.</param>
    private sealed record Lanes(IReadOnlyList<Node> Nodes, IReadOnlyList<(Node Node, IReadOnlyList<Node> Roots)> Parts)
    {
        /// <summary>
        /// Lanes are positions on the axes of innermost loops: those on which no further reduction depends. Of the axes of a result the last one is
        /// innermost.
        /// </summary>
        public static Lanes Of(IReadOnlyList<Node> roots)
        {
            var nodes = NodeWalk.All([.. roots]).ToList();
            HashSet<Axis> axes =
            [
                .. roots.Where(root => root.FreeAxes.Count > 0).Select(root => root.FreeAxes[root.FreeAxes.Count - 1]),
                .. nodes.OfType<Reduce>().Select(reduce => reduce.Axis),
            ];
            axes.ExceptWith(nodes.Where(node => node is Reduce or ArrayNode).SelectMany(node => node.FreeAxes));
            var operations = nodes.Where(node => node is Call or Select && node.Type == NodeType.Real && node.FreeAxes.Any(axes.Contains)).ToList();
            var combined = Combined(nodes);
            HashSet<Node> whole = [.. roots, .. combined.SelectMany(node => node.Operands)];
            return new Lanes(
                operations,
                [.. operations.Where(node => whole.Contains(node) && !combined.Contains(node)).Select(node => (node, RootsOf(node, roots)))]);
        }

        private static IReadOnlyList<Node> RootsOf(Node node, IReadOnlyList<Node> roots) => [.. roots.Where(root => NodeWalk.All(root).Contains(node))];

        /// <summary>The nodes that have something of other elements in them.</summary>
        private static HashSet<Node> Combined(IReadOnlyList<Node> nodes)
        {
            var combined = new HashSet<Node>();
            foreach (var node in nodes.OrderBy(node => node.Id))
            {
                if (node is Reduce or ArrayNode or Element or CarriedRead || node.Operands.Any(combined.Contains))
                    combined.Add(node);
            }

            return combined;
        }
    }
}
