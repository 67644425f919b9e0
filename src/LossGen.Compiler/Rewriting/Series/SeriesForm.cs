using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>
/// Expressions of one variable part whose terms cancel at 0 or at 1, as x − sin(x), exp(x) − 1 − x, 1/x − 1/tan(x) and x − 1 − log(x) do: near that point
/// what remains of them is computed from its Taylor series.
/// </summary>
internal static class SeriesForm
{
    /// <summary>Coefficients that show whether terms cancel, before many are computed.</summary>
    private const int ShortLength = 6;

    private const int Length = 30;

    /// <summary>The longest polynomial that is worth it.</summary>
    private const int MaximumTerms = 24;

    /// <summary>What a polynomial may leave out, against the first of its terms.</summary>
    private const double Remainder = 2e-16;

    /// <summary>What of a coefficient that is 0 is left by rounding.</summary>
    private const double Rounding = 1e-22;

    /// <summary>So many rounding errors may be left where the series ends and the expression itself begins; a float has three correct digits more.</summary>
    private const double LargestLoss = 128;

    private static readonly double[] Radii = [2, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125];

    /// <summary>The series of an expression near a point where its terms cancel; null if there is no such point.</summary>
    /// <param name="node">A sum or a logarithm.</param>
    /// <param name="algebra">Makes the nodes.</param>
    public static TaylorForm? Of(Node node, Algebra algebra) => OfWhole(node, algebra)
        ?? Regrouped(node, algebra).Select(regrouped => OfWhole(regrouped, algebra)).FirstOrDefault(form => form is not null);

    private static TaylorForm? OfWhole(Node node, Algebra algebra)
    {
        foreach (var variable in SeriesExpansion.VariablesOf(node))
        {
            foreach (var centre in new[] { 0.0, 1.0 })
            {
                if (Cancels(node, variable, centre) && Polynomial(node, variable, centre) is { } polynomial)
                    return polynomial.ToForm(variable, centre, algebra);
            }
        }

        return null;
    }

    /// <summary>y − x + expm1(x − y) as expm1(x − y) − (x − y): with the terms of a sum that stands elsewhere in it together.</summary>
    private static IEnumerable<Node> Regrouped(Node node, Algebra algebra)
    {
        var terms = TermChain.Of(node);
        if (terms.Count is < 3 or > MaximumTerms)
            yield break;
        var operands = terms.Where(term => term.Node is Call).SelectMany(term => term.Node.Operands).OfType<Call>();
        foreach (var sum in operands.Where(call => call.Operator == Operators.Add || call.Operator == Operators.Subtract).Distinct())
        {
            foreach (var isNegative in new[] { false, true })
            {
                var rest = new List<SignedTerm>(terms);
                if (TermChain.Of(sum).All(term => rest.Remove(term with { IsNegative = term.IsNegative ^ isNegative })))
                    yield return TermChain.ToNode([.. rest, new SignedTerm(isNegative, sum)], algebra);
            }
        }
    }

    /// <summary>
    /// Whether the expression is of higher order than its terms. Near 1 the difference of first order is exact, log(x) is as exact as x − 1, and only a
    /// result of higher order loses.
    /// </summary>
    private static bool Cancels(Node node, Node variable, double centre)
    {
        var expansion = new SeriesExpansion(variable, centre, ShortLength);
        return node is Call && expansion.Of(node) is { } sum && sum.Order >= (centre == 0 ? 0 : 2)
            && TermsOf(node, variable, expansion) is { } terms && sum.Order > OrderOf(terms) && IsTranscendental(node, variable);
    }

    private static int OrderOf(IReadOnlyList<PowerSeries> terms) => terms.Min(term => term.Order);

    /// <summary>The terms of a sum; that of a logarithm is what it is taken of. Null where one of them has no series.</summary>
    private static List<PowerSeries>? TermsOf(Node node, Node variable, SeriesExpansion expansion)
    {
        var terms = new List<PowerSeries>();
        var open = new Stack<Node>(((Call)node).Operands);
        while (open.Count > 0 && terms.Count < MaximumTerms)
        {
            var term = open.Pop();
            if (term != variable && term is Call sum && (sum.Operator == Operators.Add || sum.Operator == Operators.Subtract || sum.Operator == Operators.Negate))
            {
                foreach (var operand in sum.Operands)
                    open.Push(operand);
            }
            else if (expansion.Of(term) is { } series)
            {
                terms.Add(series);
            }
            else
            {
                return null;
            }
        }

        return terms;
    }

    /// <summary>What is arithmetic alone, other rules multiply out.</summary>
    private static bool IsTranscendental(Node node, Node variable) => node != variable && node is Call call
        && ((SeriesFunctions.IsTranscendental(call.Operator) && call.Operands.Any(operand => !Algebra.TryGetConstant(operand, out _)))
            || call.Operands.Any(operand => IsTranscendental(operand, variable)));

    private static TaylorPolynomial? Polynomial(Node node, Node variable, double centre)
    {
        var expansion = new SeriesExpansion(variable, centre, Length);
        if (expansion.Of(node) is not { } series || TermsOf(node, variable, expansion) is not { } terms)
            return null;
        var order = OrderOf(terms);
        var largest = terms.Max(term => Math.Abs((double)term.At(order)));
        var coefficients = Enumerable.Range(0, series.Length).Select(i => (double)series.At(series.Order + i)).ToArray();
        foreach (var radius in Radii.Reverse())
        {
            var loss = largest * Math.Pow(radius, order - series.Order) / Math.Abs(coefficients[0]);
            if (loss > LargestLoss)
                continue;
            for (var i = 1; i < coefficients.Length; i++)
                coefficients[i] = Math.Abs(coefficients[i]) * Math.Pow(radius, i) < Rounding * Math.Abs(coefficients[0]) ? 0 : coefficients[i];
            return TermsWithin(coefficients, radius) is { } count ? new TaylorPolynomial(series.Order, [.. coefficients.Take(count)], radius) : null;
        }

        return null;
    }

    /// <summary>How many coefficients it takes, of even powers or odd ones alone where the others are 0; null if they are too many.</summary>
    private static int? TermsWithin(double[] coefficients, double radius)
    {
        var sizes = coefficients.Select((c, i) => Math.Abs(c) * Math.Pow(radius, i)).ToArray();
        var rest = sizes[sizes.Length - 1] + sizes[sizes.Length - 2];
        var count = sizes.Length;
        while (count > 1 && rest + sizes[count - 1] <= Remainder * sizes[0])
            rest += sizes[--count];
        return rest <= Remainder * sizes[0] && sizes.Take(count).Count(size => size > 0) <= MaximumTerms ? count : null;
    }
}
