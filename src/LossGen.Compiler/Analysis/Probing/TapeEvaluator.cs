using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Values of all slots at several points: one row a slot.</summary>
internal sealed class SlotValues
{
    private readonly double[][] _rows;

    public SlotValues(int slots, int points)
    {
        _rows = new double[slots][];
        Points = points;
    }

    public int Points { get; }

    public double this[int slot, int point] => _rows[slot][point];

    /// <summary>The values of one slot; null while it has none.</summary>
    public double[]? this[int slot]
    {
        get => _rows[slot];
        set => _rows[slot] = value!;
    }
}

/// <summary>Runs a tape in <c>double</c>, or as <c>float</c> would: every operation of the source rounded to the nearest <c>float</c>.</summary>
internal static class TapeEvaluator
{
    /// <param name="tape">The computation.</param>
    /// <param name="inputs">The inputs of each point.</param>
    /// <param name="isSingle">Whether results are rounded to <c>float</c>.</param>
    /// <param name="given">Slots that are not computed but known; null for none.</param>
    /// <param name="rounded">The only slots whose operands and results are rounded; null for the results of all.</param>
    /// <param name="needed">The only slots that are computed, with all that they are computed from; null for all.</param>
    public static SlotValues Run(
        Tape tape, IReadOnlyList<double[]> inputs, bool isSingle, SlotValues? given = null, HashSet<int>? rounded = null, bool[]? needed = null)
    {
        var values = new SlotValues(tape.Count, inputs.Count);
        var (one, two) = (new double[1], new double[2]);
        var broadcasts = new Dictionary<int, double[]>();
        for (var i = 0; i < tape.Count; i++)
        {
            if (needed?[i] == false)
                continue;
            var slot = tape[i];
            if (given?[i] is { } known)
            {
                values[i] = known;
                continue;
            }

            var row = values[i] = new double[inputs.Count];
            switch (slot.Kind)
            {
                case SlotKind.Constant:
                    for (var p = 0; p < row.Length; p++)
                        row[p] = slot.Value;
                    break;
                case SlotKind.Input:
                    for (var p = 0; p < row.Length; p++)
                        row[p] = inputs[p][slot.A];
                    break;
                case SlotKind.Choice:
                    Choose(values[slot.A]!, Operand(slot.B), Operand(slot.C), row);
                    break;
                default:
                    if (slot.B < 0)
                        Unary(slot.Operator!, Operand(slot.A), row, one);
                    else
                        Binary(slot.Operator!, Operand(slot.A), Operand(slot.B), row, two);
                    break;
            }

            if (isSingle && slot.Rounding == SlotRounding.Element && rounded?.Contains(i) != false)
            {
                for (var p = 0; p < row.Length; p++)
                    row[p] = (float)row[p];
            }

            // What a rounded step computes with is rounded before: a number of double precision that goes into every lane.
            double[] Operand(int operand)
            {
                if (rounded?.Contains(i) != true || rounded.Contains(operand) || tape[operand].Rounding != SlotRounding.Element)
                    return values[operand]!;
                if (!broadcasts.TryGetValue(operand, out var broadcast))
                    broadcasts[operand] = broadcast = [.. values[operand]!.Select(value => (double)(float)value)];
                return broadcast;
            }
        }

        return values;
    }

    private static void Choose(double[] condition, double[] ifTrue, double[] ifFalse, double[] row)
    {
        for (var p = 0; p < row.Length; p++)
            row[p] = condition[p] != 0 ? ifTrue[p] : ifFalse[p];
    }

    private static void Unary(Operator op, double[] x, double[] row, double[] operands)
    {
        for (var p = 0; p < row.Length; p++)
        {
            operands[0] = x[p];
            row[p] = op.Evaluate(operands);
        }
    }

    /// <summary>Arithmetic is most of every tape and worth the direct way.</summary>
    private static void Binary(Operator op, double[] x, double[] y, double[] row, double[] operands)
    {
        if (op == Operators.Add)
        {
            for (var p = 0; p < row.Length; p++)
                row[p] = x[p] + y[p];
        }
        else if (op == Operators.Subtract)
        {
            for (var p = 0; p < row.Length; p++)
                row[p] = x[p] - y[p];
        }
        else if (op == Operators.Multiply)
        {
            for (var p = 0; p < row.Length; p++)
                row[p] = x[p] * y[p];
        }
        else
        {
            for (var p = 0; p < row.Length; p++)
            {
                (operands[0], operands[1]) = (x[p], y[p]);
                row[p] = Apply(op, operands);
            }
        }
    }

    /// <summary>Two operands' value; NaN where an integer is divided by 0, which is an exception when a loss runs.</summary>
    public static double Apply(Operator op, double[] operands) =>
        op.Typing == OperatorTyping.Integer && operands[1] == 0 ? double.NaN : op.Evaluate(operands);
}
