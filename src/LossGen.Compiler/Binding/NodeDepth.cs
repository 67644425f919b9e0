using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>How deep expressions are, once definitions are written out. Stages that recurse over the IR rely on the limit.</summary>
internal sealed class NodeDepth
{
    /// <summary>The deepest expression that is let through.</summary>
    public const int Maximum = 800;

    private readonly Dictionary<Node, int> _depths = [];

    public int Of(Node node)
    {
        if (node.Operands.Count == 0)
            return 1;
        if (!_depths.TryGetValue(node, out var depth))
            _depths[node] = depth = 1 + node.Operands.Max(Of);
        return depth;
    }
}
