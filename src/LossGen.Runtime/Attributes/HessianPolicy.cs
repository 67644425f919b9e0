namespace LossGen;

/// <summary>
/// What <see cref="LossAttribute.Hessian"/> writes where the second derivative is negative, which Newton steps (gradient
/// boosting, for one) cannot use. Reserved for a later version; only <see cref="AsIs"/> is accepted now.
/// </summary>
public enum HessianPolicy
{
    /// <summary>The second derivative itself, whatever its sign.</summary>
    AsIs,

    /// <summary>Its absolute value.</summary>
    Absolute,

    /// <summary>A constant or expression proven to be an upper bound, so that a step never overshoots.</summary>
    UpperBound,
}
