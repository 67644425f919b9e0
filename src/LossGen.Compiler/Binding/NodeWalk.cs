using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>Visits expressions.</summary>
internal static class NodeWalk
{
    /// <summary>Every node below the roots and the roots, each once, left to right.</summary>
    public static IEnumerable<Node> All(params Node[] roots)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(roots.Reverse());
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node))
                continue;
            yield return node;
            for (var i = node.Operands.Count - 1; i >= 0; i--)
                pending.Push(node.Operands[i]);
        }
    }
}
