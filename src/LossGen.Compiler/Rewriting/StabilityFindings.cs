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
    private readonly MatchContext _context;
    private readonly FixMaker _fixes;
    private readonly HashSet<Node> _visited = [];
    private readonly DiagnosticBag _findings = new();

    private StabilityFindings(BoundProgram program, ProgramSyntax syntax, Func<string, BoundProgram?> bind)
    {
        _program = program;
        _context = MatchContext.For(program);
        _fixes = new FixMaker(program, syntax, _context, bind);
    }

    /// <summary>All findings in a program that calls no other, in the order of the text.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax) => In(program, syntax, text =>
    {
        var errors = new DiagnosticBag();
        return Binder.Bind(program.Signature, LossParser.Parse(text, errors), errors);
    });

    /// <summary>All findings in a program, in the order of the text.</summary>
    /// <param name="program">The program.</param>
    /// <param name="syntax">Its text.</param>
    /// <param name="bind">Binds a changed text, for fixes are tried before they are offered; null if it has errors.</param>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax, Func<string, BoundProgram?> bind)
    {
        var analysis = new StabilityFindings(program, syntax, bind);
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
        if (!_visited.Add(node))
            return;
        var application = _program.Origins.TryGetValue(node, out var spans) ? Find(node) : null;
        foreach (var span in application is null ? [] : spans!)
            _findings.Report(new LossDiagnostic(application!.Rule.Diagnostic!, span, new EquatableArray<string>(), _fixes.TryMake(application.Rule, node, span)));
        foreach (var operand in application?.Match.Nodes ?? node.Operands)
            Visit(operand);
    }

    /// <summary>
    /// A form is reported where it stands most narrowly: not at a longer product that contains it; and a product yields to its factors,
    /// since y · log(softmax(z)) is a matter of the logarithm first.
    /// </summary>
    private RuleApplication? Find(Node node)
    {
        foreach (var rule in RuleTable.All)
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
}
