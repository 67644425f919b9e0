using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>What is computed in lanes.</summary>
/// <param name="Nodes">All real operations.</param>
/// <param name="Parts">The largest ones that each element has on its own, with the roots that they belong to.</param>
internal sealed record LaneNodes(IReadOnlyList<Node> Nodes, IReadOnlyList<(Node Node, IReadOnlyList<Node> Roots)> Parts)
{
    /// <summary>
    /// Lanes are positions on the axes of innermost loops: those on which no further reduction depends. Of the axes of a result the last one is
    /// innermost.
    /// </summary>
    public static LaneNodes Of(IReadOnlyList<Node> roots)
    {
        var nodes = NodeWalk.All([.. roots]).ToList();
        HashSet<Axis> axes =
        [
            .. roots.Where(root => root.FreeAxes.Count > 0).Select(root => root.FreeAxes[root.FreeAxes.Count - 1]),
            .. nodes.OfType<Reduce>().Select(reduce => reduce.Axis),
        ];
        axes.ExceptWith(nodes.Where(node => node is Reduce or ArrayNode).SelectMany(node => node.FreeAxes));
        var operations = nodes.Where(node => node is Call or Select && node.Type == NodeType.Real && node.FreeAxes.Any(axes.Contains)).ToList();
        var combined = Combined(nodes);
        HashSet<Node> whole = [.. roots, .. combined.SelectMany(node => node.Operands)];
        return new LaneNodes(
            operations,
            [.. operations.Where(node => whole.Contains(node) && !combined.Contains(node)).Select(node => (node, RootsOf(node, roots)))]);
    }

    private static IReadOnlyList<Node> RootsOf(Node node, IReadOnlyList<Node> roots) => [.. roots.Where(root => NodeWalk.All(root).Contains(node))];

    /// <summary>The nodes that have something of other elements in them.</summary>
    private static HashSet<Node> Combined(IReadOnlyList<Node> nodes)
    {
        var combined = new HashSet<Node>();
        foreach (var node in nodes.OrderBy(node => node.Id))
        {
            if (node is Reduce or ArrayNode or Element or CarriedRead || node.Operands.Any(combined.Contains))
                combined.Add(node);
        }

        return combined;
    }
}
