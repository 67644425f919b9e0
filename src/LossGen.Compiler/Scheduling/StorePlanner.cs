using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Scheduling;

/// <summary>
/// Decides how a gradient is written: element by element, or by adding to running sums in an order of loops that reads memory in sequence
/// and visits each row once.
/// </summary>
/// <remarks>
/// A gradient is a closed formula over the axes of its array, often a sum of sums: ū[k,d] = Σⱼ a(k,j,d) + Σᵢ b(i,k,d). Each summation axis is
/// placed where the data want it: outside an output axis that it precedes in some array, or outside one whose rows would otherwise be
/// computed again for every position. A sum that picks one position, Σₙ (k == label[n] ? v : 0), becomes one pass over n that adds at label[n].
/// </remarks>
internal sealed class StorePlanner(NodeFactory factory)
{
    private readonly Simplifier _simplifier = new(factory);
    private readonly Algebra _algebra = new(factory);

    // Answers about shared parts of a formula; without them a formula that doubles in size with every statement would be walked in full.
    private readonly Dictionary<Node, bool> _hasOuterSum = [];
    private readonly Dictionary<Node, bool> _hasScatter = [];
    private readonly Dictionary<Node, (Node Index, Node One, Node Others)?> _choices = [];
    private readonly Dictionary<Node, bool> _hasConditions = [];
    private int _nextId;

    /// <summary>The tasks that write <paramref name="value"/> for all positions of <paramref name="axes"/>. If one adds, all do.</summary>
    public IReadOnlyList<StoreTask> Plan(Func<bool, StoreTarget> target, IReadOnlyList<Axis> axes, Node value)
    {
        _hasOuterSum.Clear();
        _hasScatter.Clear();
        _choices.Clear();
        var terms = new List<Term>();
        Decompose(value, wrapped => wrapped, axes, terms);
        if (terms.All(term => term.Order is null))
            return PlainStore(target(false), axes, value);

        var sums = target(true);
        var tasks = new List<StoreTask>();
        Node? plain = null;
        foreach (var term in terms)
        {
            if (term.Order is not null)
                tasks.Add(new StoreTask(_nextId++, sums, term.Index, term.Value, StoreMode.Add) { Order = term.Order });
            else
                plain = plain is null ? term.Value : factory.Call(Operators.Add, plain, term.Value);
        }

        if (plain is not null)
            tasks.Add(new StoreTask(_nextId++, sums, Positions(axes), plain, StoreMode.Add) { Order = axes });
        return tasks;
    }

    /// <summary>The task that writes elements whose indices are axes and numbers, all of them inside of the array.</summary>
    public StoreTask PlanElements(StoreTarget target, IReadOnlyList<Node> index, IReadOnlyList<Axis> axes, Node value) =>
        new(_nextId++, target, index, value, StoreMode.Set) { Order = axes, IsInside = true };

    /// <summary>
    /// One store; and where all elements but one of each row have a cheap value and that one an expensive one
    /// (<c>c == label[n] ? expm1(…) : exp(…)</c>), a second that corrects this one element.
    /// </summary>
    private IReadOnlyList<StoreTask> PlainStore(StoreTarget target, IReadOnlyList<Axis> axes, Node value)
    {
        if (axes.Count > 0 && FindChoice(value, axes[^1]) is { } choice)
        {
            var main = new StoreTask(_nextId++, target, Positions(axes), choice.Others, StoreMode.Set) { Order = axes };
            var corrected = _simplifier.Simplify(factory.Substitute(choice.One, axes[^1], choice.Index));
            return
            [
                main,
                new StoreTask(_nextId++, target, [.. Positions(axes).Take(axes.Count - 1), choice.Index], corrected, StoreMode.Set)
                {
                    Order = [.. axes.Take(axes.Count - 1)],
                    Corrects = main.Id,
                },
            ];
        }

        return [new StoreTask(_nextId++, target, Positions(axes), value, StoreMode.Set) { Order = axes }];
    }

    private (Node Index, Node One, Node Others)? FindChoice(Node value, Axis axis)
    {
        if (!_choices.TryGetValue(value, out var found))
            _choices[value] = found = SearchChoice(value, axis);
        return found;
    }

    private (Node Index, Node One, Node Others)? SearchChoice(Node value, Axis axis)
    {
        switch (value)
        {
            case Select select when Algebra.PositionPicked(select.Condition, axis) is { } index:
                return HasExtraCost(select.IfTrue, select.IfFalse) ? (index, select.IfTrue, select.IfFalse) : null;
            case Select select when NodeQueries.IsZero(select.IfFalse) && FindChoice(select.IfTrue, axis) is { } inner:
                return (inner.Index, factory.Select(select.Condition, inner.One, select.IfFalse), factory.Select(select.Condition, inner.Others, select.IfFalse));
            case Call { Operator: var op } call when op == Operators.Multiply || op == Operators.Divide || op == Operators.Negate:
                for (var i = 0; i < call.Operands.Count; i++)
                {
                    if (FindChoice(call.Operands[i], axis) is { } found)
                        return (found.Index, With(call, i, found.One), With(call, i, found.Others));
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>Whether the one value takes more than a choice and a multiplication beside what the others take anyway.</summary>
    private static bool HasExtraCost(Node one, Node others)
    {
        const int cheap = 2;
        var known = new HashSet<Node>(NodeQueries.Reachable([others]));
        return NodeQueries.Reachable([one], node => !known.Contains(node)).Count(node => !known.Contains(node)) > cheap;
    }

    private void Decompose(Node node, Func<Node, Node> wrap, IReadOnlyList<Axis> axes, List<Term> terms)
    {
        switch (node)
        {
            case Call { Operator: var op } call when (op == Operators.Add || op == Operators.Subtract) && HasOuterSum(call, axes):
                Decompose(call.Operands[0], wrap, axes, terms);
                Decompose(call.Operands[1], op == Operators.Add ? wrap : inner => wrap(factory.Call(Operators.Negate, inner)), axes, terms);
                break;
            case Call { Operator: var op } call when op == Operators.Negate || op == Operators.Divide || op == Operators.Multiply:
                var carrier = op == Operators.Multiply && !HasOuterSum(call.Operands[0], axes) ? 1 : 0;
                if (!HasOuterSum(call.Operands[carrier], axes))
                    goto default;
                Decompose(call.Operands[carrier], inner => wrap(With(call, carrier, inner)), axes, terms);
                break;
            case Select select when NodeQueries.IsZero(select.IfFalse) && HasOuterSum(select.IfTrue, axes):
                Decompose(select.IfTrue, inner => wrap(factory.Select(select.Condition, inner, select.IfFalse)), axes, terms);
                break;
            case Select select when NodeQueries.IsZero(select.IfTrue) && HasOuterSum(select.IfFalse, axes):
                Decompose(select.IfFalse, inner => wrap(factory.Select(select.Condition, select.IfTrue, inner)), axes, terms);
                break;
            case Select select when HasScatter(select, axes):
                var zero = factory.Real(0);
                Decompose(select.IfTrue, inner => wrap(factory.Select(select.Condition, inner, zero)), axes, terms);
                Decompose(select.IfFalse, inner => wrap(factory.Select(_algebra.Not(select.Condition), inner, zero)), axes, terms);
                break;
            case Reduce { Kind: ReduceKind.Sum }:
                terms.Add(Place(node, wrap, axes));
                break;
            default:
                terms.Add(new Term(wrap(node), Positions(axes), null));
                break;
        }
    }

    /// <summary>Whether a sum that belongs outside an output axis stands at the top of an expression.</summary>
    private bool HasOuterSum(Node node, IReadOnlyList<Axis> axes)
    {
        if (!_hasOuterSum.TryGetValue(node, out var has))
            _hasOuterSum[node] = has = SearchOuterSum(node, axes);
        return has;
    }

    /// <summary>Whether a sum that picks a position of an output axis stands at the top of an expression: a choice of such sums is worth two terms.</summary>
    private bool HasScatter(Node node, IReadOnlyList<Axis> axes)
    {
        if (!_hasScatter.TryGetValue(node, out var has))
            _hasScatter[node] = has = SearchScatter(node, axes);
        return has;
    }

    private bool SearchScatter(Node node, IReadOnlyList<Axis> axes) => node switch
    {
        Call { Operator: var op } call when op == Operators.Add || op == Operators.Subtract || op == Operators.Multiply
            || op == Operators.Divide || op == Operators.Negate => call.Operands.Any(operand => HasScatter(operand, axes)),
        Select select => HasScatter(select.IfTrue, axes) || HasScatter(select.IfFalse, axes),
        Reduce { Kind: ReduceKind.Sum } => Place(node, inner => inner, axes) is { Order: not null } term && term.Index.Any(index => index is not Position),
        _ => false,
    };

    private bool SearchOuterSum(Node node, IReadOnlyList<Axis> axes) => node switch
    {
        Call { Operator: var op } call when op == Operators.Add || op == Operators.Subtract || op == Operators.Multiply
            || op == Operators.Divide || op == Operators.Negate => call.Operands.Any(operand => HasOuterSum(operand, axes)),
        Select select => (NodeQueries.IsZero(select.IfFalse) && HasOuterSum(select.IfTrue, axes))
            || (NodeQueries.IsZero(select.IfTrue) && HasOuterSum(select.IfFalse, axes)) || HasScatter(select, axes),
        Reduce { Kind: ReduceKind.Sum } => Place(node, inner => inner, axes).Order is not null,
        _ => false,
    };

    /// <summary>Places the summation axes of nested sums among the output axes.</summary>
    private Term Place(Node sum, Func<Node, Node> wrap, IReadOnlyList<Axis> axes)
    {
        var summed = new List<Axis>();
        var body = sum;
        while (body is Reduce { Kind: ReduceKind.Sum } reduce)
        {
            var axis = factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
            summed.Add(axis);
            body = factory.OpenBody(reduce, axis);
        }

        // A sum that picks one position of an output axis adds there.
        var index = Positions(axes);
        var order = axes.ToList();
        var (conditions, picked) = Peel(wrap(body), opposites: true);
        if (!axes.Any(axis => conditions.Any(condition => Picks(condition, axis))))
            (conditions, picked) = Peel(wrap(body), opposites: false);
        var scattered = new HashSet<Axis>();
        for (var k = 0; k < axes.Count; k++)
        {
            var place = conditions.FindIndex(condition => Picks(condition, axes[k]));
            if (place < 0)
                continue;
            var position = Algebra.PositionPicked(conditions[place], axes[k])!;
            conditions.RemoveAt(place);
            index[k] = position;
            order.Remove(axes[k]);
            picked = _simplifier.Simplify(factory.Substitute(picked, axes[k], position));
            conditions = [.. conditions.Select(condition => factory.Substitute(condition, axes[k], position))];
            for (var other = 0; other < index.Length; other++)
            {
                if (other != k)
                    index[other] = factory.Substitute(index[other], axes[k], position);
            }

            scattered.UnionWith(position.FreeAxes.Where(summed.Contains));
        }

        var value = conditions.Aggregate(picked, (inner, condition) => Under(condition, inner));
        var outer = new List<Axis>();
        foreach (var axis in summed)
        {
            var before = order.FindIndex(output => axes.Contains(output) && Precedes(value, axis, output));
            if (before < 0 && !scattered.Contains(axis))
                continue;
            order.Insert(before < 0 ? order.Count : before, axis);
            outer.Add(axis);
        }

        if (outer.Count == 0)
            return new Term(wrap(sum), Positions(axes), null);
        foreach (var axis in Enumerable.Reverse(summed).Where(axis => !outer.Contains(axis)))
            value = factory.Reduce(ReduceKind.Sum, axis, value);
        return new Term(value, index, order);

        bool Picks(Node condition, Axis axis) =>
            Algebra.PositionPicked(condition, axis) is { } found
            && (found.FreeAxes.Any(summed.Contains) || !found.FreeAxes.Any(axes.Contains));
    }

    /// <summary>Whether a summation axis belongs outside an output axis.</summary>
    internal static bool Precedes(Node value, Axis summed, Axis output)
    {
        var rowsOfSummed = false;
        foreach (var node in NodeQueries.Reachable([value]))
        {
            if (node is ArrayRead read)
            {
                var (first, second) = (NodeQueries.PlainDimension(read, summed), NodeQueries.PlainDimension(read, output));
                if (first >= 0 && second >= 0)
                    return first < second;
            }

            if (node is Reduce)
            {
                var (hasSummed, hasOutput) = (node.FreeAxes.Contains(summed), node.FreeAxes.Contains(output));
                if (hasOutput && !hasSummed)
                    return false;
                rowsOfSummed |= hasSummed && !hasOutput;
            }
        }

        return rowsOfSummed;
    }

    /// <summary>
    /// Separates the conditions under which a value is not 0. With <paramref name="opposites"/> also those that it is 0 under: left where they are, a
    /// value goes on being the same expression as elsewhere.
    /// </summary>
    private (List<Node> Conditions, Node Value) Peel(Node value, bool opposites)
    {
        if (!HasConditions(value))
            return ([], value);
        switch (value)
        {
            case Select select when (opposites || NodeQueries.IsZero(select.IfFalse)) && Guarded(select) is var (condition, guarded):
                var (inner, peeled) = Peel(guarded, opposites);
                return ([.. Algebra.Conjuncts(condition), .. inner], peeled);
            case Call { Operator: var op } call when op == Operators.Multiply || op == Operators.Divide || op == Operators.Negate:
                for (var i = 0; i < (op == Operators.Multiply ? 2 : 1); i++)
                {
                    var (conditions, factor) = Peel(call.Operands[i], opposites);
                    if (conditions.Count > 0)
                        return (conditions, With(call, i, factor));
                }

                return ([], value);
            default:
                return ([], value);
        }
    }

    private bool HasConditions(Node value)
    {
        if (!_hasConditions.TryGetValue(value, out var has))
        {
            _hasConditions[value] = has = value is Select select
                ? NodeQueries.IsZero(select.IfFalse) || NodeQueries.IsZero(select.IfTrue)
                : value is Call { Operator: var op } call
                    && (op == Operators.Multiply || op == Operators.Divide || op == Operators.Negate)
                    && call.Operands.Any(HasConditions);
        }

        return has;
    }

    /// <summary>A choice between a value and 0 as the condition of the value; null if neither branch is 0.</summary>
    private (Node Condition, Node Value)? Guarded(Select select) =>
        NodeQueries.IsZero(select.IfFalse) ? (select.Condition, select.IfTrue)
        : NodeQueries.IsZero(select.IfTrue) ? (factory.Call(Operators.Not, select.Condition), select.IfFalse)
        : null;

    /// <summary>The opposite of <see cref="Guarded"/>: the choice as it was written, so that what else is written so is the same value.</summary>
    private Node Under(Node condition, Node value) => condition is Call { Operator: var op } negation && op == Operators.Not
        ? factory.Select(negation.Operands[0], factory.Real(0), value)
        : factory.Select(condition, value, factory.Real(0));

    private Node With(Call call, int operand, Node replacement) =>
        factory.Rebuild(call, [.. call.Operands.Select((other, i) => i == operand ? replacement : other)]);

    private Node[] Positions(IReadOnlyList<Axis> axes) => [.. axes.Select(factory.Position)];

    /// <summary>A part of a gradient; its loops, if some summation axis is outside an output axis.</summary>
    private sealed record Term(Node Value, IReadOnlyList<Node> Index, IReadOnlyList<Axis>? Order);
}
