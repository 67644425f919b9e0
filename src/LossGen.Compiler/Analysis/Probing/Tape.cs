using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>What one slot of a <see cref="Tape"/> does.</summary>
internal enum SlotKind : byte
{
    /// <summary>A number that is known beforehand.</summary>
    Constant,

    /// <summary>An element of an argument, which differs from point to point.</summary>
    Input,

    /// <summary>An operator applied to one or two slots.</summary>
    Operation,

    /// <summary>The second operand where the first is not 0, else the third.</summary>
    Choice,
}

/// <summary>How a slot's value is rounded.</summary>
internal enum SlotRounding : byte
{
    /// <summary>To the element type: every operation on reals that stands in the source.</summary>
    Element,

    /// <summary>Not at all: an integer or a boolean, or a part of an operation that the language has as a whole (<c>logsumexp</c>).</summary>
    None,
}

/// <summary>One step of a computation without loops.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Operator">The operator of an operation.</param>
/// <param name="A">The first operand; the number of an input.</param>
/// <param name="B">The second operand, or −1.</param>
/// <param name="C">The third operand, or −1.</param>
/// <param name="Value">The number of a constant.</param>
/// <param name="Rounding">How the value is rounded.</param>
internal readonly record struct Slot(SlotKind Kind, Operator? Operator, int A, int B, int C, double Value, SlotRounding Rounding);

/// <summary>
/// A computation without loops, in the order in which it runs: what an expression becomes when its axes are two or three long. Equal steps
/// are one slot.
/// </summary>
internal sealed class Tape(int capacity)
{
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<Slot, int> _known = [];

    public int Count => _slots.Count;

    /// <summary>How many arguments' elements there are.</summary>
    public int InputCount { get; private set; }

    /// <summary>Whether the computation is too long to be probed; what has been unrolled by then is worth nothing.</summary>
    public bool IsFull { get; private set; }

    public Slot this[int slot] => _slots[slot];

    /// <summary>A slot of no value: where an index points outside of an array.</summary>
    public int Undefined => Constant(double.NaN, SlotRounding.None);

    public int Constant(double value, SlotRounding rounding) => Add(new Slot(SlotKind.Constant, null, -1, -1, -1, value, rounding));

    public int NextInput(SlotRounding rounding) => Add(new Slot(SlotKind.Input, null, InputCount++, -1, -1, 0, rounding));

    /// <summary>An operation on one or two slots; integers and conditions that are known are computed at once.</summary>
    public int Operation(Operator op, int a, int b, SlotRounding rounding)
    {
        if (rounding == SlotRounding.None && TryGetConstant(a, out var x))
        {
            if (b < 0)
                return Constant(op.Evaluate([x]), rounding);
            if (TryGetConstant(b, out var y))
                return Constant(TapeEvaluator.Apply(op, [x, y]), rounding);
        }

        return Add(new Slot(SlotKind.Operation, op, a, b, -1, 0, rounding));
    }

    public int Choice(int condition, int ifTrue, int ifFalse)
    {
        if (TryGetConstant(condition, out var holds))
            return holds != 0 ? ifTrue : ifFalse;
        return ifTrue == ifFalse ? ifTrue : Add(new Slot(SlotKind.Choice, null, condition, ifTrue, ifFalse, 0, SlotRounding.None));
    }

    public bool TryGetConstant(int slot, out double value)
    {
        value = _slots[slot].Value;
        return _slots[slot].Kind == SlotKind.Constant;
    }

    /// <summary>The slots that some slots are computed from, and these themselves.</summary>
    public bool[] Below(IEnumerable<int> slots)
    {
        var isBelow = new bool[_slots.Count];
        foreach (var slot in slots)
            isBelow[slot] = true;
        for (var i = _slots.Count - 1; i >= 0; i--)
        {
            var slot = _slots[i];
            if (!isBelow[i] || slot.Kind is SlotKind.Input or SlotKind.Constant)
                continue;
            isBelow[slot.A] = true;
            if (slot.B >= 0)
                isBelow[slot.B] = true;
            if (slot.C >= 0)
                isBelow[slot.C] = true;
        }

        return isBelow;
    }

    /// <summary>The inputs that a slot is computed from.</summary>
    public HashSet<int> InputsOf(int slot)
    {
        var isBelow = Below([slot]);
        return [.. Enumerable.Range(0, slot + 1).Where(i => isBelow[i] && _slots[i].Kind == SlotKind.Input).Select(i => _slots[i].A)];
    }

    private int Add(Slot slot)
    {
        if (_known.TryGetValue(slot, out var known))
            return known;
        if (_slots.Count >= capacity)
        {
            IsFull = true;
            return 0;
        }

        _slots.Add(slot);
        return _known[slot] = _slots.Count - 1;
    }
}
