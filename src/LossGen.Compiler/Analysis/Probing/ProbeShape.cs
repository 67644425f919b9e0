using LossGen.Compiler.Binding;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// The smallest arguments that a loss can be looked at with: axes of two or three positions, the integers that give them, and labels within
/// the axes that they index.
/// </summary>
internal sealed class ProbeShape
{
    private const int MaximumExtent = 9;
    private const int MaximumTrials = 200;
    private static readonly long[] IntegerCandidates = [2, 1, 3, 0, 5];

    private readonly Dictionary<ArrayParameter, long> _labelLimits;

    private ProbeShape(LossArguments arguments, Dictionary<ArrayParameter, long> labelLimits)
    {
        Arguments = arguments;
        _labelLimits = labelLimits;
    }

    /// <summary>The lengths of the axes and the integer scalars.</summary>
    public LossArguments Arguments { get; }

    public long LengthOf(Extent extent) => Arguments.Extents[extent];

    /// <summary>Whether an integer array holds positions (labels, bins); otherwise its elements are numbers like any.</summary>
    public bool HoldsPositions(ArrayParameter array) => _labelLimits.ContainsKey(array);

    /// <summary>An element of an array of positions: they come in turns.</summary>
    public long PositionAt(ArrayParameter array, long offset) => offset % _labelLimits[array];

    /// <summary>Null if no small integers fulfil what the program requires.</summary>
    /// <param name="program">The program.</param>
    /// <param name="longest">The length of innermost axes; others are shorter by one.</param>
    public static ProbeShape? Of(ProbeProgram program, long longest)
    {
        var nodes = NodeWalk.All([.. program.Roots, .. program.Conditions]).ToList();
        var scalars = nodes.OfType<ScalarRead>().Where(read => read.Type == NodeType.Integer).Select(read => read.Parameter)
            .Concat(program.Extents.Definitions.SelectMany(ScalarsOf)).Distinct().ToList();
        HashSet<LossParameter> sizes = [.. program.Extents.Definitions.OfType<ExtentFromScalar>().Select(definition => definition.Scalar)];
        var free = scalars.Where(scalar => !sizes.Contains(scalar)).ToList();
        var conditions = program.Conditions.Where(IsDiscrete).ToList();
        foreach (var values in Assignments(free.Count))
        {
            var arguments = new LossArguments();
            foreach (var size in sizes)
                arguments.Scalars[size.Name] = longest;
            for (var i = 0; i < free.Count; i++)
                arguments.Scalars[free[i].Name] = values[i];
            if (TrySolve(program, arguments, longest) && conditions.All(condition => Evaluate(condition, arguments) is 1))
                return new ProbeShape(arguments, LabelLimits(nodes, arguments));
        }

        return null;
    }

    private static IEnumerable<LossParameter> ScalarsOf(ExtentDefinition definition) => definition is ExtentFromExpression expression
        ? NodeWalk.All(expression.Value).OfType<ScalarRead>().Select(read => read.Parameter)
        : [];

    private static IEnumerable<long[]> Assignments(int count)
    {
        var total = Math.Min(MaximumTrials, Math.Pow(IntegerCandidates.Length, count));
        for (var trial = 0; trial < total; trial++)
        {
            var (values, rest) = (new long[count], trial);
            for (var i = 0; i < count; i++, rest /= IntegerCandidates.Length)
                values[i] = IntegerCandidates[rest % IntegerCandidates.Length];
            yield return values;
        }
    }

    private static bool TrySolve(ProbeProgram program, LossArguments arguments, long longest)
    {
        HashSet<Extent> innermost = [.. program.Arrays.Where(array => array.Rank > 0).Select(array => array.Dimensions[array.Rank - 1])];
        foreach (var definition in program.Extents.Definitions)
        {
            var length = definition switch
            {
                ExtentFromCount count => count.Count,
                ExtentFromExpression expression => (long)(Evaluate(expression.Value, arguments) ?? -1),
                ExtentFromScalar scalar => (long)arguments.Scalars[scalar.Scalar.Name],
                _ => innermost.Contains(definition.Extent) ? longest : Math.Max(1, longest - 1),
            };
            if (length is < 0 or > MaximumExtent)
                return false;
            arguments.Extents[definition.Extent] = length;
        }

        return true;
    }

    /// <summary>Null where an integer is divided by 0.</summary>
    private static double? Evaluate(Node node, LossArguments arguments)
    {
        try
        {
            return new Interpreter(arguments).Evaluate(node);
        }
        catch (DivideByZeroException)
        {
            return null;
        }
    }

    /// <summary>Whether a condition is about integer scalars and lengths alone.</summary>
    private static bool IsDiscrete(Node condition) => condition.FreeAxes.Count == 0 && NodeWalk.All(condition).All(node => node switch
    {
        ScalarRead scalar => scalar.Type == NodeType.Integer,
        ArrayRead or Element or CarriedRead => false,
        _ => true,
    });

    /// <summary>Integer arrays that are indices of an array, or are compared with positions, and how many positions there are.</summary>
    private static Dictionary<ArrayParameter, long> LabelLimits(List<Node> nodes, LossArguments arguments)
    {
        var limits = new Dictionary<ArrayParameter, long>();
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ArrayRead read:
                    for (var i = 0; i < read.Operands.Count; i++)
                        Limit(read.Operands[i], arguments.Extents[read.Array.Dimensions[i]]);
                    break;
                case Element element:
                    for (var i = 1; i < element.Operands.Count; i++)
                        Limit(element.Operands[i], arguments.Extents[element.Array.Axes[i - 1].Extent]);
                    break;
                case Call { Type: NodeType.Boolean, Operands: [{ Type: NodeType.Integer } left, { Type: NodeType.Integer } right] }:
                    foreach (var (side, other) in new[] { (left, right), (right, left) })
                    {
                        if (other is Position position)
                            Limit(side, arguments.Extents[position.Axis.Extent]);
                    }

                    break;
            }
        }

        return limits;

        void Limit(Node index, long length)
        {
            foreach (var read in NodeWalk.All(index).OfType<ArrayRead>().Where(read => read.Type == NodeType.Integer))
                limits[read.Array] = Math.Max(1, limits.TryGetValue(read.Array, out var known) ? Math.Min(known, length) : length);
        }
    }
}
