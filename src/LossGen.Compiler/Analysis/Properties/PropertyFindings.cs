using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Reports the properties that are required and not proven.</summary>
internal static class PropertyFindings
{
    private static readonly (RequiredProperties Property, LossDiagnosticDescriptor Error, Func<Breaks, PropertyBreak> Break)[] Table =
    [
        (RequiredProperties.NonNegative, PropertyErrors.NotNonNegative, breaks => breaks.OfNonNegativity()),
        (RequiredProperties.ConvexInPrediction, PropertyErrors.NotConvex, breaks => breaks.OfConvexity()),
        (RequiredProperties.LipschitzInPrediction, PropertyErrors.NotLipschitz, breaks => breaks.OfLipschitz()),
        (RequiredProperties.SmoothInPrediction, PropertyErrors.NotSmooth, breaks => breaks.OfSmoothness()),
        (RequiredProperties.Finite, PropertyErrors.NotFinite, breaks => breaks.OfFiniteness()),
        (RequiredProperties.ZeroAtPerfectPrediction, PropertyErrors.NotZeroAtPerfectPrediction, breaks => breaks.OfPerfectPrediction()),
        (RequiredProperties.ClassificationCalibrated, PropertyErrors.NotCalibrated, breaks => breaks.OfCalibration()),
        (RequiredProperties.TranslationInvariant, PropertyErrors.NotTranslationInvariant, breaks => breaks.OfTranslation()),
        (RequiredProperties.MonotoneInPrediction, PropertyErrors.NotMonotone, breaks => breaks.OfMonotonicity()),
    ];

    /// <summary>An error for each required property that is not proven, at the part of the text that breaks the proof.</summary>
    public static IEnumerable<LossDiagnostic> In(BoundProgram program, int textLength)
    {
        var required = program.Signature.Require;
        if (required == RequiredProperties.None)
            yield break;
        var analysis = PropertyAnalysis.For(program);
        var certificate = analysis?.Certify();
        var missing = required & ~(certificate?.Proven ?? RequiredProperties.None);
        var names = string.Join(" and ", program.DifferentiatedBy.Select(parameter => $"'{parameter.Name}'"));
        foreach (var (property, error, breakOf) in Table.Where(row => (missing & row.Property) != 0))
        {
            var found = analysis is null || certificate is null ? null : breakOf(new Breaks(program, analysis));
            var span = found is not null && program.Origins.TryGetValue(found.Node, out var spans) ? spans[0] : new TextSpan(0, textLength);
            yield return new LossDiagnostic(
                error,
                span,
                new EquatableArray<string>(
                    found is null ? program.Signature.MethodName : Breaks.Short(found.Node),
                    found?.Reason ?? (program.ReturnValue is null ? "returns no value" : "is too large to be analysed"),
                    names));
        }
    }
}
