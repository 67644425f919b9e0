namespace LossGen.Compiler.Ir;

/// <summary>Questions about how one expression stands to another.</summary>
public static class NodeMatching
{
    /// <summary>
    /// The integer expression that turns <paramref name="pattern"/> into <paramref name="instance"/> if it is put in place of
    /// <paramref name="axis"/>, or null: <c>z[n,c]</c> and <c>z[n, label[n]]</c> give <c>label[n]</c> for c.
    /// </summary>
    public static Node? FindSubstitution(Node pattern, Axis axis, Node instance) => FindSubstitutions(pattern, [axis], instance)?[0];

    /// <summary>The same for several axes at once; null unless each of them is found.</summary>
    public static IReadOnlyList<Node>? FindSubstitutions(Node pattern, IReadOnlyList<Axis> axes, Node instance)
    {
        var found = new Node?[axes.Count];
        return Match(pattern, axes, instance, found, []) && !found.Contains(null) ? [.. found.OfType<Node>()] : null;
    }

    /// <summary>Whether a node is a part of an expression.</summary>
    public static bool Contains(Node node, Node part) => Contains(node, part, []);

    private static bool Contains(Node node, Node part, HashSet<Node> visited) =>
        ReferenceEquals(node, part) || (visited.Add(node) && node.Operands.Any(operand => Contains(operand, part, visited)));

    /// <summary>Whether an expression has a value at every position: it reads no array by a computed index, which may lie outside.</summary>
    public static bool IsAlwaysMeaningful(Node node) => IsAlwaysMeaningful(node, []);

    private static bool IsAlwaysMeaningful(Node node, HashSet<Node> visited) =>
        !visited.Add(node)
        || (node is not (ArrayRead or Element or CarriedRead) || node.Operands.All(index => index is Position or ArrayNode))
            && node.Operands.All(operand => IsAlwaysMeaningful(operand, visited));

    private static bool Match(Node pattern, IReadOnlyList<Axis> axes, Node instance, Node?[] found, HashSet<(Node, Node)> seen)
    {
        if (!axes.Any(pattern.FreeAxes.Contains))
            return ReferenceEquals(pattern, instance);
        if (pattern is Position position)
        {
            for (var i = 0; i < axes.Count; i++)
            {
                if (axes[i] == position.Axis)
                    return ReferenceEquals(found[i] ??= instance, instance) && instance.Type == NodeType.Integer;
            }
        }

        if (!seen.Add((pattern, instance)))
            return true;

        if (!IsSameOperation(pattern, instance))
            return false;
        for (var i = 0; i < pattern.Operands.Count; i++)
        {
            if (!Match(pattern.Operands[i], axes, instance.Operands[i], found, seen))
                return false;
        }

        return found.All(node => node is null || IsFreeOf(pattern, node));
    }

    /// <summary>What depends on a bound axis or symbol has no meaning outside of its binder.</summary>
    private static bool IsFreeOf(Node binder, Node node) => binder switch
    {
        Reduce reduce => !node.FreeAxes.Contains(reduce.Axis),
        ArrayNode array => !array.Axes.Any(node.FreeAxes.Contains)
            && !(array is Recurrence recurrence && node.FreeSymbols.Contains(recurrence.Symbol)),
        _ => true,
    };

    private static bool IsSameOperation(Node x, Node y) => (x, y) switch
    {
        (ArrayRead a, ArrayRead b) => a.Array == b.Array,
        (Call a, Call b) => a.Operator == b.Operator,
        (Reduce a, Reduce b) => a.Kind == b.Kind && a.Axis == b.Axis,
        (Select, Select) or (Element, Element) => true,
        (CarriedRead a, CarriedRead b) => a.Symbol == b.Symbol,
        (Ranking a, Ranking b) => a.Axis == b.Axis,
        (Recurrence a, Recurrence b) => a.Symbol == b.Symbol && a.Axes.SequenceEqual(b.Axes) && a.Directions.SequenceEqual(b.Directions),
        _ => false,
    };
}
