using System.Runtime.Intrinsics;

namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>Poles, infinities, NaN and signed zeros of the trigonometric and special functions, which have no ulp to count.</summary>
public sealed class SpecialEdgesTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    // The functions, and their values at the first arguments below.
    private static readonly double[] Arguments = [0.0, -0.0, Inf, -Inf, NaN];

    public static TheoryData<string, double[]> CommonValues => new()
    {
        { "Sin", [0.0, -0.0, NaN, NaN, NaN] },
        { "Cos", [1, 1, NaN, NaN, NaN] },
        { "Tan", [0.0, -0.0, NaN, NaN, NaN] },
        { "Asin", [0.0, -0.0, NaN, NaN, NaN] },
        { "Acos", [Math.PI / 2, Math.PI / 2, NaN, NaN, NaN] },
        { "Atan", [0.0, -0.0, Math.PI / 2, -Math.PI / 2, NaN] },
        { "Erf", [0.0, -0.0, 1, -1, NaN] },
        { "Erfc", [1, 1, 0.0, 2, NaN] },
        { "LogGamma", [Inf, Inf, Inf, Inf, NaN] },
        { "Digamma", [-Inf, Inf, Inf, NaN, NaN] },
        { "Trigamma", [Inf, Inf, 0.0, Inf, NaN] },
    };

    [Theory]
    [MemberData(nameof(CommonValues))]
    public void Zeros_infinities_and_NaN_have_their_limits(string function, double[] expected)
    {
        for (var i = 0; i < Arguments.Length; i++)
            AssertValue(function, Arguments[i], expected[i]);
    }

    [Theory]
    [InlineData("Asin", 1.0, Math.PI / 2)]
    [InlineData("Asin", -1.0, -Math.PI / 2)]
    [InlineData("Asin", 1.5, NaN)]
    [InlineData("Asin", -1.5, NaN)]
    [InlineData("Acos", 1.0, 0.0)]
    [InlineData("Acos", -1.0, Math.PI)]
    [InlineData("Acos", 1.5, NaN)]
    [InlineData("Acos", -1.5, NaN)]
    [InlineData("Atan", 1.0, Math.PI / 4)]
    [InlineData("Erfc", 30.0, 0.0)]
    [InlineData("Erfc", -30.0, 2.0)]
    [InlineData("LogGamma", 1.0, 0.0)]
    [InlineData("LogGamma", 2.0, 0.0)]
    public void Values_at_the_ends_of_domains_and_at_zeros_are_exact(string function, double x, double expected) =>
        AssertValue(function, x, expected);

    [Theory]
    [InlineData("LogGamma", Inf)]
    [InlineData("Digamma", NaN)]
    [InlineData("Trigamma", Inf)]
    public void The_gamma_family_has_poles_at_all_negative_integers(string function, double expected)
    {
        foreach (var x in (double[])[-1, -2, -3, -10, -171, -8388609, -16777216, -1e20, -3e38])
            AssertValue(function, x, expected);
    }

    [Fact]
    public void Trigonometric_reduction_is_exact_for_the_hardest_double()
    {
        // 6381956970095103 * 2^797 lies within 2^-61 of a multiple of pi/2: its cosine has no correct bit unless 1200 bits of
        // 2/pi take part.
        var x = Math.ScaleB(6381956970095103.0, 797);
        Assert.Equal(-4.6871659242546277e-19, LossMath.Cos(x));
        Assert.Equal(1.0, LossMath.Sin(x));
    }

    // In all four forms; a correctly rounded expectation, so compared to the bit.
    private static void AssertValue(string function, double x, double expected)
    {
        var row = AccuracyTable.Row(function);
        AssertSame(expected, row.Scalar(x, 0));
        AssertSame(expected, row.Vector(Vector512.Create(x), default)[5]);
        AssertSame((float)expected, row.Scalar((float)x, 0));
        AssertSame((float)expected, row.Vector(Vector512.Create((float)x), default)[13]);
    }

    private static void AssertSame(double expected, double actual)
    {
        if (double.IsNaN(expected))
            Assert.True(double.IsNaN(actual), $"{actual} is not NaN.");
        else
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
    }
}
