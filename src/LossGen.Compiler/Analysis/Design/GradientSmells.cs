using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Losses whose gradient is 0 everywhere although they read what they are differentiated by.</summary>
internal static class GradientSmells
{
    /// <summary>The outermost steps that stand between a parameter and the loss, if all that is read of it goes through steps.</summary>
    public static IEnumerable<Sighting> ZeroGradients(DesignContext context)
    {
        foreach (var parameter in context.Program.DifferentiatedBy)
        {
            var reach = new Reach(parameter, new Algebra(context.Program.Factory));
            if (!context.Nodes.Any(node => DesignContext.IsRead(node, parameter)) || context.Program.Roots.Any(reach.IsSmooth))
                continue;
            foreach (var step in context.Program.Roots.SelectMany(root => OutermostSteps(root, reach, context)).Distinct())
                yield return new Sighting(step, parameter.Name);
        }
    }

    private static IEnumerable<Node> OutermostSteps(Node root, Reach reach, DesignContext context)
    {
        var seen = new HashSet<Node>();
        var left = new Stack<Node>([root]);
        while (left.Count > 0)
        {
            var node = left.Pop();
            if (!seen.Add(node) || !reach.Reads(node))
                continue;
            if (context.Program.Origins.ContainsKey(node) && IsStep(node))
            {
                yield return node;
                continue;
            }

            foreach (var operand in node.Operands.Reverse())
                left.Push(operand);
        }
    }

    private static bool IsStep(Node node) => node.Type != NodeType.Real || node is Call { Operator.Derivative: null };

    /// <summary>How a parameter reaches an expression.</summary>
    private sealed class Reach(LossParameter parameter, Algebra algebra)
    {
        private readonly Dictionary<Node, bool> _reads = [];
        private readonly Dictionary<Node, bool> _isSmooth = [];

        /// <summary>Whether the expression depends on the parameter.</summary>
        public bool Reads(Node node)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (!_reads.TryGetValue(node, out var reads))
                _reads[node] = reads = DesignContext.IsRead(node, parameter) || node.Operands.Any(Reads);
            return reads;
        }

        /// <summary>Whether it does through operations that have a derivative.</summary>
        public bool IsSmooth(Node node)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (!_isSmooth.TryGetValue(node, out var isSmooth))
                _isSmooth[node] = isSmooth = node.Type == NodeType.Real && Derive(node);
            return isSmooth;
        }

        private bool Derive(Node node) => node switch
        {
            ArrayRead or ScalarRead => DesignContext.IsRead(node, parameter),
            Select select => IsSmooth(select.IfTrue) || IsSmooth(select.IfFalse),
            Element element => IsSmooth(element.Array),
            Call call => call.Operator.Derivative is { } derivative
                && Enumerable.Range(0, call.Operands.Count).Any(i => IsSmooth(call.Operands[i]) && derivative(algebra, call, i) is not null),
            _ => node.Operands.Any(IsSmooth),
        };
    }
}
