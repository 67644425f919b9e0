using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>What is probed: expressions, and what is known of their inputs.</summary>
/// <param name="Roots">What is computed; free axes mean an element for each of their positions.</param>
/// <param name="Conditions">What holds of the inputs (<c>require</c>, <c>assume</c>), at every position of free axes.</param>
/// <param name="Arrays">The arrays that are read.</param>
/// <param name="Extents">How the lengths of axes follow from the arguments.</param>
/// <param name="Precision">The element type, <see cref="ElementType.Single"/> or <see cref="ElementType.Double"/>.</param>
public sealed record ProbeProgram(
    IReadOnlyList<Node> Roots,
    IReadOnlyList<Node> Conditions,
    IReadOnlyList<ArrayParameter> Arrays,
    ExtentPlan Extents,
    ElementType Precision)
{
    /// <summary>A loss as it is written.</summary>
    public static ProbeProgram Of(BoundProgram program) => new(
        [.. program.Roots],
        [.. program.Assumptions, .. program.Requirements.Select(requirement => requirement.Condition)],
        program.Arrays,
        program.Extents,
        program.Signature.Precision);

    /// <summary>Expressions over scalars alone.</summary>
    public static ProbeProgram OfScalars(IReadOnlyList<Node> roots, IReadOnlyList<Node> conditions, ElementType precision) =>
        new(roots, conditions, [], new ExtentPlan([], []), precision);
}
