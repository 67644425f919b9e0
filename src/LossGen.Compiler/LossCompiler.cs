using LossGen.Compiler.Analysis.Design;
using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Analysis.Properties;
using LossGen.Compiler.Analysis.Singularities;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Emission;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler;

/// <summary>The whole road in one call. Never throws for any text or signature.</summary>
public static class LossCompiler
{
    /// <summary>All findings in a loss: language errors, stability warnings, design notes.</summary>
    public static IReadOnlyList<LossDiagnostic> Analyze(LossSignature signature, string text, CancellationToken cancellationToken = default) =>
        Analyze(signature, text, LossCalls.None, cancellationToken);

    /// <summary>All findings in a loss that calls others.</summary>
    public static IReadOnlyList<LossDiagnostic> Analyze(
        LossSignature signature, string text, LossCalls calls, CancellationToken cancellationToken = default)
    {
        var diagnostics = new DiagnosticBag();
        Run(signature, text, calls, diagnostics, use: null, cancellationToken);
        return diagnostics.Items;
    }

    /// <summary>Compiles a loss to the C# of its members; of findings it gives the errors, since the analyzer reports the rest. <see cref="CompiledLoss.Code"/> is null if there are errors.</summary>
    public static CompiledLoss Compile(LossMethod method, CancellationToken cancellationToken = default)
    {
        var diagnostics = new DiagnosticBag();
        string? code = null;
        Run(method.Signature, method.Text, method.Calls, diagnostics, program => code = Generate(method, program, cancellationToken), cancellationToken);
        return new CompiledLoss(diagnostics.Items, diagnostics.HasErrors ? null : code);
    }

    private static void Run(
        LossSignature signature,
        string text,
        LossCalls calls,
        DiagnosticBag diagnostics,
        Action<BoundProgram>? use,
        CancellationToken cancellationToken)
    {
        var frontEnd = new FrontEnd(calls, cancellationToken);
        try
        {
            var loss = frontEnd.Bind(signature, text, diagnostics);
            if (loss.Program is not { } program)
                return;
            Report(PropertyFindings.In(program, text.Length), diagnostics);
            if (use is not null)
            {
                if (!diagnostics.HasErrors)
                    use(program);
            }
            else
            {
                Report(StabilityFindings.In(program, loss.Syntax, Rebind, cancellationToken).Where(finding => !loss.Composed.Calls.Contains(finding.Span)), diagnostics);
                Report(DesignFindings.In(program, cancellationToken).Where(finding => !loss.Composed.Calls.Contains(finding.Span)), diagnostics);
                Report(SingularPoints.In(program, loss.Syntax, cancellationToken).Where(finding => !loss.Composed.Calls.Contains(finding.Span)), diagnostics);
                Report(CurvatureFindings.In(program, cancellationToken), diagnostics);
            }
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            diagnostics.Report(LanguageErrors.TooLarge, new Text.TextSpan(0, text.Length));
        }
        catch (NoDerivativeException missing)
        {
            diagnostics.Report(LanguageErrors.NoDerivative, new Text.TextSpan(0, text.Length), missing.What);
        }

        BoundProgram? Rebind(string changed) => frontEnd.Bind(signature, changed, new DiagnosticBag()).Program;
    }

    private static void Report(IEnumerable<LossDiagnostic> findings, DiagnosticBag diagnostics)
    {
        foreach (var finding in findings)
            diagnostics.Report(finding);
    }

    /// <summary>
    /// What breaks in <c>float</c> is computed in lanes of <c>double</c>. For a loss that is written in an unstable form that is looked at closely, and
    /// what cancels in the end gets its series.
    /// </summary>
    private static (Formulas Formulas, ElementType Lanes) Repaired(BoundProgram program, Formulas formulas, CancellationToken cancellationToken)
    {
        var lanes = LaneProbe.PrecisionOf(program, formulas.Values, cancellationToken);
        if (UnstableForms.In(program.Factory, ProbeProgram.Of(program), program.Origins.ContainsKey, cancellationToken).Count == 0)
            return (formulas, lanes);
        return (
            formulas.WithSeries(program.Factory),
            lanes == ElementType.Single && LaneProbe.IsSpoilt(program, formulas.Values, cancellationToken) ? ElementType.Double : lanes);
    }

    private static string Generate(LossMethod method, BoundProgram program, CancellationToken cancellationToken)
    {
        var formulas = Formulas.Of(program, method.Stabilize, cancellationToken);
        var writer = new MemberWriter(method, program, PropertyAnalysis.Of(program));
        var lanes = method.Signature.Precision;
        if (method.Stabilize)
            (formulas, lanes) = Repaired(program, formulas, cancellationToken);
        writer.WriteValue(KernelBuilder.Build(program, formulas.ReturnValue, formulas.Results, lanes));
        cancellationToken.ThrowIfCancellationRequested();
        if (formulas.Gradients.Count > 0)
            writer.WriteGradient(KernelBuilder.Build(program, formulas.ReturnValue, formulas.Gradients, lanes), formulas.Gradients);
        cancellationToken.ThrowIfCancellationRequested();
        if (formulas.Hessians.Count > 0)
            writer.WriteHessian(KernelBuilder.Build(program, formulas.ReturnValue, [.. formulas.Gradients, .. formulas.Hessians], lanes), formulas);
        return writer.ToString();
    }
}

/// <summary>The outcome of compiling one loss.</summary>
/// <param name="Diagnostics">All findings.</param>
/// <param name="Code">The implementing parts and companions, unindented lines ending in <c>\n</c>, to be placed in the containing type; null on errors.</param>
public sealed record CompiledLoss(IReadOnlyList<LossDiagnostic> Diagnostics, string? Code);
