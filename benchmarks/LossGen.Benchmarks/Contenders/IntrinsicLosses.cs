using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Benchmarks.Contenders;

/// <summary>Two losses as a good programmer writes them with the framework's vectors: one fused pass, the widest vectors there are.</summary>
internal static class IntrinsicLosses
{
    public static float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y, Span<float> gradient)
    {
        ref var a = ref MemoryMarshal.GetReference(yhat);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        var scale = 2f / yhat.Length;
        var sum = 0f;
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var (sum0, sum1) = (Vector512<float>.Zero, Vector512<float>.Zero);
            for (; i + 32 <= (nuint)yhat.Length; i += 32)
            {
                var r0 = Vector512.LoadUnsafe(ref a, i) - Vector512.LoadUnsafe(ref b, i);
                var r1 = Vector512.LoadUnsafe(ref a, i + 16) - Vector512.LoadUnsafe(ref b, i + 16);
                sum0 = Vector512.MultiplyAddEstimate(r0, r0, sum0);
                sum1 = Vector512.MultiplyAddEstimate(r1, r1, sum1);
                (scale * r0).StoreUnsafe(ref g, i);
                (scale * r1).StoreUnsafe(ref g, i + 16);
            }

            sum = Vector512.Sum(sum0 + sum1);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (; i + 16 <= (nuint)yhat.Length; i += 16)
            {
                var r0 = Vector256.LoadUnsafe(ref a, i) - Vector256.LoadUnsafe(ref b, i);
                var r1 = Vector256.LoadUnsafe(ref a, i + 8) - Vector256.LoadUnsafe(ref b, i + 8);
                sum0 = Vector256.MultiplyAddEstimate(r0, r0, sum0);
                sum1 = Vector256.MultiplyAddEstimate(r1, r1, sum1);
                (scale * r0).StoreUnsafe(ref g, i);
                (scale * r1).StoreUnsafe(ref g, i + 8);
            }

            sum = Vector256.Sum(sum0 + sum1);
        }

        for (var rest = (int)i; rest < yhat.Length; rest++)
        {
            var r = yhat[rest] - y[rest];
            sum += r * r;
            gradient[rest] = scale * r;
        }

        return sum / yhat.Length;
    }

    public static float BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> gradient)
    {
        ref var logits = ref MemoryMarshal.GetReference(z);
        ref var targets = ref MemoryMarshal.GetReference(y);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        var scale = 1f / z.Length;
        var sum = 0f;
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var one = Vector512<float>.One;
            var lanes = Vector512<float>.Zero;
            for (; i + 16 <= (nuint)z.Length; i += 16)
            {
                var x = Vector512.LoadUnsafe(ref logits, i);
                var t = Vector512.LoadUnsafe(ref targets, i);
                var e = Vector512.Exp(-Vector512.Abs(x));
                var numerator = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), one, e);
                lanes += Vector512.Max(x, Vector512<float>.Zero) + Vector512.Log(one + e) - t * x;
                (scale * (numerator / (one + e) - t)).StoreUnsafe(ref g, i);
            }

            sum = Vector512.Sum(lanes);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var one = Vector256<float>.One;
            var lanes = Vector256<float>.Zero;
            for (; i + 8 <= (nuint)z.Length; i += 8)
            {
                var x = Vector256.LoadUnsafe(ref logits, i);
                var t = Vector256.LoadUnsafe(ref targets, i);
                var e = Vector256.Exp(-Vector256.Abs(x));
                var numerator = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), one, e);
                lanes += Vector256.Max(x, Vector256<float>.Zero) + Vector256.Log(one + e) - t * x;
                (scale * (numerator / (one + e) - t)).StoreUnsafe(ref g, i);
            }

            sum = Vector256.Sum(lanes);
        }

        for (var rest = (int)i; rest < z.Length; rest++)
        {
            var e = MathF.Exp(-MathF.Abs(z[rest]));
            sum += MathF.Max(z[rest], 0) + MathF.Log(1 + e) - y[rest] * z[rest];
            gradient[rest] = scale * ((z[rest] >= 0 ? 1 : e) / (1 + e) - y[rest]);
        }

        return sum / z.Length;
    }
}
