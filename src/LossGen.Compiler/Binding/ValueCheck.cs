using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>Checks that a program has a value if its method returns one, as its last statement, and none if it does not.</summary>
internal static class ValueCheck
{
    /// <summary>Reports what is wrong; false if something is.</summary>
    public static bool Run(LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics)
    {
        var findings = new DiagnosticBag();
        Check(signature, program, findings);
        foreach (var finding in findings.Items)
            diagnostics.Report(finding);
        return !findings.HasErrors;
    }

    private static void Check(LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics)
    {
        var statements = program.Statements;
        if (signature.IsVoid)
        {
            foreach (var statement in statements.OfType<ValueSyntax>())
                diagnostics.Report(LanguageErrors.ValueOfVoid, statement.Span, signature.MethodName);
            return;
        }

        foreach (var statement in statements.Take(statements.Count - 1).OfType<ValueSyntax>())
            diagnostics.Report(LanguageErrors.ValueBeforeEnd, statement.Span);
        if (statements.Count == 0)
            diagnostics.Report(LanguageErrors.NoValue, program.Span, "");
        else if (statements[statements.Count - 1] is var last and not ValueSyntax)
            diagnostics.Report(LanguageErrors.NoValue, last.Span, ContinuationHint(program.Text, last.Span));
    }

    /// <summary>A last line <c>-sum(…)</c> continues the line before it: worth a word to whoever meant a negative value.</summary>
    private static string ContinuationHint(string text, TextSpan span)
    {
        var lines = text.Substring(span.Start, span.Length).Split('\n');
        return lines.Skip(1).Any(line => line.TrimStart().StartsWith("-", StringComparison.Ordinal))
            ? "; a line that begins with '-' continues the line before it: end that one with ';'"
            : "";
    }
}
