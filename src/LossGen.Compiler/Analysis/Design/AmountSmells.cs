using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Quantities that are reported as losses and serve another purpose.</summary>
internal static class AmountSmells
{
    /// <summary>The exponential of a mean as the whole loss, which is a perplexity.</summary>
    public static IEnumerable<Sighting> Perplexities(DesignContext context) =>
        context.Program.ReturnValue is Call call && call.Operator == Operators.Exp && context.ReadsPrediction(call) && IsMean(call.Operands[0])
            ? [new Sighting(call)]
            : [];

    private static bool IsMean(Node node)
    {
        var chain = FactorChain.Of(node);
        return chain.Divisors.Count > 0 && chain.Factors.Any(factor => factor is Reduce { Kind: ReduceKind.Sum });
    }
}
