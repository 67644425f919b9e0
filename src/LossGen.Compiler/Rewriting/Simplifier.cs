using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>Simplifies an expression after substitutions: constant parts, choices that are decided, conditions that always hold.</summary>
internal sealed class Simplifier(NodeFactory factory)
{
    private readonly Algebra _algebra = new(factory);
    private readonly Dictionary<Node, Node> _known = [];

    public Node Simplify(Node node)
    {
        if (!_known.TryGetValue(node, out var result))
            _known[node] = result = _algebra.MapOperands(node, Simplify);
        return result;
    }
}
