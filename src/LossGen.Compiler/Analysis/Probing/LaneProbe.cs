using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Chooses the precision of a kernel's lanes: that of the element type, or a higher one where that breaks the loss.</summary>
/// <remarks>
/// What no rule can rewrite, <c>sin(x) - x</c>, is lost in lanes of <c>float</c> and right in lanes of <c>double</c>, at half the speed.
/// So the values in their stable form are run both ways. The gradient has no vote: at a minimum it is a difference of equal terms, whose digits
/// nobody needs.
/// </remarks>
public static class LaneProbe
{
    private const int MaximumWork = 60_000;
    private const int FewestPoints = 24;
    private const int MostPoints = 800;

    /// <summary>The precision of lanes that a loss needs, as it is written: what breaks it has to do so where arguments have one size.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="values">Its value and its results, in stable form.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static ElementType PrecisionOf(BoundProgram program, IReadOnlyList<Node> values, CancellationToken cancellationToken = default)
    {
        var precision = program.Signature.Precision;
        if (precision != ElementType.Single)
            return precision;
        var run = LaneRun.Of(ProbeProgram.Of(program) with { Roots = values }, PointsOfOneSize, cancellationToken);
        return run?.HasBrokenPart() == true ? ElementType.Double : precision;
    }

    /// <summary>
    /// Whether lanes of <c>float</c> spoil a result somewhere in its domain, at whatever size of arguments, and lanes of <c>double</c> do not or
    /// far less. That is to be asked of losses that are written in an unstable form.
    /// </summary>
    /// <param name="program">The loss.</param>
    /// <param name="values">Its value and its results, in stable form.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static bool IsSpoilt(BoundProgram program, IReadOnlyList<Node> values, CancellationToken cancellationToken = default) =>
        LaneRun.Of(ProbeProgram.Of(program) with { Roots = values }, PointsOfAllSizes, cancellationToken)?.IsSpoilt() == true;

    private static IReadOnlyList<double[]> PointsOfOneSize(Tape tape, IReadOnlyList<ProbeInput> inputs, ProbeDomain domain) =>
        domain.Valid(ProbePoints.OfOneSize(inputs, domain.Bounds));

    private static IReadOnlyList<double[]> PointsOfAllSizes(Tape tape, IReadOnlyList<ProbeInput> inputs, ProbeDomain domain)
    {
        var capacity = Math.Max(FewestPoints, Math.Min(MostPoints, MaximumWork / tape.Count));
        var points = domain.Valid(ProbePoints.Of(inputs, domain.Bounds, capacity));
        return
        [
            .. points,
            .. BoundaryPoints.Of(domain, inputs, points),
            .. domain.Valid([.. ProbePoints.Related(inputs, domain.Bounds).Take(capacity)]),
            .. domain.Valid([.. ScatteredPoints.Of(inputs, domain.Bounds, capacity)]),
        ];
    }
}
