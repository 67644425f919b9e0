using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Proves that an index is a position, from the ranges of axes and the conditions under which the index is used.</summary>
/// <remarks>
/// Facts are differences, x − y ≤ c, where x and y are axes, extents, other integers taken as they are, or 0. The sharpest bound that they imply on a
/// difference is a shortest path. That is enough for neighbours (<c>t == 0 ? … : a[t - 1]</c>) and says nothing of products and quotients.
/// </remarks>
internal sealed class IndexBounds
{
    private const long Unbounded = long.MaxValue / 4;
    private const long LargestConstant = 1L << 48; // sums of a path's bounds cannot overflow

    private readonly NodeFactory _factory;
    private readonly Node _zero;
    private readonly List<(Node Left, Node Right, long Bound)> _facts = [];
    private readonly List<(Node Left, Node Right)> _different = [];
    private readonly HashSet<Node> _known = [];

    public IndexBounds(NodeFactory factory, IEnumerable<Node> conditions)
    {
        _factory = factory;
        _zero = factory.Integer(0);
        foreach (var condition in conditions)
            Assume(condition, holds: true);

        // x ≠ y sharpens x ≤ y to x < y, which may make another difference strict.
        for (var round = 0; round < _different.Count; round++)
        {
            foreach (var (left, right) in _different)
            {
                if (IsAtMost(left, right, 0))
                    AddFact(left, right, -1);
                else if (IsAtMost(right, left, 0))
                    AddFact(right, left, -1);
            }
        }
    }

    /// <summary>Whether an index is certainly a position of a dimension.</summary>
    public bool IsInside(Node index, Extent extent) => IsAtMost(_zero, index, 0) && IsAtMost(index, _factory.Size(extent), -1);

    /// <summary>Whether <c>left ≤ right + bound</c> follows.</summary>
    private bool IsAtMost(Node left, Node right, long bound)
    {
        var (x, shiftOfX) = Split(left);
        var (y, shiftOfY) = Split(right);
        return Distance(y, x) <= bound + shiftOfY - shiftOfX;
    }

    private void Assume(Node condition, bool holds)
    {
        if (condition is not Call { Operator: var op } call)
            return;
        if (op == Operators.Not)
        {
            Assume(call.Operands[0], !holds);
        }
        else if (op == (holds ? Operators.And : Operators.Or))
        {
            foreach (var operand in call.Operands)
                Assume(operand, holds);
        }
        else if (op.Typing == OperatorTyping.Comparison && call.Operands.All(operand => operand.Type == NodeType.Integer))
        {
            AssumeComparison(op, call.Operands[0], call.Operands[1], holds);
        }
    }

    private void AssumeComparison(Operator op, Node left, Node right, bool holds)
    {
        if (op == (holds ? Operators.Less : Operators.GreaterOrEqual))
            AddFact(left, right, -1);
        else if (op == (holds ? Operators.LessOrEqual : Operators.Greater))
            AddFact(left, right, 0);
        else if (op == (holds ? Operators.Greater : Operators.LessOrEqual))
            AddFact(right, left, -1);
        else if (op == (holds ? Operators.GreaterOrEqual : Operators.Less))
            AddFact(right, left, 0);
        else if (op == (holds ? Operators.Equal : Operators.NotEqual))
            AddFacts(left, right);
        else
            _different.Add((left, right));
    }

    private void AddFacts(Node left, Node right)
    {
        AddFact(left, right, 0);
        AddFact(right, left, 0);
    }

    /// <summary>Notes that <c>left ≤ right + bound</c>.</summary>
    private void AddFact(Node left, Node right, long bound)
    {
        var (x, shiftOfX) = Split(left);
        var (y, shiftOfY) = Split(right);
        _facts.Add((x, y, bound + shiftOfY - shiftOfX));
    }

    /// <summary>A node as another one and a constant.</summary>
    private (Node Variable, long Shift) Split(Node node)
    {
        var offset = Offset.Of(node);
        if (offset.Base is IntegerConstant { Value: > -LargestConstant and < LargestConstant } constant)
            return (_zero, constant.Value + offset.Constant);
        NoteRange(offset.Base);
        return (offset.Base, offset.Constant);
    }

    private void NoteRange(Node node)
    {
        if (!_known.Add(node))
            return;
        var extent = node switch
        {
            Position position => position.Axis.Extent,
            Element { Array: Ranking ranking } => ranking.Axis.Extent,
            _ => null,
        };
        if (extent is not null)
            AddFact(node, _factory.Size(extent), -1);
        if (extent is not null || node is ExtentRead)
            AddFact(_zero, node, 0);
        if (node is Call { Operator: var op } call && (op == Operators.Min || op == Operators.Max))
        {
            foreach (var operand in call.Operands)
            {
                if (op == Operators.Min)
                    AddFact(node, operand, 0);
                else
                    AddFact(operand, node, 0);
            }
        }
    }

    /// <summary>The sharpest c for which <c>to − from ≤ c</c> follows: a shortest path (Bellman and Ford).</summary>
    private long Distance(Node from, Node to)
    {
        var distances = new Dictionary<Node, long> { [from] = 0 };
        for (var round = 0; round <= _known.Count + 1; round++)
        {
            var changed = false;
            foreach (var (left, right, bound) in _facts)
            {
                if (distances.TryGetValue(right, out var distance) && distance + bound < (distances.TryGetValue(left, out var known) ? known : Unbounded))
                {
                    distances[left] = distance + bound;
                    changed = true;
                }
            }

            if (!changed)
                break;
        }

        return distances.TryGetValue(to, out var found) ? found : Unbounded;
    }
}
