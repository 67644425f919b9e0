namespace LossGen.Compiler.Diagnostics;

/// <summary>What .NET's own functions and constants do to floating-point numbers, other than their names say: LG3101–LG3199.</summary>
public static class FrameworkWarnings
{
    public static readonly LossDiagnosticDescriptor NaiveFunction = new(
        "LG3101",
        "The framework computes the function by the formula that it is named against",
        "'{0}' is {1} in .NET, which is {2} at x = {3}, where it should be {4}{5}",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor ArcOfQuotient = new(
        "LG3102",
        "A cosine that rounds above 1 has no angle",
        "'{0}' is NaN where rounding makes the quotient larger than 1, as it does of vectors that point the same way; write '{1}'",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor SmallestNumber = new(
        "LG3103",
        "Epsilon is the smallest number, not the precision",
        "'{0}' is {1}, the smallest number above 0: added to anything it changes nothing, and divided by it everything is infinite; use a tolerance such as {2}",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor LostLiteral = new(
        "LG3104",
        "A number that the type cannot hold",
        "'{0}' is exactly {1} in '{2}', which has {3} digits",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor RootByPower = new(
        "LG3105",
        "The power of a third is no cube root",
        "'{0}' is NaN for negative numbers, whose cube root is negative; write '{1}'",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor PowerWithName = new(
        "LG3106",
        "A power that is a product or a root",
        "'{0}' takes a logarithm and an exponential to compute '{1}'",
        LossSeverity.Info);
}
