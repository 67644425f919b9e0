using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Proves that an expression is never below 0: by its range, by its parts, or by the derivatives of its pieces.</summary>
internal sealed class NonNegativity(NodeFactory factory, ShapeAnalysis shapes, Normalizer normalizer, PieceBudget budget)
{
    /// <summary>After so many steps nothing more is proven: parts that are shared are visited again.</summary>
    private const int MaximumVisits = 1000;

    private readonly Algebra _algebra = new(factory);
    private int _visits;

    /// <summary>Whether the value is at least 0 wherever there is one.</summary>
    public bool Holds(Node node, RangeAnalysis ranges) => Holds(node, ranges, mayFix: true);

    private bool Holds(Node node, RangeAnalysis ranges, bool mayFix)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (ranges.Of(node).IsNonNegative)
            return true;
        if (_visits++ > MaximumVisits)
            return false;
        var holds = node switch
        {
            Reduce { Kind: ReduceKind.Sum or ReduceKind.Product or ReduceKind.Min } reduce => Holds(Open(reduce), ranges, mayFix),
            Select select => Holds(select.IfTrue, ranges.Under(select.Condition, true), mayFix)
                && Holds(select.IfFalse, ranges.Under(select.Condition, false), mayFix),
            Call { Type: NodeType.Real } call => HoldsForOperands(call, ranges, mayFix),
            _ => false,
        };
        return holds || (node.Type == NodeType.Real && node is Call or Select && HoldsForPieces(node, ranges, mayFix));
    }

    private bool HoldsForOperands(Call call, RangeAnalysis ranges, bool mayFix)
    {
        var op = call.Operator;
        if (op == Operators.Add || op == Operators.Multiply || op == Operators.Divide || op == Operators.Quotient || op == Operators.Min)
            return call.Operands.All(operand => Holds(operand, ranges, mayFix));
        return op == Operators.Max && call.Operands.Any(operand => Holds(operand, ranges, mayFix));
    }

    /// <summary>
    /// By the pieces of what depends on one element only; by another form; and, where the expression is affine in a datum between two bounds, at both of these, as
    /// softplus(z) − y·z is for 0 ≤ y ≤ 1.
    /// </summary>
    private bool HoldsForPieces(Node node, RangeAnalysis ranges, bool mayFix)
    {
        if (shapes.PiecesOf(node) is var (analysis, _) && analysis.IsNonNegative())
            return true;
        if (!budget.TrySpend(node.Depth))
            return false;
        var expanded = normalizer.Expanded(node);
        if (ranges.Of(expanded).IsNonNegative)
            return true;
        if (!mayFix)
            return false;
        foreach (var datum in DataOf(node))
        {
            if (ranges.Of(datum) is not { IsFinite: true, IsPoint: false, MayBeNaN: false } range || double.IsInfinity(range.Low) || double.IsInfinity(range.High))
                continue;
            if (Polynomial.Of(expanded).LinearIn(datum, other => NodeMatching.Contains(other, datum)) is not null)
                return HoldsAt(range.Low) && HoldsAt(range.High);

            bool HoldsAt(double value) => Holds(normalizer.Canonical(_algebra.Replace(node, datum, _algebra.Real(value))), ranges, mayFix: false);
        }

        return false;
    }

    private static List<Node> DataOf(Node node)
    {
        const int Few = 4;
        var (found, visited) = (new List<Node>(), new HashSet<Node>());
        Collect(node);
        return found;

        void Collect(Node part)
        {
            if (found.Count >= Few || !visited.Add(part))
                return;
            if (part is ArrayRead { Type: NodeType.Real } or ScalarRead { Type: NodeType.Real } && part.FreeAxes.IsSubsetOf(node.FreeAxes))
                found.Add(part);
            foreach (var operand in part.Operands)
                Collect(operand);
        }
    }

    private Node Open(Reduce reduce) => factory.OpenBody(reduce, factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent));
}
