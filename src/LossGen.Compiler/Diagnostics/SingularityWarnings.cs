namespace LossGen.Compiler.Diagnostics;

/// <summary>Points at which a formula itself has no value or no gradient, in whatever precision it is computed: LG1060–LG1069.</summary>
public static class SingularityWarnings
{
    public static readonly LossDiagnosticDescriptor InfiniteSlope = new(
        "LG1060",
        "The derivative is infinite at an ordinary point",
        "{0} has an infinite derivative at {1}, where its operand is 0: add a small number to the operand, or say require or assume that it is above 0",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor ZeroByZero = new(
        "LG1061",
        "A quotient is 0 / 0 at an ordinary point",
        "{0} is 0 / 0 at {1}, and the result NaN: choose a value for that point, as in 'd == 0 ? 0 : n / d', or add a small number to the denominator",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor EndOfDomain = new(
        "LG1062",
        "An arc cosine or sine at the end of its domain",
        "The operand of {0} is 1 or -1 at {1}, where the derivative is infinite and rounding makes the value NaN: keep the operand inside, as in 'acos(clamp(c, -1 + 1e-6, 1 - 1e-6))'",
        LossSeverity.Warning);
}
