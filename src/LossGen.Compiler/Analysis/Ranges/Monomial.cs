using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>A product of powers of different expressions, in a fixed order; equal products are equal.</summary>
internal sealed class Monomial : IEquatable<Monomial>
{
    /// <summary>A longer product is left together: a few factors tell all that can be told.</summary>
    private const int MaximumFactors = 8;

    /// <summary>Shared parts can stand for more factors than there are nodes, all of them powers of few.</summary>
    private const int MaximumVisits = 64;

    private Monomial(IEnumerable<KeyValuePair<Node, double>> factors) =>
        Factors = [.. factors.Where(factor => factor.Value != 0).OrderBy(factor => factor.Key.Id)];

    public static Monomial One { get; } = new([]);

    /// <summary>The factors with their exponents.</summary>
    public IReadOnlyList<KeyValuePair<Node, double>> Factors { get; }

    /// <summary>The expression, if it is the only factor and stands by itself; null otherwise.</summary>
    public Node? Single => Factors is [{ Value: 1 } factor] ? factor.Key : null;

    public static Monomial Of(Node node) => new([new(node, 1)]);

    /// <summary>An expression as a number times a product, through multiplications, divisions, negations and whole powers.</summary>
    public static (double Coefficient, Monomial Product) Split(Node node)
    {
        var (coefficient, factors, visits) = (1.0, new Dictionary<Node, double>(), 0);
        return Collect(node, 1, factors, ref coefficient, ref visits) ? (coefficient, new Monomial(factors)) : (1, Of(node));
    }

    public Monomial Times(Monomial other, double power = 1)
    {
        var factors = Factors.ToDictionary(factor => factor.Key, factor => factor.Value);
        foreach (var factor in other.Factors)
        {
            factors.TryGetValue(factor.Key, out var exponent);
            factors[factor.Key] = exponent + (factor.Value * power);
        }

        return new Monomial(factors);
    }

    /// <summary>The product of the factors that satisfy a condition.</summary>
    public Monomial Where(Func<KeyValuePair<Node, double>, bool> condition) => new(Factors.Where(condition));

    public bool Equals(Monomial? other) => other is not null && Factors.SequenceEqual(other.Factors);

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => Factors.Aggregate(17, (hash, factor) => unchecked((((hash * 31) + factor.Key.Id) * 31) + factor.Value.GetHashCode()));

    private static bool Collect(Node node, double power, Dictionary<Node, double> factors, ref double coefficient, ref int visits)
    {
        if (visits++ > MaximumVisits)
            return false;
        if (Algebra.TryGetConstant(node, out var constant) && constant != 0)
        {
            coefficient *= Math.Pow(constant, power);
            return IsPlain(coefficient);
        }

        if (node is Call { Operator: var op } call && node.Type == NodeType.Real)
        {
            if (op == Operators.Negate && power == Math.Floor(power))
            {
                coefficient *= power % 2 == 0 ? 1 : -1;
                return Collect(call.Operands[0], power, factors, ref coefficient, ref visits);
            }

            if (op == Operators.Multiply)
                return Collect(call.Operands[0], power, factors, ref coefficient, ref visits) && Collect(call.Operands[1], power, factors, ref coefficient, ref visits);
            if (op == Operators.Divide || op == Operators.Quotient)
                return Collect(call.Operands[0], power, factors, ref coefficient, ref visits) && Collect(call.Operands[1], -power, factors, ref coefficient, ref visits);
            if (op == Operators.Power && Algebra.TryGetConstant(call.Operands[1], out var exponent) && exponent is 2 or 3 or 4)
                return Collect(call.Operands[0], power * exponent, factors, ref coefficient, ref visits);
        }

        var subject = Unconverted(node);
        factors.TryGetValue(subject, out var known);
        factors[subject] = known + power;
        return factors.Count <= MaximumFactors;
    }

    /// <summary>An integer made real has its value.</summary>
    private static Node Unconverted(Node node) => node is Call { Operator: var op } call && op == Operators.ToReal && call.Operands[0].Type == NodeType.Integer
        ? call.Operands[0]
        : node;

    private static bool IsPlain(double value) => value != 0 && !double.IsInfinity(value) && !double.IsNaN(value);
}
