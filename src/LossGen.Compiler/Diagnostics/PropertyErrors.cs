namespace LossGen.Compiler.Diagnostics;

/// <summary>Properties that a user requires and that are not proven: LG0701–LG0709. Each names the part of the loss that breaks the proof, and why.</summary>
public static class PropertyErrors
{
    public static readonly LossDiagnosticDescriptor NotNonNegative = Error(
        "LG0701", "The loss is not proven to be non-negative", "The loss is not provably non-negative: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotConvex = Error(
        "LG0702", "The loss is not proven to be convex", "The loss is not provably convex in {2}: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotLipschitz = Error(
        "LG0703", "The gradient is not proven to be bounded", "The gradient by {2} is not provably bounded: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotSmooth = Error(
        "LG0704", "The gradient is not proven to be continuous", "The gradient by {2} is not provably continuous: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotFinite = Error(
        "LG0705", "Value and gradient are not proven to be finite", "Value and gradient are not provably finite for all finite inputs: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotZeroAtPerfectPrediction = Error(
        "LG0706", "The loss is not proven to be zero at the perfect prediction", "The loss is not provably 0 at the perfect prediction: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotCalibrated = Error(
        "LG0707", "The loss is not proven to be classification-calibrated", "The loss is not provably classification-calibrated: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotTranslationInvariant = Error(
        "LG0708", "The loss is not proven to be invariant under translation", "The loss is not provably invariant under translation: '{0}' {1}");

    public static readonly LossDiagnosticDescriptor NotMonotone = Error(
        "LG0709", "The loss is not proven to be monotone", "The loss is not provably monotone in {2}: '{0}' {1}");

    private static LossDiagnosticDescriptor Error(string id, string title, string messageFormat) =>
        new(id, title, messageFormat, LossSeverity.Error);
}
