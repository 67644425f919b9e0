namespace LossGen.Compiler.Ir;

/// <content>Integers that are positions on an axis, or a constant away from one.</content>
public sealed partial class Algebra
{
    /// <summary>The node with an axis replaced by an integer expression, and what follows simplified: at t + 1, <c>t == 0</c> is false.</summary>
    public Node Substitute(Node node, Axis axis, Node replacement) => Substitute(node, axis, replacement, []);

    /// <summary>A number of steps along an axis.</summary>
    public Node Step(Node position, long steps) => steps < 0
        ? Subtract(position, Factory.Integer(-steps))
        : Add(position, Factory.Integer(steps));

    private Node Substitute(Node node, Axis axis, Node replacement, Dictionary<Node, Node> known)
    {
        if (!node.FreeAxes.Contains(axis))
            return node;
        if (node is Position)
            return replacement;
        if (!known.TryGetValue(node, out var result))
            known[node] = result = MapOperands(node, operand => Substitute(operand, axis, replacement, known));
        return result;
    }

    /// <summary>An integer and a constant added to it: (t − 1) + 1 is t. Null if there is nothing to join.</summary>
    private Node? TryMergeSteps(Node x, long added)
    {
        if (x.Type != NodeType.Integer || Offset.Of(x) is not { Constant: not 0 } offset)
            return null;
        return offset.Constant + added == 0 ? offset.Base : Step(offset.Base, offset.Constant + added);
    }

    /// <summary>What is known of a comparison because a position is at least 0 and less than its axis's length; null if nothing is.</summary>
    private Node? TryDecide(Operator op, Node x, Node y)
    {
        if (x.Type != NodeType.Integer || y.Type != NodeType.Integer)
            return null;
        var (left, right) = (Offset.Of(x), Offset.Of(y));
        if (IsBelow(left, right))
            return Factory.Boolean(op == Operators.Less || op == Operators.LessOrEqual || op == Operators.NotEqual);
        if (IsBelow(right, left))
            return Factory.Boolean(op == Operators.Greater || op == Operators.GreaterOrEqual || op == Operators.NotEqual);
        if (op == Operators.LessOrEqual || op == Operators.Greater)
            return IsAtMost(left, right) ? Factory.Boolean(op == Operators.LessOrEqual) : null;
        if (op == Operators.GreaterOrEqual || op == Operators.Less)
            return IsAtMost(right, left) ? Factory.Boolean(op == Operators.GreaterOrEqual) : null;
        return null;
    }

    private static bool IsBelow(Offset x, Offset y) => IsAtMost(x with { Constant = x.Constant + 1 }, y);

    private static bool IsAtMost(Offset x, Offset y) => (x.Base, y.Base) switch
    {
        (Position position, ExtentRead size) => position.Axis.Extent == size.Extent && x.Constant - 1 <= y.Constant,
        (IntegerConstant constant, Position or ExtentRead) => IsSmall(constant) && constant.Value + x.Constant <= y.Constant,
        _ => ReferenceEquals(x.Base, y.Base) && x.Constant <= y.Constant && x.Base is Position or ExtentRead,
    };

    private static bool IsSmall(IntegerConstant constant) => constant.Value is > -ExactIntegers and < ExactIntegers;
}
