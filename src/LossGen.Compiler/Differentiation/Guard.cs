using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// A condition under which a term counts. Negations are in <see cref="Holds"/>, so that a guard and its opposite have one condition.
/// </summary>
internal readonly record struct Guard
{
    private Guard(Node condition, bool holds)
    {
        Condition = condition;
        Holds = holds;
    }

    public Node Condition { get; }

    public bool Holds { get; }

    public Guard Opposite => new(Condition, !Holds);

    public static Guard Of(Algebra algebra, Node condition, bool holds) => condition switch
    {
        Call call when call.Operator == Operators.Not => Of(algebra, call.Operands[0], !holds),
        Call call when call.Operator == Operators.NotEqual => new(algebra.Equal(call.Operands[0], call.Operands[1]), !holds),
        _ => new(condition, holds),
    };

    public Guard Map(Func<Node, Node> map) => new(map(Condition), Holds);

    /// <summary>The value where the guard holds, simplified by what the guard says, and 0 elsewhere.</summary>
    public Node Choose(Algebra algebra, Node value)
    {
        var known = algebra.ReplaceHere(value, Condition, algebra.Factory.Boolean(Holds));
        return Holds ? algebra.Select(Condition, known, algebra.Zero) : algebra.Select(Condition, algebra.Zero, known);
    }
}
