using System.ComponentModel;

namespace LossGen.CompilerServices;

/// <summary>
/// The elementary and special functions on vectors, for generated code and for the span functions of <see cref="LossMath"/>.
/// Error bounds are those of docs/accuracy.md.
/// </summary>
/// <remarks>
/// Where the hardware has 512 bits the kernel is inlined. Elsewhere every operation on 512 bits would be a method call that the
/// JIT has to inline first, and its budget for that ends within one function: what remains then runs several times slower. So there a
/// function is two calls of a kernel that is written in the hardware's own width.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
}
