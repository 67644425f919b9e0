using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>Reports the unstable forms of a loss at their places in its text.</summary>
public static class StabilityFindings
{
    /// <summary>All findings in a program that calls no other, in the order of the text.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax, CancellationToken cancellationToken = default)
    {
        return In(program, syntax, Bind, cancellationToken);

        BoundProgram? Bind(string text)
        {
            var errors = new DiagnosticBag();
            return Binder.Bind(program.Signature, LossParser.Parse(text, errors), errors, cancellationToken);
        }
    }

    /// <summary>All findings in a program, in the order of the text.</summary>
    /// <param name="program">The program.</param>
    /// <param name="syntax">Its text.</param>
    /// <param name="bind">Binds a changed text, for fixes are tried before they are offered; null if it has errors.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public static IReadOnlyList<LossDiagnostic> In(
        BoundProgram program, ProgramSyntax syntax, Func<string, BoundProgram?> bind, CancellationToken cancellationToken = default)
    {
        var findings = new DiagnosticBag();
        var fixes = new FixMaker(program, syntax, bind);
        foreach (var form in UnstableForms.In(program.Factory, ProbeProgram.Of(program), program.Origins.ContainsKey, cancellationToken))
        {
            foreach (var span in program.Origins[form.Node])
            {
                var edit = form.Rule is { } rule ? fixes.TryMake(rule, form.Form ?? form.Node, span) : null;
                findings.Report(new LossDiagnostic(form.Diagnostic, span, Arguments(span, form, syntax), edit));
            }
        }

        return [.. findings.Items.OrderBy(finding => finding.Span.Start).ThenByDescending(finding => finding.Span.Length)];
    }

    /// <summary>A rule's message says what goes wrong in general; the witness, that it does in this loss.</summary>
    private static EquatableArray<string> Arguments(TextSpan span, UnstableForm form, ProgramSyntax syntax) => form switch
    {
        { Witness: null } => new(""),
        { Rule: null, Witness: var witness } => new(syntax.TextOf(span), witness.Computed, witness.Inputs, witness.Exact),
        { Witness: var witness } => new($". Here: {witness.Computed} at {witness.Inputs}, exactly {witness.Exact}"),
    };
}
