using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>The derivative of a value by every element of an array.</summary>
/// <param name="OutputAxes">One axis a dimension of the array.</param>
/// <param name="Expression">The derivative at the position of the output axes, which are its only free axes (but for those of the
/// value).</param>
public sealed record ArrayGradient(IReadOnlyList<Axis> OutputAxes, Node Expression);
