namespace LossGen;

/// <summary>Properties of a loss that <see cref="LossAttribute.Require"/> asks the compiler to prove.</summary>
/// <remarks>
/// They are about the value in real arithmetic, for finite inputs for which the formula has a value and that fulfil what it requires and assumes; only
/// <see cref="Finite"/> is about floating-point numbers. The prediction is what <see cref="LossAttribute.Wrt"/> names, all of it together.
/// </remarks>
[Flags]
public enum LossProperties
{
    /// <summary>Nothing to prove.</summary>
    None = 0,

    /// <summary>The value is never below 0.</summary>
    NonNegative = 1 << 0,

    /// <summary>The value is a convex function of the parameters in <see cref="LossAttribute.Wrt"/>.</summary>
    ConvexInPrediction = 1 << 1,

    /// <summary>The gradient is bounded: the sum of its absolute values by a number that depends on scalar parameters and lengths only.</summary>
    LipschitzInPrediction = 1 << 2,

    /// <summary>The gradient is continuous.</summary>
    SmoothInPrediction = 1 << 3,

    /// <summary>Value and gradient are finite for all finite inputs.</summary>
    Finite = 1 << 4,

    /// <summary>The value is 0 where the first array of the prediction equals the target, the first other array of real numbers with its shape.</summary>
    ZeroAtPerfectPrediction = 1 << 5,

    /// <summary>
    /// The value is the mean or the sum of a convex function of label · score with a negative slope at 0, so that its minimum classifies as well as can be;
    /// labels are −1 and 1, or 0 and 1.
    /// </summary>
    ClassificationCalibrated = 1 << 6,

    /// <summary>The value stays when one number is added to prediction and target, or to every element of the prediction along an axis.</summary>
    TranslationInvariant = 1 << 7,

    /// <summary>The value never falls, or it never rises, when an element of the prediction grows.</summary>
    MonotoneInPrediction = 1 << 8,
}
