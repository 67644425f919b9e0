using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>What conditions around an expression say about indices: the extents that they are positions of.</summary>
internal sealed class RangeFacts
{
    private readonly IReadOnlyDictionary<Node, Extent> _extents;
    private readonly Dictionary<Node, RangeFacts> _narrower = [];

    private readonly bool _withPositions;

    private RangeFacts(IReadOnlyDictionary<Node, Extent> extents, bool withPositions) => (_extents, _withPositions) = (extents, withPositions);

    /// <summary>Facts that hold everywhere. Each caller has its own, because facts are remembered by identity.</summary>
    /// <param name="withPositions">Whether positions on axes count as indices.</param>
    public static RangeFacts None(bool withPositions) => new(new Dictionary<Node, Extent>(), withPositions);

    /// <summary>The extent that an index is a position of, or null if nothing is known.</summary>
    public Extent? ExtentOf(Node index) => index is Position position ? (_withPositions ? position.Axis.Extent : null) : _extents.TryGetValue(index, out var extent) ? extent : null;

    /// <summary>These facts where a condition holds as well; the same object for the same condition.</summary>
    public RangeFacts And(Node condition)
    {
        if (!_narrower.TryGetValue(condition, out var narrower))
            _narrower[condition] = narrower = Narrow(condition);
        return narrower;
    }

    private RangeFacts Narrow(Node condition)
    {
        var conjuncts = new HashSet<Node>(Algebra.Conjuncts(condition));
        var bounds = conjuncts.OfType<Call>().Where(call => call.Operator == Operators.Less && call.Operands[1] is ExtentRead
            && conjuncts.OfType<Call>().Any(other => other.Operator == Operators.LessOrEqual && other.Operands[0] is IntegerConstant { Value: 0 } && other.Operands[1] == call.Operands[0]));
        var extents = _extents.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var bound in bounds)
            extents[bound.Operands[0]] = ((ExtentRead)bound.Operands[1]).Extent;
        return extents.Count == _extents.Count ? this : new RangeFacts(extents, _withPositions);
    }
}
