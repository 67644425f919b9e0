using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>What is known of the inputs.</summary>
/// <param name="Bounds">Bounds of single arguments.</param>
/// <param name="Conditions">The slots of all conditions.</param>
internal sealed record ProbeDomain(IReadOnlyDictionary<object, InputDomain> Bounds, IReadOnlyList<int> Conditions)
{
    /// <summary>The points at which all conditions hold.</summary>
    public IReadOnlyList<double[]> Valid(Tape tape, IEnumerable<double[]> points)
    {
        var all = points.ToList();
        if (Conditions.Count == 0 || all.Count == 0)
            return all;
        var values = TapeEvaluator.Run(tape, all, isSingle: false);
        return [.. all.Where((_, p) => Conditions.All(condition => values[condition, p] == 1))];
    }

    /// <summary>Points at the ends of conditions that are no plain bounds.</summary>
    public IEnumerable<double[]> Boundary(Tape tape, IReadOnlyList<ProbeInput> inputs, IReadOnlyList<double[]> valid) =>
        Conditions.Any(condition => RelatesArguments(tape, condition, inputs)) ? BoundaryPoints.Of(tape, Conditions, inputs, valid) : [];

    private static bool RelatesArguments(Tape tape, int condition, IReadOnlyList<ProbeInput> inputs)
    {
        if (tape[condition] is { Operator: { } both } conjunction && both == Operators.And)
            return RelatesArguments(tape, conjunction.A, inputs) || RelatesArguments(tape, conjunction.B, inputs);
        var (seen, pending, arguments) = (new HashSet<int>(), new Stack<int>([condition]), new HashSet<ProbeInput>());
        while (pending.Count > 0)
        {
            var slot = tape[pending.Pop()];
            if (slot.Kind == SlotKind.Input)
                arguments.Add(inputs.First(input => slot.A >= input.First && slot.A < input.First + input.Count));
            foreach (var operand in slot.Kind == SlotKind.Input ? [] : new[] { slot.A, slot.B, slot.C })
            {
                if (operand >= 0 && seen.Add(operand))
                    pending.Push(operand);
            }
        }

        return arguments.Count > 1 && tape[condition].Operator != Operators.Equal;
    }
}
