using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Proves that a loss is 0 where the prediction is the target: with the one put in the other's place everything cancels.</summary>
internal static class PerfectPrediction
{
    /// <summary>
    /// The prediction, which is the first array that the loss is differentiated by, and the target, which is the first other array of real numbers with the same
    /// shape; null where there are no such arrays.
    /// </summary>
    public static (ArrayParameter Prediction, ArrayParameter Target)? PairOf(BoundProgram program)
    {
        var arrays = program.Arrays.Where(array => array.ElementType == NodeType.Real).ToList();
        var prediction = program.DifferentiatedBy
            .Select(parameter => arrays.FirstOrDefault(array => array.Parameter == parameter))
            .FirstOrDefault(array => array is not null);
        var target = arrays.FirstOrDefault(array => array != prediction
            && prediction is not null
            && array.Dimensions.SequenceEqual(prediction.Dimensions)
            && !program.DifferentiatedBy.Contains(array.Parameter));
        return prediction is null || target is null ? null : (prediction, target);
    }

    /// <summary>Whether the value is 0 wherever there is one.</summary>
    public static bool Holds(Node value, ArrayParameter prediction, ArrayParameter target, Normalizer normalizer)
    {
        var known = new Dictionary<Node, Node>();
        return Reads(value, prediction) && Reads(value, target) && normalizer.IsZero(Perfect(value));

        Node Perfect(Node node)
        {
            if (!known.TryGetValue(node, out var result))
            {
                result = normalizer.Algebra.MapOperands(node, Perfect);
                if (result is ArrayRead read && read.Array == prediction)
                    result = normalizer.Algebra.Factory.Read(target, [.. read.Operands]);
                known[node] = result;
            }

            return result;
        }
    }

    private static bool Reads(Node node, ArrayParameter array)
    {
        var visited = new HashSet<Node>();
        return Visit(node);

        bool Visit(Node part) => visited.Add(part) && ((part is ArrayRead read && read.Array == array) || part.Operands.Any(Visit));
    }
}
