using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>Conversions that the language makes by itself. A literal becomes a constant of the other type, so that rules see numbers.</summary>
internal static class Conversions
{
    public static Node ToReal(NodeFactory factory, Node node) => node switch
    {
        { Type: NodeType.Real } => node,
        IntegerConstant constant => factory.Real(constant.Value),
        BooleanConstant constant => factory.Real(constant.Value ? 1 : 0),
        Call { Operands: [IntegerConstant constant] } call when call.Operator == Operators.Negate =>
            factory.Call(Operators.Negate, factory.Real(constant.Value)),
        _ => factory.Call(Operators.ToReal, node),
    };

    /// <summary>A truth value as 1 or 0; numbers stay what they are.</summary>
    public static Node ToNumber(NodeFactory factory, Node node) => node switch
    {
        BooleanConstant constant => factory.Integer(constant.Value ? 1 : 0),
        { Type: NodeType.Boolean } => factory.Call(Operators.ToInteger, node),
        _ => node,
    };

    /// <summary>Reals if one of them is real, else integers.</summary>
    public static Node[] Unify(NodeFactory factory, IReadOnlyCollection<Node> nodes) => nodes.Any(node => node.Type == NodeType.Real)
        ? [.. nodes.Select(node => ToReal(factory, node))]
        : [.. nodes.Select(node => ToNumber(factory, node))];
}
