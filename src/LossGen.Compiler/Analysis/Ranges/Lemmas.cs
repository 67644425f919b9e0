using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>Inequalities between a function and its operands, and those of the facts, as far as they speak of a sum's terms.</summary>
internal sealed class Lemmas(RangeAnalysis ranges)
{
    private static readonly double LogTwo = Math.Log(2);

    /// <summary>
    /// The inequalities that remove a term of a sum and may lift its lowest one, each with how often it is to be taken from the sum for that.
    /// </summary>
    public IEnumerable<(Inequality Inequality, double Factor)> For(LinearForm sum, Monomial lowest, int depth)
    {
        foreach (var term in sum.Terms)
        {
            var sign = Math.Sign(term.Value);
            foreach (var inequality in Of(term.Key, sign, sum, depth).Concat(FactLemmas.For(ranges, term.Key, sign, sum)))
            {
                if (inequality.Form.Terms.TryGetValue(term.Key, out var share) && Math.Sign(share) == sign && Helps(inequality.Form, sum, lowest, depth))
                    yield return (inequality, term.Value / share);
            }
        }
    }

    /// <summary>Whether an inequality lifts the lowest term, or brings in another one with which a next inequality may.</summary>
    private static bool Helps(LinearForm inequality, LinearForm sum, Monomial lowest, int depth) =>
        inequality.Terms.TryGetValue(lowest, out var share)
            ? Math.Sign(share) == Math.Sign(sum.Terms[lowest])
            : depth > 1 && inequality.Terms.Keys.Any(product => !sum.Terms.ContainsKey(product));

    private IEnumerable<Inequality> Of(Monomial product, int sign, LinearForm sum, int depth)
    {
        if (product.Single is { } node)
        {
            foreach (var inequality in sign > 0 ? Above(node) : Below(node))
                yield return inequality;
            foreach (var inequality in OfRow(node, sign, sum).Concat(OfPosition(node, sign, sum)))
                yield return inequality;
        }

        foreach (var inequality in ProductLemmas.For(ranges, product, sign, sum, depth))
            yield return inequality;
    }

    /// <summary>What a value is not below.</summary>
    private static IEnumerable<Inequality> Above(Node node)
    {
        if (node is not Call { Operator: var op } call)
            yield break;
        var value = LinearForm.Of(Monomial.Of(node));
        var x = call.Operands[0];
        if (op == Operators.Max || op == Operators.LogAddExp)
        {
            foreach (var operand in call.Operands)
                yield return new Inequality(value.Plus(operand, -1), IsStrict: false, IsOfComputed: true);
        }
        else if (op == Operators.Abs || op == Operators.Hypot)
        {
            foreach (var operand in call.Operands)
            {
                yield return new Inequality(value.Plus(operand, -1), IsStrict: false, IsOfComputed: true);
                yield return new Inequality(value.Plus(operand, 1), IsStrict: false, IsOfComputed: true);
            }
        }
        else if (op == Operators.Softplus)
        {
            yield return new Inequality(value.Plus(x, -1), IsStrict: false, IsOfComputed: true);
        }
        else if (op == Operators.Exp)
        {
            yield return new Inequality(value.Plus(x, -1).PlusNumber(-1), IsStrict: false, IsOfComputed: false);
        }
        else if (op == Operators.ExpM1)
        {
            yield return new Inequality(value.Plus(x, -1), IsStrict: false, IsOfComputed: false);
        }
        else if (op == Operators.LogCosh)
        {
            yield return new Inequality(value.Plus(x, -1).PlusNumber(LogTwo), IsStrict: false, IsOfComputed: false);
            yield return new Inequality(value.Plus(x, 1).PlusNumber(LogTwo), IsStrict: false, IsOfComputed: false);
        }
        else if (op == Operators.Sqrt)
        {
            foreach (var leg in LinearForm.Of(x).Terms.Where(term => term is { Value: 1, Key.Factors: [{ Value: 2 }] }))
            {
                yield return new Inequality(value.Plus(leg.Key.Factors[0].Key, -1), IsStrict: false, IsOfComputed: false);
                yield return new Inequality(value.Plus(leg.Key.Factors[0].Key, 1), IsStrict: false, IsOfComputed: false);
            }
        }
    }

    /// <summary>What a value is not above.</summary>
    private IEnumerable<Inequality> Below(Node node)
    {
        if (node is not Call { Operator: var op } call)
            yield break;
        var minusValue = LinearForm.Of(Monomial.Of(node), -1);
        var x = call.Operands[0];
        if (op == Operators.Min)
        {
            foreach (var operand in call.Operands)
                yield return new Inequality(minusValue.Plus(operand, 1), IsStrict: false, IsOfComputed: true);
        }
        else if (op == Operators.Log)
        {
            yield return new Inequality(minusValue.Plus(x, 1).PlusNumber(-1), IsStrict: false, IsOfComputed: false);
        }
        else if (op == Operators.LogSigmoid)
        {
            yield return new Inequality(minusValue.Plus(x, 1), IsStrict: false, IsOfComputed: true);
        }
        else if (op == Operators.Log1P || ((op == Operators.Tanh || op == Operators.Sin || op == Operators.Atan) && ranges.IsNonNegative(x)))
        {
            yield return new Inequality(minusValue.Plus(x, 1), IsStrict: false, IsOfComputed: false);
        }
    }

    /// <summary>A reduction of a row against the row's elements that stand in the same sum.</summary>
    private IEnumerable<Inequality> OfRow(Node node, int sign, LinearForm sum)
    {
        if (node is not Reduce row || (row.Kind == ReduceKind.Min) != (sign < 0) || row.Kind == ReduceKind.Product)
            yield break;
        if (row.Kind == ReduceKind.Sum && !ranges.IsNonNegative(row.Body))
            yield break;
        foreach (var other in sum.Terms.Keys)
        {
            if (other.Single is not { } element || ReferenceEquals(element, node))
                continue;
            if (row.Kind == ReduceKind.Norm && element is Call { Operator: var op } magnitude && op == Operators.Abs)
                element = magnitude.Operands[0];
            if (!Unification.IsElementOf(row, element))
                continue;
            yield return new Inequality(LinearForm.Of(Monomial.Of(node), sign).Plus(other, -sign), IsStrict: false, IsOfComputed: true);
            if (row.Kind == ReduceKind.Norm)
                yield return new Inequality(LinearForm.Of(Monomial.Of(node)).Plus(other, 1), IsStrict: false, IsOfComputed: true);
        }
    }

    /// <summary>A position is below the length of its axis.</summary>
    private static IEnumerable<Inequality> OfPosition(Node node, int sign, LinearForm sum)
    {
        if (node is not Position position || sign > 0)
            yield break;
        foreach (var other in sum.Terms.Keys)
        {
            if (other.Single is ExtentRead size && size.Extent == position.Axis.Extent)
                yield return new Inequality(LinearForm.Of(other).Plus(Monomial.Of(node), -1).PlusNumber(-1), IsStrict: false, IsOfComputed: true);
        }
    }
}
