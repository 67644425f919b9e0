using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>A product of powers of expressions, ordered by when the expressions were made.</summary>
internal sealed class Monomial : IComparable<Monomial>
{
    public static readonly Monomial One = new([]);

    private readonly (Node Atom, int Power)[] _factors;

    private Monomial((Node Atom, int Power)[] factors) => _factors = factors;

    public bool IsOne => _factors.Length == 0;

    public IReadOnlyList<(Node Atom, int Power)> Factors => _factors;

    public IEnumerable<Node> Atoms => _factors.Select(factor => factor.Atom);

    public static Monomial Of(Node atom, int power) => new([(atom, power)]);

    public Monomial Times(Monomial other) => new(
        [
            .. _factors.Concat(other._factors)
                .GroupBy(factor => factor.Atom)
                .Select(group => (group.Key, group.Sum(factor => factor.Power)))
                .Where(factor => factor.Item2 != 0)
                .OrderBy(factor => factor.Key.Id),
        ]);

    public Monomial Inverse() => new([.. _factors.Select(factor => (factor.Atom, -factor.Power))]);

    public int PowerOf(Node atom) => _factors.FirstOrDefault(factor => ReferenceEquals(factor.Atom, atom)).Power;

    public Monomial Without(Node atom) => new([.. _factors.Where(factor => !ReferenceEquals(factor.Atom, atom))]);

    public Node ToNode(Algebra algebra, double coefficient)
    {
        var product = algebra.Real(coefficient);
        foreach (var (atom, power) in _factors.Where(factor => factor.Power > 0))
            product = algebra.Multiply(product, power == 1 ? atom : algebra.Power(atom, algebra.Real(power)));
        foreach (var (atom, power) in _factors.Where(factor => factor.Power < 0))
            product = algebra.Divide(product, power == -1 ? atom : algebra.Power(atom, algebra.Real(-power)));
        return product;
    }

    public int CompareTo(Monomial? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Math.Min(_factors.Length, other._factors.Length); i++)
        {
            var (mine, its) = (_factors[i], other._factors[i]);
            var order = mine.Atom.Id != its.Atom.Id ? mine.Atom.Id.CompareTo(its.Atom.Id) : mine.Power.CompareTo(its.Power);
            if (order != 0)
                return order;
        }

        return _factors.Length.CompareTo(other._factors.Length);
    }
}
