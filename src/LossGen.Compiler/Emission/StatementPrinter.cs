using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Emission;

/// <summary>Prints statements of loop IR as C#, one a line.</summary>
internal sealed partial class StatementPrinter(IndentedWriter writer, ExpressionPrinter expressions, ElementType precision)
{
    public void Print(IEnumerable<LoopStatement> statements)
    {
        foreach (var statement in statements)
            Print(statement);
    }

    private void Print(LoopStatement statement)
    {
        switch (statement)
        {
            case Declare { Local.IsVector: true } declare:
                using (expressions.InLanes(declare.Local.Lanes))
                    writer.WriteLine($"{expressions.TypeOf(declare.Local)} {declare.Local.Name} = {expressions.Print(declare.Value)};");
                break;
            case Declare declare:
                writer.WriteLine($"{expressions.TypeOf(declare.Local)} {declare.Local.Name} = {expressions.Print(declare.Value)};");
                break;
            case Loop { IsVector: true } loop:
                PrintVectorLoop(loop);
                break;
            case Loop { Direction: StepDirection.Backward } loop:
                using (writer.Braces($"for (int {loop.Variable} = {loop.Extent} - 1; {loop.Variable} >= 0; {loop.Variable}--)"))
                    Print(loop.Body);
                break;
            case Loop loop:
                using (writer.Braces($"for (int {loop.Variable} = 0; {loop.Variable} < {loop.Extent}; {loop.Variable}++)"))
                    Print(loop.Body);
                break;
            case StartReduction start:
                using (expressions.InLanes(start.Accumulator.Lanes))
                    writer.WriteLine(Start(start.Accumulator));
                break;
            case Reduction reduction:
                writer.WriteLine(Take(reduction.Accumulator, reduction.Value));
                break;
            case FinishReduction finish:
                writer.WriteLine($"{expressions.TypeOf(finish.Result)} {finish.Result} = {Finish(finish.Accumulator)};");
                break;
            case Store store:
                writer.WriteLine(PrintStore(store));
                break;
            case Scatter scatter:
                var lanes = expressions.Partial?.Rest ?? $"{expressions.RealVector}.Count";
                writer.WriteLine($"{Names.Kernels}Lanes.AddAt({scatter.Target}, {expressions.Print(scatter.Indices)}, {expressions.Print(scatter.Value)}, {lanes});");
                break;
            case PackRows or ContractBlock or BeginBlockRow or EndBlock:
                PrintContraction(statement);
                break;
            case Clear clear:
                writer.WriteLine($"{clear.Target}.Clear();");
                break;
            case Rank rank:
                writer.WriteLine($"{Names.Kernels}Ordering.Rank({rank.Keys}, {rank.Ranks});");
                break;
            case RoundSums round:
                writer.WriteLine($"{Names.Kernels}Lanes.Round({round.Sums}, {round.Target});");
                break;
            case AssignResult assign:
                writer.WriteLine($"{assign.Name} = {expressions.Rounded(assign.Value, precision)};");
                break;
            case CheckIndex check:
                PrintCheck(check);
                break;
            default:
                throw new InvalidOperationException($"no statement: {statement}");
        }
    }

    private void PrintVectorLoop(Loop loop)
    {
        using var lanes = expressions.InLanes(loop.Lanes);
        var steps = expressions.StepsOf(loop);
        using (writer.Braces($"for (int {loop.Variable} = 0; {loop.Variable} < {steps.Full}; {loop.Variable} += {expressions.RealVector}.Count)"))
            Print(loop.Body);
        using (writer.Braces($"if ({steps.Rest} != 0)"))
        {
            writer.WriteLine($"int {loop.Variable} = {steps.Full};");
            expressions.Partial = steps;
            Print(loop.Body);
            expressions.Partial = null;
        }
    }

    private string Start(Accumulator accumulator)
    {
        var name = accumulator.Name;
        if (accumulator.Kind == ReduceKind.Norm)
            return $"{Names.Kernels}NormAccumulator {name} = default;";
        if (accumulator.IsVector)
        {
            var vector = accumulator.Type == NodeType.Integer ? expressions.IntegerVector : expressions.RealVector;
            return accumulator.Kind switch
            {
                ReduceKind.Sum when accumulator.Counts => $"{Names.Kernels}Count{(expressions.Integer == "int" ? "32" : "64")} {name} = default;",
                ReduceKind.Sum => $"{Names.Kernels}SumAccumulator {name} = default;",
                ReduceKind.Product => $"{Names.Kernels}ProductAccumulator {name} = new {Names.Kernels}ProductAccumulator();",
                _ => $"{vector} {name} = {Names.Simd}Vector512.Create({Bound(accumulator, accumulator.Type == NodeType.Integer ? expressions.Integer : expressions.Real)});",
            };
        }

        var type = accumulator.Type == NodeType.Integer ? "long" : "double";
        var identity = accumulator.Kind switch
        {
            ReduceKind.Sum => "0",
            ReduceKind.Product => "1",
            _ => Bound(accumulator, type),
        };
        return $"{type} {name} = {identity};";
    }

    private static string Bound(Accumulator accumulator, string type)
    {
        var isMax = accumulator.Kind == ReduceKind.Max;
        return accumulator.Type == NodeType.Integer
            ? $"{type}.{(isMax ? "MinValue" : "MaxValue")}"
            : $"{type}.{(isMax ? "NegativeInfinity" : "PositiveInfinity")}";
    }

    private string Take(Accumulator accumulator, LoopExpression value)
    {
        var name = accumulator.Name;
        if (!accumulator.IsVector)
        {
            return accumulator.Kind switch
            {
                ReduceKind.Sum when accumulator.Counts => $"{name} += {expressions.Print(value, 1)} ? 1 : 0;",
                ReduceKind.Sum => $"{name} += {expressions.Print(value)};",
                ReduceKind.Product => $"{name} *= {expressions.Print(value)};",
                ReduceKind.Norm => $"{name}.Add({expressions.Print(value)});",
                _ => $"{name} = global::System.Math.{accumulator.Kind}({name}, {expressions.Print(value)});",
            };
        }

        var isInteger = accumulator.Type == NodeType.Integer && !accumulator.Counts;
        var mask = expressions.Partial?.Mask;
        if (mask is not null && isInteger)
            mask = expressions.IntegerMask(mask);
        switch (accumulator.Kind)
        {
            case ReduceKind.Sum or ReduceKind.Norm:
                return mask is null
                    ? $"{name}.Add({expressions.Print(value)});"
                    : $"{name}.Add({mask} & {expressions.Print(value, Operators.CallPrecedence)});";
            case ReduceKind.Product:
                return mask is null
                    ? $"{name}.Multiply({expressions.Print(value)});"
                    : $"{name}.Multiply({Names.Simd}Vector512.ConditionalSelect({mask}, {expressions.Print(value)}, {expressions.RealVector}.One));";
            default:
                var next = $"{Names.Simd}Vector512.{accumulator.Kind}({name}, {expressions.Print(value)})";
                return mask is null
                    ? $"{name} = {next};"
                    : $"{name} = {Names.Simd}Vector512.ConditionalSelect({mask}, {next}, {name});";
        }
    }

    private static string Finish(Accumulator accumulator) => accumulator switch
    {
        { IsVector: true, Kind: ReduceKind.Min or ReduceKind.Max } => $"{Names.Kernels}Lanes.{accumulator.Kind}({accumulator.Name})",
        { Counts: true } => $"{accumulator.Name}.Total()",
        { Type: NodeType.Integer } => $"(long){accumulator.Name}.Total()",
        _ => $"{accumulator.Name}.Total()",
    };

    private string PrintStore(Store store)
    {
        var target = store.Target;
        if (store.Value.IsVector)
        {
            var index = store.IsChecked ? $"(int)({expressions.Print(store.Index)})" : expressions.Print(store.Index);
            var method = store.Mode == StoreMode.Add ? "Add" : expressions.Real == "double" && target.Element == ElementType.Single ? "StoreRounded" : "Store";
            var value = expressions.Print(store.Value);
            return expressions.Partial is { } partial && !target.IsPadded
                ? $"{Names.Kernels}Lanes.{method}Partial({value}, ref {target.OriginName}, {index}, {partial.Rest});"
                : $"{Names.Kernels}Lanes.{method}({value}, ref {target.OriginName}, {index});";
        }

        var element = expressions.Print(store.Index);
        var number = expressions.Rounded(store.Value, target.Element);
        return (store.Mode, store.IsChecked) switch
        {
            (StoreMode.Add, true) => $"{Names.Kernels}Lanes.AddAt({target}, {element}, {number});",
            (StoreMode.Add, false) => $"{target}[{element}] += {number};",
            (_, true) => $"{Names.Kernels}Lanes.SetAt({target}, {element}, {number});",
            _ => $"{target}[{element}] = {number};",
        };
    }

    private void PrintCheck(CheckIndex check)
    {
        var index = expressions.Print(check.Index, Operators.CallPrecedence);
        var outside = $"unchecked((ulong){index}) >= (ulong){check.Extent}"; // a negative index is a large number, in checked projects too
        if (check.Condition is not null)
            outside = $"{expressions.Print(check.Condition, Operators.And.Precedence)} && {outside}";
        using (writer.Braces($"if ({outside})"))
        {
            writer.WriteLine(
                $"{Names.Kernels}LossArguments.ThrowIndex({index}, {check.Extent}, {Quoted(check.Parameter)}, ${Quoted(check.Text)}, {Quoted(check.Target)});");
        }
    }

    internal static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
