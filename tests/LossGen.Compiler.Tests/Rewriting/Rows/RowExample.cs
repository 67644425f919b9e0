using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>A loss that one row of <see cref="LossGen.Compiler.Rewriting.RuleTable"/> finds, and one nearly the same that is fine.</summary>
/// <param name="Diagnostic">What the row reports.</param>
/// <param name="Parameters">The parameters of both.</param>
/// <param name="Annotated">The loss, with the form that is reported between <c>[|</c> and <c>|]</c>.</param>
/// <param name="NearMiss">The loss that nothing is to be said of.</param>
internal sealed record RowExample(LossDiagnosticDescriptor Diagnostic, string Parameters, string Annotated, string NearMiss)
{
    /// <summary>
    /// Whether only C# meets the row, where nothing is brought to one form first; of a loss another row finds the equal form that rules know.
    /// </summary>
    public bool IsOfCSharp { get; init; }
}
