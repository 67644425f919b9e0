using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>Inequalities about products that stand in a sum.</summary>
internal static class ProductLemmas
{
    public static IEnumerable<Inequality> For(RangeAnalysis ranges, Monomial product, int sign, LinearForm sum, int depth) =>
        Fractions(ranges, product, sign, sum, depth)
            .Concat(Squares(product, sign, sum))
            .Concat(sign > 0 ? Logarithms(ranges, product, sum) : [])
            .Concat(Cosines(product, sign, sum));

    /// <summary>
    /// A part y·x of x, with y in [0, 1], is at most x where x is not negative; and at most any n that is neither negative nor below x.
    /// </summary>
    private static IEnumerable<Inequality> Fractions(RangeAnalysis ranges, Monomial product, int sign, LinearForm sum, int depth)
    {
        foreach (var factor in product.Factors.Where(factor => factor.Value > 0 && product.Factors.Count > 1))
        {
            if (ranges.Of(factor.Key) is not { Low: >= 0, High: <= 1 })
                continue;
            var whole = product.Times(Monomial.Of(factor.Key), -factor.Value);
            var range = ranges.RangeOfTerm(whole);
            var form = whole.Single is { } single ? LinearForm.Of(single) : LinearForm.Of(whole);
            if (sign < 0 ? range.IsNonNegative : range.IsNonPositive)
                yield return new Inequality(LinearForm.Of(product, sign).Plus(form, -sign), IsStrict: false, IsOfComputed: true);
            if (depth < 2)
                continue;
            foreach (var other in sum.Terms.Where(term => term.Value > 0 && !term.Key.Equals(product)))
            {
                if (ranges.RangeOfTerm(other.Key).IsNonNegative && ranges.IsNonNegative(LinearForm.Of(other.Key).Plus(form, sign), depth - 2))
                    yield return new Inequality(LinearForm.Of(product, sign).Plus(other.Key, 1), IsStrict: false, IsOfComputed: true);
            }
        }
    }

    /// <summary>p·a² + q·b² + c·a·b ≥ 0 for c² ≤ 4·p·q, and p·a² + c·a + c²/4p ≥ 0.</summary>
    private static IEnumerable<Inequality> Squares(Monomial product, int sign, LinearForm sum)
    {
        if (product.Factors is [{ Value: 1 } a, { Value: 1 } b])
        {
            var (squareOfA, squareOfB) = (Monomial.One.Times(Monomial.Of(a.Key), 2), Monomial.One.Times(Monomial.Of(b.Key), 2));
            if (sum.Terms.TryGetValue(squareOfA, out var p) && sum.Terms.TryGetValue(squareOfB, out var q) && p > 0 && q > 0)
                yield return new Inequality(LinearForm.Of(product, 2 * sign * Math.Sqrt(p * q)).Plus(squareOfA, p).Plus(squareOfB, q), IsStrict: false, IsOfComputed: false);
        }
        else if (product.Factors is [{ Value: 1 } only])
        {
            var square = Monomial.One.Times(Monomial.Of(only.Key), 2);
            var share = sum.Terms[product];
            if (sum.Terms.TryGetValue(square, out var p) && p > 0)
                yield return new Inequality(LinearForm.Of(product, share).Plus(square, p).PlusNumber(share * share / (4 * p)), IsStrict: false, IsOfComputed: false);
        }
    }

    /// <summary>
    /// p·log a ≥ p − p/a for p, a ≥ 0, which makes the generalized Kullback–Leibler divergence p·log(p/q) − p + q not negative; and the same for
    /// p·log a − p·log b.
    /// </summary>
    private static IEnumerable<Inequality> Logarithms(RangeAnalysis ranges, Monomial product, LinearForm sum)
    {
        if (LogarithmIn(product) is not var (weight, argument) || !ranges.RangeOfTerm(weight).IsNonNegative || !argument.IsPositive)
            yield break;
        yield return new Inequality(
            LinearForm.Of(product).Plus(weight, -1).Plus(weight.Times(argument.Product, -1), 1 / argument.Coefficient), IsStrict: false, IsOfComputed: false);
        foreach (var term in sum.Terms.Where(term => term.Value < 0))
        {
            if (LogarithmIn(term.Key) is var (other, divisor) && other.Equals(weight) && divisor.IsPositive)
            {
                var ratio = weight.Times(divisor.Product).Times(argument.Product, -1);
                yield return new Inequality(
                    LinearForm.Of(product).Plus(term.Key, -1).Plus(weight, -1).Plus(ratio, divisor.Coefficient / argument.Coefficient),
                    IsStrict: false,
                    IsOfComputed: false);
            }
        }

        (Monomial Weight, Argument Argument)? LogarithmIn(Monomial candidate)
        {
            if (candidate.Single is Call { Operator: var op } call && (op == Operators.XLogY || op == Operators.RelEntropy))
            {
                var (coefficient, factor) = Monomial.Split(call.Operands[0]);
                var (scale, divisor) = Monomial.Split(call.Operands[1]);
                var inside = op == Operators.XLogY ? (scale, divisor) : (1 / scale, factor.Times(divisor, -1));
                return coefficient == 1 ? (factor, Argument.Of(ranges, inside)) : null;
            }

            foreach (var factor in candidate.Factors)
            {
                if (factor is { Value: 1, Key: Call { Operator: var log } logarithm } && log == Operators.Log)
                    return (candidate.Times(Monomial.Of(logarithm), -1), Argument.Of(ranges, Monomial.Split(logarithm.Operands[0])));
            }

            return null;
        }
    }

    /// <summary>|Σ a·b| ≤ ‖a‖·‖b‖ (Cauchy and Schwarz).</summary>
    private static IEnumerable<Inequality> Cosines(Monomial product, int sign, LinearForm sum)
    {
        if (product.Single is not Reduce { Kind: ReduceKind.Sum } dot)
            yield break;
        var (coefficient, inside) = Monomial.Split(dot.Body);
        foreach (var norms in sum.Terms.Keys)
        {
            var (scale, bodies, count) = (1.0, Monomial.One, 0.0);
            foreach (var factor in norms.Factors)
            {
                if (factor is not { Value: 1 or 2, Key: Reduce { Kind: ReduceKind.Norm } norm } || norm.Axis != dot.Axis)
                    break;
                var (share, body) = Monomial.Split(norm.Body);
                (scale, bodies, count) = (scale * Math.Pow(share, factor.Value), bodies.Times(body, factor.Value), count + factor.Value);
            }

            if (count == 2 && norms.Factors.Sum(factor => factor.Value) == 2 && bodies.Equals(inside))
                yield return new Inequality(LinearForm.Of(product, sign).Plus(norms, Math.Abs(coefficient / scale)), IsStrict: false, IsOfComputed: false);
        }
    }

    /// <summary>What a logarithm is taken of.</summary>
    private readonly record struct Argument(double Coefficient, Monomial Product, bool IsPositive)
    {
        public static Argument Of(RangeAnalysis ranges, (double Coefficient, Monomial Product) argument) => new(
            argument.Coefficient, argument.Product, argument.Coefficient > 0 && argument.Product.Factors.All(factor => ranges.IsNonNegative(factor.Key)));
    }
}
