using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LossGen.CompilerServices;

/// <summary>
/// What generated methods ask of a <c>ReadOnlyTensorSpan&lt;T&gt;</c> on entry. They hand over its parts, so that this library needs no package
/// that has the type.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorArguments
{
    /// <summary>The elements of a dense tensor in row-major order, without a copy.</summary>
    /// <param name="first">The first element; a null reference if there is none.</param>
    /// <param name="count">How many elements there are.</param>
    /// <param name="isDense">Whether they lie one behind the other in row-major order.</param>
    /// <param name="rank">How many dimensions the tensor has.</param>
    /// <param name="expected">How many the loss reads.</param>
    /// <param name="tensor">The tensor's name.</param>
    /// <param name="shape">Its shape as the loss reads it: <c>[n,c]</c>.</param>
    /// <exception cref="ArgumentException">The tensor has another number of dimensions, is not dense, or has more elements than a span.</exception>
    public static ReadOnlySpan<T> Elements<T>(in T first, nint count, bool isDense, int rank, int expected, string tensor, string shape)
        where T : unmanaged
    {
        if (rank != expected)
            ThrowRank(rank, expected, tensor, shape);
        if (!isDense && count > 0)
            ThrowNotDense(tensor);
        if (count > int.MaxValue)
            ThrowTooLong(count, tensor);
        return MemoryMarshal.CreateReadOnlySpan(in first, (int)count);
    }

    /// <summary>The extent that a dimension of a tensor gives.</summary>
    /// <exception cref="ArgumentException">It is longer than an array can be.</exception>
    public static int Extent(ReadOnlySpan<nint> lengths, int dimension, string tensor)
    {
        if (lengths[dimension] > int.MaxValue)
            ThrowTooLong(lengths[dimension], tensor);
        return (int)lengths[dimension];
    }

    /// <summary>Checks that a dimension of a tensor has the extent that is known from elsewhere.</summary>
    /// <param name="lengths">The tensor's lengths.</param>
    /// <param name="dimension">The dimension.</param>
    /// <param name="expected">The extent.</param>
    /// <param name="tensor">The tensor's name.</param>
    /// <param name="shape">Its shape and where the extent comes from: <c>[n,c], where c is the length of 'w'</c>.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Dimension(ReadOnlySpan<nint> lengths, int dimension, int expected, string tensor, string shape)
    {
        if (lengths[dimension] != expected)
            ThrowDimension(lengths[dimension], dimension, expected, tensor, shape);
    }

    [DoesNotReturn]
    private static void ThrowRank(int rank, int expected, string tensor, string shape) => throw new ArgumentException(
        $"'{tensor}' has {Count(rank, "dimension")}, but the loss reads it as {shape}, with {Count(expected, "dimension")}.", tensor);

    [DoesNotReturn]
    private static void ThrowNotDense(string tensor) => throw new ArgumentException(
        $"'{tensor}' is not dense: its elements must lie one behind the other in row-major order. Copy it, for example with FlattenTo.", tensor);

    [DoesNotReturn]
    private static void ThrowTooLong(long count, string tensor) => throw new ArgumentException(
        $"'{tensor}' has {Text(count)} elements, which is more than a span can hold.", tensor);

    [DoesNotReturn]
    private static void ThrowDimension(long length, int dimension, int expected, string tensor, string shape) => throw new ArgumentException(
        $"'{tensor}' has {Text(length)} positions in dimension {Text(dimension)}, but its shape {shape}, asks for {Text(expected)}.", tensor);

    private static string Count(int count, string one) => Text(count) + " " + (count == 1 ? one : one + "s");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
