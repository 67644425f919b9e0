using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>Recognises an expression as another one at certain positions: <c>p[n, label[n]]</c> is <c>p[i,c]</c> at n and label[n].</summary>
internal static class Unification
{
    /// <summary>Whether the instance is the pattern with its free axes replaced; what they are replaced by is added to <paramref name="positions"/>.</summary>
    public static bool TryMatch(Node pattern, Node instance, Dictionary<Axis, Node> positions) => TryMatch(pattern, instance, positions, []);

    private static bool TryMatch(Node pattern, Node instance, Dictionary<Axis, Node> positions, HashSet<(Node, Node)> seen)
    {
        if (pattern.FreeAxes.Count == 0)
            return ReferenceEquals(pattern, instance);
        if (pattern is Position position)
            return TryBind(position.Axis, instance, isIndex: false, positions);
        if (pattern.Type != instance.Type || pattern.Operands.Count != instance.Operands.Count || !IsSameOperation(pattern, instance))
            return false;
        if (!seen.Add((pattern, instance)))
            return true;
        for (var i = 0; i < pattern.Operands.Count; i++)
        {
            var isMatch = pattern is ArrayRead && pattern.Operands[i] is Position index
                ? TryBind(index.Axis, instance.Operands[i], isIndex: true, positions)
                : TryMatch(pattern.Operands[i], instance.Operands[i], positions, seen);
            if (!isMatch)
                return false;
        }

        return pattern is not Reduce reduce || LeavesScope(reduce.Axis, positions);
    }

    /// <summary>A bound axis stands for itself, and what depends on it has no meaning outside of its binder.</summary>
    private static bool LeavesScope(Axis bound, Dictionary<Axis, Node> positions)
    {
        if (positions.TryGetValue(bound, out var own) && !(own is Position position && position.Axis == bound))
            return false;
        positions.Remove(bound);
        return positions.Values.All(value => !value.FreeAxes.Contains(bound));
    }

    /// <summary>What an array is read at is a position of it; another integer may be none.</summary>
    private static bool TryBind(Axis axis, Node instance, bool isIndex, Dictionary<Axis, Node> positions)
    {
        if (positions.TryGetValue(axis, out var known))
            return ReferenceEquals(known, instance);
        if (!isIndex && !(instance is Position position && position.Axis.Extent == axis.Extent))
            return false;
        positions[axis] = instance;
        return true;
    }

    /// <summary>Whether an expression is an element of the row that a reduction runs over.</summary>
    public static bool IsElementOf(Reduce row, Node element) =>
        NodeMatching.FindSubstitution(row.Body, row.Axis, element) is { } index
        && ((index is Position position && position.Axis.Extent == row.Axis.Extent) || ReadsAt(row.Body, row.Axis, []));

    /// <summary>Whether an expression reads an array at the position on an axis, whatever its conditions.</summary>
    private static bool ReadsAt(Node node, Axis axis, HashSet<Node> visited) => node.FreeAxes.Contains(axis) && visited.Add(node) && node switch
    {
        ArrayRead read => read.Operands.Any(index => index is Position position && position.Axis == axis),
        Call => node.Operands.Any(operand => ReadsAt(operand, axis, visited)),
        _ => false,
    };

    private static bool IsSameOperation(Node x, Node y) => (x, y) switch
    {
        (ArrayRead a, ArrayRead b) => a.Array == b.Array,
        (Call a, Call b) => a.Operator == b.Operator,
        (Select, Select) => true,
        (Reduce a, Reduce b) => a.Kind == b.Kind && a.Axis == b.Axis,
        _ => false,
    };
}
