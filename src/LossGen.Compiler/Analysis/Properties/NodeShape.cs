using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>How an expression bends as a function of some parameters.</summary>
[Flags]
public enum Convexity
{
    /// <summary>Neither is proven.</summary>
    Unknown = 0,

    /// <summary>Convex.</summary>
    Convex = 1,

    /// <summary>Concave.</summary>
    Concave = 2,

    /// <summary>Both: a constant plus a linear function.</summary>
    Affine = Convex | Concave,
}

/// <summary>Which way an expression goes when any element of some parameters grows.</summary>
[Flags]
public enum Monotonicity
{
    /// <summary>Neither is proven.</summary>
    Unknown = 0,

    /// <summary>It never falls.</summary>
    Increasing = 1,

    /// <summary>It never rises.</summary>
    Decreasing = 2,

    /// <summary>It does not depend on them.</summary>
    Constant = Increasing | Decreasing,
}

/// <summary>What is proven of an expression as a function of some parameters.</summary>
/// <param name="Convexity">How it bends.</param>
/// <param name="Monotonicity">Which way it goes.</param>
/// <param name="Lipschitz">
/// How much it changes at most when no element changes by more than 1; an expression that does not depend on the parameters. Null where no bound is
/// proven.
/// </param>
/// <param name="GradientLipschitz">How much its gradient, as a sum of absolute values, changes at most, likewise.</param>
/// <param name="Smoothness">How often it can be differentiated.</param>
internal sealed record NodeShape(
    Convexity Convexity, Monotonicity Monotonicity, Node? Lipschitz, Node? GradientLipschitz, Smoothness Smoothness)
{
    public static readonly NodeShape Unknown = new(Convexity.Unknown, Monotonicity.Unknown, null, null, Smoothness.Unknown);

    public bool IsConvex => (Convexity & Convexity.Convex) != 0;

    public bool IsConcave => (Convexity & Convexity.Concave) != 0;

    public bool IsAffine => Convexity == Convexity.Affine;

    public static Convexity Turned(Convexity convexity) => convexity switch
    {
        Convexity.Convex => Convexity.Concave,
        Convexity.Concave => Convexity.Convex,
        _ => convexity,
    };

    public static Monotonicity Turned(Monotonicity monotonicity) => monotonicity switch
    {
        Monotonicity.Increasing => Monotonicity.Decreasing,
        Monotonicity.Decreasing => Monotonicity.Increasing,
        _ => monotonicity,
    };
}
