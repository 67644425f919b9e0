using System.Globalization;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>What is proven of a loss in words, for documentation.</summary>
public static class CertificateText
{
    /// <summary>One phrase for each property that is proven.</summary>
    public static IReadOnlyList<string> Of(LossCertificate certificate) =>
    [
        .. Values(certificate),
        .. certificate.Arguments.Select(Behaviour).Where(text => text.Length > 0),
        .. Joint(certificate),
        .. Steepness(certificate),
        .. Invariance(certificate),
        .. certificate.IsClassificationCalibrated && !certificate.IsTranslationInvariant ? new[] { "classification-calibrated" } : [],
        .. certificate.IsFinite ? new[] { "value and gradient finite for all finite inputs" } : [],
    ];

    private static IEnumerable<string> Values(LossCertificate certificate)
    {
        var (low, high) = (certificate.Range.Low, certificate.Range.High);
        var (hasLow, hasHigh) = (!double.IsInfinity(low), !double.IsInfinity(high));
        if (hasLow && hasHigh)
            yield return $"between {Number(low)} and {Number(high)}";
        else if (certificate.IsNonNegative)
            yield return low > 0 && hasLow ? $"at least {Number(low)}" : "never negative";
        else if (hasLow)
            yield return $"at least {Number(low)}";
        else if (hasHigh)
            yield return $"at most {Number(high)}";
        if (certificate.PerfectTarget is { } target)
            yield return $"0 where {certificate.Prediction.Names[0]} equals {target.Name}";
    }

    /// <summary>How the value bends with one argument, and which way it goes.</summary>
    private static string Behaviour(ArgumentCertificate argument)
    {
        if (argument.Monotonicity == Monotonicity.Constant)
            return "";
        var words = new List<string>();
        if (argument.Convexity != Convexity.Unknown)
            words.Add(argument.Convexity.ToString().ToLowerInvariant());
        if (argument.Monotonicity != Monotonicity.Unknown)
            words.Add(argument.Monotonicity == Monotonicity.Increasing ? "never falling" : "never rising");
        return words.Count == 0 ? "" : $"{string.Join(" and ", words)} in {argument.Names[0]}";
    }

    private static IEnumerable<string> Joint(LossCertificate certificate)
    {
        var prediction = certificate.Prediction;
        if (prediction.Names.Count > 1 && prediction.Convexity != Convexity.Unknown)
            yield return $"{prediction.Convexity.ToString().ToLowerInvariant()} in {string.Join(" and ", prediction.Names)} together";
    }

    /// <summary>Bounds of the changes, and how smooth the value is.</summary>
    private static IEnumerable<string> Steepness(LossCertificate certificate)
    {
        var prediction = certificate.Prediction;
        if (prediction.Names.Count == 0 || prediction.Monotonicity == Monotonicity.Constant)
            yield break;
        if (prediction.Lipschitz is { } value)
            yield return $"Σ|gradient| at most {Bound(value)}";
        if (prediction.GradientLipschitz is { } gradient)
            yield return $"Σ|change of the gradient| at most {Bound(gradient)} times the largest change of an element";
        if (prediction.Smoothness >= Smoothness.C0)
        {
            yield return prediction.Smoothness == Smoothness.Analytic ? "analytic"
                : prediction.Smoothness == Smoothness.C0 ? "continuous"
                : $"of class {prediction.Smoothness}";
        }
    }

    private static IEnumerable<string> Invariance(LossCertificate certificate)
    {
        if (certificate.IsTranslationInvariant)
            yield return "the same when a number is added to prediction and target";
        foreach (var argument in certificate.Arguments.Where(argument => argument.InvariantAlong.Count > 0 && argument.Monotonicity != Monotonicity.Constant))
            yield return $"the same when a number is added to {argument.Names[0]} along dimension {string.Join(" or ", argument.InvariantAlong)}";
    }

    private static string Bound(Node bound) => Algebra.TryGetConstant(bound, out var value) ? Number(value) : bound.ToString();

    /// <summary>Few digits: a bound was rounded up in its last ones.</summary>
    private static string Number(double value) => (value == 0 ? 0 : value).ToString("G6", CultureInfo.InvariantCulture);
}
