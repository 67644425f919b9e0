using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Makes the edit that writes a rule's right side in place of its left side, in the user's own words, and offers none that
/// <see cref="FixCheck"/> does not accept.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="syntax">Its text.</param>
/// <param name="bind">Binds a changed text; null if it has errors.</param>
internal sealed class FixMaker(BoundProgram program, ProgramSyntax syntax, Func<string, BoundProgram?> bind)
{
    private readonly MatchContext _context = FixCheck.ContextOf(program);
    private readonly FixCheck _check = new(program, syntax.Text, bind);

    /// <summary>The edit for a rule that fits an expression, at a place where it stands; null if there is none that is certainly right.</summary>
    public TextEdit? TryMake(StabilityRule rule, Node node, TextSpan span)
    {
        if (syntax.FindExpression(span) is not { } place || rule.TryApply(node, _context) is not { } application)
            return null;
        try
        {
            foreach (var text in Candidates(application, place))
            {
                var edit = new TextEdit(span, text);
                if (_check.Accepts(edit, rule))
                    return edit;
            }
        }
        catch (ProgramTooLargeException)
        {
            // The stable form of a program at the limit of its size; the finding stands without a fix.
        }

        return null;
    }

    /// <summary>The ways to write the stable form, the best first.</summary>
    private IEnumerable<string> Candidates(RuleApplication application, ExpressionSyntax place)
    {
        var words = new UserWords(program, syntax, place, application.Match);
        if (application.Part is { } part && SumEditor.TryReplace(part, place, words, program, syntax) is { } terms)
            yield return terms;
        var stable = Settled(application.Build());
        var precedence = SyntaxPrecedence.NeededAt(syntax, place.Span);
        if (NodePrinter.Print(stable, words, precedence) is not { } text)
            yield break;
        yield return text;

        // The words of several lines end the statement unless there are parentheses around them.
        if (text.IndexOf('\n') >= 0)
            yield return $"({text})";
    }

    /// <summary>
    /// Rows that report nothing go on from the forms that others make: of <c>b * xlogy(a, x)</c> they make <c>xlogy(a * b, x)</c>.
    /// </summary>
    private Node Settled(Node node)
    {
        foreach (var rule in RuleTable.All.Where(rule => rule.Diagnostic is null))
        {
            if (rule.TryApply(node, _context) is { } application)
                return Settled(application.Build());
        }

        return node;
    }
}
