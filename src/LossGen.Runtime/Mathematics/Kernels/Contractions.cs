using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

/// <content>Sums over pairs of rows, blocked for registers: four rows by two vectors at a time.</content>
internal static partial class Kernels512
{
    /// <summary>After so many terms in the lanes' precision a sum goes on in double precision.</summary>
    private const int LongestRun = 256;

    /// <summary>What is summed over the columns of two rows. It is symmetric: rows exchanged, it is the same.</summary>
    internal interface IStep<T>
    {
        /// <summary>Whether the derivative by x depends on x.</summary>
        static abstract bool ReadsRow { get; }

        /// <summary>The sum with one more column of two rows.</summary>
        static abstract Vector512<T> Add(Vector512<T> sum, Vector512<T> x, Vector512<T> y);

        /// <summary>The sum with one more derivative by x, times a coefficient.</summary>
        static abstract Vector512<T> AddDerivative(Vector512<T> sum, Vector512<T> coefficient, Vector512<T> x, Vector512<T> y);
    }

    /// <summary>x·y.</summary>
    internal readonly struct ProductStep<T> : IStep<T>
    {
        public static bool ReadsRow => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Add(Vector512<T> sum, Vector512<T> x, Vector512<T> y) => MulAddOf(x, y, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> AddDerivative(Vector512<T> sum, Vector512<T> coefficient, Vector512<T> x, Vector512<T> y) => MulAddOf(coefficient, y, sum);
    }

    /// <summary>(x − y)², and x − y for half its derivative.</summary>
    internal readonly struct SquaredDifferenceStep<T> : IStep<T>
    {
        public static bool ReadsRow => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Add(Vector512<T> sum, Vector512<T> x, Vector512<T> y) => MulAddOf(x - y, x - y, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> AddDerivative(Vector512<T> sum, Vector512<T> coefficient, Vector512<T> x, Vector512<T> y) =>
            MulAddOf(coefficient, x - y, sum);
    }

    /// <summary>The derivatives of a step, of which those with coefficient 0 are left out, whatever they are.</summary>
    internal readonly struct WhereNotZero<T, TStep> : IStep<T>
        where TStep : IStep<T>
    {
        public static bool ReadsRow => TStep.ReadsRow;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Add(Vector512<T> sum, Vector512<T> x, Vector512<T> y) => TStep.Add(sum, x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> AddDerivative(Vector512<T> sum, Vector512<T> coefficient, Vector512<T> x, Vector512<T> y) => Vector512.ConditionalSelect(
            Vector512.Equals(coefficient, Vector512<T>.Zero), sum, TStep.AddDerivative(sum, coefficient, x, y));
    }

    /// <summary>For each row of a block and each other row the sum over columns; see <see cref="Contraction"/> for the layouts.</summary>
    /// <param name="rows">The first row of the block.</param>
    /// <param name="count">The rows of the block.</param>
    /// <param name="columns">The columns of all rows.</param>
    /// <param name="others">The other rows, in panels of columns.</param>
    /// <param name="stride">The number of other rows with those that fill the last panel.</param>
    /// <param name="sums">Receives a row of sums for each row of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T, TStep>(ref T rows, int count, int columns, ref T others, int stride, ref T sums)
        where T : struct
        where TStep : IStep<T>
    {
        var panel = Contraction.PanelLength<T>();
        for (var x = 0; x < stride; x += 2 * Vector512<T>.Count)
        {
            ref var first = ref Unsafe.Add(ref others, (x / panel * panel * columns) + (x % panel));
            for (var row = 0; row < count; row += 4)
            {
                // Behind the last row that one is computed again.
                var (row1, row2, row3) = (Math.Min(row + 1, count - 1), Math.Min(row + 2, count - 1), Math.Min(row + 3, count - 1));
                ref var x0 = ref Unsafe.Add(ref rows, row * columns);
                ref var x1 = ref Unsafe.Add(ref rows, row1 * columns);
                ref var x2 = ref Unsafe.Add(ref rows, row2 * columns);
                ref var x3 = ref Unsafe.Add(ref rows, row3 * columns);
                Vector512<T> sum00 = default, sum01 = default, sum10 = default, sum11 = default;
                Vector512<T> sum20 = default, sum21 = default, sum30 = default, sum31 = default;
                ref var y = ref first;
                for (nint column = 0; column < columns; column++)
                {
                    var (y0, y1) = (Vector512.LoadUnsafe(ref y), Vector512.LoadUnsafe(ref y, (nuint)Vector512<T>.Count));
                    var each = Vector512.Create(Unsafe.Add(ref x0, column));
                    (sum00, sum01) = (TStep.Add(sum00, each, y0), TStep.Add(sum01, each, y1));
                    each = Vector512.Create(Unsafe.Add(ref x1, column));
                    (sum10, sum11) = (TStep.Add(sum10, each, y0), TStep.Add(sum11, each, y1));
                    each = Vector512.Create(Unsafe.Add(ref x2, column));
                    (sum20, sum21) = (TStep.Add(sum20, each, y0), TStep.Add(sum21, each, y1));
                    each = Vector512.Create(Unsafe.Add(ref x3, column));
                    (sum30, sum31) = (TStep.Add(sum30, each, y0), TStep.Add(sum31, each, y1));
                    y = ref Unsafe.Add(ref y, panel);
                }

                StoreBoth(sum00, sum01, ref Unsafe.Add(ref sums, (row * stride) + x));
                StoreBoth(sum10, sum11, ref Unsafe.Add(ref sums, (row1 * stride) + x));
                StoreBoth(sum20, sum21, ref Unsafe.Add(ref sums, (row2 * stride) + x));
                StoreBoth(sum30, sum31, ref Unsafe.Add(ref sums, (row3 * stride) + x));
            }
        }
    }

    /// <summary>Adds to each target row the derivatives by it, times their coefficients, over all other rows.</summary>
    /// <param name="coefficients">That of target row r and other row k is at r·<paramref name="rowStep"/> + k·<paramref name="otherStep"/>.</param>
    /// <param name="rowStep">See there.</param>
    /// <param name="otherStep">See there.</param>
    /// <param name="rows">The target's rows, in panels of rows.</param>
    /// <param name="count">How many rows are added to.</param>
    /// <param name="rowsPanel">The distance of two panels of <paramref name="rows"/>.</param>
    /// <param name="others">The other rows, in panels of rows.</param>
    /// <param name="othersCount">How many there are.</param>
    /// <param name="othersPanel">The distance of two panels of <paramref name="others"/>.</param>
    /// <param name="columns">The columns of all rows.</param>
    /// <param name="target">The sums, row-major.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDerivatives<T, TStep>(
        ref T coefficients, int rowStep, int otherStep, ref T rows, int count, int rowsPanel, ref T others, int othersCount, int othersPanel, int columns, ref double target)
        where T : struct
        where TStep : IStep<T>
    {
        var panel = Contraction.PanelLength<T>();
        for (var x = 0; x < columns; x += 2 * Vector512<T>.Count)
        {
            ref var rowsFirst = ref Unsafe.Add(ref rows, (x / panel * rowsPanel) + (x % panel));
            ref var othersFirst = ref Unsafe.Add(ref others, (x / panel * othersPanel) + (x % panel));
            for (var start = 0; start < othersCount; start += LongestRun)
            {
                var length = Math.Min(LongestRun, othersCount - start);
                for (var row = 0; row < count; row += 4)
                {
                    var (row1, row2, row3) = (Math.Min(row + 1, count - 1), Math.Min(row + 2, count - 1), Math.Min(row + 3, count - 1));
                    Vector512<T> x00 = default, x01 = default, x10 = default, x11 = default, x20 = default, x21 = default, x30 = default, x31 = default;
                    if (TStep.ReadsRow)
                    {
                        (x00, x01) = LoadBoth(ref Unsafe.Add(ref rowsFirst, row * panel));
                        (x10, x11) = LoadBoth(ref Unsafe.Add(ref rowsFirst, row1 * panel));
                        (x20, x21) = LoadBoth(ref Unsafe.Add(ref rowsFirst, row2 * panel));
                        (x30, x31) = LoadBoth(ref Unsafe.Add(ref rowsFirst, row3 * panel));
                    }

                    Vector512<T> sum00 = default, sum01 = default, sum10 = default, sum11 = default;
                    Vector512<T> sum20 = default, sum21 = default, sum30 = default, sum31 = default;
                    ref var g0 = ref Unsafe.Add(ref coefficients, (row * rowStep) + (start * otherStep));
                    ref var g1 = ref Unsafe.Add(ref coefficients, (row1 * rowStep) + (start * otherStep));
                    ref var g2 = ref Unsafe.Add(ref coefficients, (row2 * rowStep) + (start * otherStep));
                    ref var g3 = ref Unsafe.Add(ref coefficients, (row3 * rowStep) + (start * otherStep));
                    ref var y = ref Unsafe.Add(ref othersFirst, start * panel);
                    nint step = 0;
                    for (var other = 0; other < length; other++)
                    {
                        var (y0, y1) = (Vector512.LoadUnsafe(ref y), Vector512.LoadUnsafe(ref y, (nuint)Vector512<T>.Count));
                        var each = Vector512.Create(Unsafe.Add(ref g0, step));
                        (sum00, sum01) = (TStep.AddDerivative(sum00, each, x00, y0), TStep.AddDerivative(sum01, each, x01, y1));
                        each = Vector512.Create(Unsafe.Add(ref g1, step));
                        (sum10, sum11) = (TStep.AddDerivative(sum10, each, x10, y0), TStep.AddDerivative(sum11, each, x11, y1));
                        each = Vector512.Create(Unsafe.Add(ref g2, step));
                        (sum20, sum21) = (TStep.AddDerivative(sum20, each, x20, y0), TStep.AddDerivative(sum21, each, x21, y1));
                        each = Vector512.Create(Unsafe.Add(ref g3, step));
                        (sum30, sum31) = (TStep.AddDerivative(sum30, each, x30, y0), TStep.AddDerivative(sum31, each, x31, y1));
                        y = ref Unsafe.Add(ref y, panel);
                        step += otherStep;
                    }

                    AddBoth(sum00, sum01, ref Unsafe.Add(ref target, (row * columns) + x), columns - x);
                    if (row1 > row)
                        AddBoth(sum10, sum11, ref Unsafe.Add(ref target, (row1 * columns) + x), columns - x);
                    if (row2 > row1)
                        AddBoth(sum20, sum21, ref Unsafe.Add(ref target, (row2 * columns) + x), columns - x);
                    if (row3 > row2)
                        AddBoth(sum30, sum31, ref Unsafe.Add(ref target, (row3 * columns) + x), columns - x);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> First, Vector512<T> Second) LoadBoth<T>(ref T source) =>
        (Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref source, (nuint)Vector512<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBoth<T>(Vector512<T> first, Vector512<T> second, ref T destination)
    {
        first.StoreUnsafe(ref destination);
        second.StoreUnsafe(ref destination, (nuint)Vector512<T>.Count);
    }

    private static void AddBoth<T>(Vector512<T> first, Vector512<T> second, ref double target, int count)
        where T : struct
    {
        AddTo(first, ref target, count);
        if (count > Vector512<T>.Count)
            AddTo(second, ref Unsafe.Add(ref target, Vector512<T>.Count), count - Vector512<T>.Count);
    }

    /// <summary>Adds as many lanes as there are, or <paramref name="count"/>, to sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<T>(Vector512<T> value, ref double target, int count)
        where T : struct
    {
        if (count < Vector512<T>.Count)
        {
            for (var lane = 0; lane < count; lane++)
                Unsafe.Add(ref target, lane) += typeof(T) == typeof(float) ? value.AsSingle()[lane] : value.AsDouble()[lane];
        }
        else if (typeof(T) == typeof(float))
        {
            var (lower, upper) = Vector512.Widen(value.AsSingle());
            (Vector512.LoadUnsafe(ref target) + lower).StoreUnsafe(ref target);
            (Vector512.LoadUnsafe(ref target, (nuint)Vector512<double>.Count) + upper).StoreUnsafe(ref target, (nuint)Vector512<double>.Count);
        }
        else
        {
            (Vector512.LoadUnsafe(ref target) + value.AsDouble()).StoreUnsafe(ref target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MulAddOf<T>(Vector512<T> x, Vector512<T> y, Vector512<T> sum) => typeof(T) == typeof(float)
        ? MulAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : MulAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
}
