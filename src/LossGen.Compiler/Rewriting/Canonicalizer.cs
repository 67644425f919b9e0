using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Brings equal forms to one, from the operands upwards: numbers are folded, and the rules of <see cref="RuleTable.Canonical"/> applied. The other
/// rules need to know one form of each thing then.
/// </summary>
/// <param name="context">Makes nodes and matches.</param>
/// <param name="opensBodies">Whether the bodies of reductions are rewritten as well; their nodes are then others than those of the program.</param>
internal sealed class Canonicalizer(MatchContext context, bool opensBodies)
{
    private readonly Dictionary<Node, Node> _sources = [];
    private readonly Dictionary<Node, Node> _known = [];

    /// <summary>What was written where an expression now stands.</summary>
    public Node SourceOf(Node node) => _sources.TryGetValue(node, out var source) ? source : node;

    public Node Rewrite(Node node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        var result = MapOperands(node.Type == NodeType.Real && AbsorbedConstants.Of(node, context) is { } sum ? sum : node);
        while (FirstApplication(result) is { } application)
            result = MapOperands(application.Build());
        _known[node] = result;
        _known[result] = result;
        if (!_sources.ContainsKey(result))
            _sources[result] = node;
        return result;
    }

    private Node MapOperands(Node node) =>
        !opensBodies && node is (Reduce or ArrayNode) ? node : context.Algebra.MapOperands(node, Rewrite);

    private RuleApplication? FirstApplication(Node node)
    {
        if (node is not Call { Type: NodeType.Real } call)
            return null;
        foreach (var rule in RuleTable.CanonicalFor(call.Operator))
        {
            if (rule.TryApply(node, context) is { } application)
                return application;
        }

        return null;
    }
}
