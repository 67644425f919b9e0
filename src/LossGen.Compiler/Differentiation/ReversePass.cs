using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// One walk from a value to the reads of one variable. Every binder is opened with axes of its own; an adjoint has the axes of its
/// node, and where an operand lacks an axis of its user, the user's adjoint is summed over it.
/// </summary>
/// <param name="algebra">Makes the nodes.</param>
/// <param name="isVariable">Whether a node is the variable.</param>
/// <param name="kept">The free axes of the value that are never summed over.</param>
/// <param name="outer">The walk that this one is a part of; it knows the variable in the end.</param>
internal sealed partial class ReversePass(Algebra algebra, Func<Node, bool> isVariable, AxisSet kept, ReversePass? outer = null)
{
    /// <summary>More terms than this go on as one, with choices for guards: each choice on the way could double them.</summary>
    private const int MaximumTerms = 12;

    private readonly Dictionary<Node, bool> _depends = [];
    private readonly Dictionary<Node, bool> _varies = [];
    private readonly Dictionary<Node, Adjoint> _adjoints = [];
    private readonly Dictionary<Reduce, OpenReduction> _open = [];

    /// <summary>Hands the adjoint of every read of the variable to <paramref name="found"/>.</summary>
    public void Run(Node value, GuardedTerm seed, Action<Node, IReadOnlyList<GuardedTerm>> found)
    {
        if (!Depends(value))
            return;
        var order = new List<Node>();
        Visit(value, [], order);
        AdjointOf(value).Add(algebra, seed);
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
        var operands = node switch
        {
            _ when isVariable(node) => [],
            Reduce reduce => [Open(reduce).Body],
            Recurrence recurrence => [Open(recurrence).Body],
            _ => node.Operands,
        };
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
            case Element { Array: Recurrence recurrence } element:
                PropagateToArray(element, recurrence, terms);
                break;
            case Recurrence recurrence:
                PropagateToBody(recurrence, terms);
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
            var chosen = term with { Value = algebra.ReplaceHere(term.Value, select, branch) };
            Contribute(branch, select.FreeAxes, chosen.When(guard), algebra.One);
        }
    }

    private void Contribute(Node operand, IEnumerable<Axis> axesOfUser, GuardedTerm? term, Node factor)
    {
        AdjointOf(operand).Add(algebra, Gathered(operand, axesOfUser, term?.Times(algebra, factor)));
    }

    /// <summary>A term summed over the axes that an operand lacks.</summary>
    private GuardedTerm? Gathered(Node operand, IEnumerable<Axis> axesOfUser, GuardedTerm? term)
    {
        foreach (var axis in axesOfUser.OrderByDescending(axis => axis.Id))
        {
            if (!operand.FreeAxes.Contains(axis) && !kept.Contains(axis))
                term = term?.SumOver(algebra, axis);
        }

        return term;
    }

    /// <summary>At a tie of a minimum or a maximum the operand that does not depend on the variable wins.</summary>
    private Node? DerivativeOf(Call call, int operand)
    {
        if ((call.Operator == Operators.Min || call.Operator == Operators.Max) && !Varies(call.Operands[1 - operand]))
        {
            var comparison = call.Operator == Operators.Min ? Operators.Less : Operators.Greater;
            return algebra.Select(algebra.Call(comparison, call.Operands[operand], call.Operands[1 - operand]), algebra.One, algebra.Zero);
        }

        return call.Operator.Derivative?.Invoke(algebra, call, operand);
    }

    /// <summary>
    /// Whether a real value depends on the variable in a way that this walk follows; what decides a choice or an index does not count. The elements that the body of a
    /// recurrence reads of itself have been dealt with when the walk comes to the body.
    /// </summary>
    private bool Depends(Node node)
    {
        if (node.Type != NodeType.Real)
            return false;
        if (!_depends.TryGetValue(node, out var depends))
            _depends[node] = depends = isVariable(node) || (!IsOwnRead(node) && node.Operands.Any(Depends));
        return depends;
    }

    /// <summary>Whether a real value depends on the variable at all.</summary>
    private bool Varies(Node node)
    {
        if (outer is not null)
            return outer.Varies(node);
        if (node.Type != NodeType.Real)
            return false;
        if (!_varies.TryGetValue(node, out var varies))
            _varies[node] = varies = isVariable(node) || node.Operands.Any(Varies);
        return varies;
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
