using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>A table of sums that one pass fills before formulas read it.</summary>
/// <param name="Array">What formulas read.</param>
/// <param name="Storage">Where it is.</param>
/// <param name="Axes">Its axes, one a dimension.</param>
/// <param name="Fill">The pass that fills it.</param>
internal sealed record SummedTable(ArrayParameter Array, Storage Storage, IReadOnlyList<Axis> Axes, StoreTask Fill);
