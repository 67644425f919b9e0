using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>
/// Puts Taylor series where terms of an expression cancel and no rule knows another form: x − sin(x), 1/x − 1/tan(x), expm1(x) − x near 0. It goes last,
/// after differentiation: the derivative of the expression itself has a series of its own where it needs one.
/// </summary>
/// <param name="factory">Makes the nodes.</param>
internal sealed class SeriesRewriter(NodeFactory factory)
{
    private readonly Algebra _algebra = new(factory);
    private readonly Dictionary<Node, Node> _known = [];

    /// <summary>The expression with its series.</summary>
    public Node Rewrite(Node node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        var form = node is Call { Type: NodeType.Real } call && MayCancel(call.Operator) ? SeriesForm.Of(node, _algebra) : null;
        var result = WithRewrittenOperands(node);
        return _known[node] = form is null ? result : _algebra.Select(form.IsNear, form.Value, result);
    }

    private static bool MayCancel(Operator op) => op == Operators.Add || op == Operators.Subtract || op == Operators.Log;

    private Node WithRewrittenOperands(Node node)
    {
        if (node is not Reduce reduce)
            return _algebra.MapOperands(node, Rewrite);
        var axis = factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
        var body = factory.OpenBody(reduce, axis);
        var rewritten = Rewrite(body);
        return ReferenceEquals(rewritten, body) ? node : factory.Reduce(reduce.Kind, axis, rewritten);
    }
}
