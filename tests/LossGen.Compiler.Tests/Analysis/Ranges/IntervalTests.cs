using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>Sets and arithmetic of ranges.</summary>
public sealed class IntervalTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void A_range_knows_its_sign()
    {
        Assert.True(Interval.Above(0).IsPositive);
        Assert.False(Interval.AtLeast(0).IsPositive);
        Assert.True(Interval.AtLeast(0).IsNonNegative);
        Assert.True(Interval.Below(0).IsNegative);
        Assert.False(Interval.AtMost(0).IsNegative);
        Assert.False(Interval.Empty.IsNonNegative);
    }

    [Fact]
    public void A_range_contains_its_closed_ends_alone()
    {
        var range = new Interval(0, 1, LowOpen: true);
        Assert.False(range.Contains(0));
        Assert.True(range.Contains(1));
        Assert.False(range.Contains(double.NaN));
        Assert.True(Interval.Whole.Contains(double.NaN));
        Assert.False(Interval.Finite.Contains(Infinity));
    }

    [Fact]
    public void Unions_and_intersections_keep_the_right_ends()
    {
        Assert.Equal(new Interval(0, 3, false, true), new Interval(0, 1, true).Union(new Interval(0, 3, false, true)));
        Assert.Equal(new Interval(0, 1, true), new Interval(0, 1, true).Intersect(new Interval(0, 3, false, true)));
        Assert.True(new Interval(0, 1, false, true).Intersect(Interval.Point(1)).IsEmpty);
        Assert.Equal(Interval.Point(2), Interval.Empty.Union(Interval.Point(2)));
    }

    [Theory]
    [InlineData(0, 1, 0, Infinity, true, "[0, Infinity)")]
    [InlineData(1, 2, 0, Infinity, true, "[0, Infinity)")]
    [InlineData(-1, 2, 3, 4, false, "[-4, 8]")]
    [InlineData(0, 0, 0, Infinity, false, "[0, 0] or NaN")]
    public void Products(double lowOfX, double highOfX, double lowOfY, double highOfY, bool isOpen, string expected) =>
        Assert.Equal(expected, (Interval.Closed(lowOfX, highOfX) * new Interval(lowOfY, highOfY, false, isOpen)).ToString());

    [Fact]
    public void Quotients()
    {
        Assert.Equal("(0, 1]", (Interval.Point(1) / Interval.AtLeast(1)).ToString());
        Assert.Equal("(0, Infinity)", (Interval.Point(1) / Interval.Above(0)).ToString());
        Assert.Equal("[0, Infinity]", (Interval.Point(1) / Interval.Closed(0, Infinity)).ToString());
        Assert.Equal("[-Infinity, Infinity] or NaN", (Interval.Closed(-1, 1) / Interval.Closed(-1, 1)).ToString());
        Assert.Equal("[-2, -0.5]", (Interval.Point(1) / Interval.Closed(-2, -0.5)).ToString());
    }

    [Fact]
    public void Opposite_infinities_add_up_to_NaN()
    {
        var anything = Interval.Closed(double.NegativeInfinity, Infinity);
        Assert.True((anything + anything).MayBeNaN);
        Assert.False((Interval.Finite + anything).MayBeNaN);
        Assert.False((Interval.AtLeast(0) with { HighOpen = false } + Interval.Closed(0, Infinity)).MayBeNaN);
    }

    [Fact]
    public void What_overflows_or_underflows_in_double_stays_on_the_right_side()
    {
        Assert.Equal("(1.7976931348623157E+308, Infinity]", (Interval.Point(1e300) * Interval.Point(1e300)).ToString());
        Assert.True((Interval.Point(1e-300) * Interval.Point(1e-300)).IsPositive);
        Assert.True((Interval.Point(-1e-300) * Interval.Point(1e-300)).IsNegative);
    }
}
