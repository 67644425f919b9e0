using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// Arguments that a formula mixes two things by, as in <c>y·a + (1 − y)·b</c>: probabilities, labels, shares. Nobody has to write down that they are
/// between 0 and 1, and what happens at y = 10⁸ says nothing of the formula.
/// </summary>
internal static class MixingWeights
{
    /// <summary>A mixture that is longer is no mixture that one reads.</summary>
    private const int MostNodes = 64;

    /// <summary>The scalar parameters and arrays among the arguments that are such weights.</summary>
    public static HashSet<object> In(IEnumerable<Node> nodes)
    {
        var weights = new HashSet<object>();
        foreach (var sum in nodes.OfType<Call>().Where(call => call.Operator == Operators.Add || call.Operator == Operators.Subtract))
        {
            var (left, right) = (FactorsOf(sum.Operands[0]), FactorsOf(sum.Operands[1]));
            weights.UnionWith(Weights(left, right));
            weights.UnionWith(Weights(right, left));
        }

        return weights;
    }

    private static IEnumerable<object> Weights(List<Node> factors, List<Node> others)
    {
        var complements = others.Select(ComplementOf).OfType<object>().ToList();
        return factors.Select(SubjectOf).OfType<object>().Where(complements.Contains);
    }

    /// <summary>The factors of all terms. A sum over an axis has those of its terms.</summary>
    private static List<Node> FactorsOf(Node node)
    {
        var factors = new List<Node>();
        var open = new Stack<Node>([node]);
        var seen = new HashSet<Node>();
        while (open.Count > 0 && seen.Count < MostNodes)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            switch (next)
            {
                case Call call when call.Operator == Operators.Multiply || call.Operator == Operators.Add:
                    foreach (var operand in call.Operands)
                        open.Push(operand);
                    break;
                case Call call when call.Operator == Operators.Subtract && ComplementOf(call) is null:
                    foreach (var operand in call.Operands)
                        open.Push(operand);
                    break;
                case Call call when call.Operator == Operators.Negate || call.Operator == Operators.Divide || call.Operator == Operators.XLogY
                    || call.Operator == Operators.XLog1PY:
                    open.Push(call.Operands[0]);
                    break;
                case Reduce { Kind: ReduceKind.Sum } sum:
                    open.Push(sum.Body);
                    break;
                default:
                    factors.Add(next);
                    break;
            }
        }

        return factors;
    }

    /// <summary>What is y in 1 − y.</summary>
    private static object? ComplementOf(Node node) =>
        node is Call call && call.Operator == Operators.Subtract && Algebra.IsConstant(call.Operands[0], 1) ? SubjectOf(call.Operands[1]) : null;

    private static object? SubjectOf(Node node) => node switch
    {
        ScalarRead scalar => scalar.Parameter,
        ArrayRead read => read.Array,
        Call call when call.Operator == Operators.ToReal => SubjectOf(call.Operands[0]),
        _ => null,
    };
}
