namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Bounds the work on one loss: what is not proven within it is not claimed.</summary>
internal sealed class PieceBudget(int attempts)
{
    /// <summary>Expressions that nest more deeply are not taken apart.</summary>
    private const int MaximumDepth = 40;

    private int _attempts = attempts;

    /// <summary>Whether an expression of some depth may be worked on.</summary>
    public bool TrySpend(int depth) => depth <= MaximumDepth && _attempts-- > 0;
}
