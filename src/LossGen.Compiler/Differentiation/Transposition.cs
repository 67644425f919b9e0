using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// What a read of an array contributes to the array's elements: the element at position k of the output axes gets Σ over the axes of the read of its adjoint
/// where all indices are k.
/// </summary>
/// <remarks>
/// An index that is a plain axis is that axis renamed, and its sum is gone; any other stays as a condition. Between elements of a recurrence an index that is a
/// constant distance away from an axis is solved for the axis, too: an element that t reads at t − 1 gets its adjoint from k + 1, if there is such a position.
/// </remarks>
internal sealed class Transposition
{
    private readonly Algebra _algebra;
    private readonly AxisSet _kept;
    private readonly List<(Axis Axis, Node Replacement)> _solved = [];
    private readonly List<Node> _inside = [];
    private readonly List<(Axis Output, Node Index)> _conditions = [];

    /// <param name="algebra">Makes nodes.</param>
    /// <param name="indices">The indices of the read.</param>
    /// <param name="outputAxes">One axis a dimension of the array.</param>
    /// <param name="kept">Axes that stand for themselves: they are neither replaced nor summed over.</param>
    /// <param name="solvesSteps">Whether an index that is a step away from an axis is solved for it.</param>
    public Transposition(Algebra algebra, IReadOnlyList<Node> indices, IReadOnlyList<Axis> outputAxes, AxisSet kept, bool solvesSteps)
    {
        (_algebra, _kept) = (algebra, kept);
        for (var i = 0; i < outputAxes.Count; i++)
        {
            var offset = Offset.Of(indices[i]);
            if (offset.Base is Position { Axis: var axis } && axis.Extent == outputAxes[i].Extent && (offset.Constant == 0 || solvesSteps)
                && !kept.Contains(axis) && _solved.TrueForAll(pair => pair.Axis != axis))
                Solve(axis, outputAxes[i], offset.Constant);
            else
                _conditions.Add((outputAxes[i], indices[i]));
        }
    }

    /// <summary>The term of the element at the output axes; null if it gets nothing.</summary>
    /// <param name="readAxes">The axes of the read.</param>
    /// <param name="term">The read's adjoint.</param>
    public GuardedTerm? Apply(AxisSet readAxes, GuardedTerm term)
    {
        // Outside of these conditions the rest means nothing.
        GuardedTerm? result = GuardedTerm.Of(AtOutput(term.Value));
        foreach (var condition in _inside)
            result = result?.When(Guard.Of(_algebra, condition, true));
        foreach (var guard in term.Guards)
        {
            var mapped = guard.Map(AtOutput);
            result = result?.When(Guard.Of(_algebra, mapped.Condition, mapped.Holds));
        }

        foreach (var (output, index) in _conditions)
            result = result?.When(Guard.Of(_algebra, _algebra.Equal(_algebra.Factory.Position(output), AtOutput(index)), true));
        foreach (var axis in readAxes.Reverse())
        {
            if (!_kept.Contains(axis) && _solved.TrueForAll(pair => pair.Axis != axis))
                result = result?.SumOver(_algebra, axis);
        }

        return result;
    }

    private void Solve(Axis axis, Axis output, long step)
    {
        var position = _algebra.Factory.Position(output);
        var source = _algebra.Step(position, -step);
        _solved.Add((axis, source));
        if (step > 0)
            _inside.Add(_algebra.GreaterOrEqual(position, _algebra.Factory.Integer(step)));
        else if (step < 0)
            _inside.Add(_algebra.Call(Operators.Less, source, _algebra.Factory.Size(output.Extent)));
    }

    private Node AtOutput(Node node) => _solved.Aggregate(node, (current, pair) => pair.Replacement is Position
        ? _algebra.Factory.Substitute(current, pair.Axis, pair.Replacement)
        : _algebra.Substitute(current, pair.Axis, pair.Replacement));
}
