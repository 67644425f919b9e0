using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <content>Operations, with what their form says beyond the ranges of the operands.</content>
public sealed partial class RangeAnalysis
{
    private Interval OfCall(Call call)
    {
        Interval[] operands = [.. call.Operands.Select(Of)];
        var op = call.Operator;
        var range = OnBothSidesOfZero(call, operands) ?? op.Range(operands);
        if (op == Operators.Add || op == Operators.Subtract)
            range = OfSum(call, range);
        else if (op == Operators.Multiply)
            range = OfProduct(call, range);
        else if (op == Operators.Divide || op == Operators.Quotient)
            range = OfQuotient(call, OfProduct(call, range));
        else if (op.Typing == OperatorTyping.Comparison)
            range = OfComparison(call, range);
        else if (op == Operators.Max && call.Operands.All(operand => operand.Type == NodeType.Real))
            range = OfMaximum(call, range);
        else if (op == Operators.Softmax && operands[0].IsFinite && !operands[0].IsEmpty && Arithmetic == Arithmetic.Exact)
            range = range.Restrict(new Interval(0, 1, true));
        return RoundedCall(call, range);
    }

    /// <summary>The range of an operation with an operand that has both signs and is never 0; null if there is none.</summary>
    private Interval? OnBothSidesOfZero(Call call, Interval[] operands)
    {
        var i = operands.Length - 1;
        while (i >= 0 && !(operands[i] is { Low: < 0, High: > 0 } && IsNonZero(call.Operands[i])))
            i--;
        if (i < 0 || call.Type != NodeType.Real)
            return null;
        var (below, above) = (operands.ToArray(), operands.ToArray());
        below[i] = operands[i].Restrict(Interval.Below(0) with { LowOpen = false });
        above[i] = operands[i].Restrict(Interval.Above(0) with { HighOpen = false });
        return call.Operator.Range(below).Union(call.Operator.Range(above));
    }

    private Interval OfSum(Call sum, Interval range)
    {
        // In another order the terms are rounded to another number, so in computed arithmetic only the last operation is looked at.
        var form = Arithmetic == Arithmetic.Exact ? LinearForm.Of(sum) : LinearForm.OfOperands(sum);
        return Sharpened(range, form);
    }

    private Interval OfComparison(Call comparison, Interval range)
    {
        if (range.IsPoint || comparison.Operands[0].Type == NodeType.Boolean)
            return range;
        var form = LinearForm.Of(comparison.Operands[0]).Plus(LinearForm.Of(comparison.Operands[1]), -1);
        if (comparison.Operands[0].Type == NodeType.Real && Arithmetic == Arithmetic.Rounded)
            form = LinearForm.Of(Monomial.Of(comparison.Operands[0])).Plus(Monomial.Of(comparison.Operands[1]), -1);
        var difference = Sharpened(Interval.Whole, form);
        return range.Intersect(OperatorRanges.Truth).Restrict(comparison.Operator.Range(
            [difference with { MayBeNaN = comparison.Operands.Any(operand => Of(operand).MayBeNaN) }, Interval.Point(0)]));
    }

    /// <summary>A product by what is known of squares and of p·(1 − p).</summary>
    private Interval OfProduct(Call product, Interval range)
    {
        var (coefficient, factors) = Monomial.Split(product);
        if (factors.Single is not null || (factors.Factors.All(factor => factor.Value is 1 or -1) && Complements(factors) is null))
            return range;
        return range.Restrict(Scaled(RangeOf(factors), coefficient));
    }

    /// <summary>The range of a product of powers in real arithmetic.</summary>
    private Interval RangeOf(Monomial product)
    {
        var range = Interval.Point(1);
        if (Complements(product) is { } complements)
        {
            range = Of(complements.Part).Restrict(OperatorRanges.Truth) is { IsEmpty: false } part && Of(complements.Part).Low >= 0 && Of(complements.Part).High <= 1
                ? new Interval(0, 0.25, part.IsPositive && part.High < 1)
                : Interval.AtMost(0.25);
            product = product.Where(factor => factor.Key != complements.Part && factor.Key != complements.Complement);
        }

        foreach (var factor in product.Factors)
        {
            var power = OperatorRanges.Power(Of(factor.Key), Interval.Point(factor.Value));
            range = range.TimesOrZero(factor.Value % 2 == 0 && IsNonZero(factor.Key) ? power.Restrict(Interval.Above(0) with { HighOpen = false }) : power);
        }

        return range;
    }

    private static Interval Scaled(Interval range, double factor) => range.TimesOrZero(Interval.Point(factor));

    /// <summary>Two factors that add up to 1, p and 1 − p or σ(x) and σ(−x), or null.</summary>
    private static (Node Part, Node Complement)? Complements(Monomial product)
    {
        foreach (var first in product.Factors)
        {
            foreach (var second in product.Factors)
            {
                if (first.Value == 1 && second.Value == 1 && AreComplements(first.Key, second.Key))
                    return (first.Key, second.Key);
            }
        }

        return null;
    }

    /// <summary>Whether the second one is one minus the first.</summary>
    private static bool AreComplements(Node part, Node rest)
    {
        if (rest is not Call { Operator: var op } call)
            return false;
        if (op == Operators.Subtract)
            return Algebra.IsConstant(call.Operands[0], 1) && ReferenceEquals(call.Operands[1], part);
        return op == Operators.Sigmoid && part is Call { Operator: var other } sigmoid && other == op
            && call.Operands[0] is Call { Operator: var minus } negated && minus == Operators.Negate && ReferenceEquals(negated.Operands[0], sigmoid.Operands[0]);
    }

    /// <summary>A quotient: a mean is within the range of its terms, and x/y within [−1, 1] where |x| is at most y.</summary>
    private Interval OfQuotient(Call quotient, Interval range)
    {
        if (MeanRange(quotient.Operands[0], quotient.Operands[1]) is { } mean)
            return mean;
        var (coefficient, factors) = Monomial.Split(quotient);
        var above = factors.Where(factor => factor.Value > 0);
        var below = Monomial.One.Times(factors.Where(factor => factor.Value < 0), -1);
        if (above.Factors.Count == 0 || below.Factors.Count == 0 || !RangeOf(below).IsNonNegative)
            return range;
        var divisor = below.Single is { } single ? LinearForm.Of(single) : LinearForm.Of(below);
        var dividend = above.Single is { } only ? LinearForm.Of(only) : LinearForm.Of(above);
        var (toOne, isBelowOne) = LowerBound(divisor.Plus(dividend, -1));
        var (toMinusOne, isAboveMinusOne) = LowerBound(divisor.Plus(dividend, 1));
        var unit = new Interval(
            toMinusOne >= 0 ? -1 : double.NegativeInfinity,
            toOne >= 0 ? 1 : double.PositiveInfinity,
            toMinusOne > 0 || (toMinusOne == 0 && isAboveMinusOne),
            toOne > 0 || (toOne == 0 && isBelowOne));
        return range.Restrict(Scaled(unit, coefficient));
    }

    /// <summary>The larger one of q·d and (q − 1)·d, as quantile losses have it: of two multiples with different signs one is not negative.</summary>
    private Interval OfMaximum(Call maximum, Interval range)
    {
        var (first, second) = (Monomial.Split(maximum.Operands[0]), Monomial.Split(maximum.Operands[1]));
        var common = first.Product.Where(factor => second.Product.Factors.Contains(factor));
        if (common.Factors.Count == 0)
            return range;
        var left = Scaled(RangeOf(first.Product.Times(common, -1)), first.Coefficient);
        var right = Scaled(RangeOf(second.Product.Times(common, -1)), second.Coefficient);
        return (left.IsNonNegative && right.IsNonPositive) || (left.IsNonPositive && right.IsNonNegative)
            ? range.Restrict(Interval.Closed(0, double.PositiveInfinity))
            : range;
    }
}
