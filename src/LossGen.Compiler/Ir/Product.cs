namespace LossGen.Compiler.Ir;

/// <summary>
/// A product taken apart into its coefficient, factors and divisors, to be put together again with the factors of fewest axes first:
/// <c>2 · (seed / n) · w[n] · r[n,c]</c>. What then stands left of an axis's first factor is computed once, outside of that axis's loop.
/// </summary>
public sealed class Product
{
    /// <summary>A longer product is left together at its end: shared products can stand for more factors than there are atoms.</summary>
    private const int MaximumLength = 64;

    private readonly List<Node> _factors = [];
    private readonly List<Node> _divisors = [];
    private double _coefficient = 1;

    private Product()
    {
    }

    /// <summary>
    /// The product of several real expressions. A factor that is a divisor as well falls out: t·(1/t), the derivative of t·log t, is 1, and
    /// ‖x‖·(x/‖x‖), that of ½‖x‖², is x.
    /// </summary>
    public static Product Of(params Node[] nodes)
    {
        var product = new Product();
        foreach (var node in nodes)
            product.Include(node);
        product._divisors.RemoveAll(product._factors.Remove);
        foreach (var quotient in product._factors.OfType<Call>().Where(call => call.Operator == Operators.Quotient).ToList())
        {
            if (product._factors.Remove(quotient.Operands[1]))
                product._factors[product._factors.IndexOf(quotient)] = quotient.Operands[0];
        }

        return product;
    }

    /// <summary>Splits off what does not depend on an axis; the rest stays.</summary>
    public Product TakeIndependentOf(Axis axis)
    {
        var taken = new Product { _coefficient = _coefficient };
        _coefficient = 1;
        Move(_factors, taken._factors, axis);
        Move(_divisors, taken._divisors, axis);
        return taken;
    }

    public Node ToNode(Algebra algebra)
    {
        var result = algebra.Real(Math.Abs(_coefficient));
        var groups = _factors.Concat(_divisors).GroupBy(AxesOf, StringComparer.Ordinal);
        foreach (var group in groups.OrderBy(group => group.First().FreeAxes.Count))
        {
            var factors = _factors.Where(node => AxesOf(node) == group.Key).ToList();
            if (factors.Count > 0)
                result = algebra.Multiply(result, factors.Aggregate(algebra.Multiply));
            result = _divisors.Where(node => AxesOf(node) == group.Key).Aggregate(result, algebra.Divide);
        }

        return _coefficient < 0 ? algebra.Negate(result) : result;
    }

    private static string AxesOf(Node node) => string.Join(",", node.FreeAxes.Select(axis => axis.Id));

    private static void Move(List<Node> from, List<Node> to, Axis axis)
    {
        to.AddRange(from.Where(node => !node.FreeAxes.Contains(axis)));
        from.RemoveAll(node => !node.FreeAxes.Contains(axis));
    }

    /// <summary>
    /// A quotient is taken apart only where its divisor has no axes: elsewhere, as in x/‖x‖, it is better behaved than its parts.
    /// </summary>
    private void Include(Node node)
    {
        if (Algebra.TryGetConstant(node, out var value))
        {
            _coefficient *= value;
        }
        else if (_factors.Count + _divisors.Count >= MaximumLength)
        {
            _factors.Add(node);
        }
        else if (node is Call call && call.Operator == Operators.Multiply)
        {
            Include(call.Operands[0]);
            Include(call.Operands[1]);
        }
        else if (node is Call negated && negated.Operator == Operators.Negate)
        {
            _coefficient = -_coefficient;
            Include(negated.Operands[0]);
        }
        else if (node is Call quotient && quotient.Operator == Operators.Divide
                 && (quotient.Operands[1].FreeAxes.Count == 0 || Algebra.TryGetConstant(quotient.Operands[0], out _)))
        {
            Include(quotient.Operands[0]);
            _divisors.Add(quotient.Operands[1]);
        }
        else
        {
            _factors.Add(node);
        }
    }
}
