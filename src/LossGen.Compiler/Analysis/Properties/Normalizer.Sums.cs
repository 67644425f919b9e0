using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <content>Sums over axes.</content>
internal sealed partial class Normalizer
{
    /// <summary>Sums over the same positions as one sum, in which terms may cancel: Σ(a − p)² − Σ(a − n)² is linear in a.</summary>
    private Polynomial WithMergedSums(Polynomial polynomial)
    {
        var groups = polynomial.Terms
            .Select(term => (term.Factors, term.Coefficient, Sums: term.Factors.Factors.Where(factor => factor is { Atom: Reduce { Kind: ReduceKind.Sum }, Power: 1 }).ToList()))
            .Where(term => term.Sums.Count == 1)
            .Select(term => (term.Factors, term.Coefficient, Sum: (Reduce)term.Sums[0].Atom))
            .GroupBy(term => (Others: new MonomialKey(term.Factors.Without(term.Sum)), term.Sum.Axis.Extent))
            .Where(group => group.Count() > 1)
            .ToList();
        foreach (var group in groups)
        {
            var axis = factory.NewAxis(group.First().Sum.Axis.Name, group.Key.Extent);
            var body = _algebra.Zero;
            foreach (var (factors, coefficient, sum) in group)
            {
                body = _algebra.Add(body, _algebra.Multiply(_algebra.Real(coefficient), factory.OpenBody(sum, axis)));
                polynomial = polynomial.Without(factors);
            }

            var merged = _algebra.Sum(axis, Expanded(body));
            polynomial = polynomial.Plus(Polynomial.Of(_algebra.Multiply(group.Key.Others.Monomial.ToNode(_algebra, 1), merged)));
        }

        return polynomial;
    }

    /// <summary>The probabilities of a whole row are 1 together.</summary>
    private Node WithoutProbabilities(Reduce sum)
    {
        var polynomial = Polynomial.Of(sum.Body);
        foreach (var (factors, coefficient) in polynomial.Terms)
        {
            if (factors.Factors is [(Call { Operator: var op, Operands: [var element, Reduce { Kind: ReduceKind.LogSumExp } row] }, 1)] && op == Operators.Softmax
                && NodeMatching.FindSubstitution(row.Body, row.Axis, element) is Position position && position.Axis == sum.Axis)
                return _algebra.Add(_algebra.Sum(sum.Axis, polynomial.Without(factors).ToNode(_algebra)), _algebra.Real(coefficient));
        }

        return sum;
    }

    /// <summary>A product that compares by its factors.</summary>
    private readonly struct MonomialKey(Monomial monomial) : IEquatable<MonomialKey>
    {
        public Monomial Monomial { get; } = monomial;

        public bool Equals(MonomialKey other) => Monomial.CompareTo(other.Monomial) == 0;

        public override bool Equals(object? obj) => obj is MonomialKey other && Equals(other);

        public override int GetHashCode() => Monomial.Factors.Count;
    }
}
