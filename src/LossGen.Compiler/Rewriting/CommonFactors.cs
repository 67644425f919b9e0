using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Takes a factor out of a sum where both terms have it: u·a − u·b becomes u·(a − b). The difference is then of the numbers themselves, before
/// each product is rounded, and u, which in gradients is the same for all elements, is multiplied once. Of u·eˣ − u remains u·(eˣ − 1), which is
/// accurate near 0.
/// </summary>
internal sealed class CommonFactors(NodeFactory factory)
{
    private readonly Algebra _algebra = new(factory);
    private readonly Dictionary<Node, Node> _known = [];

    public Node Rewrite(Node node)
    {
        if (!_known.TryGetValue(node, out var result))
            _known[node] = result = Join(_algebra.MapOperands(node, Rewrite));
        return result;
    }

    private Node Join(Node node)
    {
        if (node is not Call { Type: NodeType.Real } sum || (sum.Operator != Operators.Add && sum.Operator != Operators.Subtract))
            return node;
        var (firstSign, first) = Unsigned(sum.Operands[0]);
        var (secondSign, second) = Unsigned(sum.Operands[1]);
        if (sum.Operator == Operators.Subtract)
            secondSign = !secondSign;
        if (firstSign != secondSign && (ExponentialLess(first, second) ?? ExponentialLess(second, first)) is { } less)
            return (ReferenceEquals(less.Factor, second) ? firstSign : secondSign) ? _algebra.Negate(less.Product) : less.Product;
        if ((Split(first) ?? Split(first, second)) is not { } left
            || (Split(second) ?? Split(second, first)) is not { } right
            || !ReferenceEquals(left.Factor, right.Factor))
            return node;
        var inside = (firstSign, secondSign) switch
        {
            (false, false) => _algebra.Add(left.Other, right.Other),
            (false, true) => Difference(left.Other, right.Other),
            (true, false) => Difference(right.Other, left.Other),
            _ => _algebra.Negate(_algebra.Add(left.Other, right.Other)),
        };
        return _algebra.Multiply(left.Factor, inside);
    }

    /// <summary>u·eˣ − u as a product, given the two terms; null for anything else.</summary>
    private (Node Factor, Node Product)? ExponentialLess(Node exponential, Node factor)
    {
        if (exponential is not Call product || product.Operator != Operators.Multiply)
            return null;
        var place = ReferenceEquals(product.Operands[0], factor) ? 1 : 0;
        return ReferenceEquals(product.Operands[1 - place], factor) && product.Operands[place] is Call exp && exp.Operator == Operators.Exp
            ? (factor, _algebra.Multiply(factor, _algebra.ExpM1(exp.Operands[0])))
            : null;
    }

    private Node Difference(Node first, Node second) =>
        first is Call exponential && exponential.Operator == Operators.Exp && Algebra.IsConstant(second, 1)
            ? _algebra.ExpM1(exponential.Operands[0])
            : _algebra.Subtract(first, second);

    private static (bool IsNegative, Node Node) Unsigned(Node node) =>
        node is Call call && call.Operator == Operators.Negate ? (true, call.Operands[0]) : (false, node);

    /// <summary>A product of a factor and something that varies along more axes.</summary>
    private static (Node Factor, Node Other)? Split(Node node)
    {
        if (node is not Call call || call.Operator != Operators.Multiply)
            return null;
        var (factor, rest) = (call.Operands[0], call.Operands[1]);
        if (factor.FreeAxes.Count > rest.FreeAxes.Count)
            (factor, rest) = (rest, factor);
        return factor.FreeAxes.Count < rest.FreeAxes.Count ? (factor, rest) : null;
    }

    /// <summary>The factor alone, beside a product of it.</summary>
    private (Node Factor, Node Other)? Split(Node node, Node product) =>
        Split(product) is { } split && ReferenceEquals(split.Factor, node) ? (node, _algebra.One) : null;
}
