using CsCheck;
using LossGen.Compiler.Analysis.Probing;
using static LossGen.Compiler.Analysis.Probing.ExtendedReal;

namespace LossGen.Compiler.Tests.Analysis.Probing;

/// <summary>The arithmetic against exact fractions, the conversions against those of the hardware, and the range.</summary>
public sealed class ExtendedRealTests
{
    private static readonly Gen<double> AnyDouble =
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1070, 1020], Gen.Bool).Select((mantissa, exponent, isNegative) =>
            (isNegative ? -1 : 1) * mantissa * Math.Pow(2, exponent / 2) * Math.Pow(2, exponent - (exponent / 2)));

    /// <summary>Sums of two doubles at all distances, so with all kinds of low parts.</summary>
    private static readonly Gen<ExtendedReal> AnyNumber =
        Gen.Select(Gen.Double[1, 2], Gen.Double[-2, 2], Gen.Int[0, 110], Gen.Int[-30, 30], Gen.Bool)
            .Select((high, low, distance, exponent, isNegative) =>
                (isNegative ? -1 : 1) * ((ExtendedReal)high + (low * Math.Pow(2, -distance))) * Math.Pow(2, exponent));

    [Fact]
    public void A_sum_is_accurate_even_where_the_terms_cancel() => Gen.Select(AnyNumber, AnyNumber).Sample((x, y) =>
        Rational.Bits(Rational.Of(x + y), Rational.Of(x) + Rational.Of(y)) < -103);

    [Fact]
    public void What_is_left_of_nearly_equal_numbers_is_accurate() => Gen.Select(AnyNumber, Gen.Int[30, 104]).Sample((x, distance) =>
    {
        var y = x * (1 + (ExtendedReal)Math.Pow(2, -distance));
        Assert.True(x == y || Rational.Bits(Rational.Of(y - x), Rational.Of(y) - Rational.Of(x)) < -103);
    });

    [Fact]
    public void A_product_and_a_quotient_are_accurate() => Gen.Select(AnyNumber, AnyNumber).Sample((x, y) =>
        Rational.Bits(Rational.Of(x * y), Rational.Of(x) * Rational.Of(y)) < -102
        && Rational.Bits(Rational.Of(x / y), Rational.Of(x) / Rational.Of(y)) < -101);

    [Fact]
    public void The_square_of_a_root_is_the_number() => AnyNumber.Sample(x =>
    {
        var root = Rational.Of(Sqrt(Abs(x)));
        return Rational.Bits(root * root, Rational.Of(Abs(x))) < -101;
    });

    [Fact]
    public void Numbers_compare_as_their_exact_values_do() => Gen.Select(AnyNumber, AnyNumber, Gen.Int[0, 110]).Sample((x, y, distance) =>
    {
        var near = x + (y * Math.Pow(2, -distance));
        var sign = (Rational.Of(near) - Rational.Of(x)).Numerator.Sign;
        return near.CompareTo(x) == sign && near > x == sign > 0 && near <= x == sign <= 0 && (near == x) == (sign == 0);
    });

    [Fact]
    public void A_double_comes_back_as_it_was() => AnyDouble.Sample(x => (double)(ExtendedReal)x == x);

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(-2.2250738585072009e-308)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    [InlineData(0.0)]
    public void The_borders_of_double_come_back_as_they_were(double x) => Assert.Equal(x, (double)(ExtendedReal)x);

    [Fact]
    public void A_float_is_rounded_once() => Gen.Select(Gen.Double[1, 2], Gen.Int[-155, 130], Gen.Int[-1, 1]).Sample((mantissa, exponent, side) =>
    {
        var value = mantissa * Math.Pow(2, exponent);
        Assert.Equal((float)value, (float)(ExtendedReal)value);

        // A halfway case, and what lies at its sides where a double does not reach.
        var (low, high) = ((float)value, MathF.BitIncrement((float)value));
        var halfway = ((ExtendedReal)low + high) / 2;
        var beside = halfway * (1 + (side * (ExtendedReal)Math.Pow(2, -90)));
        var expected = side < 0 ? low : side > 0 ? high : (BitConverter.SingleToInt32Bits(low) & 1) == 0 ? low : high;
        Assert.True(float.IsInfinity(high) || expected == (float)beside);
    });

    [Fact]
    public void A_subnormal_double_is_rounded_once() => Gen.Select(Gen.Long[1, 1L << 50], Gen.Int[-1, 1]).Sample((units, side) =>
    {
        var low = BitConverter.Int64BitsToDouble(units);
        var high = BitConverter.Int64BitsToDouble(units + 1);
        var halfway = ((ExtendedReal)low + high) / 2;
        var expected = side < 0 ? low : side > 0 ? high : (units & 1) == 0 ? low : high;
        return (double)(halfway * (1 + (side * (ExtendedReal)Math.Pow(2, -80)))) == expected;
    });

    [Fact]
    public void Numbers_beyond_double_become_infinite_or_zero_only_when_converted()
    {
        var large = (ExtendedReal)1e300 * 1e300;
        Assert.Equal(double.PositiveInfinity, (double)large);
        Assert.Equal(float.NegativeInfinity, (float)-large);
        Assert.Equal(0, (double)(1 / large));
        Assert.Equal(1e300, (double)(large / 1e300));
        Assert.Equal("2.5E+600", (2.5 * Pow(10, 600)).ToString());
        Assert.Equal("-4E-601", (-1 / (2.5 * Pow(10, 600))).ToString());
    }

    [Theory]
    [InlineData(710)]
    [InlineData(-2000)]
    [InlineData(1e6)]
    [InlineData(-3e15)]
    [InlineData(0.1)]
    public void The_logarithm_of_an_exponential_is_its_argument(double x)
    {
        var exponential = Exp(x);
        Assert.True(exponential.IsFinite && !exponential.IsZero);
        Assert.True(Rational.Bits(Rational.Of(Log(exponential)), Rational.Of(x)) < -99);
    }

    [Theory]
    [InlineData(4e15, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1e300, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void An_exponential_beyond_all_exponents_is_infinite_or_zero(double x, double expected) => Assert.Equal(expected, (double)Exp(x));

    [Fact]
    public void A_difference_of_an_exponential_and_one_keeps_the_digits_that_the_sum_has()
    {
        var exponential = Exp(1e-17);
        Assert.True(Rational.Bits(Rational.Of(exponential - 1), Rational.Parse("1.000000000000000071542424054621802e-17")) < -50);
        var sum = 1 + (ExtendedReal)1e-25;
        Assert.True(Rational.Bits(Rational.Of(Log(sum)), Rational.Of(sum - 1)) < -80);
    }

    [Fact]
    public void Rounding_to_integers_takes_the_low_part_into_account()
    {
        var large = (ExtendedReal)(1L << 52) * (1L << 30);
        Assert.Equal(large - 1, Floor(large - 0.5));
        Assert.Equal(large, Ceiling(large - 0.5));
        Assert.Equal(large, Round(large - 0.5));
        Assert.Equal(large - 2, Round(large - 1.5));
        Assert.Equal(-1, Floor(-1e-300));
        Assert.Equal(2, Round(2.5));
        Assert.Equal(-2, Round(-1.5));
        Assert.False(IsInteger(large + 0.25));
        Assert.True(IsInteger((ExtendedReal)1e300 * 1e300));
    }

    [Fact]
    public void Infinities_and_NaN_go_through_arithmetic_as_in_IEEE_754()
    {
        Assert.True((PositiveInfinity - PositiveInfinity).IsNaN);
        Assert.True((Zero * PositiveInfinity).IsNaN);
        Assert.True((Zero / Zero).IsNaN);
        Assert.Equal(NegativeInfinity, -1 / Zero);
        Assert.Equal(Zero, 5 / NegativeInfinity);
        Assert.Equal(PositiveInfinity, PositiveInfinity + 1);
        Assert.True(Sqrt(-1).IsNaN);
        Assert.Equal(NegativeInfinity, Log(0));
        Assert.True(Log(-1).IsNaN);
        Assert.True(NaN != NaN);
        Assert.False(NaN <= PositiveInfinity);
        Assert.True(Min(1, NaN).IsNaN && Max(NaN, 1).IsNaN);
        Assert.Equal(PositiveInfinity, Hypot(NaN, NegativeInfinity));
    }
}
