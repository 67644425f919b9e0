namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>One example for each row of the rule table that reports something, in its order.</summary>
internal static partial class RowExamples
{
    public static IReadOnlyList<RowExample> All { get; } =
    [
        .. Probabilities(), .. Hyperbolics(), .. Logarithms(), .. Statistics(), .. Roots(), .. Trigonometry(), .. Differences(),
        .. Exponentials(), .. Entropies(), .. Quotients(),
    ];
}
