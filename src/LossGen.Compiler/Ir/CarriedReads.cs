namespace LossGen.Compiler.Ir;

/// <summary>The reads of earlier elements in the body of a recurrence.</summary>
internal static class CarriedReads
{
    /// <summary>The node with every free read of a symbol replaced by what its indices give.</summary>
    public static Node Replace(NodeFactory factory, Node node, RecurrenceSymbol symbol, Func<IReadOnlyList<Node>, Node> replacement) =>
        Replace(factory, node, symbol, replacement, []);

    private static Node Replace(
        NodeFactory factory, Node node, RecurrenceSymbol symbol, Func<IReadOnlyList<Node>, Node> replacement, Dictionary<Node, Node> known)
    {
        if (!node.FreeSymbols.Contains(symbol))
            return node;
        if (known.TryGetValue(node, out var result))
            return result;
        result = factory.MapOperands(node, operand => Replace(factory, operand, symbol, replacement, known));
        if (result is CarriedRead read && read.Symbol == symbol)
            result = replacement(read.Operands);
        return known[node] = result;
    }
}
