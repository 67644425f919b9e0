using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>A part of the real line on which a function of one number has one formula.</summary>
/// <param name="Low">The lower end; null for none.</param>
/// <param name="High">The upper end; null for none.</param>
/// <param name="Value">The formula.</param>
/// <param name="Ranges">What is known on it, its ends included.</param>
internal sealed record Piece(Node? Low, Node? High, Node Value, RangeAnalysis Ranges);

/// <summary>A place where the function could have a value that neither of the pieces beside it has.</summary>
/// <param name="Place">Where.</param>
/// <param name="Value">The formula there.</param>
internal sealed record PointValue(Node Place, Node Value);

/// <summary>A function of one number, as its pieces in ascending order.</summary>
/// <param name="Variable">The number.</param>
/// <param name="Pieces">At least one; where one ends the next one begins.</param>
/// <param name="Points">Values at single places.</param>
internal sealed record PiecewiseFunction(ScalarRead Variable, IReadOnlyList<Piece> Pieces, IReadOnlyList<PointValue> Points);
