using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Keeps the gradient of a cross-entropy accurate where the probability of the label rounds to 1: A·softmax(x, s) + (c ? −A : 0) becomes
/// c ? A·expm1(x − s) : A·softmax(x, s), since e^(x − s) − 1 is what the difference p − 1 forgets. A·softmax(x, s) − A alone is A·expm1(x
/// − s). With targets t of total T = Σt, A·T·softmax(x, s) − A·t becomes A·((T − t)·softmax(x, s) + t·expm1(x − s)), which for a target that has all
/// the weight is the same.
/// </summary>
internal sealed class SoftmaxGradient(Algebra algebra)
{
    private readonly Dictionary<Node, Node> _known = [];

    public Node Rewrite(Node node)
    {
        if (!_known.TryGetValue(node, out var result))
            _known[node] = result = RewriteSum(algebra.MapOperands(node, Rewrite));
        return result;
    }

    private Node RewriteSum(Node node)
    {
        if (node is not Call { Operands.Count: 2 } call || (call.Operator != Operators.Add && call.Operator != Operators.Subtract))
            return node;
        var terms = TermChain.Of(node);
        if (terms.Count > SumPattern.MaximumTerms)
            return node;
        return Combine(terms, Join) ?? Combine(terms, Collect) ?? node;
    }

    /// <summary>The sum with two of its terms made one, and so on; null if there are no two such terms.</summary>
    private Node? Combine(List<SignedTerm> terms, Func<Node, Node, Node?> combine)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = 0; j < terms.Count; j++)
            {
                if (i == j || combine(Signed(terms[i]), Signed(terms[j])) is not { } combined)
                    continue;
                var rest = TermChain.ToNode(terms.Where((_, k) => k != i && k != j), algebra);
                return RewriteSum(algebra.Add(rest, combined));
            }
        }

        return null;
    }

    /// <summary>Two multiples of one softmax as one: the gradient of a loss that is a result and in the value has such.</summary>
    private Node? Collect(Node left, Node right) =>
        Split(left) is { } first && Split(right) is { } second && ReferenceEquals(first.Softmax, second.Softmax)
            ? algebra.Multiply(algebra.Add(first.Weight, second.Weight), first.Softmax)
            : null;

    /// <summary>The two terms as one, if they are a multiple of a softmax and its subtraction, everywhere or in one place.</summary>
    private Node? Join(Node probabilities, Node corrections)
    {
        if (Split(probabilities) is not var (weight, softmax))
            return null;
        var inPlace = algebra.Multiply(weight, algebra.ExpM1(algebra.Subtract(softmax.Operands[0], softmax.Operands[1])));
        if (AreOpposite(weight, corrections))
            return inPlace;
        if (corrections is not Select select)
            return JoinTargets(FactorChain.Of(probabilities), softmax, corrections);
        if (Algebra.IsConstant(select.IfFalse, 0) && AreOpposite(weight, select.IfTrue))
            return algebra.Select(select.Condition, inPlace, probabilities);
        if (Algebra.IsConstant(select.IfTrue, 0) && AreOpposite(weight, select.IfFalse))
            return algebra.Select(select.Condition, probabilities, inPlace);
        return null;
    }

    private (Node Weight, Call Softmax)? Split(Node product)
    {
        var chain = FactorChain.Of(product);
        var index = chain.Factors.FindIndex(factor => factor is Call call && call.Operator == Operators.Softmax);
        if (index < 0)
            return null;
        var weight = FactorChain.ToNode(chain.IsNegative, chain.Factors.Where((_, i) => i != index), chain.Divisors, algebra);
        return (Canonical(weight), (Call)chain.Factors[index]);
    }

    /// <summary>Whether two sums have opposite terms, in whatever order.</summary>
    private bool AreOpposite(Node left, Node right)
    {
        var (terms, others) = (TermChain.Of(left), TermChain.Of(right));
        return terms.Count == others.Count && terms.Count <= SumPattern.MaximumTerms
            && terms.Select(term => Canonical(Signed(term)).Id).OrderBy(id => id)
                .SequenceEqual(others.Select(term => Canonical(algebra.Negate(Signed(term))).Id).OrderBy(id => id));
    }

    /// <summary>A·T·softmax(x, s) − A·t, where T is the sum of t over its row; else null.</summary>
    private Node? JoinTargets(FactorChain probabilities, Call softmax, Node corrections)
    {
        foreach (var total in probabilities.Factors.OfType<Reduce>().Where(factor => factor.Kind == ReduceKind.Sum))
        {
            var scales = probabilities.Factors.Where(factor => factor != softmax && factor != total).ToList();
            var targets = FactorChain.Of(corrections);
            if (targets.IsNegative == probabilities.IsNegative
                || !scales.All(targets.Factors.Remove)
                || !probabilities.Divisors.All(targets.Divisors.Remove))
                continue;
            var target = FactorChain.ToNode(false, targets.Factors, targets.Divisors, algebra);
            if (NodeMatching.FindSubstitution(total.Body, total.Axis, target) is not Position)
                continue;
            var scale = FactorChain.ToNode(probabilities.IsNegative, scales, probabilities.Divisors, algebra);
            var minusOne = algebra.ExpM1(algebra.Subtract(softmax.Operands[0], softmax.Operands[1]));
            return algebra.Multiply(scale, algebra.Add(
                algebra.Multiply(algebra.Subtract(total, target), softmax),
                algebra.Multiply(target, minusOne)));
        }

        return null;
    }

    private Node Signed(SignedTerm term) => term.IsNegative ? NegateInside(term.Node) : term.Node;

    /// <summary>A negated choice is a choice of negated values.</summary>
    private Node NegateInside(Node node) => node is Select select
        ? algebra.Select(select.Condition, NegateInside(select.IfTrue), NegateInside(select.IfFalse))
        : algebra.Negate(node);

    private Node Canonical(Node node) => Product.Of(node).ToNode(algebra);
}
