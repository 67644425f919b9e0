namespace LossGen.Compiler.Ir;

/// <content>Reductions that meet one position.</content>
public sealed partial class Algebra
{
    /// <summary>
    /// A reduction over k of <c>k == e ? f(k) : identity</c>, with an e that does not depend on k, meets one position at most: it is
    /// <c>f(e)</c> where e is a position of the axis, and the identity elsewhere. Null if the body is none such.
    /// </summary>
    private Node? TryPick(ReduceKind kind, Axis axis, Node body)
    {
        if (kind == ReduceKind.Norm || body is not Ir.Select)
            return null;
        var identity = Identity(kind, body.Type);
        var conditions = new List<Node>();
        while (body is Ir.Select select)
        {
            if (ReferenceEquals(select.IfFalse, identity))
                (conditions, body) = ([.. conditions, .. Conjuncts(select.Condition)], select.IfTrue);
            else if (ReferenceEquals(select.IfTrue, identity))
                (conditions, body) = ([.. conditions, .. Conjuncts(Not(select.Condition))], select.IfFalse);
            else
                break;
        }

        var place = conditions.FindIndex(condition => PositionPicked(AsIntegers(condition), axis) is not null);
        if (place < 0)
            return null;
        var index = PositionPicked(AsIntegers(conditions[place]), axis)!;
        conditions.RemoveAt(place);

        // The index may be meaningless where an earlier condition does not hold, and others where it is outside.
        Node[] outside = [.. conditions.Take(place).Where(condition => !condition.FreeAxes.Contains(axis))];
        var others = conditions.Where(condition => !outside.Contains(condition)).Select(At);
        return outside.Append(IsOn(axis, index)).Concat(others).Reverse().Aggregate(At(body), (value, condition) => Select(condition, value, identity));

        Node At(Node node) => node.FreeAxes.Contains(axis) ? Replace(node, Factory.Position(axis), index) : node;
    }

    /// <summary>The index e of a condition <c>k == e</c>, or null.</summary>
    public static Node? PositionPicked(Node condition, Axis axis)
    {
        if (condition is not Call { Operator: var op } call || op != Operators.Equal)
            return null;
        for (var i = 0; i < 2; i++)
        {
            if (call.Operands[i] is Position position && position.Axis == axis && !call.Operands[1 - i].FreeAxes.Contains(axis))
                return call.Operands[1 - i];
        }

        return null;
    }

    /// <summary>An equation of a real number and an integer as one of integers, as far as the integer is a position; other conditions are as they were.</summary>
    public Node AsIntegers(Node condition)
    {
        if (condition is not Call { Operator: var op, Operands: [{ Type: NodeType.Real } left, { Type: NodeType.Real } right] } || op != Operators.Equal)
            return condition;
        return (Integer(left), Integer(right)) switch
        {
            ({ } x, { } y) => Equal(x, y),
            ({ } x, null) => Equal(x, Factory.Call(Operators.ToPosition, right)),
            (null, { } y) => Equal(Factory.Call(Operators.ToPosition, left), y),
            _ => condition,
        };

        static Node? Integer(Node node) =>
            node is Call { Operator: var conversion } call && conversion == Operators.ToReal && call.Operands[0].Type == NodeType.Integer ? call.Operands[0] : null;
    }

    /// <summary>The conditions that must all hold, in order.</summary>
    public static IEnumerable<Node> Conjuncts(Node condition) =>
        condition is Call { Operator: var op } call && op == Operators.And ? call.Operands.SelectMany(Conjuncts) : [condition];

    /// <summary>Whether an index is a position of an axis; a position of the same extent always is.</summary>
    private Node IsOn(Axis axis, Node index) => index is Position position && position.Axis.Extent == axis.Extent
        ? Factory.Boolean(true)
        : And(LessOrEqual(Factory.Integer(0), index), Call(Operators.Less, index, Factory.Size(axis.Extent)));
}
