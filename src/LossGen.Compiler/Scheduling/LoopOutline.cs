using System.Text;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>
/// Prints the shape of a schedule: its loops, and in each what is reduced, kept and written. Expressions are left out, so that the outline says
/// how often data are visited and nothing else.
/// </summary>
public static class LoopOutline
{
    public static string Print(IEnumerable<LoopStatement> statements)
    {
        var text = new StringBuilder();
        Print(statements, 0, text);
        return text.ToString();
    }

    private static void Print(IEnumerable<LoopStatement> statements, int depth, StringBuilder text)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Loop loop:
                    Line($"{KindOf(loop)} {loop.Variable}", depth, text);
                    Print(loop.Body, depth + 1, text);
                    break;
                case Reduction { Accumulator.Counts: true }:
                    Line("count", depth, text);
                    break;
                case Reduction reduction:
                    Line(NameOf(reduction.Accumulator.Kind), depth, text);
                    break;
                case Store store:
                    Line((store.Mode, store.IsChecked) switch
                    {
                        (StoreMode.Add, true) => $"scatter {store.Target}",
                        (StoreMode.Add, false) => $"add {store.Target}",
                        (_, true) => $"correct {store.Target}",
                        _ => $"store {store.Target}",
                    }, depth, text);
                    break;
                case Rank rank:
                    Line($"rank {rank.Ranks}", depth, text);
                    break;
                case Scatter scatter:
                    Line($"scatter {scatter.Target}", depth, text);
                    break;
                case ContractBlock contract:
                    Line($"contract {contract.Sums}", depth, text);
                    break;
                case EndBlock end:
                    foreach (var addition in end.Additions)
                        Line($"contract into {addition.Target}", depth, text);
                    break;
                case RoundSums round:
                    Line($"round {round.Target}", depth, text);
                    break;
                case AssignResult assign:
                    Line($"assign {assign.Name}", depth, text);
                    break;
                case CheckIndex check:
                    Line($"check {check.Parameter}", depth, text);
                    break;
            }
        }
    }

    private static string KindOf(Loop loop) => loop switch
    {
        { IsVector: true } => "lanes",
        { Direction: StepDirection.Forward } => "forward",
        { Direction: StepDirection.Backward } => "backward",
        _ => "loop",
    };

    private static string NameOf(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => "sum",
        ReduceKind.Product => "product",
        ReduceKind.Min => "min",
        ReduceKind.Max => "max",
        _ => "norm",
    };

    private static void Line(string line, int depth, StringBuilder text) => text.Append(' ', 2 * depth).Append(line).Append('\n');
}
