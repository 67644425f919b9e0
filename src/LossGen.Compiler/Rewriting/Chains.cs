using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A summand with its sign.</summary>
internal readonly record struct SignedTerm(bool IsNegative, Node Node);

/// <summary>A sum taken apart: through additions, subtractions and negations, however they nest.</summary>
internal static class TermChain
{
    /// <summary>A longer chain is left together at its end: shared sums can stand for more terms than there are atoms.</summary>
    public const int MaximumLength = 64;

    public static List<SignedTerm> Of(Node node)
    {
        var terms = new List<SignedTerm>();
        Collect(node, false, terms);
        return terms;
    }

    public static Node ToNode(IEnumerable<SignedTerm> terms, Algebra algebra) => terms.Aggregate(
        algebra.Zero,
        (sum, term) => term.IsNegative ? algebra.Subtract(sum, term.Node) : algebra.Add(sum, term.Node));

    private static void Collect(Node node, bool isNegative, List<SignedTerm> terms)
    {
        if (terms.Count >= MaximumLength)
        {
            terms.Add(new SignedTerm(isNegative, node));
        }
        else if (node is Call call && (call.Operator == Operators.Add || call.Operator == Operators.Subtract))
        {
            Collect(call.Operands[0], isNegative, terms);
            Collect(call.Operands[1], isNegative ^ (call.Operator == Operators.Subtract), terms);
        }
        else if (node is Call negated && negated.Operator == Operators.Negate)
        {
            Collect(negated.Operands[0], !isNegative, terms);
        }
        else
        {
            terms.Add(new SignedTerm(isNegative, node));
        }
    }
}

/// <summary>A product taken apart: through multiplications, divisions and negations, however they nest.</summary>
internal sealed class FactorChain
{
    public bool IsNegative { get; private set; }

    public List<Node> Factors { get; } = [];

    public List<Node> Divisors { get; } = [];

    public static FactorChain Of(Node node)
    {
        var chain = new FactorChain();
        chain.Collect(node, false);
        return chain;
    }

    public static Node ToNode(bool isNegative, IEnumerable<Node> factors, IEnumerable<Node> divisors, Algebra algebra)
    {
        var product = divisors.Aggregate(factors.Aggregate(algebra.One, algebra.Multiply), algebra.Divide);
        return isNegative ? algebra.Negate(product) : product;
    }

    /// <summary>Drops what both multiplies and divides; false if nothing does.</summary>
    public bool Shorten() => Divisors.RemoveAll(Factors.Remove) > 0;

    private void Collect(Node node, bool isDivisor)
    {
        if (Factors.Count + Divisors.Count >= TermChain.MaximumLength)
        {
            (isDivisor ? Divisors : Factors).Add(node);
        }
        else if (node is Call call && (call.Operator == Operators.Multiply || call.Operator == Operators.Divide))
        {
            Collect(call.Operands[0], isDivisor);
            Collect(call.Operands[1], isDivisor ^ (call.Operator == Operators.Divide));
        }
        else if (node is Call negated && negated.Operator == Operators.Negate)
        {
            IsNegative = !IsNegative;
            Collect(negated.Operands[0], isDivisor);
        }
        else
        {
            (isDivisor ? Divisors : Factors).Add(node);
        }
    }
}
