using System.Globalization;
using System.Runtime.Intrinsics;

namespace LossGen.Runtime.Tests.Accuracy;

public sealed class AccuracyTests
{
    public static TheoryData<string> Functions => AccuracyTable.Names;

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_stays_within_its_bound(string function)
    {
        var row = AccuracyTable.Row(function);
        Within(row.DoubleBound, row.MeasureDouble());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Float_stays_within_its_bound(string function)
    {
        var row = AccuracyTable.Row(function);
        Within(row.FloatBound, row.MeasureFloat());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_lane_does_not_depend_on_its_neighbours(string function)
    {
        var row = AccuracyTable.Row(function);
        var random = new Random(7);
        Span<float> x = stackalloc float[16], y = stackalloc float[16];
        for (var round = 0; round < 300; round++)
        {
            for (var lane = 0; lane < 16; lane++) (x[lane], y[lane]) = (Draw(random), Draw(random));
            var (vx, vy) = (Vector512.Create<float>(x), Vector512.Create<float>(y));
            var single = row.Vector(vx, vy);
            var wide = row.Vector(Vector512.WidenLower(vx), Vector512.WidenLower(vy));
            for (var lane = 0; lane < 16; lane++)
            {
                var alone = row.Vector(Vector512.Create(x[lane]), Vector512.Create(y[lane]))[0];
                Assert.Equal(BitConverter.SingleToInt32Bits(alone), BitConverter.SingleToInt32Bits(single[lane]));
                if (lane >= 8) continue;
                var aloneWide = row.Vector(Vector512.Create((double)x[lane]), Vector512.Create((double)y[lane]))[0];
                Assert.Equal(BitConverter.DoubleToInt64Bits(aloneWide), BitConverter.DoubleToInt64Bits(wide[lane]));
            }
        }
    }

    private static float Draw(Random random) => random.Next(4) switch
    {
        0 => FloatPoints.Edges[random.Next(FloatPoints.Edges.Length)],
        1 => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)),
        2 => random.NextSingle() * 2,
        _ => random.NextSingle() * 200 - 100,
    };

    private static void Within(double bound, WorstCase worst) =>
        Assert.True(worst.Error <= bound, string.Create(CultureInfo.InvariantCulture,
            $"The error reaches {worst.Error:F3} ulp at ({worst.X:R}, {worst.Y:R}); the bound is {bound}."));
}
