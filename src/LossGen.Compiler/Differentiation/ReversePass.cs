using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// One walk from a value to the reads of one variable. Every reduction is opened with an axis of its own; an adjoint has the axes of its
/// node, and where an operand lacks an axis of its user, the user's adjoint is summed over it.
/// </summary>
/// <param name="algebra">Makes the nodes.</param>
/// <param name="isVariable">Whether a leaf is the variable.</param>
/// <param name="kept">The free axes of the value, which are never summed over.</param>
internal sealed class ReversePass(Algebra algebra, Func<Node, bool> isVariable, AxisSet kept)
{
    /// <summary>More terms than this go on as one, with choices for guards: each choice on the way could double them.</summary>
    private const int MaximumTerms = 12;

    private readonly Dictionary<Node, bool> _depends = [];
    private readonly Dictionary<Node, Adjoint> _adjoints = [];
    private readonly Dictionary<Reduce, OpenReduction> _open = [];

    /// <summary>Hands the adjoint of every read of the variable to <paramref name="found"/>.</summary>
    public void Run(Node value, Node seed, Action<Node, IReadOnlyList<GuardedTerm>> found)
    {
        if (!Depends(value))
            return;
        var order = new List<Node>();
        Visit(value, [], order);
        AdjointOf(value).Add(algebra, GuardedTerm.Of(seed));
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var adjoint = AdjointOf(order[i]);
            if (isVariable(order[i]))
                found(order[i], adjoint.Terms);
            else
                Propagate(order[i], adjoint.Terms.Count <= MaximumTerms ? adjoint.Terms : [GuardedTerm.Of(adjoint.ToNode(algebra))]);
        }
    }

    /// <summary>Operands before their users.</summary>
    private void Visit(Node node, HashSet<Node> visited, List<Node> order)
    {
        if (!visited.Add(node))
            return;
        var operands = node is Reduce reduce ? [Open(reduce).Body] : node.Operands;
        foreach (var operand in operands.Where(Depends))
            Visit(operand, visited, order);
        order.Add(node);
    }

    private void Propagate(Node node, IReadOnlyList<GuardedTerm> terms)
    {
        switch (node)
        {
            case Select select:
                PropagateToBranch(select, select.IfTrue, true, terms);
                PropagateToBranch(select, select.IfFalse, false, terms);
                break;
            case Reduce reduce:
                var open = Open(reduce);
                var (condition, factor) = ReductionDerivatives.Of(algebra, reduce, open);
                foreach (var term in terms)
                {
                    var guarded = condition is null ? term : term.When(Guard.Of(algebra, condition, true));
                    Contribute(open.Body, [.. node.FreeAxes, open.Axis], guarded, factor);
                }

                break;
            case Call call:
                for (var i = 0; i < call.Operands.Count; i++)
                {
                    if (!Depends(call.Operands[i]) || DerivativeOf(call, i) is not { } derivative)
                        continue;
                    foreach (var term in terms)
                        Contribute(call.Operands[i], call.FreeAxes, term, derivative);
                }

                break;
        }
    }

    /// <summary>Under the condition the choice is its branch, so the terms need not make it again.</summary>
    private void PropagateToBranch(Select select, Node branch, bool holds, IReadOnlyList<GuardedTerm> terms)
    {
        if (!Depends(branch))
            return;
        var guard = Guard.Of(algebra, select.Condition, holds);
        foreach (var term in terms)
        {
            var chosen = term with { Value = algebra.Replace(term.Value, select, branch) };
            Contribute(branch, select.FreeAxes, chosen.When(guard), algebra.One);
        }
    }

    private void Contribute(Node operand, IEnumerable<Axis> axesOfUser, GuardedTerm? term, Node factor)
    {
        term = term?.Times(algebra, factor);
        foreach (var axis in axesOfUser.OrderByDescending(axis => axis.Id))
        {
            if (!operand.FreeAxes.Contains(axis) && !kept.Contains(axis))
                term = term?.SumOver(algebra, axis);
        }

        AdjointOf(operand).Add(algebra, term);
    }

    /// <summary>At a tie of a minimum or a maximum the operand that does not depend on the variable wins.</summary>
    private Node? DerivativeOf(Call call, int operand)
    {
        if ((call.Operator == Operators.Min || call.Operator == Operators.Max) && !Depends(call.Operands[1 - operand]))
        {
            var comparison = call.Operator == Operators.Min ? Operators.Less : Operators.Greater;
            return algebra.Select(algebra.Call(comparison, call.Operands[operand], call.Operands[1 - operand]), algebra.One, algebra.Zero);
        }

        return call.Operator.Derivative?.Invoke(algebra, call, operand);
    }

    /// <summary>Whether a real value depends on the variable; what decides a choice or an index does not count.</summary>
    private bool Depends(Node node)
    {
        if (node.Type != NodeType.Real)
            return false;
        if (!_depends.TryGetValue(node, out var depends))
            _depends[node] = depends = isVariable(node) || node.Operands.Any(Depends);
        return depends;
    }

    private Adjoint AdjointOf(Node node)
    {
        if (!_adjoints.TryGetValue(node, out var adjoint))
            _adjoints[node] = adjoint = new Adjoint();
        return adjoint;
    }

    private OpenReduction Open(Reduce reduce)
    {
        if (!_open.TryGetValue(reduce, out var open))
        {
            var axis = algebra.Factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
            _open[reduce] = open = new OpenReduction(axis, algebra.Factory.OpenBody(reduce, axis));
        }

        return open;
    }
}

/// <summary>A reduction's body over an axis of its own.</summary>
internal sealed record OpenReduction(Axis Axis, Node Body);
