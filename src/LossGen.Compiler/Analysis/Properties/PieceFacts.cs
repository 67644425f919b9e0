using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Ranges on one piece, by whichever form of an expression has the narrower one.</summary>
internal sealed class PieceFacts(NodeFactory factory, RangeAnalysis ranges)
{
    /// <summary>Larger expressions are not multiplied out.</summary>
    private const int LargestExpanded = 60;

    /// <summary>Of larger expressions nothing is proven.</summary>
    private const int Largest = 250;

    private readonly Normalizer _normalizer = new(factory, ranges);

    /// <summary>An expression without the choices that are decided on the piece.</summary>
    public Node Simplified(Node node) => _normalizer.Canonical(node);

    public Interval RangeOf(Node node)
    {
        var size = SizeOf(node);
        if (size > Largest)
            return Interval.Whole;
        var range = ranges.Of(node);
        if (range.IsNonNegative || range.IsNonPositive || size > LargestExpanded)
            return range;
        var expanded = ranges.Of(_normalizer.Expanded(node));
        return new Interval(Math.Max(range.Low, expanded.Low), Math.Min(range.High, expanded.High));
    }

    /// <summary>The number of different nodes, as far as it matters.</summary>
    private static int SizeOf(Node node)
    {
        var visited = new HashSet<Node>();
        Visit(node);
        return visited.Count;

        void Visit(Node part)
        {
            if (visited.Count > Largest || !visited.Add(part))
                return;
            foreach (var operand in part.Operands)
                Visit(operand);
        }
    }
}
