using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>A summand with its sign.</summary>
internal readonly record struct SignedTerm(bool IsNegative, Node Node);

/// <summary>A sum taken apart: through additions, subtractions and negations, however they nest.</summary>
internal static class TermChain
{
    /// <summary>A longer chain is left together at its end: shared sums can stand for more terms than there are atoms.</summary>
    public const int MaximumLength = 64;

    /// <summary>What is smaller than this share of a sum has lost more than half of its digits in it.</summary>
    public const double AbsorbedShare = 1.0 / 4096;

    public static List<SignedTerm> Of(Node node)
    {
        var terms = new List<SignedTerm>();
        Collect(node, false, terms);
        return terms;
    }

    /// <summary>
    /// 2 + x − 1 is x + 1. Numbers of which one is absorbed by the other in <c>float</c>, such as 1 and 1e-10, stay apart: their sum is only 1.
    /// </summary>
    public static List<SignedTerm> WithOneNumber(List<SignedTerm> terms, Algebra algebra)
    {
        var numbers = terms.Where(term => Algebra.TryGetConstant(term.Node, out _)).ToList();
        if (numbers.Count < 2)
            return terms;
        var values = numbers.Select(ValueOf).ToList();
        var largest = values.Max(Math.Abs);
        if (double.IsInfinity(largest) || values.Any(value => Math.Abs(value) < AbsorbedShare * largest))
            return terms;
        var sum = values.Sum();
        var others = terms.Where(term => !Algebra.TryGetConstant(term.Node, out _));
        return sum == 0 && terms.Count > numbers.Count ? [.. others] : [.. others, new SignedTerm(sum < 0, algebra.Real(Math.Abs(sum)))];
    }

    /// <summary>The value of a term that is a number.</summary>
    public static double ValueOf(SignedTerm term)
    {
        Algebra.TryGetConstant(term.Node, out var value);
        return term.IsNegative ? -value : value;
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

    /// <summary>The numbers of a product made one, if that is exact: 2 · (x / 2) is x.</summary>
    public static Node WithOneNumber(Node node, Algebra algebra)
    {
        var chain = Of(node);
        var (multiplied, divided) = (NumbersOf(chain.Factors), NumbersOf(chain.Divisors));
        if (multiplied.Count + divided.Count < 2 || multiplied.Concat(divided).Any(value => value == 0 || !IsExact(value)))
            return node;
        var (numerator, denominator) = (multiplied.Aggregate(1.0, (x, y) => x * y), divided.Aggregate(1.0, (x, y) => x * y));
        var quotient = numerator / denominator;
        return IsExact(numerator) && IsExact(denominator) && IsExact(quotient) && quotient * denominator == numerator
            ? ToNode(chain.IsNegative, WithoutNumbers(chain.Factors).Prepend(algebra.Real(quotient)), WithoutNumbers(chain.Divisors), algebra)
            : node;
    }

    public static Node ToNode(bool isNegative, IEnumerable<Node> factors, IEnumerable<Node> divisors, Algebra algebra)
    {
        var product = divisors.Aggregate(factors.Aggregate(algebra.One, algebra.Multiply), algebra.Divide);
        return isNegative ? algebra.Negate(product) : product;
    }

    /// <summary>Whether products of such numbers are exact: multiples of 1/1024 of moderate size.</summary>
    private static bool IsExact(double value) => value * 1024 == Math.Floor(value * 1024) && Math.Abs(value) <= 1 << 20;

    private static List<double> NumbersOf(IEnumerable<Node> nodes) =>
        [.. nodes.Where(node => Algebra.TryGetConstant(node, out _)).Select(node => TermChain.ValueOf(new SignedTerm(false, node)))];

    private static IEnumerable<Node> WithoutNumbers(IEnumerable<Node> nodes) => nodes.Where(node => !Algebra.TryGetConstant(node, out _));

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
