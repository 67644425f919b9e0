using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>A sum of products with numbers before them, and a number.</summary>
internal sealed class LinearForm
{
    /// <summary>A longer sum is left together at its end.</summary>
    private const int MaximumTerms = 12;

    /// <summary>Shared parts can stand for more terms than there are nodes, and cancel or add up to few.</summary>
    private const int MaximumVisits = 64;

    private readonly Dictionary<Monomial, double> _terms = [];
    private int _visits;

    private LinearForm(double constant) => Constant = constant;

    public double Constant { get; private set; }

    /// <summary>The products with what stands before them, never 0.</summary>
    public IReadOnlyDictionary<Monomial, double> Terms => _terms;

    /// <summary>A sum taken apart completely.</summary>
    public static LinearForm Of(Node node)
    {
        var form = new LinearForm(0);
        form.Collect(node, 1, int.MaxValue);
        return form;
    }

    /// <summary>A sum or a difference of two taken apart, but not its operands: a sum in another order is rounded to another number.</summary>
    public static LinearForm OfOperands(Node node)
    {
        var form = new LinearForm(0);
        form.Collect(node, 1, 1);
        return form;
    }

    public static LinearForm Of(Monomial product, double coefficient = 1) => new LinearForm(0).Plus(product, coefficient);

    public static LinearForm Number(double value) => new(value);

    public LinearForm Plus(Monomial product, double coefficient)
    {
        var sum = Copy();
        sum.Add(product, coefficient);
        return sum;
    }

    public LinearForm Plus(Node node, double coefficient) => Plus(Of(node), coefficient);

    public LinearForm Plus(LinearForm other, double factor)
    {
        var sum = Copy();
        sum.Constant += factor * other.Constant;
        foreach (var term in other._terms)
            sum.Add(term.Key, factor * term.Value);
        return sum;
    }

    public LinearForm PlusNumber(double number)
    {
        var sum = Copy();
        sum.Constant += number;
        return sum;
    }

    private LinearForm Copy()
    {
        var copy = new LinearForm(Constant);
        foreach (var term in _terms)
            copy._terms.Add(term.Key, term.Value);
        return copy;
    }

    private void Collect(Node node, double factor, int levels)
    {
        if (Algebra.TryGetConstant(node, out var number) && !double.IsInfinity(number) && !double.IsNaN(number))
        {
            Constant += factor * number;
            return;
        }

        if (levels > 0 && _terms.Count < MaximumTerms && _visits++ < MaximumVisits && node is Call { Operator: var op } call)
        {
            if (op == Operators.Add || op == Operators.Subtract)
            {
                Collect(call.Operands[0], factor, levels - 1);
                Collect(call.Operands[1], op == Operators.Add ? factor : -factor, levels - 1);
                return;
            }

            if (op == Operators.Negate)
            {
                Collect(call.Operands[0], -factor, levels);
                return;
            }

            if (op == Operators.ToReal && call.Operands[0].Type == NodeType.Integer)
            {
                Collect(call.Operands[0], factor, levels);
                return;
            }
        }

        var (coefficient, product) = Monomial.Split(node);
        if (product.Single is { } single && !ReferenceEquals(single, node) && levels > 0)
            Collect(single, factor * coefficient, levels - 1);
        else
            Add(product, factor * coefficient);
    }

    private void Add(Monomial product, double coefficient)
    {
        if (product.Factors.Count == 0)
        {
            Constant += coefficient;
            return;
        }

        _terms.TryGetValue(product, out var known);
        if (known + coefficient == 0)
            _terms.Remove(product);
        else
            _terms[product] = known + coefficient;
    }
}

/// <summary>A linear form that is never negative.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsStrict">Whether it is never 0 either.</param>
/// <param name="IsOfComputed">Whether it holds of values that have been computed with rounding, and not only of real numbers.</param>
internal sealed record Inequality(LinearForm Form, bool IsStrict, bool IsOfComputed);
