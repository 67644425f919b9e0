namespace LossGen.Compiler.Ir;

/// <summary>How often a function can be differentiated with a continuous result.</summary>
public enum Smoothness
{
    /// <summary>Nothing is known, not even that it is continuous.</summary>
    Unknown,

    /// <summary>Continuous.</summary>
    C0,

    /// <summary>With a continuous first derivative.</summary>
    C1,

    /// <summary>With a continuous second derivative.</summary>
    C2,

    /// <summary>As often as one likes.</summary>
    Analytic,
}

/// <summary>What the shape of an operation is asked of.</summary>
/// <param name="Operands">The ranges of the operands, in exact arithmetic.</param>
/// <param name="Value">The range of the operation's value.</param>
/// <param name="Varies">Which operands move; the others are fixed numbers in their ranges.</param>
public sealed record ShapeContext(IReadOnlyList<Interval> Operands, Interval Value, IReadOnlyList<bool> Varies);

/// <summary>
/// What an operation looks like on ranges of its operands. A sign of <paramref name="Bend"/> says convex or concave, signs of
/// <paramref name="Slopes"/> say monotone, sizes bound how fast value and slopes change.
/// </summary>
/// <param name="Slopes">The partial derivatives by the operands; at a corner all that lie between those of its sides.</param>
/// <param name="Bend">
/// The second derivative in the operands that vary, as a quadratic form on changes of at most 1 each: not negative where the form is nowhere negative, and as
/// large as it can be for any two such changes. Infinite at a corner.
/// </param>
/// <param name="Smoothness">How smooth the operation is there.</param>
public sealed record AtomShape(IReadOnlyList<Interval> Slopes, Interval Bend, Smoothness Smoothness)
{
    /// <summary>Nothing is known.</summary>
    public static AtomShape Unknown(int arity) => new([.. Enumerable.Repeat(Interval.Whole, arity)], Interval.Whole, Smoothness.Unknown);
}

/// <summary>The shape of an operation as a function of the ranges of its operands.</summary>
public delegate AtomShape ShapeRule(ShapeContext context);
