using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <content>Computed arrays, and probabilities of rows.</content>
internal sealed partial class Unroller
{
    /// <summary>The recurrences that are being computed.</summary>
    private readonly Dictionary<RecurrenceSymbol, Carry> _carries = [];
    private readonly Dictionary<(Recurrence Recurrence, long Position), int> _contexts = [];

    /// <summary>Which recurrence, at which positions of its free axes, is being computed; 0 outside of all.</summary>
    private int _context;

    private int ElementOf(Element element)
    {
        var lengths = element.Array.Axes.Select(axis => shape.LengthOf(axis.Extent)).ToArray();
        return element.Array is Recurrence recurrence
            ? At([.. element.Indices], lengths, offset => RecurrenceElement(CarryOf(recurrence), offset))
            : At([.. element.Indices], lengths, rank => Ranked((Ranking)element.Array, rank));
    }

    private Carry CarryOf(Recurrence recurrence)
    {
        var key = (recurrence, FlatPosition(recurrence.FreeAxes));
        if (!_contexts.TryGetValue(key, out var context))
            _contexts[key] = context = _contexts.Count + 1;
        return new Carry(recurrence, context, _carries.TryGetValue(recurrence.Symbol, out var outer) ? outer : null);
    }

    private int Carried(CarriedRead read)
    {
        if (!_carries.TryGetValue(read.Symbol, out var carry))
            return tape.Undefined;
        var lengths = carry.Recurrence.Axes.Select(axis => shape.LengthOf(axis.Extent)).ToArray();
        return At(read.Operands, lengths, offset => RecurrenceElement(carry, offset));
    }

    /// <summary>Computes one element, and by that the earlier ones that it reads.</summary>
    private int RecurrenceElement(Carry carry, long offset)
    {
        var recurrence = carry.Recurrence;
        var surrounding = recurrence.Axes.Select(axis => _positions.TryGetValue(axis, out var position) ? position : -1L).ToArray();
        var (context, rest) = (_context, offset);
        for (var i = recurrence.Axes.Count - 1; i >= 0; i--)
        {
            var length = shape.LengthOf(recurrence.Axes[i].Extent);
            _positions[recurrence.Axes[i]] = rest % length;
            rest /= length;
        }

        _context = carry.Context;
        _carries[recurrence.Symbol] = carry;
        var slot = Slot(recurrence.Body);
        _context = context;
        if (carry.Outer is { } outer)
            _carries[recurrence.Symbol] = outer;
        for (var i = 0; i < surrounding.Length; i++)
        {
            if (surrounding[i] < 0)
                _positions.Remove(recurrence.Axes[i]);
            else
                _positions[recurrence.Axes[i]] = surrounding[i];
        }

        return slot;
    }

    /// <summary>The position of the k-th smallest key: the one that k others precede.</summary>
    private int Ranked(Ranking ranking, long rank)
    {
        var keys = new List<int>();
        for (var i = 0L; i < shape.LengthOf(ranking.Axis.Extent); i++)
        {
            _positions[ranking.Axis] = i;
            keys.Add(Slot(ranking.Body));
        }

        _positions.Remove(ranking.Axis);
        var result = tape.Undefined;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            var preceding = new List<int>();
            for (var j = 0; j < keys.Count && !tape.IsFull; j++)
            {
                if (j != i)
                    preceding.Add(tape.Operation(j < i ? Operators.LessOrEqual : Operators.Less, keys[j], keys[i], SlotRounding.None));
            }

            var count = Chain(Operators.Add, preceding, 0, SlotRounding.None);
            if (tape.IsFull)
                return 0;
            result = tape.Choice(tape.Operation(Operators.Equal, count, Integer(rank), SlotRounding.None), Integer(i), result);
        }

        return result;
    }

    /// <summary>
    /// The (logarithm of the) probability of an element of a row, where it is written as <c>softmax</c>, <c>z - logsumexp(z)</c> or its negative; null for
    /// another operation.
    /// </summary>
    private int? LogProbability(Call call)
    {
        if (call.Operator != Operators.Softmax && call.Operator != Operators.Subtract)
            return null;
        var isNegated = call.Operator == Operators.Subtract && IsRow(call.Operands[0]);
        var (element, row) = isNegated ? (call.Operands[1], call.Operands[0]) : (call.Operands[0], call.Operands[1]);
        if (!IsRow(row))
            return null;
        var (slot, others) = (Slot(element), RowOf((Reduce)row));
        if (tape.IsFull || !others.Remove(slot))
            return null;
        var rest = Chain(
            Operators.LogAddExp,
            [.. others.Select(other => tape.Operation(Operators.Subtract, other, slot, SlotRounding.None))],
            double.NegativeInfinity,
            SlotRounding.None);
        if (call.Operator == Operators.Softmax)
            return tape.Operation(Operators.Sigmoid, tape.Operation(Operators.Negate, rest, -1, SlotRounding.None), -1, SlotRounding.Element);
        var share = tape.Operation(Operators.Softplus, rest, -1, SlotRounding.Element);
        return isNegated ? share : tape.Operation(Operators.Negate, share, -1, SlotRounding.Element);
    }

    private static bool IsRow(Node node) => node is Reduce { Kind: ReduceKind.LogSumExp };

    private List<int> RowOf(Reduce row)
    {
        if (!IsRow(row.Body))
            return Elements(row);
        var elements = new List<int>();
        for (var i = 0L; i < shape.LengthOf(row.Axis.Extent); i++)
        {
            _positions[row.Axis] = i;
            elements.AddRange(RowOf((Reduce)row.Body));
        }

        _positions.Remove(row.Axis);
        return elements;
    }

    /// <summary>A recurrence that is being computed.</summary>
    /// <param name="Recurrence">The recurrence.</param>
    /// <param name="Context">Its number, and that of the positions of its free axes.</param>
    /// <param name="Outer">What its symbol means outside of it.</param>
    private sealed record Carry(Recurrence Recurrence, int Context, Carry? Outer);
}
