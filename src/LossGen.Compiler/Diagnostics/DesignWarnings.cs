namespace LossGen.Compiler.Diagnostics;

/// <summary>Warnings about losses that compute what they say, and do not serve what they are asked for.</summary>
public static class DesignWarnings
{
    public static readonly LossDiagnosticDescriptor NoCurvature = new(
        "LG2010",
        "The second derivative is 0 everywhere",
        "The second derivative by '{0}' is 0 wherever there is one: a Newton step divides by it, so that it needs a loss that is curved, or a "
        + "constant of its own in its place",
        LossSeverity.Warning);
}
