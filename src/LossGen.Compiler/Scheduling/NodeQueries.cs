using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Questions about expressions that scheduling asks.</summary>
internal static class NodeQueries
{
    /// <summary>A value that costs at least this many multiplications is kept rather than recomputed: an exponential is, a division is not.</summary>
    private const int KeepCost = 15;

    /// <summary>Every node below and at some roots, once each, parents first. Where <paramref name="descend"/> says no, the operands are left out.</summary>
    public static IEnumerable<Node> Reachable(IEnumerable<Node> roots, Func<Node, bool>? descend = null)
    {
        var seen = new HashSet<Node>();
        var stack = new Stack<Node>(roots.Reverse());
        while (stack.Count > 0)
        {
            var node = stack.Pop();
            if (!seen.Add(node))
                continue;
            yield return node;
            if (descend is not null && !descend(node))
                continue;
            for (var i = node.Operands.Count - 1; i >= 0; i--)
                stack.Push(node.Operands[i]);
        }
    }

    /// <summary>Whether a value is worth memory: a reduction, or an elementwise function that costs more than a load and a store.</summary>
    public static bool IsWorthKeeping(Node node) => node.Type != NodeType.Boolean && (node is Reduce || (node is Call call && call.Operator.Cost >= KeepCost));

    /// <summary>The axes of a node that are not in <paramref name="open"/>, in the order in which they first appear.</summary>
    public static IReadOnlyList<Axis> OtherAxes(Node node, IReadOnlyList<Axis> open)
    {
        if (node.FreeAxes.All(open.Contains))
            return [];
        var free = node.FreeAxes;
        var found = new List<Axis>();
        foreach (var axis in Reachable([node], inner => inner.FreeAxes.Count > 0).OfType<Position>().Select(position => position.Axis))
        {
            if (free.Contains(axis) && !open.Contains(axis) && !found.Contains(axis))
                found.Add(axis);
        }

        return found;
    }

    /// <summary>The dimension at which an array is read at just the position on an axis, or −1.</summary>
    public static int PlainDimension(ArrayRead read, Axis axis)
    {
        for (var i = 0; i < read.Operands.Count; i++)
        {
            if (read.Operands[i] is Position position && position.Axis == axis)
                return i;
        }

        return -1;
    }

    /// <summary>The condition of a number that is 1 where it holds and 0 elsewhere, or null.</summary>
    public static Node? CountedCondition(Node node) => node switch
    {
        Select { IfTrue: IntegerConstant { Value: 1 }, IfFalse: IntegerConstant { Value: 0 } } select => select.Condition,
        Select { IfTrue: RealConstant { Value: 1 }, IfFalse: RealConstant { Value: 0 } } select => select.Condition,
        Call { Operator: var op } call when op == Operators.ToInteger => call.Operands[0],
        Call { Operator: var op } call when op == Operators.ToReal && call.Operands[0].Type == NodeType.Boolean => call.Operands[0],
        Call { Operator: var op } call when op == Operators.ToReal => CountedCondition(call.Operands[0]),
        _ => null,
    };

    /// <summary>Whether a value depends on an array that is computed when the loss runs.</summary>
    public static bool ReadsComputedArrays(Node node) => Reachable([node]).Any(inner => inner is ArrayNode or CarriedRead);

    public static bool IsZero(Node node) => node is RealConstant { Value: 0 };
}
