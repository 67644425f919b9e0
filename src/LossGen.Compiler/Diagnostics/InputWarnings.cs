namespace LossGen.Compiler.Diagnostics;

/// <summary>Warnings about names that do nothing, which only the binder can see.</summary>
public static class InputWarnings
{
    public static readonly LossDiagnosticDescriptor UnusedInput = new(
        "LG2005", "The loss does not use an input", "The loss does not depend on the parameter '{0}'", LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor AxisReducedInside = new(
        "LG2007",
        "The axis is reduced inside already",
        "Inside '{0}[{1}](…)' nothing depends on '{1}' any more: a reduction without axes reduces every axis; name the ones that you mean",
        LossSeverity.Warning);
}
