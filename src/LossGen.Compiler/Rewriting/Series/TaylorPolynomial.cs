using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>An expression near a point, where it cancels.</summary>
/// <param name="IsNear">Whether its variable part is so near.</param>
/// <param name="Value">The value there.</param>
internal sealed record TaylorForm(Node IsNear, Node Value);

/// <summary>tⁿ·(c₀ + c₁·t + …) for |t| below the radius.</summary>
internal sealed record TaylorPolynomial(int Order, IReadOnlyList<double> Coefficients, double Radius)
{
    /// <summary>The polynomial of what a part differs from a centre by.</summary>
    public TaylorForm ToForm(Node variable, double centre, Algebra algebra)
    {
        var t = centre == 0 ? variable : Offset(variable, centre, algebra);
        return new(algebra.Call(Operators.Less, algebra.Call(Operators.Abs, t), algebra.Real(Radius)), Horner(t, algebra));
    }

    /// <summary>a/b − 1 as (a − b)/b, which is exact where a and b are near.</summary>
    private static Node Offset(Node variable, double centre, Algebra algebra) =>
        variable is Call ratio && ratio.Operator == Operators.Divide && centre == 1
            ? algebra.Divide(algebra.Subtract(ratio.Operands[0], ratio.Operands[1]), ratio.Operands[1])
            : algebra.Subtract(variable, algebra.Real(centre));

    private Node Horner(Node t, Algebra algebra)
    {
        var step = Coefficients.Where((c, i) => i % 2 == 1 && c != 0).Any() ? 1 : 2;
        var argument = step == 1 ? t : algebra.Multiply(t, t);
        var sum = algebra.Zero;
        for (var i = (Coefficients.Count - 1) / step * step; i >= 0; i -= step)
            sum = algebra.Add(algebra.Real(Coefficients[i]), algebra.Multiply(argument, sum));
        return Order == 0 ? sum : algebra.Multiply(algebra.Power(t, algebra.Real(Order)), sum);
    }
}
