using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Which way a loss goes where a term of it rises.</summary>
internal enum TermSign
{
    Negative = -1,
    Unknown = 0,
    Positive = 1,
}

/// <summary>An expression that a loss adds up, weighted.</summary>
/// <param name="Node">The expression; it depends on what the loss is differentiated by.</param>
/// <param name="Sign">Whether the loss rises with it.</param>
/// <param name="Factors">What it is multiplied by.</param>
internal readonly record struct LossTerm(Node Node, TermSign Sign, IReadOnlyList<Node> Factors);

/// <summary>
/// Takes a loss apart: through sums, means, weights that do not depend on the prediction, the branches of choices, and square roots. A term is
/// what is minimised (or maximised); the same expression as a factor of another one need not be.
/// </summary>
internal sealed class LossTerms
{
    private readonly DesignContext _context;
    private readonly List<LossTerm> _terms = [];
    private readonly HashSet<(Node Node, TermSign Sign)> _seen = [];

    private LossTerms(DesignContext context) => _context = context;

    public static IReadOnlyList<LossTerm> Of(DesignContext context)
    {
        var terms = new LossTerms(context);
        var objectives = context.Program.ReturnValue is { } value ? [value] : context.Program.Roots;
        foreach (var objective in objectives)
            terms.Visit(objective, TermSign.Positive);
        return terms._terms;
    }

    private void Visit(Node node, TermSign sign)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_context.ReadsPrediction(node) || !_seen.Add((node, sign)))
            return;
        switch (node)
        {
            case Call call when Patterns.Additive.Contains(call.Operator) || call.Operator == Operators.Negate:
                foreach (var (isNegative, term) in TermChain.Of(call))
                    Visit(term, isNegative ? Opposite(sign) : sign);
                break;
            case Call call when Patterns.Multiplicative.Contains(call.Operator):
                VisitProduct(call, sign);
                break;
            case Call call when call.Operator == Operators.Sqrt:
                Visit(call.Operands[0], sign);
                break;
            case Select select:
                Visit(select.IfTrue, sign);
                Visit(select.IfFalse, sign);
                break;
            case Reduce { Kind: ReduceKind.Sum } sum:
                Visit(sum.Body, sign);
                break;
            default:
                _terms.Add(new LossTerm(node, sign, []));
                break;
        }
    }

    private void VisitProduct(Call product, TermSign sign)
    {
        var chain = FactorChain.Of(product);
        var own = chain.Factors.Where(_context.ReadsPrediction).ToList();
        var weights = chain.Factors.Where(factor => !_context.ReadsPrediction(factor)).Concat(chain.Divisors);
        var signed = weights.Aggregate(chain.IsNegative ? Opposite(sign) : sign, Weighted);
        if (own.Count == 1 && !chain.Divisors.Any(_context.ReadsPrediction))
            Visit(own[0], signed);
        else
            _terms.Add(new LossTerm(product, sign, own));
    }

    private TermSign Weighted(TermSign sign, Node weight) =>
        _context.Signs.IsNonNegative(weight) ? sign : _context.Signs.IsNonPositive(weight) ? Opposite(sign) : TermSign.Unknown;

    private static TermSign Opposite(TermSign sign) => (TermSign)(-(int)sign);
}
