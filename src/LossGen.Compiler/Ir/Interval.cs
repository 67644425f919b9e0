namespace LossGen.Compiler.Ir;

/// <summary>A range of numbers; an infinite end that is closed says that the value may be infinite.</summary>
/// <param name="Low">The lower end, at most the upper one; NaN in <see cref="Empty"/>.</param>
/// <param name="High">The upper end.</param>
/// <param name="LowOpen">Whether the lower end itself is left out.</param>
/// <param name="HighOpen">Whether the upper end itself is left out.</param>
/// <param name="MayBeNaN">Whether the value may be no number at all. Statements about the sign are about the numbers.</param>
public readonly partial record struct Interval(double Low, double High, bool LowOpen = false, bool HighOpen = false, bool MayBeNaN = false)
{
    /// <summary>Every finite number.</summary>
    public static readonly Interval Finite = new(double.NegativeInfinity, double.PositiveInfinity, true, true);

    /// <summary>Anything: finite, infinite or NaN.</summary>
    public static readonly Interval Whole = new(double.NegativeInfinity, double.PositiveInfinity, MayBeNaN: true);

    /// <summary>No number: where a condition cannot hold.</summary>
    public static readonly Interval Empty = new(double.NaN, double.NaN);

    public bool IsEmpty => double.IsNaN(Low);

    /// <summary>Whether it is a single number.</summary>
    public bool IsPoint => Low == High;

    /// <summary>Whether no number in it is infinite.</summary>
    public bool IsFinite => (LowOpen || Low > double.NegativeInfinity) && (HighOpen || High < double.PositiveInfinity);

    /// <summary>Whether all numbers in it are above 0.</summary>
    public bool IsPositive => Low > 0 || (Low == 0 && LowOpen);

    public bool IsNonNegative => Low >= 0;

    /// <summary>Whether all numbers in it are below 0.</summary>
    public bool IsNegative => High < 0 || (High == 0 && HighOpen);

    public bool IsNonPositive => High <= 0;

    public bool ContainsZero => Contains(0);

    /// <summary>A single number; for NaN no number that may be NaN.</summary>
    public static Interval Point(double value) => double.IsNaN(value) ? Empty with { MayBeNaN = true } : new(value, value);

    /// <summary>The numbers from one to another, both included.</summary>
    public static Interval Closed(double low, double high) => new(low, high);

    public static Interval AtLeast(double low) => new(low, double.PositiveInfinity, false, true);

    public static Interval AtMost(double high) => new(double.NegativeInfinity, high, true);

    public static Interval Above(double low) => new(low, double.PositiveInfinity, true, true);

    public static Interval Below(double high) => new(double.NegativeInfinity, high, true, true);

    public bool Contains(double value) => double.IsNaN(value)
        ? MayBeNaN
        : (value > Low || (value == Low && !LowOpen)) && (value < High || (value == High && !HighOpen));

    /// <summary>The smallest range that contains both.</summary>
    public Interval Union(Interval other)
    {
        var mayBeNaN = MayBeNaN || other.MayBeNaN;
        if (IsEmpty || other.IsEmpty)
            return (IsEmpty ? other : this) with { MayBeNaN = mayBeNaN };
        var (low, lowOpen) = Low == other.Low ? (Low, LowOpen && other.LowOpen) : Low < other.Low ? (Low, LowOpen) : (other.Low, other.LowOpen);
        var (high, highOpen) = High == other.High ? (High, HighOpen && other.HighOpen) : High > other.High ? (High, HighOpen) : (other.High, other.HighOpen);
        return new Interval(low, high, lowOpen, highOpen, mayBeNaN);
    }

    /// <summary>What both contain.</summary>
    public Interval Intersect(Interval other)
    {
        var mayBeNaN = MayBeNaN && other.MayBeNaN;
        if (IsEmpty || other.IsEmpty)
            return Empty with { MayBeNaN = mayBeNaN };
        var (low, lowOpen) = Low == other.Low ? (Low, LowOpen || other.LowOpen) : Low > other.Low ? (Low, LowOpen) : (other.Low, other.LowOpen);
        var (high, highOpen) = High == other.High ? (High, HighOpen || other.HighOpen) : High < other.High ? (High, HighOpen) : (other.High, other.HighOpen);
        return low > high || (low == high && (lowOpen || highOpen))
            ? Empty with { MayBeNaN = mayBeNaN }
            : new Interval(low, high, lowOpen, highOpen, mayBeNaN);
    }

    /// <summary>The numbers of this range that are in another one, which says nothing of NaN.</summary>
    public Interval Restrict(Interval other) => Intersect(other with { MayBeNaN = true });

    public override string ToString()
    {
        var numbers = IsEmpty ? "∅" : FormattableString.Invariant($"{(LowOpen ? '(' : '[')}{Low:R}, {High:R}{(HighOpen ? ')' : ']')}");
        return MayBeNaN ? numbers + " or NaN" : numbers;
    }
}
