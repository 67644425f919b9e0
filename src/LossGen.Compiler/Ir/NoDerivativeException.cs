namespace LossGen.Compiler.Ir;

/// <summary>A derivative exists but is no function of the table. <see cref="LossCompiler"/> turns it into a diagnostic: a silent 0 would be wrong.</summary>
public sealed class NoDerivativeException(string what) : Exception($"There is no {what}.")
{
    /// <summary>What is missing: <c>the third derivative of lgamma</c>.</summary>
    public string What { get; } = what;
}
