using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// A sum over the number of its elements, as <c>mean</c> and <c>sum(x) / size(i)</c> have it. That of a guarded mean is 0 where nothing is counted.
/// </summary>
internal sealed class MeanPattern(Pattern sum, Variable count) : Pattern
{
    private static readonly Variable IsEmpty = new("isEmpty");

    public override bool MayMatch(Node node) => node is Select || (node is Call call && call.Operator == Operators.Divide);

    public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context)
    {
        if (node is Select { IfFalse: Call } select && Algebra.IsConstant(select.IfTrue, 0)
            && select.Condition is Call isEmpty && isEmpty.Operator == Operators.Equal && Algebra.IsConstant(isEmpty.Operands[1], 0))
        {
            if (match.Bind(IsEmpty.Name, select.Condition, context) is not { } guarded)
                return [];
            return MatchesQuotient(select.IfFalse, guarded, context).Where(found => IsCount(isEmpty.Operands[0], found, context.Algebra.Factory));
        }

        return match.Has(IsEmpty) ? [] : MatchesQuotient(node, match, context);
    }

    public override Node Build(Match match, Algebra algebra)
    {
        var quotient = algebra.Divide(sum.Build(match, algebra), match[count]);
        return match.Has(IsEmpty) ? algebra.Select(match[IsEmpty], algebra.Zero, quotient) : quotient;
    }

    private IEnumerable<Match> MatchesQuotient(Node node, Match match, MatchContext context) =>
        node is Call quotient && quotient.Operator == Operators.Divide && quotient.Operands[1] is Call { Operands: [var number] } divisor
        && divisor.Operator == Operators.ToReal
            ? sum.Matches(quotient.Operands[0], match, context)
                .Where(found => IsCount(number, found, context.Algebra.Factory))
                .Select(found => found.Bind(count.Name, divisor, context))
                .OfType<Match>()
            : [];

    /// <summary>Whether a number is that of the elements that are summed.</summary>
    private static bool IsCount(Node number, Match match, NodeFactory factory)
    {
        var (axes, guard) = match.Scope("axes")!;
        if (guard is null)
            return Sizes(number).Select(extent => extent.Index).OrderBy(index => index)
                .SequenceEqual(axes.Select(axis => axis.Extent.Index).OrderBy(index => index));
        var indicator = factory.Call(Operators.ToInteger, guard);
        return ReferenceEquals(number, axes.Reverse().Aggregate(indicator, (inner, axis) => factory.Reduce(ReduceKind.Sum, axis, inner)));
    }

    private static IEnumerable<Extent> Sizes(Node number) => number switch
    {
        ExtentRead size => [size.Extent],
        Call product when product.Operator == Operators.Multiply => product.Operands.SelectMany(Sizes),
        _ => [],
    };
}
