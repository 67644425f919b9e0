namespace LossGen.Compiler.Ir;

/// <content>Arithmetic: each result contains every value that the operation has on numbers of its operands.</content>
public readonly partial record struct Interval
{
    public static Interval operator -(Interval x) => new(0 - x.High, 0 - x.Low, x.HighOpen, x.LowOpen, x.MayBeNaN);

    public static Interval operator +(Interval x, Interval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty with { MayBeNaN = x.MayBeNaN || y.MayBeNaN };
        var opposite = (x.Contains(double.PositiveInfinity) && y.Contains(double.NegativeInfinity))
            || (x.Contains(double.NegativeInfinity) && y.Contains(double.PositiveInfinity));
        var (low, lowOpen) = SumOfLows(x, y);
        var (high, highOpen) = SumOfLows(-x, -y);
        return new Interval(low, 0 - high, lowOpen, highOpen, x.MayBeNaN || y.MayBeNaN || opposite);
    }

    public static Interval operator -(Interval x, Interval y) => x + -y;

    public static Interval operator *(Interval x, Interval y)
    {
        var isUndefined = (x.ContainsZero && y.HasInfinity) || (y.ContainsZero && x.HasInfinity);
        return x.TimesOrZero(y) with { MayBeNaN = x.MayBeNaN || y.MayBeNaN || isUndefined };
    }

    /// <summary>The quotient. A 0 that ends a range of positive numbers is +0; any other may be +0 or −0, which give different infinities.</summary>
    public static Interval operator /(Interval x, Interval y)
    {
        var mayBeNaN = x.MayBeNaN || y.MayBeNaN || (x.ContainsZero && y.ContainsZero) || (x.HasInfinity && y.HasInfinity);
        if (x.IsEmpty || y.IsEmpty)
            return Empty with { MayBeNaN = mayBeNaN };
        if (y.IsNegative)
            (x, y) = (-x, -y);
        if (!y.IsNonNegative)
            return Whole with { LowOpen = !y.ContainsZero && !x.HasInfinity, HighOpen = !y.ContainsZero && !x.HasInfinity, MayBeNaN = mayBeNaN };
        return Corners(x, y, Quotient) with { MayBeNaN = mayBeNaN };
    }

    /// <summary>Whether it contains an infinity.</summary>
    public bool HasInfinity => Contains(double.PositiveInfinity) || Contains(double.NegativeInfinity);

    /// <summary>The product by the rule that 0 times anything is 0, as x·log y has it.</summary>
    public Interval TimesOrZero(Interval other)
    {
        var mayBeNaN = MayBeNaN || other.MayBeNaN;
        return IsEmpty || other.IsEmpty ? Empty with { MayBeNaN = mayBeNaN } : Corners(this, other, Times) with { MayBeNaN = mayBeNaN };
    }

    /// <summary>The range with each end that is not exactly a <c>float</c> moved outward, by what rounding may have taken from it.</summary>
    public Interval Widened(double relative)
    {
        var (low, high) = (Low, High);
        if (low != (float)low)
            low -= relative * Math.Abs(low);
        if (high != (float)high)
            high += relative * Math.Abs(high);
        return low == Low && high == High ? this : new Interval(low, high, LowOpen && low == Low, HighOpen && high == High, MayBeNaN);
    }

    private static (double Value, bool IsOpen) SumOfLows(Interval x, Interval y)
    {
        var sum = x.Low + y.Low;
        if (double.IsNaN(sum))
            return (double.NegativeInfinity, false);
        if (double.IsNegativeInfinity(sum) && (double.IsInfinity(x.Low) || double.IsInfinity(y.Low)))
            return (sum, (x.LowOpen || x.Low > sum) && (y.LowOpen || y.Low > sum));
        if (double.IsPositiveInfinity(sum))
            return double.IsInfinity(x.Low) || double.IsInfinity(y.Low) ? (sum, false) : (double.MaxValue, true);
        return (sum, x.LowOpen || y.LowOpen);
    }

    /// <summary>The range of an operation that is monotonic in each operand: what it has at the four pairs of ends.</summary>
    private static Interval Corners(Interval x, Interval y, Func<End, End, (End Low, End High)> apply)
    {
        var (low, high) = apply(new End(x.Low, x.LowOpen), new End(y.Low, y.LowOpen));
        for (var corner = 1; corner < 4; corner++)
        {
            var a = corner is 1 or 3 ? new End(x.High, x.HighOpen) : new End(x.Low, x.LowOpen);
            var b = corner is 2 or 3 ? new End(y.High, y.HighOpen) : new End(y.Low, y.LowOpen);
            var (lower, upper) = apply(a, b);
            if (lower.Value < low.Value || (lower.Value == low.Value && !lower.IsOpen))
                low = lower;
            if (upper.Value > high.Value || (upper.Value == high.Value && !upper.IsOpen))
                high = upper;
        }

        return new Interval(low.Value, high.Value, low.IsOpen, high.IsOpen);
    }

    private static (End Low, End High) Times(End x, End y)
    {
        if (x.Value == 0 || y.Value == 0)
        {
            var zero = new End(0, !((x.Value == 0 && !x.IsOpen) || (y.Value == 0 && !y.IsOpen)));
            return (zero, zero);
        }

        var isAttained = (!x.IsOpen && !y.IsOpen) || (!x.IsOpen && double.IsInfinity(x.Value)) || (!y.IsOpen && double.IsInfinity(y.Value));
        return Bounds(x.Value * y.Value, isAttained, double.IsInfinity(x.Value) || double.IsInfinity(y.Value));
    }

    /// <summary>A quotient by an end that is not negative.</summary>
    private static (End Low, End High) Quotient(End x, End y)
    {
        if (x.Value == 0 || (double.IsInfinity(x.Value) && double.IsInfinity(y.Value)))
        {
            var zero = new End(0, x.Value != 0 || x.IsOpen);
            return (zero, zero);
        }

        if (y.Value == 0)
        {
            var infinity = new End(x.Value > 0 ? double.PositiveInfinity : double.NegativeInfinity, y.IsOpen && (x.IsOpen || !double.IsInfinity(x.Value)));
            return (infinity, infinity);
        }

        if (double.IsInfinity(y.Value))
        {
            var zero = new End(0, y.IsOpen);
            return (zero, zero);
        }

        return Bounds(x.Value / y.Value, !x.IsOpen && (!y.IsOpen || double.IsInfinity(x.Value)), double.IsInfinity(x.Value));
    }

    /// <summary>A computed end as a lower and as an upper one: where it has overflowed or underflowed, the real number is on this side of it.</summary>
    private static (End Low, End High) Bounds(double value, bool isAttained, bool isInfinite)
    {
        var end = new End(value, !isAttained);
        if (value == 0)
            return 1 / value > 0 ? (new End(0, true), new End(double.Epsilon, true)) : (new End(-double.Epsilon, true), new End(0, true));
        if (isInfinite || !double.IsInfinity(value))
            return (end, end);
        var largest = new End(value > 0 ? double.MaxValue : -double.MaxValue, true);
        return value > 0 ? (largest, end) : (end, largest);
    }

    private readonly record struct End(double Value, bool IsOpen);
}
