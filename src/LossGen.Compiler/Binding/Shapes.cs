using LossGen.Compiler.Ir;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>What the use of arrays says of their shapes: the axes and arrays of a program, with extents shared where they must agree.</summary>
/// <param name="Axes">By name.</param>
/// <param name="Arrays">By name, in the order of the signature.</param>
/// <param name="Results">The arrays that the program writes, by name, in the order of the signature.</param>
/// <param name="Dimensions">The extents, in order of first appearance.</param>
/// <param name="Counts">The extents that numbered positions of results give.</param>
internal sealed record Shapes(
    IReadOnlyDictionary<string, Axis> Axes,
    IReadOnlyDictionary<string, ArrayParameter> Arrays,
    IReadOnlyDictionary<string, ArrayParameter> Results,
    IReadOnlyList<ExtentUse> Dimensions,
    IReadOnlyList<PositionCount> Counts)
{
    /// <summary>The axis of arrays that stand without indices.</summary>
    public const string ImplicitAxis = "i";
}

/// <summary>An extent and the axes that have it.</summary>
/// <param name="Extent">The extent.</param>
/// <param name="Axes">The names of its axes, in order of first appearance; empty for a dimension that only gathers index.</param>
/// <param name="Span">Where the first of them stands.</param>
internal sealed record ExtentUse(Extent Extent, IReadOnlyList<string> Axes, TextSpan Span);

/// <summary>The number of positions that a result has in a dimension that is given position by position.</summary>
/// <param name="Extent">The dimension.</param>
/// <param name="Count">The number.</param>
/// <param name="Result">The result's name.</param>
/// <param name="Span">Where the result is given.</param>
internal sealed record PositionCount(Extent Extent, int Count, string Result, TextSpan Span);
