namespace LossGen;

/// <summary>
/// What <see cref="LossAttribute.Hessian"/> writes. A Newton step divides by it; where a loss is not convex, or its parameters
/// are coupled, the second derivative alone may be negative or too small for that.
/// </summary>
public enum HessianPolicy
{
    /// <summary>The second derivative itself, <c>seed · ∂²L/∂p²</c>, whatever its sign. That of a softmax cross-entropy is p(1 − p).</summary>
    AsIs,

    /// <summary>Its absolute value: a step goes downhill where the loss is concave, too.</summary>
    Absolute,

    /// <summary>
    /// The sum of the absolute values of the row, <c>Σ |seed · ∂²L/∂p∂q|</c> over all elements q that the loss is differentiated by. The diagonal
    /// matrix of these sums less the Hessian is diagonally dominant, so that it bounds the Hessian from above: a step with it does not overshoot
    /// where the second derivatives stay as they are, though all elements move at once. For a softmax cross-entropy it is 2p(1 − p).
    /// A row of coupled elements costs their number for each element.
    /// </summary>
    UpperBound,
}
