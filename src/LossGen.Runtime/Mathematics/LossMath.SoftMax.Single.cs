using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

// The whole-span functions in float. Terms are added in double: the sum is as good as its terms at any length.
public static partial class LossMath
{
    /// <summary>
    /// ln Σ e^x: the maximum plus log1p of the sum over all others, so that neither a large term overflows nor a small one is lost.
    /// </summary>
    /// <returns>Minus infinity for an empty span.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float LogSumExp(ReadOnlySpan<float> x)
    {
        var max = Max(x);
        return (float)(double.IsFinite(max) ? max + Log1P(Others(x, max)) : max);
    }

    /// <summary>
    /// Writes e^x/Σ e^x, shifted by the maximum. NaN throughout where that is infinite: no element dominates, or all vanish.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftMax(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanKernel.Check(x, nameof(x), destination);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var max = Vector512.Create((float)Max(x));
        var sum = default(SumAccumulator);
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var term = VectorMath.Exp(Lanes.Load(ref source, i) - max);
            sum.Add(term);
            Lanes.Store(term, ref target, i);
        }

        var rest = x.Length - i;
        if (rest > 0)
        {
            var term = VectorMath.Exp(Lanes.LoadPartial(ref source, i, rest) - max) & Lanes.FirstSingle(rest);
            sum.Add(term);
            Lanes.StorePartial(term, ref target, i, rest);
        }

        var factor = Vector512.Create((float)(1 / sum.Total()));
        for (i = 0; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            Lanes.Store(Lanes.Load(ref target, i) * factor, ref target, i);
        if (rest > 0) Lanes.StorePartial(Lanes.LoadPartial(ref target, i, rest) * factor, ref target, i, rest);
    }

    /// <summary>Writes x − ln Σ e^x as (x − maximum) − log1p(…), where nothing cancels. NaN throughout where the maximum is infinite.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="x"/>, or overlaps it otherwise than by beginning with it.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftMax(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanKernel.Check(x, nameof(x), destination);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var maximum = Max(x);
        var (max, logOthers) = (Vector512.Create((float)maximum), Vector512.Create((float)Log1P(Others(x, maximum))));
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            Lanes.Store(Lanes.Load(ref source, i) - max - logOthers, ref target, i);
        var rest = x.Length - i;
        if (rest > 0) Lanes.StorePartial(Lanes.LoadPartial(ref source, i, rest) - max - logOthers, ref target, i, rest);
    }

    /// <summary>The largest element, NaN if there is one, minus infinity if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Max(ReadOnlySpan<float> x)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var nothing = Vector512.Create(float.NegativeInfinity);
        var max = nothing;
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count) max = Vector512.Max(max, Lanes.Load(ref source, i));
        var rest = x.Length - i;
        if (rest > 0)
            max = Vector512.Max(max, Vector512.ConditionalSelect(Lanes.FirstSingle(rest), Lanes.LoadPartial(ref source, i, rest), nothing));
        return Lanes.Max(max);
    }

    /// <summary>Σ e^(x − max) less one of its terms 1, without forming the sum: terms of 1 are counted apart from the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Others(ReadOnlySpan<float> x, double maximum)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var (max, one) = (Vector512.Create((float)maximum), Vector512<float>.One);
        var (sum, count) = (default(SumAccumulator), default(SumAccumulator));
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var element = Lanes.Load(ref source, i);
            var largest = Vector512.Equals(element, max);
            count.Add(largest & one);
            sum.Add(Vector512.AndNot(VectorMath.Exp(element - max), largest));
        }

        var rest = x.Length - i;
        if (rest > 0)
        {
            var element = Lanes.LoadPartial(ref source, i, rest);
            var (largest, mask) = (Vector512.Equals(element, max), Lanes.FirstSingle(rest));
            count.Add(largest & mask & one);
            sum.Add(Vector512.AndNot(VectorMath.Exp(element - max), largest) & mask);
        }

        return count.Total() - 1 + sum.Total();
    }
}
