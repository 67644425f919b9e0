using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Ir;

/// <summary>
/// An expression in index notation. Nodes are hash-consed by a <see cref="NodeFactory"/>: within one program equal
/// expressions are the same object, so identity is equality and sharing is free.
/// </summary>
public abstract class Node
{
    private protected Node(NodeType type, AxisSet freeAxes, int height, IReadOnlyList<Node> operands)
    {
        Type = type;
        FreeAxes = freeAxes;
        BinderHeight = height;
        Operands = operands;
        foreach (var operand in operands)
        {
            Depth = Math.Max(Depth, operand.Depth + 1);
            FreeSymbols = FreeSymbols.Union(operand.FreeSymbols);
        }
    }

    /// <summary>A number unique in the program, in order of creation.</summary>
    public int Id { get; internal set; }

    public NodeType Type { get; }

    /// <summary>The axes that the value depends on.</summary>
    public AxisSet FreeAxes { get; }

    /// <summary>The recurrences around this node whose earlier elements it reads; see <see cref="CarriedRead"/>.</summary>
    public SymbolSet FreeSymbols { get; private protected set; } = SymbolSet.Empty;

    /// <summary>How deeply binders (reductions, recurrences, rankings) nest below and at this node.</summary>
    public int BinderHeight { get; }

    /// <summary>The length of the longest path to a leaf.</summary>
    public int Depth { get; }

    /// <summary>The operands, in order; the body is the only operand of a reduction, a recurrence or a ranking.</summary>
    public IReadOnlyList<Node> Operands { get; }

    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public sealed override int GetHashCode() => Id;

    /// <summary>The expression in the loss language.</summary>
    public override string ToString() => NodePrinter.Print(this);
}

/// <summary>A real number.</summary>
public sealed class RealConstant : Node
{
    internal RealConstant(double value) : base(NodeType.Real, AxisSet.Empty, 0, []) => Value = value;

    public double Value { get; }
}

/// <summary>An integer.</summary>
public sealed class IntegerConstant : Node
{
    internal IntegerConstant(long value) : base(NodeType.Integer, AxisSet.Empty, 0, []) => Value = value;

    public long Value { get; }
}

/// <summary>True or false.</summary>
public sealed class BooleanConstant : Node
{
    internal BooleanConstant(bool value) : base(NodeType.Boolean, AxisSet.Empty, 0, []) => Value = value;

    public bool Value { get; }
}

/// <summary>A scalar parameter of the loss (or the gradient's <c>seed</c>).</summary>
public sealed class ScalarRead : Node
{
    internal ScalarRead(LossParameter parameter, NodeType type) : base(type, AxisSet.Empty, 0, []) => Parameter = parameter;

    public LossParameter Parameter { get; }
}

/// <summary>The position on an axis, an integer from 0.</summary>
public sealed class Position : Node
{
    internal Position(Axis axis) : base(NodeType.Integer, AxisSet.Of(axis), 0, []) => Axis = axis;

    public Axis Axis { get; }
}

/// <summary>The length of an axis, an integer.</summary>
public sealed class ExtentRead : Node
{
    internal ExtentRead(Extent extent) : base(NodeType.Integer, AxisSet.Empty, 0, []) => Extent = extent;

    public Extent Extent { get; }
}

/// <summary>An element of an array parameter. The operands are the indices; a plain axis is a <see cref="Position"/>.</summary>
public sealed class ArrayRead : Node
{
    internal ArrayRead(ArrayParameter array, NodeType type, IReadOnlyList<Node> indices, AxisSet freeAxes, int height)
        : base(type, freeAxes, height, indices) => Array = array;

    public ArrayParameter Array { get; }
}

/// <summary>An elementwise operation.</summary>
public sealed class Call : Node
{
    internal Call(Operator op, NodeType type, IReadOnlyList<Node> operands, AxisSet freeAxes, int height)
        : base(type, freeAxes, height, operands) => Operator = op;

    public Operator Operator { get; }
}

/// <summary><c>condition ? ifTrue : ifFalse</c>. The branch that is not chosen never reaches the value, not even as a NaN.</summary>
public sealed class Select : Node
{
    internal Select(Node condition, Node ifTrue, Node ifFalse, AxisSet freeAxes, int height)
        : base(ifTrue.Type, freeAxes, height, [condition, ifTrue, ifFalse])
    {
    }

    public Node Condition => Operands[0];

    public Node IfTrue => Operands[1];

    public Node IfFalse => Operands[2];
}

/// <summary>How a reduction combines its elements.</summary>
public enum ReduceKind
{
    /// <summary>Identity 0. Real or integer.</summary>
    Sum,

    /// <summary>Identity 1.</summary>
    Product,

    /// <summary>Identity +∞ (or <see cref="long.MaxValue"/>). Real or integer. NaN wins.</summary>
    Min,

    /// <summary>Identity −∞ (or <see cref="long.MinValue"/>). Real or integer. NaN wins.</summary>
    Max,

    /// <summary>log Σ exp; identity −∞.</summary>
    LogSumExp,

    /// <summary>√Σx², scaled so that no square overflows or vanishes; identity 0.</summary>
    Norm,
}

/// <summary>A reduction over one bound axis. A guard has become <c>guard ? body : identity</c> before.</summary>
public sealed class Reduce : Node
{
    internal Reduce(ReduceKind kind, Axis axis, Node body)
        : base(body.Type, body.FreeAxes.Without(axis), body.BinderHeight + 1, [body])
    {
        Kind = kind;
        Axis = axis;
    }

    public ReduceKind Kind { get; }

    /// <summary>The bound axis: canonical for its extent and <see cref="Node.BinderHeight"/>.</summary>
    public Axis Axis { get; }

    public Node Body => Operands[0];
}
