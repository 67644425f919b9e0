using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Finds the computed indices of a program and the conditions under which they are used.</summary>
/// <remarks>
/// An index counts only where the program reads there: inside the chosen branch, where a guard holds. Each node is visited once, after all
/// that uses it, and carries the disjunction of the conditions of its uses.
/// </remarks>
internal sealed class GatherChecks(NodeFactory factory)
{
    /// <summary>For each node the conditions of its uses, each a set of conjuncts; null once one use is unconditional.</summary>
    private readonly Dictionary<Node, List<IReadOnlyList<Node>>?> _uses = [];

    private readonly Dictionary<Reduce, Node> _opened = [];
    private readonly Dictionary<RecurrenceSymbol, Recurrence> _recurrences = [];
    private readonly Algebra _algebra = new(factory);
    private readonly Placeholders _placeholders = new(factory);

    /// <summary>A check for each computed index below some roots, in order of first appearance.</summary>
    public IReadOnlyList<(GatherCheck Check, ArrayParameter? Labels, Node? Condition, Node Index)> Find(IEnumerable<Node> roots)
    {
        var order = new List<Node>();
        var visited = new HashSet<Node>();
        foreach (var root in roots)
        {
            Visit(root, visited, order);
            _uses[root] = null;
        }

        order.Reverse();
        var found = new List<(GatherCheck Check, ArrayParameter? Labels, Node? Condition, Node Index)>();
        var known = new HashSet<(Node, Node?, Extent)>();
        foreach (var node in order)
        {
            var conditions = _uses[node];
            foreach (var (operand, condition) in OperandsOf(node))
                AddUse(operand, conditions, condition);
            if (Indexed.Of(node, _recurrences) is not { } read)
                continue;
            for (var dimension = 0; dimension < read.Indices.Count; dimension++)
            {
                foreach (var (index, chosen) in BranchesOf(read.Indices[dimension], conditions))
                    Check(node, read, dimension, index, chosen);
            }
        }

        // What is checked everywhere need not be checked under a condition as well.
        var everywhere = new HashSet<(Node, Extent)>(found.Where(check => check.Condition is null).Select(check => (check.Index, check.Check.Extent)));
        return [.. found.Where(check => check.Condition is null || !everywhere.Contains((check.Index, check.Check.Extent)))];

        void Check(Node node, Indexed read, int dimension, Node index, List<IReadOnlyList<Node>>? conditions)
        {
            var extent = read.Extents[dimension];
            if (index is Position position && position.Axis.Extent == extent)
                return;
            var unproved = (conditions ?? [[]]).Where(conjuncts => !Proves(conjuncts, index, extent)).ToList();
            if (unproved.Count == 0)
                return;
            var condition = Disjunction(unproved, node.FreeAxes);
            if (condition is not null)
                condition = Closed(condition);
            index = Closed(index);
            if (known.Add((index, condition, extent)))
                found.Add(Describe(read, dimension, index, condition));
        }
    }

    /// <summary>An index that is a choice as its branches, each with the conditions under which it is the index: a message then names the array that is to blame.</summary>
    private IEnumerable<(Node Index, List<IReadOnlyList<Node>>? Conditions)> BranchesOf(Node index, List<IReadOnlyList<Node>>? conditions)
    {
        if (index is not Select choice)
            return [(index, conditions)];
        return BranchesOf(choice.IfTrue, Under(choice.Condition)).Concat(BranchesOf(choice.IfFalse, Under(_algebra.Not(choice.Condition))));

        List<IReadOnlyList<Node>> Under(Node condition) => [.. (conditions ?? [[]]).Select(conjuncts => (IReadOnlyList<Node>)[.. conjuncts, condition])];
    }

    private static (GatherCheck Check, ArrayParameter? Labels, Node? Condition, Node Index) Describe(
        Indexed read, int dimension, Node index, Node? condition)
    {
        var labels = index as ArrayRead;
        var isPlain = labels is not null && labels.Operands.All(part => part is Position)
            && labels.FreeAxes.Count == labels.Operands.Count;
        var inner = NodeQueries.Reachable([index]).FirstOrDefault(node => node is ArrayRead or ScalarRead);
        var parameter = inner switch
        {
            ArrayRead array => array.Array.Name,
            ScalarRead scalar => scalar.Parameter.Name,
            _ => read.Name,
        };
        var check = new GatherCheck(read.Extents[dimension], parameter, NodePrinter.Print(index), isPlain ? labels!.Array.Name : null, read.Describe(dimension));
        return (check, isPlain && condition is null ? labels!.Array : null, condition, index);
    }

    /// <summary>An expression out of the body of a recurrence as one that can be computed outside: it reads the finished array.</summary>
    private Node Closed(Node node)
    {
        while (node.FreeSymbols.Count > 0)
            node = Close(node);
        return node;
    }

    private Node Close(Node node)
    {
        if (node.FreeSymbols.Count == 0)
            return node;
        var mapped = factory.MapOperands(node, Close);
        return mapped is CarriedRead carried && _recurrences.TryGetValue(carried.Symbol, out var array)
            ? factory.Element(array, [.. carried.Operands])
            : mapped;
    }

    private void Visit(Node node, HashSet<Node> visited, List<Node> order)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!visited.Add(node))
            return;
        foreach (var (operand, _) in OperandsOf(node))
            Visit(operand, visited, order);
        order.Add(node);
    }

    /// <summary>The operands of a node, and the condition under which it reads each.</summary>
    private IEnumerable<(Node Operand, Node? Condition)> OperandsOf(Node node)
    {
        switch (node)
        {
            case Reduce reduce:
                if (!_opened.TryGetValue(reduce, out var body))
                    _opened[reduce] = body = factory.OpenBody(reduce, factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent));
                yield return (body, null);
                break;
            case ArrayNode array:
                var open = factory.Open(array);
                if (array is Recurrence recurrence)
                    _recurrences[open.Symbol!] = recurrence;
                yield return (open.Body, null);
                break;
            case Select select:
                yield return (select.Condition, null);
                yield return (select.IfTrue, select.Condition);
                yield return (select.IfFalse, _algebra.Not(select.Condition));
                break;
            case Call { Operator: var op } call when op == Operators.And || op == Operators.Or:
                yield return (call.Operands[0], null);
                yield return (call.Operands[1], op == Operators.And ? call.Operands[0] : _algebra.Not(call.Operands[0]));
                break;
            default:
                foreach (var operand in node.Operands)
                    yield return (operand, null);
                break;
        }
    }

    private void AddUse(Node operand, List<IReadOnlyList<Node>>? conditions, Node? condition)
    {
        const int mostUses = 8; // beyond that only what all uses have in common counts
        var isFirst = !_uses.TryGetValue(operand, out var uses);
        if (!isFirst && uses is null)
            return;
        if (conditions is null && condition is null)
        {
            _uses[operand] = null;
            return;
        }

        uses ??= [];
        foreach (var conjuncts in conditions ?? [[]])
        {
            foreach (var alternative in AlternativesOf(condition))
                Include(uses, [.. conjuncts, .. alternative.Where(conjunct => !conjuncts.Contains(conjunct))]);
        }

        _uses[operand] = uses.Any(use => use.Count == 0) ? null
            : uses.Count <= mostUses ? uses
            : uses.Aggregate((common, use) => [.. common.Where(use.Contains)]) is { Count: > 0 } shared ? [shared]
            : null;
    }

    /// <summary>A condition as alternatives of conjuncts: <c>!(a &amp;&amp; b)</c> holds where a does not, or where a does and b does not.</summary>
    private IReadOnlyList<IReadOnlyList<Node>> AlternativesOf(Node? condition) => condition switch
    {
        null => [[]],
        Call { Operator: var not, Operands: [Call { Operator: var and } both] } when not == Operators.Not && and == Operators.And =>
            [[_algebra.Not(both.Operands[0])], [both.Operands[0], _algebra.Not(both.Operands[1])]],
        _ => [[condition]],
    };

    /// <summary>Adds an alternative, unless another one says as much; two that differ in the opposite of one conjunct are one without it.</summary>
    private void Include(List<IReadOnlyList<Node>> uses, IReadOnlyList<Node> added)
    {
        if (uses.Any(use => use.All(added.Contains)))
            return;
        uses.RemoveAll(use => added.All(use.Contains));
        foreach (var conjunct in added)
        {
            var opposite = _algebra.Not(conjunct);
            var rest = added.Where(other => other != conjunct).ToList();
            if (!uses.Any(use => use.Contains(opposite) && use.All(other => other == opposite || rest.Contains(other))))
                continue;
            Include(uses, rest);
            return;
        }

        uses.Add(added);
    }

    /// <summary>Whether conditions say that an index is a position of an extent, in so many words or by what they say of its parts.</summary>
    private bool Proves(IReadOnlyList<Node> conditions, Node index, Extent extent)
    {
        if (new IndexBounds(factory, conditions).IsInside(index, extent))
            return true;
        var conjuncts = new HashSet<Node>(conditions.SelectMany(Algebra.Conjuncts));
        return conjuncts.Contains(_algebra.LessOrEqual(factory.Integer(0), index))
            && conjuncts.Contains(_algebra.Call(Operators.Less, index, factory.Size(extent)));
    }

    /// <summary>Whether a condition says that some guard holds somewhere (as a guarded mean does), while that guard is among the conditions.</summary>
    private bool IsImplied(Node conjunct, IReadOnlyList<Node> conjuncts)
    {
        if (conjunct is not Call { Operator: var not } negation || not != Operators.Not
            || negation.Operands[0] is not Call { Operator: var equal } isZero || equal != Operators.Equal)
        {
            return false;
        }

        var guard = isZero.Operands[0];
        while (guard is Reduce { Kind: ReduceKind.Sum } count)
            guard = factory.OpenBody(count, factory.NewAxis(count.Axis.Name, count.Axis.Extent));
        guard = guard switch
        {
            Select { IfTrue: IntegerConstant { Value: 1 }, IfFalse: IntegerConstant { Value: 0 } } select => select.Condition,
            Call { Operator: var op } conversion when op == Operators.ToInteger => conversion.Operands[0],
            _ => null,
        };
        return guard is not null && conjuncts.Any(other => _placeholders.Abstract(other, []).Pattern == _placeholders.Abstract(guard, []).Pattern);
    }

    /// <summary>Whether a condition holds wherever another one does; of two equal ones only the first counts.</summary>
    private static bool Absorbs(List<Node> condition, List<Node> other, bool isFirst) =>
        condition.All(other.Contains) && (condition.Count < other.Count || isFirst);

    /// <summary>When a value is used, in terms of its own axes; null for always.</summary>
    private Node? Disjunction(List<IReadOnlyList<Node>>? uses, AxisSet axes)
    {
        Node? any = null;
        List<List<Node>> conditions =
            [.. (uses ?? [[]]).Select(use => use.Where(conjunct => conjunct.FreeAxes.IsSubsetOf(axes) && !IsImplied(conjunct, use)).ToList())];
        foreach (var use in conditions.Where((use, i) => !conditions.Where((other, k) => k != i && Absorbs(other, use, k < i)).Any()))
        {
            Node? all = null;
            foreach (var conjunct in use)
                all = all is null ? conjunct : _algebra.And(all, conjunct);
            if (all is null)
                return null;
            any = any is null ? all : _algebra.Or(any, all);
        }

        return any is BooleanConstant { Value: true } ? null : any;
    }
}
