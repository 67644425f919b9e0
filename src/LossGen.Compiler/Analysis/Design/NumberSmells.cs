using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Numbers that do not do what they are there for.</summary>
internal static class NumberSmells
{
    /// <summary>What is added to a logarithm's argument and no larger is there to keep it from 0.</summary>
    private const double LargestEpsilon = 1e-3;

    /// <summary>Logarithms of the prediction plus a small number.</summary>
    public static IEnumerable<Sighting> EpsilonsInLogarithms(DesignContext context) =>
        from call in context.Calls
        where call.Operator == Operators.Log && context.ReadsPrediction(call)
        let terms = TermChain.Of(call.Operands[0])
        from epsilon in terms.Where(term => !term.IsNegative && Algebra.TryGetConstant(term.Node, out var value) && value > 0 && value <= LargestEpsilon).Take(1)
        where !terms.Any(term => Algebra.TryGetConstant(term.Node, out var value) && Math.Abs(value) > LargestEpsilon)
        select new Sighting(call, Text(epsilon.Node));

    /// <summary>Numbers that are 0 or infinite in <c>float</c>, and are not where they are written.</summary>
    public static IEnumerable<Sighting> Unrepresentable(DesignContext context) =>
        from node in OfSinglePrecision(context).OfType<RealConstant>()
        where node.Value != 0 && !double.IsInfinity(node.Value) && ((float)node.Value == 0 || float.IsInfinity((float)node.Value))
        select new Sighting(node, Text(node), (float)node.Value == 0 ? "0" : "infinite");

    /// <summary>Numbers, and sums of numbers, that are 1 in <c>float</c>, and are not where they are written.</summary>
    public static IEnumerable<Sighting> RoundedToOne(DesignContext context) =>
        from node in OfSinglePrecision(context)
        where node is RealConstant || (node is Call call && Patterns.Additive.Contains(call.Operator) && call.Operands.All(operand => Algebra.TryGetConstant(operand, out _)))
        let value = TermChain.Of(node).Sum(TermChain.ValueOf)
        where value != 1 && (float)value == 1
        select new Sighting(node, node.ToString());

    private static IEnumerable<Node> OfSinglePrecision(DesignContext context) =>
        context.Program.Signature.Precision == ElementType.Single ? context.Nodes : [];

    private static string Text(Node number) => number.ToString();
}
