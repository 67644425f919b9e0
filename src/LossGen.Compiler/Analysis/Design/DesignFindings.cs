using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Reports the smells of a loss's design at their places in its text.</summary>
public static class DesignFindings
{
    /// <summary>All findings in a program, in the order of the text. What stands inside of a finding of the same rule is not reported again.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, CancellationToken cancellationToken = default)
    {
        if (program.DifferentiatedBy.Count == 0)
            return [];
        var context = new DesignContext(program);
        var findings = new List<LossDiagnostic>();
        foreach (var smell in DesignTable.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.AddRange(Outermost(In(smell, context)));
        }

        return [.. findings.OrderBy(finding => finding.Span.Start).ThenByDescending(finding => finding.Span.Length)];
    }

    private static IEnumerable<LossDiagnostic> In(DesignSmell smell, DesignContext context) =>
        from sighting in smell.Find(context)
        where context.Program.Origins.ContainsKey(sighting.Node)
        from span in context.Program.Origins[sighting.Node]
        select new LossDiagnostic(smell.Diagnostic, span, new EquatableArray<string>(sighting.Arguments));

    private static IEnumerable<LossDiagnostic> Outermost(IEnumerable<LossDiagnostic> findings)
    {
        var all = findings.Distinct().ToList();
        return all.Where(finding => !all.Any(other => other.Span != finding.Span && other.Span.Start <= finding.Span.Start && finding.Span.End <= other.Span.End));
    }
}
