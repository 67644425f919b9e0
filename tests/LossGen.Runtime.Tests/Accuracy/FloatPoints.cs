namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>Where float functions are tried.</summary>
internal static class FloatPoints
{
    /// <summary>Coprime to every power of two, so that the stride meets all mantissas: a million of the 2^32 bit patterns.</summary>
    private const uint Stride = 4099;

    public static readonly float[] Edges =
    [
        0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue,
        1.17549435e-38f, -1.17549435e-38f, 1.1754942e-38f, -1.1754942e-38f, 1f, -1f, 1.0000001f, 0.99999994f, -0.99999994f, 0.5f, -0.5f,
        2f, -2f, 16f, -16f, 17f, -17f, 87.33654f, -87.33655f, 88.72283f, 88.72284f, 89f, -103.27893f, -103.97208f, -103.97209f, -104f,
        0.6931472f, -0.6931472f, 0.3465736f, -0.3465736f, 1e-4f, -1e-4f, 1e-20f, -1e-20f, 100f, -100f, -20f, 20f,
    ];

    /// <summary>A stride through all bit patterns, and the edges; a multiple of sixteen points.</summary>
    public static IEnumerable<(float X, float Y)> Line()
    {
        foreach (var x in Edges) yield return (x, 0f);
        ulong bits = 0;
        for (; bits <= uint.MaxValue; bits += Stride) yield return (BitConverter.UInt32BitsToSingle((uint)bits), 0f);
        for (var i = 0; i < 16; i++) yield return (1f, 0f);
    }

    /// <summary>
    /// Pairs: all edges with all edges, any bit patterns, values of the scale of one, values that nearly agree, and
    /// positive bases with moderate exponents.
    /// </summary>
    public static IEnumerable<(float X, float Y)> Plane()
    {
        var random = new Random(20240229);
        foreach (var x in Edges)
            foreach (var y in Edges)
                yield return (x, y);
        for (var i = 0; i < 100_000; i++)
        {
            yield return (AnyBits(), AnyBits());
            yield return (Uniform(-20, 20), Uniform(-20, 20));
            yield return (MathF.Exp(Uniform(-20, 20)), Uniform(-30, 30));
            yield return (MathF.Exp(Uniform(-20, 20)), MathF.Exp(Uniform(-20, 20)));
            var z = MathF.Exp(Uniform(-10, 10));
            yield return (z, z * (1 + Uniform(-1, 1) * MathF.Exp(-Uniform(0, 17))));
        }
        for (var i = 0; i < 16; i++) yield return (1f, 1f);

        float AnyBits() => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
        float Uniform(float low, float high) => low + (high - low) * random.NextSingle();
    }
}
