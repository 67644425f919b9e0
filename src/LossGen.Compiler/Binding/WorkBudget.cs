using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>
/// Bounds the time that any text can take: functions that call functions could double the work with every line.
/// Also the place where cancellation is noticed.
/// </summary>
internal sealed class WorkBudget(CancellationToken cancellationToken)
{
    private const int MaximumSteps = 400_000;

    private int _steps;

    /// <exception cref="ProgramTooLargeException">The budget is spent.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants the result any more.</exception>
    public void Spend()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_steps > MaximumSteps)
            throw new ProgramTooLargeException();
    }
}
