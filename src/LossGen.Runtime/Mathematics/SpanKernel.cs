using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

/// <summary>A function of one argument, as kernels on both formats.</summary>
internal interface IUnaryKernel
{
    static abstract Vector512<float> Invoke(Vector512<float> x);

    static abstract Vector512<double> Invoke(Vector512<double> x);
}

/// <summary>A function of two arguments, as kernels on both formats.</summary>
internal interface IBinaryKernel
{
    static abstract Vector512<float> Invoke(Vector512<float> x, Vector512<float> y);

    static abstract Vector512<double> Invoke(Vector512<double> x, Vector512<double> y);
}

/// <summary>
/// Runs kernels along spans: the one loop behind all span functions. Not tiered: the first call is often the only long one.
/// </summary>
internal static class SpanKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel>(ReadOnlySpan<float> x, Span<float> destination)
        where TKernel : IUnaryKernel
    {
        Check(x, nameof(x), destination);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            Lanes.Store(TKernel.Invoke(Lanes.Load(ref source, i)), ref target, i);
        if (i < x.Length)
            Lanes.StorePartial(TKernel.Invoke(Lanes.LoadPartial(ref source, i, x.Length - i)), ref target, i, x.Length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel>(ReadOnlySpan<double> x, Span<double> destination)
        where TKernel : IUnaryKernel
    {
        Check(x, nameof(x), destination);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            Lanes.Store(TKernel.Invoke(Lanes.Load(ref source, i)), ref target, i);
        if (i < x.Length)
            Lanes.StorePartial(TKernel.Invoke(Lanes.LoadPartial(ref source, i, x.Length - i)), ref target, i, x.Length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
        where TKernel : IBinaryKernel
    {
        Check(x, y, destination);
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            Lanes.Store(TKernel.Invoke(Lanes.Load(ref first, i), Lanes.Load(ref second, i)), ref target, i);
        var rest = x.Length - i;
        if (rest > 0)
            Lanes.StorePartial(TKernel.Invoke(Lanes.LoadPartial(ref first, i, rest), Lanes.LoadPartial(ref second, i, rest)), ref target, i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
        where TKernel : IBinaryKernel
    {
        Check(x, y, destination);
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            Lanes.Store(TKernel.Invoke(Lanes.Load(ref first, i), Lanes.Load(ref second, i)), ref target, i);
        var rest = x.Length - i;
        if (rest > 0)
            Lanes.StorePartial(TKernel.Invoke(Lanes.LoadPartial(ref first, i, rest), Lanes.LoadPartial(ref second, i, rest)), ref target, i, rest);
    }

    /// <summary>Checks that the destination is long enough and is the source itself or apart from it.</summary>
    public static void Check<T>(ReadOnlySpan<T> x, string name, Span<T> destination)
    {
        if (destination.Length < x.Length)
            throw new ArgumentException($"The destination has {destination.Length} elements, '{name}' has {x.Length}.", nameof(destination));
        // Only what is written counts, which may be less than the destination holds.
        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(destination)) && x.Overlaps(destination[..x.Length]))
            throw new ArgumentException($"The destination overlaps '{name}' without beginning where it begins.", nameof(destination));
    }

    private static void Check<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
    {
        if (y.Length != x.Length)
            throw new ArgumentException($"'y' has {y.Length} elements, 'x' has {x.Length}.", nameof(y));
        Check(x, nameof(x), destination);
        Check(y, nameof(y), destination);
    }
}
