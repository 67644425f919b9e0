using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>The sum, accumulated in double; 0 for an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum(ReadOnlySpan<float> x)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var sum = default(SumAccumulator);
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count) sum.Add(Lanes.Load(ref source, i));
        if (i < x.Length) sum.Add(Lanes.LoadPartial(ref source, i, x.Length - i));
        return (float)sum.Total();
    }

    /// <summary>The sum, in eight partial sums; 0 for an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var sum = default(SumAccumulator);
        var i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count) sum.Add(Lanes.Load(ref source, i));
        if (i < x.Length) sum.Add(Lanes.LoadPartial(ref source, i, x.Length - i));
        return sum.Total();
    }

    /// <summary>The Euclidean norm √Σx²; its squares neither overflow nor vanish. 0 for an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Norm(ReadOnlySpan<float> x)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var norm = default(NormAccumulator);
        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count) norm.Add(Lanes.Load(ref source, i));
        if (i < x.Length) norm.Add(Lanes.LoadPartial(ref source, i, x.Length - i));
        return (float)norm.Total();
    }

    /// <summary>The Euclidean norm √Σx²; its squares neither overflow nor vanish. 0 for an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm(ReadOnlySpan<double> x)
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        var norm = default(NormAccumulator);
        var i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count) norm.Add(Lanes.Load(ref source, i));
        if (i < x.Length) norm.Add(Lanes.LoadPartial(ref source, i, x.Length - i));
        return norm.Total();
    }
}
