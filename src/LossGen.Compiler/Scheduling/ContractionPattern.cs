using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>What a contraction sums over the columns of two rows.</summary>
public enum ContractionStep
{
    /// <summary>The product of two elements.</summary>
    Product,

    /// <summary>The square of their difference.</summary>
    SquaredDifference,
}

/// <summary>Finds sums over columns d of pairs of rows i and j, and their derivatives, in expressions.</summary>
/// <param name="factory">Makes the nodes.</param>
/// <param name="row">The axis i.</param>
/// <param name="other">The axis j.</param>
/// <param name="column">The axis d.</param>
internal sealed class ContractionPattern(NodeFactory factory, Axis row, Axis other, Axis column)
{
    private readonly Algebra _algebra = new(factory);

    /// <summary>Splits the body of Σ(d) into what depends on row i and what depends on row j; null if it has neither form.</summary>
    public (ContractionStep Step, Node Row, Node Other)? Split(Node body)
    {
        if (SquareRoot(body) is Call { Operator: var op } difference && op == Operators.Subtract && Sides(difference) is { } sides)
            return (ContractionStep.SquaredDifference, sides.Row, sides.Other);
        Node? rowFactor = null, otherFactor = null;
        return CollectFactors(body, false, ref rowFactor, ref otherFactor) && rowFactor is not null && otherFactor is not null && IsRow(rowFactor) && IsOther(otherFactor)
            ? (ContractionStep.Product, rowFactor, otherFactor)
            : null;
    }

    /// <summary>
    /// Splits what is added to a row for each pair, coefficient(i,j) · derivative(d), where the derivative is an element of the other row, or
    /// this row's element minus the other's; null if it has neither form.
    /// </summary>
    /// <param name="value">What is added.</param>
    /// <param name="toRow">Whether it is added to row i, and not to row j.</param>
    public (ContractionStep Step, Node Coefficient, Node? Row, Node? Other)? SplitDerivative(Node value, bool toRow)
    {
        if (toRow ? IsOther(value) : IsRow(value))
            return (ContractionStep.Product, _algebra.One, toRow ? null : value, toRow ? value : null);
        switch (value)
        {
            case Select select when !select.Condition.FreeAxes.Contains(column) && NodeQueries.IsZero(select.IfFalse):
                return Map(SplitDerivative(select.IfTrue, toRow), inner => factory.Select(select.Condition, inner, select.IfFalse));
            case Select select when !select.Condition.FreeAxes.Contains(column) && NodeQueries.IsZero(select.IfTrue):
                return Map(SplitDerivative(select.IfFalse, toRow), inner => factory.Select(select.Condition, select.IfTrue, inner));
            case Call { Operator: var op } call when op == Operators.Negate:
                return Map(SplitDerivative(call.Operands[0], toRow), _algebra.Negate);
            case Call { Operator: var op } call when op == Operators.Multiply && !call.Operands[0].FreeAxes.Contains(column):
                return Map(SplitDerivative(call.Operands[1], toRow), inner => _algebra.Multiply(call.Operands[0], inner));
            case Call { Operator: var op } call when op == Operators.Multiply && !call.Operands[1].FreeAxes.Contains(column):
                return Map(SplitDerivative(call.Operands[0], toRow), inner => _algebra.Multiply(inner, call.Operands[1]));
            case Call { Operator: var op } call when op == Operators.Divide && !call.Operands[1].FreeAxes.Contains(column):
                return Map(SplitDerivative(call.Operands[0], toRow), inner => _algebra.Divide(inner, call.Operands[1]));
            case Call { Operator: var op } call when op == Operators.Subtract && Sides(call) is { } sides:
                var isOwn = sides.IsRowFirst == toRow;
                return (ContractionStep.SquaredDifference, isOwn ? _algebra.One : _algebra.Real(-1), sides.Row, sides.Other);
            default:
                return null;
        }
    }

    private static (ContractionStep, Node, Node?, Node?)? Map((ContractionStep Step, Node Coefficient, Node? Row, Node? Other)? split, Func<Node, Node> map) =>
        split is { } found ? (found.Step, map(found.Coefficient), found.Row, found.Other) : null;

    /// <summary>Whether an expression is an element of row i: nothing in it depends on j, and it can be computed for all columns in one loop.</summary>
    private bool IsRow(Node node) => !node.FreeAxes.Contains(other) && node.FreeAxes.Contains(row) && IsElement(node);

    private bool IsOther(Node node) => !node.FreeAxes.Contains(row) && node.FreeAxes.Contains(other) && IsElement(node);

    private bool IsElement(Node node) =>
        node.FreeAxes.Contains(column) && node.FreeAxes.Count == 2
        && !NodeQueries.Reachable([node], inner => inner.FreeAxes.Contains(column)).Any(inner => inner is Reduce && inner.FreeAxes.Contains(column) && inner.FreeAxes.Count > 1);

    private (Node Row, Node Other, bool IsRowFirst)? Sides(Call difference)
    {
        var (left, right) = (difference.Operands[0], difference.Operands[1]);
        return IsRow(left) && IsOther(right) ? (left, right, true) : IsRow(right) && IsOther(left) ? (right, left, false) : null;
    }

    private static Node? SquareRoot(Node node) => node switch
    {
        Call { Operator: var op } call when op == Operators.Power && Algebra.IsConstant(call.Operands[1], 2) => call.Operands[0],
        Call { Operator: var op } call when op == Operators.Multiply && call.Operands[0] == call.Operands[1] => call.Operands[0],
        _ => null,
    };

    /// <summary>Multiplies (or divides) the factors of a product into those that depend on row i, or on neither row, and those that depend on row j.</summary>
    private bool CollectFactors(Node node, bool isDivisor, ref Node? rowFactor, ref Node? otherFactor)
    {
        if (!node.FreeAxes.Contains(other))
            return Include(ref rowFactor, node, isDivisor);
        if (!node.FreeAxes.Contains(row))
            return Include(ref otherFactor, node, isDivisor);
        return node is Call { Operator: var op } call
            && (op == Operators.Multiply || (op == Operators.Divide && !isDivisor))
            && CollectFactors(call.Operands[0], isDivisor, ref rowFactor, ref otherFactor)
            && CollectFactors(call.Operands[1], isDivisor != (op == Operators.Divide), ref rowFactor, ref otherFactor);
    }

    private bool Include(ref Node? product, Node factor, bool isDivisor)
    {
        product = isDivisor ? _algebra.Divide(product ?? _algebra.One, factor) : product is null ? factor : _algebra.Multiply(product, factor);
        return true;
    }
}
