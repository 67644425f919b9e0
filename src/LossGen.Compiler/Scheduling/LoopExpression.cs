using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>An expression of loop IR: a number, or a vector of as many numbers as the precision has lanes.</summary>
/// <param name="Type">The type of the number or of each lane. Real numbers are <c>double</c>; the precision of real lanes is that of their loop.</param>
/// <param name="IsVector">Whether it is a vector.</param>
public abstract record LoopExpression(NodeType Type, bool IsVector);

/// <summary>A constant. As a vector, the constant in every lane.</summary>
public sealed record Literal(NodeType Type, double Real, long Integer, bool IsVector) : LoopExpression(Type, IsVector);

/// <summary>The value of a local variable, a loop variable or an extent.</summary>
public sealed record LocalUse(Local Local) : LoopExpression(Local.Type, Local.IsVector);

/// <summary>A scalar parameter.</summary>
public sealed record ParameterUse(LossParameter Parameter, NodeType Type) : LoopExpression(Type, false);

/// <summary>An elementwise operation on numbers or on vectors.</summary>
public sealed record Operation(Operator Operator, IReadOnlyList<LoopExpression> Operands, NodeType Type, bool IsVector)
    : LoopExpression(Type, IsVector);

/// <summary>A choice, of numbers or lane by lane.</summary>
public sealed record Choice(LoopExpression Condition, LoopExpression IfTrue, LoopExpression IfFalse)
    : LoopExpression(IfTrue.Type, IfTrue.IsVector);

/// <summary>A number in every lane.</summary>
public sealed record Broadcast(LoopExpression Value) : LoopExpression(Value.Type, true);

/// <summary>A number computed as a lane is: to the same bits as an element of a reduction that ran in lanes.</summary>
public sealed record FirstLane(LoopExpression Value) : LoopExpression(Value.Type, false);

/// <summary>The positions of a vector's lanes on the axis of its loop.</summary>
public sealed record LanePositions(Local Variable) : LoopExpression(NodeType.Integer, true);

/// <summary>One element. <paramref name="IsChecked"/>: the index may be outside (in a branch that is not chosen), and the element then is 0.</summary>
public sealed record ElementLoad(Storage Storage, LoopExpression Index, NodeType Type, bool IsChecked) : LoopExpression(Type, false);

/// <summary>Consecutive elements.</summary>
public sealed record VectorLoad(Storage Storage, LoopExpression Index, NodeType Type) : LoopExpression(Type, true)
{
    /// <summary>Where the row may be outside (in a branch that is not chosen), the condition that it is not; else the elements are 0. Null for always.</summary>
    public LoopExpression? IsInside { get; init; }
}

/// <summary>Elements at the indices of the lanes; 0 where an index is outside.</summary>
public sealed record GatherLoad(Storage Storage, LoopExpression Indices, NodeType Type) : LoopExpression(Type, true);

/// <summary>A variable of generated code.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The type of the number or of each lane.</param>
/// <param name="lanes">The precision of real lanes; null for a number.</param>
public sealed class Local(string name, NodeType type, ElementType? lanes = null)
{
    public string Name { get; } = name;

    public NodeType Type { get; } = type;

    /// <summary>The precision of real lanes (integer lanes have the same width); null for a number.</summary>
    public ElementType? Lanes { get; } = lanes;

    public bool IsVector => Lanes.HasValue;

    public override string ToString() => Name;
}

/// <summary>How the elements of scratch memory are laid out.</summary>
public enum StorageLayout
{
    /// <summary>Row-major.</summary>
    Plain,

    /// <summary>Row-major, with one more row behind the last, which takes what belongs to none.</summary>
    SpareRow,

    /// <summary>In panels of the first elements of so many rows, then of their second ones, and so on.</summary>
    ColumnPanels,

    /// <summary>In panels of so many columns of the first row, then of the second, and so on.</summary>
    RowPanels,

    /// <summary>As many rows as a block has.</summary>
    Block,

    /// <summary>A row of a block.</summary>
    BlockRow,
}

/// <summary>What holds elements: an argument, or scratch memory of the kernel.</summary>
public sealed class Storage(string name, string originName, ElementType element, bool isReadOnly)
{
    /// <summary>The span's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the reference to the first element, which vector loads and stores go through.</summary>
    public string OriginName { get; } = originName;

    /// <summary>The type of the elements. Scratch memory that numbers are written to is in double precision, whatever the kernel's is.</summary>
    public ElementType Element { get; internal set; } = element;

    public bool IsReadOnly { get; } = isReadOnly;

    /// <summary>Whether there is room for a full vector behind the last element, so that partial steps need no partial loads and stores.</summary>
    public bool IsPadded { get; init; }

    /// <summary>How scratch memory is laid out.</summary>
    public StorageLayout Layout { get; init; }

    /// <summary>How many elements may be read, with no meaning, before the first and behind the last: whoever reads a neighbour's row needs no partial loads.</summary>
    public int Margin { get; init; }

    public override string ToString() => Name;
}
