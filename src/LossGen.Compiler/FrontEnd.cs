using LossGen.Compiler.Binding;
using LossGen.Compiler.Composition;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler;

/// <summary>A loss whose text is understood.</summary>
/// <param name="Program">The program; null if there are errors.</param>
/// <param name="Syntax">The text as it is written.</param>
/// <param name="Composed">The text with the losses that it calls.</param>
internal sealed record BoundLoss(BoundProgram? Program, ProgramSyntax Syntax, ComposedProgram Composed);

/// <summary>The road from text to a bound program, for a loss and for those that it calls.</summary>
internal sealed class FrontEnd(LossCalls calls, CancellationToken cancellationToken)
{
    private readonly Dictionary<int, bool> _sound = [];

    /// <summary>Reads, composes and binds a loss.</summary>
    /// <exception cref="InsufficientExecutionStackException">Losses call losses too deeply for the stack.</exception>
    public BoundLoss Bind(LossSignature signature, string text, DiagnosticBag diagnostics) => Bind(signature, text, calls, diagnostics);

    private BoundLoss Bind(LossSignature signature, string text, LossCalls seen, DiagnosticBag diagnostics)
    {
        var findings = new DiagnosticBag();
        var syntax = LossParser.Parse(text, findings);
        var composed = Composer.Compose(signature, syntax, seen, IsSound, findings, cancellationToken);
        var program = Binder.Bind(signature, composed.Program, findings, cancellationToken);

        // Warnings at a call are about the called loss, which has them itself.
        foreach (var finding in findings.Items)
        {
            if (finding.Descriptor.Severity == LossSeverity.Error || !composed.Calls.Contains(finding.Span))
                diagnostics.Report(finding);
        }

        return new BoundLoss(findings.HasErrors ? null : program, syntax, composed);
    }

    /// <summary>Whether a called loss has no errors of its own. Composition has made sure that it does not call itself.</summary>
    private bool IsSound(int index)
    {
        if (!_sound.TryGetValue(index, out var isSound))
        {
            var loss = calls.Losses[index];
            var seen = new LossCalls(loss.Names, calls.Losses, index);
            _sound[index] = isSound = Bind(loss.Signature, loss.Text, seen, new DiagnosticBag()).Program is not null;
        }

        return isSound;
    }
}
