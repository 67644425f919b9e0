using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Arithmetic of bounds: expressions that are never negative and do not depend on the parameters; null stands for "not bounded".</summary>
internal sealed class Bounds(Algebra algebra, RangeAnalysis ranges)
{
    public Node Zero => algebra.Zero;

    public Node One => algebra.One;

    /// <summary>A number; one as large as integers can be is no bound.</summary>
    public Node? Of(double value) => double.IsNaN(value) || value >= int.MaxValue ? null : algebra.Real(value);

    /// <summary>The largest size of an expression: a number where its range is bounded, and else itself.</summary>
    public Node SizeOf(Node node)
    {
        var range = ranges.Of(node);
        if (node.FreeAxes.Count == 0 && node is not RealConstant && !range.IsPoint)
            return Absolute(node, range);
        return Of(Shapes.Largest(range)) ?? Absolute(node, range);
    }

    public Node? Plus(Node? left, Node? right) => left is null || right is null ? null : algebra.Add(left, right);

    /// <summary>Nothing times no bound is nothing.</summary>
    public Node? Times(Node? left, Node? right)
    {
        if (IsZero(left) || IsZero(right))
            return Zero;
        return left is null || right is null ? null : Product.Of(left, right).ToNode(algebra);
    }

    public Node? Over(Node? bound, Node divisor)
    {
        if (bound is null || IsZero(bound))
            return bound;
        var range = ranges.Of(divisor);
        if (!range.IsNonNegative && !range.IsNonPositive)
            return null;
        var size = range.IsNonPositive ? algebra.Negate(divisor) : divisor;
        return Product.Of([bound, .. LengthsOf(size).Select(length => algebra.Divide(One, length))]).ToNode(algebra);
    }

    /// <summary>The number of positions on several axes as the lengths of each, so that those of sums cancel.</summary>
    private IEnumerable<Node> LengthsOf(Node node) =>
        node is Call { Operator: var real, Operands: [Call { Operator: var times } product] } && real == Operators.ToReal && times == Operators.Multiply
            ? product.Operands.SelectMany(operand => LengthsOf(algebra.ToReal(operand)))
            : [node];

    /// <summary>The larger one.</summary>
    public Node? Larger(Node? left, Node? right)
    {
        if (left is null || right is null)
            return null;
        if (ReferenceEquals(left, right) || IsZero(right))
            return left;
        return IsZero(left) ? right : algebra.Call(Operators.Max, left, right);
    }

    /// <summary>One of two bounds of the same: the smaller number, or the second one.</summary>
    public static Node? Better(Node? first, Node? second) =>
        second is null || (Algebra.TryGetConstant(second, out var b) && first is not null && Algebra.TryGetConstant(first, out var a) && a < b) ? first : second;

    /// <summary>Sum of a bound over an axis.</summary>
    public Node? Sum(Axis axis, Node? bound) => bound is null ? null : algebra.Sum(axis, bound);

    /// <summary>The largest bound along an axis.</summary>
    public Node? Largest(Axis axis, Node? bound) =>
        bound is null || !bound.FreeAxes.Contains(axis) ? bound
        : Of(Shapes.Largest(ranges.Of(bound)));

    /// <summary>Root of the sum of the squares of a bound over an axis.</summary>
    public Node? Norm(Axis axis, Node? bound) => Largest(axis, bound) is { } largest
        ? Times(algebra.Sqrt(algebra.ToReal(algebra.Factory.Size(axis.Extent))), largest)
        : null;

    /// <summary>A bound that depends on numbers and lengths only; of one that depends on data the largest value, if there is one.</summary>
    public Node? WithoutData(Node? bound)
    {
        if (bound is null || !ranges.ReadsData(bound))
            return bound;
        return Of(ranges.Of(bound).High);
    }

    private Node Absolute(Node node, Interval range) => range.IsNonNegative ? node
        : range.IsNonPositive ? algebra.Negate(node)
        : algebra.Call(Operators.Abs, node);

    private static bool IsZero(Node? node) => node is not null && Algebra.IsConstant(node, 0);
}
