using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// What is proven of the value of a loss, as a function in real arithmetic, wherever it has a value under what the program assumes and requires. What is not
/// stated may hold as well.
/// </summary>
public sealed record LossCertificate
{
    /// <summary>All values lie in it.</summary>
    public required Interval Range { get; init; }

    /// <summary>Whether no value is below 0, which may be proven where the range does not tell.</summary>
    public required bool IsNonNegative { get; init; }

    /// <summary>The array in whose place the prediction makes the loss 0; null if there is none, or it is not proven.</summary>
    public required ArrayParameter? PerfectTarget { get; init; }

    /// <summary>The value as a function of all that it is differentiated by, together.</summary>
    public required ArgumentCertificate Prediction { get; init; }

    /// <summary>The value as a function of each argument alone: the arrays of real numbers, and the numbers that it is differentiated by.</summary>
    public required IReadOnlyList<ArgumentCertificate> Arguments { get; init; }

    /// <summary>Whether a number that is added to all elements of the prediction and the target changes nothing.</summary>
    public required bool IsTranslationInvariant { get; init; }

    /// <summary>Whether it is a margin loss whose minimum classifies as well as can be.</summary>
    public required bool IsClassificationCalibrated { get; init; }

    /// <summary>Whether value and gradient are finite in the arithmetic of the loss for all finite inputs.</summary>
    public required bool IsFinite { get; init; }

    /// <summary>The properties that are proven, of those that can be required.</summary>
    public RequiredProperties Proven =>
        When(IsNonNegative, RequiredProperties.NonNegative)
        | When((Prediction.Convexity & Convexity.Convex) != 0, RequiredProperties.ConvexInPrediction)
        | When(Prediction.Lipschitz is not null, RequiredProperties.LipschitzInPrediction)
        | When(Prediction.Smoothness >= Smoothness.C1, RequiredProperties.SmoothInPrediction)
        | When(IsFinite, RequiredProperties.Finite)
        | When(PerfectTarget is not null, RequiredProperties.ZeroAtPerfectPrediction)
        | When(IsClassificationCalibrated, RequiredProperties.ClassificationCalibrated)
        | When(
            IsTranslationInvariant || Arguments.Any(argument => argument.IsPrediction && argument.InvariantAlong.Count > 0),
            RequiredProperties.TranslationInvariant)
        | When(Prediction.Monotonicity != Monotonicity.Unknown, RequiredProperties.MonotoneInPrediction);

    private static RequiredProperties When(bool holds, RequiredProperties property) => holds ? property : RequiredProperties.None;
}

/// <summary>The value of a loss as a function of some of its parameters.</summary>
/// <param name="Names">The parameters.</param>
/// <param name="IsPrediction">Whether the loss is differentiated by them.</param>
/// <param name="Convexity">How it bends.</param>
/// <param name="Monotonicity">Which way it goes when an element grows.</param>
/// <param name="Lipschitz">
/// A bound of the sum of the absolute values of the gradient: the value changes by no more than this when no element changes by more than 1. It depends on
/// numbers and lengths only; null where none is proven.
/// </param>
/// <param name="GradientLipschitz">How much the gradient, as a sum of absolute values, changes at most when no element changes by more than 1; likewise.</param>
/// <param name="Smoothness">How often it can be differentiated.</param>
/// <param name="InvariantAlong">Dimensions of a single array along which a number can be added to a row without changing the value.</param>
public sealed record ArgumentCertificate(
    IReadOnlyList<string> Names,
    bool IsPrediction,
    Convexity Convexity,
    Monotonicity Monotonicity,
    Node? Lipschitz,
    Node? GradientLipschitz,
    Smoothness Smoothness,
    IReadOnlyList<int> InvariantAlong);
