using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// A formula with variables. As the left side of a rule it is matched against expressions, sums and products in any order and association;
/// as the right side it is built from what the variables stand for.
/// </summary>
internal abstract class Pattern
{
    /// <summary>All ways to read an expression as this formula.</summary>
    public abstract IEnumerable<Match> Matches(Node node, Match match, MatchContext context);

    public abstract Node Build(Match match, Algebra algebra);

    /// <summary>The operations that an expression of this form may begin with; null for any.</summary>
    public virtual IReadOnlyList<Operator>? Heads => null;

    /// <summary>
    /// Whether an expression may be of this form, by a look at its outermost operations. Most are not of most forms, and matching in earnest is a search.
    /// </summary>
    public virtual bool MayMatch(Node node) => true;

    public bool MayMatchAny(List<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (MayMatch(node))
                return true;
        }

        return false;
    }

    public static implicit operator Pattern(double value) => new ConstantPattern(value);

    public static Pattern operator +(Pattern x, Pattern y) =>
        new SumPattern([.. SumPattern.TermsOf(x, false), .. SumPattern.TermsOf(y, false)]);

    public static Pattern operator -(Pattern x, Pattern y) =>
        new SumPattern([.. SumPattern.TermsOf(x, false), .. SumPattern.TermsOf(y, true)]);

    public static Pattern operator -(Pattern x) => new SumPattern([.. SumPattern.TermsOf(x, true)]);

    public static Pattern operator *(Pattern x, Pattern y) => ProductPattern.Of(x, y, false);

    public static Pattern operator /(Pattern x, Pattern y) => ProductPattern.Of(x, y, true);
}

/// <summary>How a matcher makes nodes and looks into reductions.</summary>
/// <param name="Algebra">Makes nodes.</param>
/// <param name="Open">A reduction's axis and body; the axis is a fresh one where the match is going to be built from.</param>
/// <param name="Signs">What is known about signs.</param>
internal sealed record MatchContext(Algebra Algebra, Func<Reduce, (Axis Axis, Node Body)> Open, RangeAnalysis Signs)
{
    private LogSpace? _logarithms;
    private readonly Dictionary<Node, FactorChain> _factors = [];
    private readonly Dictionary<Node, List<SignedTerm>> _terms = [];
    private readonly HashSet<(SumPattern Pattern, Node Sum)> _absent = [];

    /// <summary>
    /// Reads expressions as they are, to find forms and not to replace them: the bodies of reductions are not opened, since opened ones have lost their
    /// places in the text.
    /// </summary>
    public static MatchContext ForReading(NodeFactory factory, IEnumerable<Node> conditions) =>
        new(new Algebra(factory), reduce => (reduce.Axis, reduce.Body), new RangeAnalysis(conditions));

    /// <summary>Expressions taken apart as polynomials.</summary>
    public Polynomials Polynomials { get; } = new(Algebra);

    /// <summary>Logarithms of expressions that exponentials are in.</summary>
    public LogSpace Logarithms => _logarithms ??= new LogSpace(this);

    /// <summary>An expression taken apart as a product. Not to be changed.</summary>
    public FactorChain FactorsOf(Node node)
    {
        if (!_factors.TryGetValue(node, out var chain))
            _factors[node] = chain = FactorChain.Of(node);
        return chain;
    }

    /// <summary>An expression taken apart as a sum, its numbers made one. Not to be changed.</summary>
    public List<SignedTerm> TermsOf(Node node)
    {
        if (!_terms.TryGetValue(node, out var chain))
            _terms[node] = chain = TermChain.WithOneNumber(TermChain.Of(node), Algebra);
        return chain;
    }

    /// <summary>Whether a sum is known to have nothing of a form in it, as part of a longer one that has not.</summary>
    public bool IsAbsent(SumPattern pattern, Node sum) => _absent.Contains((pattern, sum));

    /// <summary>
    /// Says that a rule has found nothing of a form in a sum. Then there is nothing in the sums that it was added up from, and a sum of n terms is
    /// searched once instead of n times. Of several numbers, which are taken for one, a part may have others than the whole.
    /// </summary>
    public void SetAbsent(SumPattern pattern, Node sum)
    {
        const int ShortestSum = 5;
        var terms = TermsOf(sum);
        if (terms.Count is < ShortestSum or > SumPattern.MaximumTerms || pattern.TakesRest || terms.Count(term => Algebra.TryGetConstant(term.Node, out _)) > 1)
            return;
        foreach (var part in sum.Operands)
        {
            if (pattern.MayMatch(part))
                _absent.Add((pattern, part));
        }
    }
}

/// <summary>Any real expression; the same one at every place.</summary>
internal class Variable(string name) : Pattern
{
    public string Name { get; } = name;

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        if (match.Bind(Name, node, context) is { } bound)
            yield return bound;
    }

    public override Node Build(Match match, Algebra algebra) => match[this];
}

/// <summary>An expression that a function makes another one of, which is what the variable then stands for.</summary>
internal sealed class DerivedPattern(Variable result, IReadOnlyList<Operator>? heads, Func<Node, MatchContext, Node?> derive) : Pattern
{
    public override IReadOnlyList<Operator>? Heads => heads;

    public override bool MayMatch(Node node) => heads is null || (node is Call call && heads.Contains(call.Operator));

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) =>
        derive(node, context) is { } derived ? result.Matches(derived, match, context) : [];

    public override Node Build(Match match, Algebra algebra) => match[result];
}

/// <summary>In a sum: all terms that are left over, at least one.</summary>
internal sealed class RemainingTerms(string name) : Variable(name);

/// <summary>A number that is written out and fulfils a condition.</summary>
internal sealed class NumberVariable(string name, Func<double, bool> condition) : Variable(name)
{
    public override bool MayMatch(Node node) => Algebra.TryGetConstant(node, out var value) && condition(value);

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) =>
        MayMatch(node) ? base.Matches(node, match, context) : [];
}

/// <summary>One number.</summary>
internal sealed class ConstantPattern(double value) : Pattern
{
    public double Value { get; } = value;

    public override bool MayMatch(Node node) => Algebra.IsConstant(node, Value);

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) => MayMatch(node) ? [match] : [];

    public override Node Build(Match match, Algebra algebra) => algebra.Real(Value);
}

/// <summary>An operation.</summary>
internal sealed class CallPattern(Operator op, params Pattern[] operands) : Pattern
{
    public override IReadOnlyList<Operator>? Heads { get; } = [op];

    public override bool MayMatch(Node node)
    {
        if (node is not Call call || call.Operator != op)
            return false;
        for (var i = 0; i < operands.Length; i++)
        {
            if (!operands[i].MayMatch(call.Operands[i]))
                return false;
        }

        return true;
    }

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        if (!MayMatch(node))
            return [];
        var matches = operands[0].Matches(node.Operands[0], match, context);
        return operands.Length == 1 ? matches : matches.SelectMany(first => operands[1].Matches(node.Operands[1], first, context));
    }

    public override Node Build(Match match, Algebra algebra) =>
        algebra.Call(op, [.. operands.Select(operand => operand.Build(match, algebra))]);
}

/// <summary>x², written as a power or as x·x.</summary>
internal sealed class SquarePattern(Pattern body) : Pattern
{
    public override IReadOnlyList<Operator>? Heads { get; } = [Operators.Power, Operators.Multiply];

    public override bool MayMatch(Node node) => node is Call call
        && ((call.Operator == Operators.Power && Algebra.IsConstant(call.Operands[1], 2))
            || (call.Operator == Operators.Multiply && ReferenceEquals(call.Operands[0], call.Operands[1])))
        && body.MayMatch(call.Operands[0]);

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) =>
        MayMatch(node) ? body.Matches(node.Operands[0], match, context) : [];

    public override Node Build(Match match, Algebra algebra) => algebra.Power(body.Build(match, algebra), algebra.Real(2));
}

/// <summary>A choice whose condition is a variable.</summary>
internal sealed class SelectPattern(Variable condition, Pattern ifTrue, Pattern ifFalse) : Pattern
{
    public override bool MayMatch(Node node) => node is Select select && ifTrue.MayMatch(select.IfTrue) && ifFalse.MayMatch(select.IfFalse);

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) => node is Select select
        ? condition.Matches(select.Condition, match, context)
            .SelectMany(inner => ifTrue.Matches(select.IfTrue, inner, context))
            .SelectMany(inner => ifFalse.Matches(select.IfFalse, inner, context))
        : [];

    public override Node Build(Match match, Algebra algebra) =>
        algebra.Select(match[condition], ifTrue.Build(match, algebra), ifFalse.Build(match, algebra));
}

/// <summary>
/// A reduction over one axis or several, with or without a guard. Reductions of one name have the same axes and guard, so the right side
/// reduces over what the left side has matched.
/// </summary>
internal sealed class ReducePattern(ReduceKind kind, string name, Pattern body) : Pattern
{
    public override bool MayMatch(Node node) => node is Reduce reduce && reduce.Kind == kind;

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        var axes = new List<Axis>();
        while (node is Reduce reduce && reduce.Kind == kind)
        {
            var (axis, inside) = context.Open(reduce);
            axes.Add(axis);
            node = inside;
        }

        if (axes.Count == 0)
            return [];
        var guard = default(Node);
        if (node is Select select && ReferenceEquals(select.IfFalse, context.Algebra.Identity(kind, NodeType.Real)))
            (guard, node) = (select.Condition, select.IfTrue);
        if (match.Scope(name) is not { } known)
            return body.Matches(node, match.Bind(name, new ReductionScope(axes, guard), context)!, context);

        // A second reduction is read over the axes of the first, so that equal bodies are equal.
        if (!axes.Select(axis => axis.Extent).SequenceEqual(known.Axes.Select(axis => axis.Extent)))
            return [];
        var factory = context.Algebra.Factory;
        for (var i = 0; i < axes.Count; i++)
        {
            var position = factory.Position(known.Axes[i]);
            node = factory.Substitute(node, axes[i], position);
            guard = guard is null ? null : factory.Substitute(guard, axes[i], position);
        }

        return ReferenceEquals(guard, known.Guard) ? body.Matches(node, match, context) : [];
    }

    public override Node Build(Match match, Algebra algebra)
    {
        var (axes, guard) = match.Scope(name)!;
        var node = body.Build(match, algebra);
        if (guard is not null)
            node = algebra.Select(guard, node, algebra.Identity(kind, NodeType.Real));
        return axes.Reverse().Aggregate(node, (inner, axis) => algebra.Reduce(kind, axis, inner));
    }
}
