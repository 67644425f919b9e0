using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <summary>What a contraction sums over the columns of two rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ContractionStep
{
    /// <summary>x·y, whose derivative by x is y.</summary>
    Product,

    /// <summary>(x − y)²; as its derivative by x counts x − y.</summary>
    SquaredDifference,
}

/// <summary>
/// Sums over the columns of every pair of rows of two arrays, s[i,j] = Σ step(u[i,d], v[j,d]), and their derivatives times coefficients, a block of
/// rows i at a time: the blocked matrix products of pairwise losses. For generated code, which has checked the lengths that it passes.
/// </summary>
/// <remarks>
/// Rows are packed once for all blocks. A <i>panel</i> is 128 bytes wide: panels of columns hold, for so many rows, the first elements of all, then the second
/// ones; panels of rows hold so many columns of the first row, then of the second. Missing elements of the last panel are 0, so nothing has a rest. Each lane sums
/// in the order of columns (or of other rows), so the width of the hardware's vectors changes nothing but the fusing of products and sums.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Contraction
{
    /// <summary>The rows of a block.</summary>
    public const int BlockRows = 32;

    private const int PanelBytes = 128;

    /// <summary>A number of rows or columns with those that fill the last panel.</summary>
    public static int Padded<T>(int count)
        where T : struct => checked(count + PanelLength<T>() - 1) / PanelLength<T>() * PanelLength<T>();

    /// <summary>The elements of a panel's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int PanelLength<T>()
        where T : struct => PanelBytes / Unsafe.SizeOf<T>();

    /// <summary>The row of a block that belongs to a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> RowOf<T>(Span<T> block, int row, int length)
        where T : struct => block.Slice(row % BlockRows * Padded<T>(length), Padded<T>(length));

    /// <summary>Whether a row is the last of its block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EndsBlock(int row, int count) => row % BlockRows == BlockRows - 1 || row == count - 1;

    /// <summary>Packs an array of <paramref name="rows"/> × <paramref name="columns"/> elements into panels of columns.</summary>
    public static void PackColumns<T>(ReadOnlySpan<T> source, int rows, int columns, Span<T> packed)
        where T : struct
    {
        var panel = PanelLength<T>();
        for (var row = 0; row < Padded<T>(rows); row++)
        {
            var (place, index) = ((row / panel * panel * columns) + (row % panel), row * columns);
            for (var column = 0; column < columns; column++)
                packed[place + (column * panel)] = row < rows ? source[index + column] : default;
        }
    }

    /// <summary>Packs an array of <paramref name="rows"/> × <paramref name="columns"/> elements into panels of rows.</summary>
    /// <returns>Whether all elements are finite.</returns>
    public static bool PackRows<T>(ReadOnlySpan<T> source, int rows, int columns, Span<T> packed)
        where T : struct
    {
        var panel = PanelLength<T>();
        var difference = Vector512<T>.Zero;
        for (var column = 0; column < columns; column += panel)
        {
            var width = Math.Min(panel, columns - column);
            for (var row = 0; row < rows; row++)
            {
                var destination = packed.Slice((column * rows) + (row * panel), panel);
                source.Slice((row * columns) + column, width).CopyTo(destination);
                destination[width..].Clear();
                var (lower, upper) = (Vector512.Create<T>(destination), Vector512.Create<T>(destination[Vector512<T>.Count..]));
                difference += (lower - lower) + (upper - upper); // 0, or NaN if something is not finite
            }
        }

        return Vector512.EqualsAll(difference, Vector512<T>.Zero);
    }

    /// <summary>The sums of the block of rows that begins at <paramref name="row"/>, with all other rows.</summary>
    /// <param name="step">What is summed.</param>
    /// <param name="rows">All rows i, as they are.</param>
    /// <param name="row">The first row of the block.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="others">All rows j, in panels of columns.</param>
    /// <param name="sums">Receives a row of sums for each row of the block.</param>
    public static void Fill<T>(ContractionStep step, ReadOnlySpan<T> rows, int row, int columns, ReadOnlySpan<T> others, Span<T> sums)
        where T : struct
    {
        if (columns == 0)
        {
            sums.Clear();
            return;
        }

        var count = Math.Min(BlockRows, (rows.Length / columns) - row);
        if (step == ContractionStep.Product)
            Fill<T, Kernels512.ProductStep<T>, Kernels256.ProductStep<T>, Kernels128.ProductStep<T>>(rows[(row * columns)..], count, columns, others, sums);
        else
            Fill<T, Kernels512.SquaredDifferenceStep<T>, Kernels256.SquaredDifferenceStep<T>, Kernels128.SquaredDifferenceStep<T>>(rows[(row * columns)..], count, columns, others, sums);
    }

    /// <summary>Adds Σⱼ g[i,j] · ∂step/∂u[i,d] to the sums of each row i of a block.</summary>
    /// <param name="step">What is differentiated.</param>
    /// <param name="isFinite">Whether all rows are; else pairs with coefficient 0 are left out, so that what a guard excludes cannot become NaN.</param>
    /// <param name="coefficients">A row of g for each row of the block.</param>
    /// <param name="rows">All rows i, in panels of rows.</param>
    /// <param name="row">A row of the block.</param>
    /// <param name="count">The number of all rows i.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="others">All rows j, in panels of rows.</param>
    /// <param name="othersCount">The number of rows j.</param>
    /// <param name="target">The sums of all rows i, row-major.</param>
    public static void AddToRows<T>(
        ContractionStep step, bool isFinite, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> rows, int row, int count, int columns, ReadOnlySpan<T> others, int othersCount, Span<double> target)
        where T : struct
    {
        if (columns == 0 || othersCount == 0)
            return;
        row -= row % BlockRows;
        Add(
            step, isFinite, coefficients, Padded<T>(othersCount), 1, From(rows, row), Math.Min(BlockRows, count - row), count, others, othersCount, othersCount, columns,
            target[(row * columns)..]);
    }

    /// <summary>Adds Σᵢ g[i,j] · ∂step/∂v[j,d], over the rows i of a block, to the sums of each row j.</summary>
    /// <inheritdoc cref="AddToRows" path="/param"/>
    public static void AddToOthers<T>(
        ContractionStep step, bool isFinite, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> rows, int row, int count, int columns, ReadOnlySpan<T> others, int othersCount, Span<double> target)
        where T : struct
    {
        if (columns == 0 || othersCount == 0)
            return;
        row -= row % BlockRows;
        Add(
            step, isFinite, coefficients, 1, Padded<T>(othersCount), others, othersCount, othersCount, From(rows, row), Math.Min(BlockRows, count - row), count, columns, target);
    }

    /// <summary>Panels of rows from a row on; none where the derivative reads none.</summary>
    private static ReadOnlySpan<T> From<T>(ReadOnlySpan<T> rows, int row)
        where T : struct => rows.IsEmpty ? rows : rows[(row * PanelLength<T>())..];

    private static void Add<T>(
        ContractionStep step,
        bool isFinite,
        ReadOnlySpan<T> coefficients,
        int rowStep,
        int otherStep,
        ReadOnlySpan<T> rows,
        int count,
        int allRows,
        ReadOnlySpan<T> others,
        int othersCount,
        int allOthers,
        int columns,
        Span<double> target)
        where T : struct
    {
        switch (step, isFinite)
        {
            case (ContractionStep.Product, true):
                Add<T, Kernels512.ProductStep<T>, Kernels256.ProductStep<T>, Kernels128.ProductStep<T>>(
                    coefficients, rowStep, otherStep, rows, count, allRows, others, othersCount, allOthers, columns, target);
                break;
            case (ContractionStep.Product, false):
                Add<T, Kernels512.WhereNotZero<T, Kernels512.ProductStep<T>>, Kernels256.WhereNotZero<T, Kernels256.ProductStep<T>>, Kernels128.WhereNotZero<T, Kernels128.ProductStep<T>>>(
                    coefficients, rowStep, otherStep, rows, count, allRows, others, othersCount, allOthers, columns, target);
                break;
            case (_, true):
                Add<T, Kernels512.SquaredDifferenceStep<T>, Kernels256.SquaredDifferenceStep<T>, Kernels128.SquaredDifferenceStep<T>>(
                    coefficients, rowStep, otherStep, rows, count, allRows, others, othersCount, allOthers, columns, target);
                break;
            default:
                Add<T, Kernels512.WhereNotZero<T, Kernels512.SquaredDifferenceStep<T>>, Kernels256.WhereNotZero<T, Kernels256.SquaredDifferenceStep<T>>, Kernels128.WhereNotZero<T, Kernels128.SquaredDifferenceStep<T>>>(
                    coefficients, rowStep, otherStep, rows, count, allRows, others, othersCount, allOthers, columns, target);
                break;
        }
    }

    private static void Fill<T, T512, T256, T128>(ReadOnlySpan<T> rows, int count, int columns, ReadOnlySpan<T> others, Span<T> sums)
        where T : struct
        where T512 : Kernels512.IStep<T>
        where T256 : Kernels256.IStep<T>
        where T128 : Kernels128.IStep<T>
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var y = ref MemoryMarshal.GetReference(others);
        ref var s = ref MemoryMarshal.GetReference(sums);
        var stride = others.Length / columns;
        if (Vector512.IsHardwareAccelerated)
            Kernels512.Fill<T, T512>(ref x, count, columns, ref y, stride, ref s);
        else if (Vector256.IsHardwareAccelerated)
            Kernels256.Fill<T, T256>(ref x, count, columns, ref y, stride, ref s);
        else
            Kernels128.Fill<T, T128>(ref x, count, columns, ref y, stride, ref s);
    }

    private static void Add<T, T512, T256, T128>(
        ReadOnlySpan<T> coefficients,
        int rowStep,
        int otherStep,
        ReadOnlySpan<T> rows,
        int count,
        int allRows,
        ReadOnlySpan<T> others,
        int othersCount,
        int allOthers,
        int columns,
        Span<double> target)
        where T : struct
        where T512 : Kernels512.IStep<T>
        where T256 : Kernels256.IStep<T>
        where T128 : Kernels128.IStep<T>
    {
        ref var g = ref MemoryMarshal.GetReference(coefficients);
        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var y = ref MemoryMarshal.GetReference(others);
        ref var sums = ref MemoryMarshal.GetReference(target);
        var panel = PanelLength<T>();
        if (Vector512.IsHardwareAccelerated)
            Kernels512.AddDerivatives<T, T512>(ref g, rowStep, otherStep, ref x, count, allRows * panel, ref y, othersCount, allOthers * panel, columns, ref sums);
        else if (Vector256.IsHardwareAccelerated)
            Kernels256.AddDerivatives<T, T256>(ref g, rowStep, otherStep, ref x, count, allRows * panel, ref y, othersCount, allOthers * panel, columns, ref sums);
        else
            Kernels128.AddDerivatives<T, T128>(ref g, rowStep, otherStep, ref x, count, allRows * panel, ref y, othersCount, allOthers * panel, columns, ref sums);
    }
}
