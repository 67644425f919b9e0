using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>A statement of loop IR.</summary>
public abstract record LoopStatement;

/// <summary>Declares a variable with its value.</summary>
public sealed record Declare(Local Local, LoopExpression Value) : LoopStatement;

/// <summary>Runs over all positions of an axis; a vector loop takes as many at a time as there are lanes, and the rest in one partial step.</summary>
/// <param name="Variable">The position.</param>
/// <param name="Extent">The number of positions.</param>
/// <param name="Lanes">The precision of real lanes in a vector loop; null in a loop of numbers.</param>
/// <param name="Body">What runs at each position.</param>
public sealed record Loop(Local Variable, Local Extent, ElementType? Lanes, IReadOnlyList<LoopStatement> Body) : LoopStatement
{
    public bool IsVector => Lanes.HasValue;

    /// <summary>The order that a recurrence asks for; <see cref="StepDirection.Parallel"/> where the positions do not depend on each other.</summary>
    public StepDirection Direction { get; init; } = StepDirection.Parallel;
}

/// <summary>A running reduction, of which <see cref="Reduction"/> statements inside loops make one value.</summary>
public sealed class Accumulator(string name, ReduceKind kind, NodeType type, ElementType? lanes, bool counts)
{
    /// <summary>Whether it takes conditions in and counts those that hold.</summary>
    public bool Counts { get; } = counts;

    public string Name { get; } = name;

    public ReduceKind Kind { get; } = kind;

    public NodeType Type { get; } = type;

    /// <summary>The precision of lanes that are reduced side by side and combined at the end; null where numbers are.</summary>
    public ElementType? Lanes { get; } = lanes;

    public bool IsVector => Lanes.HasValue;
}

/// <summary>Starts a reduction at its identity.</summary>
public sealed record StartReduction(Accumulator Accumulator) : LoopStatement;

/// <summary>Takes one value (or one a lane) into a reduction.</summary>
public sealed record Reduction(Accumulator Accumulator, LoopExpression Value) : LoopStatement;

/// <summary>Declares the result of a reduction.</summary>
public sealed record FinishReduction(Local Result, Accumulator Accumulator) : LoopStatement;

/// <summary>How a store changes an element.</summary>
public enum StoreMode
{
    /// <summary>Overwrites it.</summary>
    Set,

    /// <summary>Adds to it; the storage is a running sum in double precision.</summary>
    Add,
}

/// <summary>Writes an element, or consecutive ones.</summary>
/// <param name="Target">Where.</param>
/// <param name="Index">The (first) index.</param>
/// <param name="Value">The value, whose being a vector decides.</param>
/// <param name="Mode">Overwrite or add.</param>
/// <param name="IsChecked">The index may be outside (in a branch that is not chosen), and nothing is written then.</param>
public sealed record Store(Storage Target, LoopExpression Index, LoopExpression Value, StoreMode Mode, bool IsChecked) : LoopStatement;

/// <summary>Adds each lane at its own index, one after the other; nothing where the index is outside.</summary>
/// <param name="Target">Running sums.</param>
/// <param name="Indices">A vector.</param>
/// <param name="Value">A vector.</param>
public sealed record Scatter(Storage Target, LoopExpression Indices, LoopExpression Value) : LoopStatement;

/// <summary>Sets all elements to 0.</summary>
public sealed record Clear(Storage Target) : LoopStatement;

/// <summary>Rounds running sums to the elements of a result.</summary>
public sealed record RoundSums(Storage Sums, Storage Target) : LoopStatement;

/// <summary>Writes the positions of keys in ascending order; equal keys keep theirs, NaN comes last.</summary>
public sealed record Rank(Storage Keys, Storage Ranks) : LoopStatement;

/// <summary>Assigns a scalar result.</summary>
public sealed record AssignResult(string Name, LoopExpression Value) : LoopStatement;

/// <summary>Throws if an index is outside, where a condition holds.</summary>
/// <param name="Condition">When the index is used; null for always.</param>
/// <param name="Index">The index.</param>
/// <param name="Extent">The extent that it must be below.</param>
/// <param name="Parameter">The parameter that the exception names.</param>
/// <param name="Text">The index as the user wrote it, a C# interpolated string's inside with the positions filled in.</param>
/// <param name="Target">What is indexed: <c>dimension 1 of 'z'</c>.</param>
public sealed record CheckIndex(
    LoopExpression? Condition, LoopExpression Index, Local Extent, string Parameter, string Text, string Target) : LoopStatement;

/// <summary>Packs rows for contractions.</summary>
/// <param name="Source">The rows, row-major.</param>
/// <param name="Rows">How many.</param>
/// <param name="Columns">Their length.</param>
/// <param name="Packed">Receives them, in panels of columns or of rows.</param>
/// <param name="IsFinite">For panels of rows, declares whether all elements are finite.</param>
public sealed record PackRows(Storage Source, Local Rows, Local Columns, Storage Packed, Local? IsFinite) : LoopStatement;

/// <summary>Where a block of rows begins, computes the sums of its rows with all others.</summary>
/// <param name="Step">What is summed.</param>
/// <param name="Rows">The rows, row-major.</param>
/// <param name="Row">The position of the current row.</param>
/// <param name="Columns">The length of the rows.</param>
/// <param name="Others">The other rows, in panels of columns.</param>
/// <param name="Sums">Receives a row of sums for each row of the block.</param>
public sealed record ContractBlock(ContractionStep Step, Storage Rows, Local Row, Local Columns, Storage Others, Storage Sums) : LoopStatement;

/// <summary>Declares the current row of a block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Row">The position of the row.</param>
/// <param name="Length">The row's length.</param>
/// <param name="Current">The row.</param>
public sealed record BeginBlockRow(Storage Block, Local Row, Local Length, Storage Current) : LoopStatement;

/// <summary>Where a block of rows ends, adds derivatives times its coefficients.</summary>
/// <param name="Row">The position of the current row.</param>
/// <param name="RowCount">How many rows there are.</param>
/// <param name="Additions">What is added.</param>
public sealed record EndBlock(Local Row, Local RowCount, IReadOnlyList<BlockAddition> Additions) : LoopStatement;

/// <summary>Adds derivatives times the coefficients of a block to running sums.</summary>
/// <param name="Step">What is differentiated.</param>
/// <param name="ToRows">Whether it is added to the rows of the block, over all others; else to all others, over the rows of the block.</param>
/// <param name="Coefficients">A row of coefficients for each row of the block.</param>
/// <param name="Rows">The rows, packed; null where the derivative does not read them.</param>
/// <param name="Columns">The length of the rows.</param>
/// <param name="Others">The other rows, packed; null where the derivative does not read them.</param>
/// <param name="OtherCount">How many other rows there are.</param>
/// <param name="Target">The running sums.</param>
public sealed record BlockAddition(
    ContractionStep Step, bool ToRows, Storage Coefficients, PackedRows? Rows, Local Columns, PackedRows? Others, Local OtherCount, Storage Target);

/// <summary>Rows in panels of rows.</summary>
/// <param name="Storage">Where they are.</param>
/// <param name="IsFinite">Whether all elements are finite.</param>
public sealed record PackedRows(Storage Storage, Local IsFinite);
