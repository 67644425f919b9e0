using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>A program and what the rows of <see cref="DesignTable"/> ask about it.</summary>
internal sealed class DesignContext
{
    private static readonly HashSet<Operator> Exponentials =
    [
        Operators.Exp, Operators.ExpM1, Operators.Sigmoid, Operators.LogSigmoid, Operators.Softplus, Operators.Softmax, Operators.Sinh, Operators.Cosh,
        Operators.Tanh, Operators.LogCosh, Operators.LogAddExp, Operators.Log1MExp,
    ];

    private readonly Dictionary<Node, bool> _readsPrediction = [];
    private readonly Dictionary<Node, bool> _hasExponential = [];
    private readonly Rewriter _rewriter;

    public DesignContext(BoundProgram program)
    {
        Program = program;
        Signs = RangeAnalysis.Of(program);
        _rewriter = new(program.Factory, program.Assumptions.Concat(program.Requirements.Select(requirement => requirement.Condition)));
        Nodes = NodesBelow(program.Roots);
        Terms = LossTerms.Of(this);
    }

    public BoundProgram Program { get; }

    public RangeAnalysis Signs { get; }

    /// <summary>All expressions of the loss, each once, outer ones before what they are made of.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>What the loss adds up.</summary>
    public IReadOnlyList<LossTerm> Terms { get; }

    /// <summary>The operations of the loss.</summary>
    public IEnumerable<Call> Calls => Nodes.OfType<Call>();

    /// <summary>Whether an expression depends on what the loss is differentiated by.</summary>
    public bool ReadsPrediction(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_readsPrediction.TryGetValue(node, out var reads))
            _readsPrediction[node] = reads = Program.DifferentiatedBy.Any(parameter => IsRead(node, parameter)) || node.Operands.Any(ReadsPrediction);
        return reads;
    }

    /// <summary>Whether an expression is an element of a parameter, or the parameter.</summary>
    public static bool IsRead(Node node, LossParameter parameter) => node switch
    {
        ArrayRead read => read.Array.Parameter == parameter,
        ScalarRead read => read.Parameter == parameter,
        _ => false,
    };

    /// <summary>
    /// An expression with stable forms in place of what is written by hand: the sigmoid for 1 / (1 + exp(−x)). What has no exponential in it
    /// is no activation in any form, and stays as it is.
    /// </summary>
    public Node Stable(Node node) => HasExponential(node) ? _rewriter.Stabilize(node) : node;

    private bool HasExponential(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_hasExponential.TryGetValue(node, out var has))
            _hasExponential[node] = has = IsExponential(node) || node.Operands.Any(HasExponential);
        return has;
    }

    /// <summary>Functions that have an exponential in their definition; a power with a variable exponent is one.</summary>
    private static bool IsExponential(Node node) => node switch
    {
        Reduce { Kind: ReduceKind.LogSumExp } => true,
        Call { Operator: var op } power when op == Operators.Power => !Algebra.TryGetConstant(power.Operands[1], out _),
        Call call => Exponentials.Contains(call.Operator),
        _ => false,
    };

    private static List<Node> NodesBelow(IEnumerable<Node> roots)
    {
        var nodes = new List<Node>();
        var seen = new HashSet<Node>();
        var left = new Stack<Node>(roots.Reverse());
        while (left.Count > 0)
        {
            var node = left.Pop();
            if (!seen.Add(node))
                continue;
            nodes.Add(node);
            foreach (var operand in node.Operands.Reverse())
                left.Push(operand);
        }

        return nodes;
    }
}
