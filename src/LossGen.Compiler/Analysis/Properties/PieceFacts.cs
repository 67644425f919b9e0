using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Ranges on one piece, by whichever form of an expression has the narrower one.</summary>
internal sealed class PieceFacts(NodeFactory factory, RangeAnalysis ranges)
{
    private readonly Normalizer _normalizer = new(factory, ranges);

    /// <summary>An expression without the choices that are decided on the piece.</summary>
    public Node Simplified(Node node) => _normalizer.Canonical(node);

    public Interval RangeOf(Node node)
    {
        var range = ranges.Of(node);
        if (range.IsNonNegative || range.IsNonPositive)
            return range;
        var expanded = ranges.Of(_normalizer.Expanded(node));
        return new Interval(Math.Max(range.Low, expanded.Low), Math.Min(range.High, expanded.High));
    }
}
