namespace LossGen;

/// <summary>
/// Elementary and special functions for losses: scalar, and on spans under the names of TensorPrimitives where it has them. They
/// are accurate to about an ulp over the whole range, which is measured in docs/accuracy.md: no cancellation near zeros, no premature
/// overflow, gradual underflow, and the IEEE results at infinities, NaN and signed zeros.
/// </summary>
/// <remarks>
/// A span function writes destination[i] = f(x[i]) for the length of x; the destination may be longer, and may be x itself, but
/// must not overlap it otherwise. Every result is that of the vector kernel, at whatever position the element stands.
/// </remarks>
public static partial class LossMath
{
}
