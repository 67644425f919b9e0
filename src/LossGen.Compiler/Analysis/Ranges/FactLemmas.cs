using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>Inequalities of the facts, at the positions at which a sum reads their terms.</summary>
internal static class FactLemmas
{
    public static IEnumerable<Inequality> For(RangeAnalysis ranges, Monomial product, int sign, LinearForm sum)
    {
        foreach (var (inequality, isEverywhere) in ranges.KnownFacts())
        {
            if (inequality.Form.Terms.ContainsKey(product))
                yield return inequality;
            else if (isEverywhere && At(inequality, product, sign, sum) is { } instance)
                yield return instance;
        }
    }

    /// <summary>An inequality about all positions at those of a sum, all of whose terms must occur there.</summary>
    private static Inequality? At(Inequality inequality, Monomial product, int sign, LinearForm sum)
    {
        foreach (var first in inequality.Form.Terms.Where(term => Math.Sign(term.Value) == sign))
        {
            var positions = new Dictionary<Axis, Node>();
            if (first.Key.Single is not { FreeAxes.Count: > 0 } pattern || product.Single is not { } subject || !Unification.TryMatch(pattern, subject, positions))
                continue;
            var form = LinearForm.Number(inequality.Form.Constant).Plus(product, first.Value);
            foreach (var rest in inequality.Form.Terms.Where(term => !term.Key.Equals(first.Key)))
            {
                var found = sum.Terms.Keys.FirstOrDefault(candidate => rest.Key.Single is { } part && candidate.Single is { } node
                    && Unification.TryMatch(part, node, new Dictionary<Axis, Node>(positions.ToDictionary(pair => pair.Key, pair => pair.Value))));
                if (found is null)
                    return null;
                form = form.Plus(found, rest.Value);
            }

            return inequality with { Form = form };
        }

        return null;
    }
}
