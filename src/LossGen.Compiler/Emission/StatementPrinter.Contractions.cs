using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Emission;

/// <content>Contractions of pairs of rows, which the runtime computes block by block.</content>
internal sealed partial class StatementPrinter
{
    private const string Contraction = Names.Kernels + "Contraction";

    private void PrintContraction(LoopStatement statement)
    {
        switch (statement)
        {
            case PackRows { IsFinite: null } pack:
                writer.WriteLine($"{Contraction}.PackColumns({pack.Source}, {pack.Rows}, {pack.Columns}, {pack.Packed});");
                break;
            case PackRows pack:
                writer.WriteLine($"bool {pack.IsFinite} = {Contraction}.PackRows({pack.Source}, {pack.Rows}, {pack.Columns}, {pack.Packed});");
                break;
            case ContractBlock contract:
                using (writer.Braces($"if ({contract.Row} % {Contraction}.BlockRows == 0)"))
                {
                    writer.WriteLine(
                        $"{Contraction}.Fill<{expressions.Real}>({StepOf(contract.Step)}, {contract.Rows}, {contract.Row}, {contract.Columns}, {contract.Others}, {contract.Sums});");
                }

                break;
            case BeginBlockRow begin:
                writer.WriteLine(
                    $"global::System.Span<{expressions.Real}> {begin.Current} = {Contraction}.RowOf({begin.Block}, {begin.Row}, {begin.Length});");
                writer.WriteLine($"ref {expressions.Real} {begin.Current.OriginName} = ref {Names.Kernels}Lanes.Origin({begin.Current});");
                break;
            case EndBlock end:
                using (writer.Braces($"if ({Contraction}.EndsBlock({end.Row}, {end.RowCount}))"))
                {
                    foreach (var addition in end.Additions)
                        writer.WriteLine(PrintAddition(end, addition));
                }

                break;
        }
    }

    private string PrintAddition(EndBlock end, BlockAddition add)
    {
        var finite = new[] { add.Rows, add.Others }.OfType<PackedRows>().Select(packed => packed.IsFinite.Name).Distinct();
        var method = add.ToRows ? "AddToRows" : "AddToOthers";
        return $"{Contraction}.{method}<{expressions.Real}>({StepOf(add.Step)}, {string.Join(" && ", finite)}, {add.Coefficients}, {Packed(add.Rows)}, {end.Row}, {end.RowCount}, {add.Columns}, {Packed(add.Others)}, {add.OtherCount}, {add.Target});";

        static string Packed(PackedRows? rows) => rows?.Storage.Name ?? "default";
    }

    private static string StepOf(ContractionStep step) => $"{Names.Kernels}ContractionStep.{step}";
}
