using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>Replaces unstable forms by stable ones until none is left.</summary>
/// <param name="factory">Makes the nodes.</param>
/// <param name="assumptions">What the program assumes and requires.</param>
public sealed class Rewriter(NodeFactory factory, IEnumerable<Node> assumptions)
{
    /// <summary>After so many replacements no more are made; every rule makes progress, so only a huge program has as many.</summary>
    private const int MaximumSteps = 10_000;

    private readonly Dictionary<Node, Node> _stable = [];
    private readonly Dictionary<Reduce, (Axis Axis, Node Body)> _open = [];
    private readonly RangeAnalysis _signs = new(assumptions);
    private readonly Algebra _algebra = new(factory);
    private MatchContext? _context;
    private Canonicalizer? _canonicalizer;
    private int _steps;

    /// <summary>What is known of signs.</summary>
    public RangeAnalysis Signs => _signs;

    private MatchContext Context => _context ??= new(_algebra, Open, _signs);

    /// <summary>The expression in its stable form.</summary>
    public Node Stabilize(Node node) => StabilizeCanonical((_canonicalizer ??= new Canonicalizer(Context, opensBodies: true)).Rewrite(node));

    /// <summary>The gradient in its stable form: a probability minus one becomes <c>expm1</c> of its logarithm.</summary>
    public Node StabilizeGradient(Node node) => new SoftmaxGradient(_algebra).Rewrite(node);

    /// <summary>As a whole first, since the form that the user wrote is the most particular one, then from its operands upwards.</summary>
    private Node StabilizeCanonical(Node node)
    {
        if (_stable.TryGetValue(node, out var known))
            return known;
        var result = node;
        while (_steps < MaximumSteps && FirstApplication(result, early: true) is { } application)
        {
            _steps++;
            result = application.Build();
        }

        result = WithStableOperands(result);
        while (_steps < MaximumSteps && FirstApplication(result, early: false) is { } application)
        {
            _steps++;
            result = WithStableOperands(application.Build());
        }

        _stable[node] = result;
        _stable[result] = result;
        return result;
    }

    private Node WithStableOperands(Node node)
    {
        if (node is Reduce reduce)
        {
            var (axis, body) = Open(reduce);
            var stable = StabilizeCanonical(body);
            return ReferenceEquals(stable, body) ? node : factory.Reduce(reduce.Kind, axis, stable);
        }

        var result = _algebra.MapOperands(node, StabilizeCanonical);
        return Shortened(ReferenceEquals(result, node) ? node : FactorChain.WithOneNumber(result, _algebra));
    }

    /// <summary>
    /// q · (xlogy(p, p/q) / q), as f-divergences have it, is xlogy(p, p/q). Elsewhere x/x stays, since it may be meant to be NaN at 0.
    /// </summary>
    private Node Shortened(Node node)
    {
        if (node is not Call call || (call.Operator != Operators.Multiply && call.Operator != Operators.Divide))
            return node;
        var chain = FactorChain.Of(node);
        return chain.Factors.Any(factor => factor is Call { Operator: var op } && op == Operators.XLogY) && chain.Shorten()
            ? FactorChain.ToNode(chain.IsNegative, chain.Factors, chain.Divisors, _algebra)
            : node;
    }

    private RuleApplication? FirstApplication(Node node, bool early)
    {
        if (node is not Call { Type: NodeType.Real } call)
            return null;
        foreach (var rule in RuleTable.For(call.Operator))
        {
            if (!(early && rule.AfterOperands) && rule.TryApply(node, Context) is { } application)
                return application;
        }

        return null;
    }

    /// <summary>A reduction with an axis of its own, the same one every time, so that equal bodies are one node.</summary>
    private (Axis Axis, Node Body) Open(Reduce reduce)
    {
        if (!_open.TryGetValue(reduce, out var open))
        {
            var axis = factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
            _open[reduce] = open = (axis, factory.OpenBody(reduce, axis));
        }

        return open;
    }
}
