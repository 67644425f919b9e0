using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>The derivative of a reduction by its body at one position.</summary>
internal static class ReductionDerivatives
{
    /// <summary>A factor, and the condition without which it is 0 (null if there is none).</summary>
    public static (Node? Condition, Node Factor) Of(Algebra algebra, Reduce reduce, OpenReduction open) => reduce.Kind switch
    {
        ReduceKind.Sum => (null, algebra.One),
        ReduceKind.LogSumExp => (null, algebra.Softmax(open.Body, reduce)),
        ReduceKind.Norm => (algebra.Not(algebra.Equal(reduce, algebra.Zero)), algebra.Factory.Call(Operators.Quotient, open.Body, reduce)),
        ReduceKind.Min or ReduceKind.Max => OfExtremum(algebra, reduce, open),
        ReduceKind.Product => (null, OfProduct(algebra, reduce, open)),
        _ => throw new InvalidOperationException("an unknown reduction"),
    };

    /// <summary>All positions that attain the extremum share it equally.</summary>
    private static (Node Condition, Node Factor) OfExtremum(Algebra algebra, Reduce reduce, OpenReduction open)
    {
        var attains = algebra.Equal(open.Body, reduce);
        var count = algebra.Sum(open.Axis, algebra.Select(attains, algebra.One, algebra.Zero));
        return (attains, algebra.Divide(algebra.One, count));
    }

    /// <summary>
    /// The product of all others, exact with zeros: where no element is 0, the product divided by the element; where it is the only 0,
    /// the product of all that are not 0; else 0.
    /// </summary>
    private static Node OfProduct(Algebra algebra, Reduce reduce, OpenReduction open)
    {
        var isZero = algebra.Equal(open.Body, algebra.Zero);
        var zeros = algebra.Sum(open.Axis, algebra.Select(isZero, algebra.One, algebra.Zero));
        var others = algebra.Factory.Reduce(ReduceKind.Product, open.Axis, algebra.Select(isZero, algebra.One, open.Body));
        return algebra.Select(
            isZero,
            algebra.ZeroUnless(algebra.Equal(zeros, algebra.One), others),
            algebra.ZeroUnless(algebra.Equal(zeros, algebra.Zero), algebra.Divide(reduce, open.Body)));
    }
}
