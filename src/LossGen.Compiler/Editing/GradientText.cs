using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Editing;

/// <summary>The derivatives of a loss in the loss language, for people who want to read them.</summary>
public static class GradientText
{
    /// <summary>
    /// One line a gradient and a Hessian, as they are generated: <c>yhatGradient[i] = 2 * seed / size(i) * (yhat[i] - y[i])</c>. None if the loss
    /// has errors or is not differentiated.
    /// </summary>
    public static IReadOnlyList<string> Of(LossMethod method, CancellationToken cancellationToken = default)
    {
        try
        {
            var loss = new FrontEnd(method.Calls, cancellationToken).Bind(method.Signature, method.Text, new DiagnosticBag());
            if (loss.Program is not { } program)
                return [];
            var formulas = Formulas.Of(program, method.Stabilize, cancellationToken);
            return [.. formulas.Gradients.Concat<OutputFormula>(formulas.Hessians).Select(formula => formula.Text)];
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException or NoDerivativeException)
        {
            return [];
        }
    }
}
