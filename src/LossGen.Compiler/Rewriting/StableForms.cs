using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <summary>An unstable form inside an expression.</summary>
/// <param name="Rule">The rule whose left side it is.</param>
/// <param name="Node">The form.</param>
/// <param name="Stable">What has the same value and is stable.</param>
/// <param name="Variables">What the variables of the rule stand for.</param>
public sealed record ReplacedForm(LossDiagnosticDescriptor Rule, Node Node, Node Stable, IReadOnlyList<Node> Variables);

/// <summary>
/// The left sides of <see cref="RuleTable"/> in expressions that come from elsewhere than from a loss, from C# code, with their right sides.
/// Whether a form goes wrong where it stands is not asked here.
/// </summary>
public sealed class StableForms
{
    /// <summary>
    /// The rule table, and what only C# needs: there no array says that a number is a datum, but who multiplies it by its own logarithm means an
    /// entropy.
    /// </summary>
    private static readonly IReadOnlyList<StabilityRule> Rules =
    [
        .. RuleTable.All,
        new(StabilityWarnings.ZeroTimesLog, X * Log(X), XLogY(X, X)) { Where = (match, signs) => !signs.IsPositive(match[X]) },
    ];

    private readonly NodeFactory _factory;
    private readonly Func<Node, bool> _isWritten;
    private readonly MatchContext _context;
    private readonly HashSet<Node> _visited = [];
    private readonly Dictionary<Node, bool> _hasFunction = [];
    private readonly List<ReplacedForm> _found = [];

    private StableForms(NodeFactory factory, IEnumerable<Node> facts, Func<Node, bool> isWritten)
    {
        (_factory, _isWritten) = (factory, isWritten);
        _context = new(new Algebra(factory), Open, new RangeAnalysis(facts));
    }

    /// <summary>
    /// The unstable forms of an expression, outer ones first. What is inside of one is searched only where a variable of its rule stands.
    /// </summary>
    /// <param name="factory">Made the expression.</param>
    /// <param name="root">The expression.</param>
    /// <param name="facts">Conditions that hold where it is evaluated.</param>
    /// <param name="isWritten">Whether a node stands somewhere in the source; no other is reported.</param>
    public static IReadOnlyList<ReplacedForm> In(NodeFactory factory, Node root, IEnumerable<Node> facts, Func<Node, bool> isWritten)
    {
        var forms = new StableForms(factory, facts, isWritten);
        forms.Visit(root);
        return forms._found;
    }

    private void Visit(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_visited.Add(node))
            return;
        var application = _isWritten(node) && HasFunction(node) ? Find(node) : null;
        if (application is not null)
        {
            IReadOnlyList<Node> variables = [.. application.Match.Nodes.Reverse().Distinct()];
            _found.Add(new ReplacedForm(application.Rule.Diagnostic!, node, application.Build(), variables));
        }

        foreach (var operand in application?.Match.Nodes ?? node.Operands)
            Visit(operand);
    }

    /// <summary>Arithmetic alone is no unstable form.</summary>
    private bool HasFunction(Node node)
    {
        if (!_hasFunction.TryGetValue(node, out var has))
        {
            has = node is Reduce || (node is Call { Operator: var op } && op.Precedence == Operators.CallPrecedence && op != Operators.ToReal)
                || node is Call { Operator: var power } && power == Operators.Power
                || node.Operands.Any(HasFunction);
            _hasFunction.Add(node, has);
        }

        return has;
    }

    /// <summary>
    /// A form is found where it stands most narrowly: not at a longer product that contains it; and a product yields to its factors, since
    /// y · log(sigmoid(x)) is a matter of the logarithm first.
    /// </summary>
    private RuleApplication? Find(Node node)
    {
        foreach (var rule in Rules)
        {
            if (rule.Diagnostic is null || rule.TryApply(node, _context) is not { IsWhole: true } application)
                continue;
            if (rule.Left is SumPattern or ProductPattern && node.Operands.Any(operand => rule.TryApply(operand, _context) is not null))
                continue;
            if (rule is { Left: ProductPattern, IsGeneral: true }
                && FactorChain.Of(node).Factors.Any(factor => !ReferenceEquals(factor, node) && Find(factor) is not null))
                continue;
            return application;
        }

        return null;
    }

    private (Axis Axis, Node Body) Open(Reduce reduce)
    {
        var axis = _factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
        return (axis, _factory.OpenBody(reduce, axis));
    }
}
