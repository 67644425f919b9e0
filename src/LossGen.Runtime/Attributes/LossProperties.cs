namespace LossGen;

/// <summary>
/// Properties of a loss that <see cref="LossAttribute.Require"/> asks the compiler to prove. Reserved for a later version;
/// only <see cref="None"/> is accepted now.
/// </summary>
[Flags]
public enum LossProperties
{
    /// <summary>Nothing to prove.</summary>
    None = 0,

    /// <summary>The value is never below 0.</summary>
    NonNegative = 1 << 0,

    /// <summary>The value is a convex function of the parameters in <see cref="LossAttribute.Wrt"/>.</summary>
    ConvexInPrediction = 1 << 1,

    /// <summary>The gradient is bounded.</summary>
    LipschitzInPrediction = 1 << 2,

    /// <summary>The gradient is continuous.</summary>
    SmoothInPrediction = 1 << 3,

    /// <summary>Value and gradient are finite for all finite inputs.</summary>
    Finite = 1 << 4,
}
