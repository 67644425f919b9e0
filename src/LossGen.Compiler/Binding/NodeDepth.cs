using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>How deep expressions are, once definitions are written out. Stages that recurse over the IR rely on the limit.</summary>
internal sealed class NodeDepth
{
    /// <summary>The deepest expression that is let through.</summary>
    public const int Maximum = 400;

    private readonly Dictionary<Node, int> _depths = [];

    public bool IsTooDeep(Node node) => (_depths.TryGetValue(node, out var depth) ? depth : Of(node)) > Maximum;

    /// <summary>Without recursion, because a derivative can be as deep as its function is wide.</summary>
    private int Of(Node root)
    {
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            var unknown = node.Operands.Where(operand => !_depths.ContainsKey(operand)).ToList();
            if (unknown.Count == 0)
                _depths[pending.Pop()] = 1 + node.Operands.Select(operand => _depths[operand]).DefaultIfEmpty(0).Max();
            unknown.ForEach(pending.Push);
        }

        return _depths[root];
    }
}
