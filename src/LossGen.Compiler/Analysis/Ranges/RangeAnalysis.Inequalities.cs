using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <content>
/// Sums by what relates their terms: from a sum an inequality L ≥ 0 is taken away, as often as one of its terms asks for, and what remains bounds the
/// sum from below. A few steps of this prove what intervals cannot: softplus(x) − x·y is not negative for y in [0, 1].
/// </content>
public sealed partial class RangeAnalysis
{
    private const int MaximumDepth = 3;

    /// <summary>How many inequalities are tried for one sum.</summary>
    private const int MaximumAttempts = 48;

    private Lemmas? _lemmas;
    private int _attempts;

    private Lemmas KnownInequalities => _lemmas ??= new Lemmas(this);

    private bool IsSubjectOfInequality(Node node)
    {
        for (var level = this; level is not null; level = level._outer)
        {
            if (level._facts.Inequalities.Count > 0 && level._facts.Inequalities.Any(inequality => inequality.Form.Terms.ContainsKey(Monomial.Of(node))))
                return true;
        }

        return false;
    }

    /// <summary>The inequalities that hold by facts.</summary>
    internal IEnumerable<(Inequality Inequality, bool IsEverywhere)> KnownFacts()
    {
        for (var level = this; level is not null; level = level._outer)
        {
            foreach (var inequality in level._facts.Inequalities)
                yield return (inequality, level._outer is null);
        }
    }

    /// <summary>The part of a range in which a sum can be.</summary>
    private Interval Sharpened(Interval range, LinearForm form)
    {
        if (form.Terms.Count == 0)
            return range.Restrict(Interval.Point(form.Constant));
        var (low, lowOpen) = LowerBound(form);
        var (high, highOpen) = LowerBound(LinearForm.Number(0).Plus(form, -1));
        return low <= -high ? range.Restrict(new Interval(low, 0 - high, lowOpen, highOpen).Widened(RoundingError)) : range;
    }

    /// <summary>Whether a sum is certainly not negative, by that many inequalities after each other.</summary>
    internal bool IsNonNegative(LinearForm form, int depth) => LowerBound(form, depth).Low >= 0;

    private (double Low, bool IsOpen) LowerBound(LinearForm form)
    {
        var outer = _attempts;
        _attempts = MaximumAttempts;
        var bound = LowerBound(form, MaximumDepth);
        _attempts = outer;
        return bound;
    }

    private (double Low, bool IsOpen) LowerBound(LinearForm form, int depth)
    {
        var best = LowEndOf(form, out var lowest);
        if (best.Low >= 0 || depth == 0 || lowest is null)
            return best;
        if (CommonFactorBound(form, depth) is { } common && IsBetter(common, best))
            best = common;
        foreach (var (inequality, factor) in KnownInequalities.For(form, lowest, depth))
        {
            if (best.Low >= 0 || _attempts <= 0 || !_budget.TryTake())
                break;
            if (Arithmetic == Arithmetic.Rounded && !inequality.IsOfComputed)
                continue;
            _attempts--;
            var (low, isOpen) = LowerBound(form.Plus(inequality.Form, -factor), depth - 1);
            if (IsBetter((low, isOpen || inequality.IsStrict), best))
                best = (low, isOpen || inequality.IsStrict);
        }

        return best;
    }

    private static bool IsBetter((double Low, bool IsOpen) bound, (double Low, bool IsOpen) best) =>
        bound.Low > best.Low || (bound.Low == best.Low && bound.IsOpen && !best.IsOpen);

    /// <summary>f·(a − b) is not negative if neither f nor the difference is.</summary>
    private (double Low, bool IsOpen)? CommonFactorBound(LinearForm form, int depth)
    {
        if (form.Constant != 0 || form.Terms.Count < 2)
            return null;
        var products = form.Terms.Keys.ToList();
        var common = products.Skip(1).Aggregate(products[0], Common);
        if (common.Factors.Count == 0)
            return null;
        var range = RangeOf(common);
        var sign = range.IsNonNegative ? 1 : range.IsNonPositive ? -1 : 0;
        if (sign == 0)
            return null;
        var rest = LinearForm.Number(0);
        foreach (var term in form.Terms)
            rest = rest.Plus(Opened(term.Key.Times(common, -1)), sign * term.Value);
        var (low, isOpen) = LowerBound(rest, depth - 1);
        return low >= 0 ? (0, isOpen && (range.IsPositive || range.IsNegative)) : null;
    }

    private static LinearForm Opened(Monomial product) => product.Single is { } single ? LinearForm.Of(single) : LinearForm.Of(product);

    private static Monomial Common(Monomial x, Monomial y)
    {
        var common = Monomial.One;
        foreach (var factor in x.Factors)
        {
            var other = y.Factors.FirstOrDefault(candidate => candidate.Key == factor.Key).Value;
            if (factor.Value > 0 && other > 0)
                common = common.Times(Monomial.Of(factor.Key), Math.Min(factor.Value, other));
        }

        return common;
    }

    /// <summary>The lower end by the ranges of the terms alone, and the term that takes the most from it.</summary>
    private (double Low, bool IsOpen) LowEndOf(LinearForm form, out Monomial? lowest)
    {
        lowest = null;
        var (sum, least) = (Interval.Point(form.Constant), double.PositiveInfinity);
        var combined = Arithmetic == Arithmetic.Exact ? ConvexCombination(form) : null;
        foreach (var term in form.Terms)
        {
            if (combined is { } pair && (term.Key.Equals(pair.First) || term.Key.Equals(pair.Second)))
                continue;
            var range = Scaled(RangeOfTerm(term.Key), term.Value);
            if (range.Low < least)
                (lowest, least) = (term.Key, range.Low);
            sum += range;
        }

        if (combined is { } hull)
            sum += hull.Range;
        return sum.IsEmpty || double.IsNaN(sum.Low) ? (double.NegativeInfinity, false) : (sum.Low, sum.LowOpen);
    }

    /// <summary>Two terms y·a and (1 − y)·b with y in [0, 1], whose sum is between a and b; null if there are none.</summary>
    private (Monomial First, Monomial Second, Interval Range)? ConvexCombination(LinearForm form)
    {
        foreach (var second in form.Terms)
        {
            foreach (var complement in second.Key.Factors)
            {
                foreach (var first in complement is { Value: 1, Key: Call } ? form.Terms.Where(term => !term.Key.Equals(second.Key)) : [])
                {
                    var part = first.Key.Factors.FirstOrDefault(factor => factor.Value == 1 && AreComplements(factor.Key, complement.Key)).Key;
                    if (part is null || Of(part) is not { Low: >= 0, High: <= 1 })
                        continue;
                    var a = Scaled(RangeOf(first.Key.Where(factor => factor.Key != part)), first.Value);
                    var b = Scaled(RangeOf(second.Key.Where(factor => factor.Key != complement.Key)), second.Value);
                    return (first.Key, second.Key, a.Union(b));
                }
            }
        }

        return null;
    }

    internal Interval RangeOfTerm(Monomial product) => product.Single is { } single ? Of(single) : RangeOf(product);
}
