using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>The derivative of the loss by one node: a sum of guarded terms.</summary>
internal sealed class Adjoint
{
    private readonly List<GuardedTerm> _terms = [];

    public IReadOnlyList<GuardedTerm> Terms => _terms;

    /// <summary>Adds a term, joined with one that has the same guards, or the same but for the last one's opposite.</summary>
    public void Add(Algebra algebra, GuardedTerm? term)
    {
        while (term is not null)
        {
            var added = term;
            var index = _terms.FindIndex(other => Joins(other, added));
            if (index < 0)
            {
                _terms.Add(added);
                return;
            }

            term = Join(algebra, _terms[index], added);
            _terms.RemoveAt(index);
        }
    }

    /// <summary>The sum as one expression: terms that begin with the same guard share its choice.</summary>
    public Node ToNode(Algebra algebra) => ToNode(algebra, _terms);

    private static Node ToNode(Algebra algebra, IReadOnlyList<GuardedTerm> terms)
    {
        var sum = terms.Where(term => term.Guards.Count == 0).Aggregate(algebra.Zero, (total, term) => algebra.Add(total, term.Value));
        foreach (var group in terms.Where(term => term.Guards.Count > 0).GroupBy(term => term.Guards[0].Condition))
        {
            var (ifTrue, ifFalse) = (Branch(algebra, group.Key, true, group), Branch(algebra, group.Key, false, group));
            sum = algebra.Add(sum, algebra.Select(group.Key, ifTrue, ifFalse));
        }

        return sum;
    }

    /// <summary>In a branch the condition is known, so choices by the same condition are made.</summary>
    private static Node Branch(Algebra algebra, Node condition, bool holds, IEnumerable<GuardedTerm> terms)
    {
        var branch = ToNode(algebra, [.. terms.Where(term => term.Guards[0].Holds == holds).Select(WithoutFirstGuard)]);
        return algebra.ReplaceHere(branch, condition, algebra.Factory.Boolean(holds));
    }

    private static GuardedTerm WithoutFirstGuard(GuardedTerm term) => term with { Guards = [.. term.Guards.Skip(1)] };

    private static bool Joins(GuardedTerm x, GuardedTerm y)
    {
        if (x.Guards.Count != y.Guards.Count)
            return false;
        var last = x.Guards.Count - 1;
        return x.Guards.SequenceEqual(y.Guards)
            || (x.Guards.Take(last).SequenceEqual(y.Guards.Take(last)) && x.Guards[last] == y.Guards[last].Opposite);
    }

    private static GuardedTerm Join(Algebra algebra, GuardedTerm x, GuardedTerm y)
    {
        if (x.Guards.SequenceEqual(y.Guards))
            return x with { Value = algebra.Add(x.Value, y.Value) };
        var (last, others) = (x.Guards[x.Guards.Count - 1], x.Guards.Take(x.Guards.Count - 1).ToList());
        var (ifTrue, ifFalse) = last.Holds ? (x.Value, y.Value) : (y.Value, x.Value);
        return new GuardedTerm(others, algebra.Select(last.Condition, ifTrue, ifFalse));
    }
}
