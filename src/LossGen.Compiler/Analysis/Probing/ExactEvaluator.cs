using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>Runs a tape in <see cref="ExtendedReal"/> at one point.</summary>
internal static class ExactEvaluator
{
    /// <summary>The exact values of all slots, rounded to <c>double</c> at the end.</summary>
    public static double[] Run(Tape tape, double[] inputs)
    {
        var values = new ExtendedReal[tape.Count];
        var (one, two) = (new ExtendedReal[1], new ExtendedReal[2]);
        for (var i = 0; i < values.Length; i++)
        {
            var slot = tape[i];
            switch (slot.Kind)
            {
                case SlotKind.Constant:
                    values[i] = slot.Value;
                    break;
                case SlotKind.Input:
                    values[i] = inputs[slot.A];
                    break;
                case SlotKind.Choice:
                    values[i] = values[slot.A].IsZero ? values[slot.C] : values[slot.B];
                    break;
                default:
                    var operands = slot.B < 0 ? one : two;
                    operands[0] = values[slot.A];
                    if (slot.B >= 0)
                        operands[1] = values[slot.B];
                    values[i] = slot.Operator!.Typing == OperatorTyping.Integer && operands[1].IsZero
                        ? ExtendedReal.NaN
                        : ExtendedOperations.Of(slot.Operator)(operands);
                    break;
            }
        }

        return [.. values.Select(value => (double)value)];
    }
}
