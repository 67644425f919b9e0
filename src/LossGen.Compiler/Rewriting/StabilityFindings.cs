using System.Runtime.CompilerServices;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Reports the unstable forms that stand in the source: the left sides of <see cref="RuleTable"/>, and nothing that follows from them.
/// </summary>
public sealed class StabilityFindings
{
    private readonly BoundProgram _program;
    private readonly ProgramSyntax _syntax;
    private readonly MatchContext _context;
    private readonly Canonicalizer _canonicalizer;
    private readonly HashSet<Node> _visited = [];
    private readonly DiagnosticBag _findings = new();

    private StabilityFindings(BoundProgram program, ProgramSyntax syntax)
    {
        (_program, _syntax) = (program, syntax);

        // Nothing is built here, so bodies are read as they are: opened ones would have lost their places in the text.
        var facts = program.Assumptions.Concat(program.Requirements.Select(requirement => requirement.Condition));
        _context = new(new Algebra(program.Factory), reduce => (reduce.Axis, reduce.Body), new SignFacts(facts));
        _canonicalizer = new(_context, opensBodies: false);
    }

    /// <summary>All findings in a program, in the order of the text.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax)
    {
        var analysis = new StabilityFindings(program, syntax);
        foreach (var root in program.Roots)
            analysis.Visit(root);
        return [.. analysis._findings.Items.OrderBy(finding => finding.Span.Start).ThenByDescending(finding => finding.Span.Length)];
    }

    /// <summary>
    /// Outer forms first; what is inside of a reported form is not reported again, but for what the form's variables stand for.
    /// </summary>
    private void Visit(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        node = _canonicalizer.SourceOf(node);
        if (!_visited.Add(node))
            return;
        var application = _program.Origins.TryGetValue(node, out var spans) ? FindInEqualForm(node) : null;
        foreach (var span in application is null ? [] : spans!)
            Report(application!.Rule, span);
        foreach (var operand in application?.Match.Nodes ?? node.Operands)
            Visit(operand);
    }

    /// <summary>An equal form that the table knows goes first, as its row is the more particular one.</summary>
    private RuleApplication? FindInEqualForm(Node node)
    {
        var canonical = _canonicalizer.Rewrite(node);
        return (ReferenceEquals(canonical, node) ? null : Find(canonical)) ?? Find(node);
    }

    /// <summary>
    /// A form is reported where it stands most narrowly: not at a longer product that contains it; and a product yields to its factors,
    /// since y · log(softmax(z)) is a matter of the logarithm first.
    /// </summary>
    private RuleApplication? Find(Node node)
    {
        if (node is not Call { Type: NodeType.Real } call)
            return null;
        foreach (var rule in RuleTable.For(call.Operator))
        {
            if (rule.Diagnostic is null || rule.TryApply(node, _context) is not { IsWhole: true } application)
                continue;
            if (rule.Left is SumPattern or ProductPattern && node.Operands.Any(operand => rule.TryApply(operand, _context) is not null))
                continue;
            if (rule.Left is ProductPattern
                && FactorChain.Of(node).Factors.Any(factor => !ReferenceEquals(factor, node) && Find(factor) is not null))
                continue;
            return application;
        }

        return null;
    }

    private void Report(StabilityRule rule, TextSpan span)
    {
        var fixedText = rule.Fix is { } fix && _syntax.FindExpression(span) is { } expression ? fix(expression, _syntax) : null;
        var edit = fixedText is null ? null : new TextEdit(span, fixedText);
        _findings.Report(new LossDiagnostic(rule.Diagnostic!, span, new EquatableArray<string>(), edit));
    }
}
