using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>Expressions as polynomials in what is no sum, product or whole power.</summary>
internal sealed class Polynomials(Algebra algebra)
{
    private const int MaximumPower = 4;

    private readonly Dictionary<Node, Polynomial> _known = [];

    public Polynomial Of(Node node)
    {
        if (!_known.TryGetValue(node, out var polynomial))
            _known[node] = polynomial = Expand(node);
        return polynomial;
    }

    /// <summary>Whether two expressions are the same up to the order and nesting of sums and products.</summary>
    public bool AreEqual(Node x, Node y) =>
        ReferenceEquals(x, y) || (IsComposed(x) && x.Type == NodeType.Real && y.Type == NodeType.Real && SharesAxes(x, y)
            && (IsComposed(y) || Of(x).Terms.Count == 1)
            && Of(x).Plus(Of(y), -1).Terms.Count == 0);

    /// <summary>x − y, if terms of x and y cancel in it, else null.</summary>
    public Node? Difference(Node x, Node y)
    {
        var difference = Of(x).Plus(Of(y), -1);
        return difference.HasCancelled && difference.Terms.Count < Of(x).Terms.Count + Of(y).Terms.Count ? difference.ToNode(algebra) : null;
    }

    private static bool SharesAxes(Node x, Node y) => x.FreeAxes.Count == y.FreeAxes.Count && x.FreeAxes.IsSubsetOf(y.FreeAxes);

    private static bool IsComposed(Node node) => node is Call call
        && (call.Operator == Operators.Add || call.Operator == Operators.Subtract || call.Operator == Operators.Negate
            || call.Operator == Operators.Multiply || call.Operator == Operators.Divide || call.Operator == Operators.Power);

    private Polynomial Expand(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Algebra.TryGetConstant(node, out var value) && !double.IsInfinity(value) && !double.IsNaN(value))
            return Polynomial.Constant(value);
        var expanded = node switch
        {
            { Type: not NodeType.Real } => null,
            Call call when call.Operator == Operators.Add => Of(call.Operands[0]).Plus(Of(call.Operands[1])),
            Call call when call.Operator == Operators.Subtract => Of(call.Operands[0]).Plus(Of(call.Operands[1]), -1),
            Call call when call.Operator == Operators.Negate => Polynomial.Zero.Plus(Of(call.Operands[0]), -1),
            Call call when call.Operator == Operators.Multiply => Of(call.Operands[0]).Times(Of(call.Operands[1]), Of),
            Call call when call.Operator == Operators.Divide => Of(call.Operands[0]).Times(Inverse(call.Operands[1]), Of),
            Call call when call.Operator == Operators.Power => Power(call),
            _ => null,
        };
        return expanded is { Terms.Count: <= Polynomial.MaximumTerms } ? expanded : Polynomial.Single(Monomial.Of(node, 1));
    }

    private Polynomial? Power(Call call)
    {
        if (!Algebra.TryGetConstant(call.Operands[1], out var exponent) || exponent != Math.Floor(exponent) || Math.Abs(exponent) > MaximumPower)
            return null;
        var result = Polynomial.Constant(1);
        for (var i = 0; i < Math.Abs(exponent) && result is not null; i++)
            result = result.Times(exponent > 0 ? Of(call.Operands[0]) : Inverse(call.Operands[0]), Of);
        return result;
    }

    private Polynomial Inverse(Node divisor) => Of(divisor).Terms is [var (monomial, coefficient)]
        ? Polynomial.Single(monomial.Inverse(), 1 / coefficient)
        : Polynomial.Single(Monomial.Of(divisor, -1));
}
