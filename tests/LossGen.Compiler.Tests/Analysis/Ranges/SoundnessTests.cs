using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>Every value of every part of random expressions lies in its range. Seeds are fixed, so a failure can be repeated.</summary>
public sealed class SoundnessTests
{
    private const int Seeds = 6000;

    /// <summary>What double arithmetic may lose of a number of moderate size on the way through an expression of a few operations.</summary>
    private const double Error = 1e-6;

    /// <summary>Larger intermediate numbers cancel too much to say what the exact result is.</summary>
    private const double LargestIntermediate = 1e6;

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Computed_values_lie_in_their_ranges(Precision precision)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomExpressions(seed, isModerate: seed % 3 == 0);
            var ranges = new RangeAnalysis(random.Facts);
            var interpreter = new Interpreter(random.Arguments, precision);
            foreach (var node in Parts(random.Value))
            {
                foreach (var value in interpreter.Evaluate(node, [.. node.FreeAxes]))
                    Assert.True(ranges.Of(node).Contains(value), $"{seed}: {node} = {value:R}, not in {ranges.Of(node)}");
            }
        }
    }

    [Fact]
    public void Exact_values_lie_in_their_ranges()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomExpressions(seed, isModerate: true);
            var ranges = new RangeAnalysis(random.Facts, Arithmetic.Exact);
            var interpreter = new Interpreter(random.Arguments);
            var isLarge = new Dictionary<Node, bool>();
            foreach (var node in Parts(random.Value))
            {
                var values = interpreter.Evaluate(node, [.. node.FreeAxes]);
                isLarge[node] = node.Operands.Any(operand => isLarge[operand]) || values.Any(value => !(Math.Abs(value) <= LargestIntermediate));
                if (isLarge[node] || node.Type == NodeType.Boolean)
                    continue;
                var range = ranges.Of(node);
                Assert.All(values, value => Assert.True(
                    value >= range.Low - (Error * (1 + Math.Abs(value))) && value <= range.High + (Error * (1 + Math.Abs(value))),
                    $"{seed}: {node} = {value:R}, not in {range}"));
            }
        }
    }

    /// <summary>All parts, operands before their users.</summary>
    private static List<Node> Parts(Node root)
    {
        var parts = new List<Node>();
        Visit(root);
        return parts;

        void Visit(Node node)
        {
            if (parts.Contains(node))
                return;
            foreach (var operand in node.Operands)
                Visit(operand);
            parts.Add(node);
        }
    }
}
