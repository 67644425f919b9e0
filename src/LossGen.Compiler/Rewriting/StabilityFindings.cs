using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>Reports the unstable forms of a loss at their places in its text.</summary>
public static class StabilityFindings
{
    /// <summary>All findings in a program, in the order of the text.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax, CancellationToken cancellationToken = default)
    {
        var findings = new DiagnosticBag();
        foreach (var form in UnstableForms.In(program.Factory, ProbeProgram.Of(program), program.Origins.ContainsKey, cancellationToken))
        {
            foreach (var span in program.Origins[form.Node])
                findings.Report(At(span, form, syntax));
        }

        return [.. findings.Items.OrderBy(finding => finding.Span.Start).ThenByDescending(finding => finding.Span.Length)];
    }

    private static LossDiagnostic At(TextSpan span, UnstableForm form, ProgramSyntax syntax)
    {
        var fixedText = form.Rule?.Fix is { } fix && syntax.FindExpression(span) is { } expression ? fix(expression, syntax) : null;
        var edit = fixedText is null ? null : new TextEdit(span, fixedText);
        return new LossDiagnostic(form.Diagnostic, span, Arguments(span, form, syntax), edit);
    }

    private static EquatableArray<string> Arguments(TextSpan span, UnstableForm form, ProgramSyntax syntax) => form is { Rule: null, Witness: { } witness }
        ? new([syntax.TextOf(span), witness.Computed, witness.Inputs, witness.Exact])
        : new();
}
