using System.Runtime.CompilerServices;

namespace LossGen.Compiler.Ir;

/// <summary>The partial derivative of a call by one of its operands, or null where it is 0 everywhere.</summary>
public delegate Node? DerivativeRule(Algebra algebra, Call call, int operand);

/// <summary>Which operands an operator takes and what it gives.</summary>
public enum OperatorTyping
{
    /// <summary>Reals to a real.</summary>
    Real,

    /// <summary>All integers to an integer, or all reals to a real.</summary>
    Numeric,

    /// <summary>Integers to an integer.</summary>
    Integer,

    /// <summary>All integers or all reals to a boolean.</summary>
    Comparison,

    /// <summary>Booleans to a boolean.</summary>
    Logical,

    /// <summary>An integer or a boolean to a real.</summary>
    ToReal,

    /// <summary>A boolean to an integer.</summary>
    ToInteger,

    /// <summary>A real to an integer.</summary>
    ToPosition,
}

/// <summary>
/// One elementwise operation: a row of the table <see cref="Operators"/>. Binder, differentiator, rewriter, interpreter, scheduler and
/// emitter read everything they need to know of an operation from here.
/// </summary>
public sealed record Operator
{
    /// <summary>The name in the loss language (a function's name or an infix symbol), or of an internal operation.</summary>
    public required string Name { get; init; }

    /// <summary>The number of operands.</summary>
    public required int Arity { get; init; }

    public required OperatorTyping Typing { get; init; }

    /// <summary>
    /// The value in double precision; integers and booleans are passed as doubles. For the interpreter and for constant folding.
    /// </summary>
    public required Func<double[], double> Evaluate { get; init; }

    /// <summary>
    /// The values that it has on ranges of its operands, in real arithmetic and as sharp as is cheap; conditions are 1 and 0. An infinite operand
    /// gives the limit, as <see cref="Evaluate"/> does.
    /// </summary>
    public required Func<IReadOnlyList<Interval>, Interval> Range { get; init; }

    /// <summary>The partial derivatives; null where all are 0 (comparisons, <c>floor</c> …).</summary>
    public DerivativeRule? Derivative { get; init; }

    /// <summary>Slopes, bend and smoothness on ranges of the operands; null where the value is no real number.</summary>
    public ShapeRule? Shape { get; init; }

    /// <summary>
    /// How tightly the symbol binds, in the loss language and in C# alike; <see cref="Operators.CallPrecedence"/> for a call.
    /// </summary>
    public int Precedence { get; init; } = Operators.CallPrecedence;

    /// <summary>The C# infix (or prefix) operator for numbers and booleans, or null for a call of <see cref="ScalarMethod"/>.</summary>
    public string? ScalarSymbol { get; init; }

    /// <summary>
    /// The C# infix (or prefix) operator for <c>Vector512</c>, or null for a call of <see cref="VectorMethod"/>. The bitwise operators of
    /// masks bind otherwise than the logical ones they stand for: their operands want parentheses.
    /// </summary>
    public string? VectorSymbol { get; init; }

    /// <summary>
    /// The C# method for <c>double</c> (reals) or <c>long</c> (integers), fully qualified; null where there is a symbol, and for
    /// conversions.
    /// </summary>
    public string? ScalarMethod { get; init; }

    /// <summary>
    /// The C# method for <c>Vector512</c>, fully qualified; null where there is a symbol, and where vectors have no such operation.
    /// </summary>
    public string? VectorMethod { get; init; }

    /// <summary>
    /// Roughly the cost in multiplications; a value that costs more than a load and a store is kept, others are recomputed.
    /// </summary>
    public int Cost { get; init; } = 1;

    public NodeType ResultType(IReadOnlyList<Node> operands)
    {
        var valid = operands.Count == Arity && Typing switch
        {
            OperatorTyping.Real or OperatorTyping.ToPosition => operands.All(operand => operand.Type == NodeType.Real),
            OperatorTyping.Numeric or OperatorTyping.Comparison =>
                operands[0].Type != NodeType.Boolean && operands.All(operand => operand.Type == operands[0].Type),
            OperatorTyping.Integer => operands.All(operand => operand.Type == NodeType.Integer),
            OperatorTyping.Logical or OperatorTyping.ToInteger => operands.All(operand => operand.Type == NodeType.Boolean),
            OperatorTyping.ToReal => operands[0].Type != NodeType.Real,
            _ => false,
        };
        if (!valid)
            throw new InvalidOperationException($"'{Name}' does not take these operands");
        return Typing switch
        {
            OperatorTyping.Numeric => operands[0].Type,
            OperatorTyping.Comparison or OperatorTyping.Logical => NodeType.Boolean,
            OperatorTyping.Integer or OperatorTyping.ToInteger or OperatorTyping.ToPosition => NodeType.Integer,
            _ => NodeType.Real,
        };
    }

    public bool Equals(Operator? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Name;
}
