namespace LossGen.Compiler.Ir;

/// <summary>What the rows of <see cref="Operators"/> make their ranges of: the values of an operation on ranges of its operands, in real arithmetic.</summary>
internal static partial class OperatorRanges
{
    /// <summary>The relative error that an end may have that was computed in double precision.</summary>
    private const double EndError = 1.0 / (1L << 48);

    public static readonly Interval Truth = Interval.Closed(0, 1);

    /// <summary>An operation of one operand; of nothing it makes nothing.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> Unary(Func<Interval, Interval> range) => operands =>
        operands[0].IsEmpty ? operands[0] : OrNaN(range(operands[0]), operands[0].MayBeNaN);

    /// <summary>An operation of two operands.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> Binary(Func<Interval, Interval, Interval> range) => operands =>
    {
        var mayBeNaN = operands[0].MayBeNaN || operands[1].MayBeNaN;
        return operands[0].IsEmpty || operands[1].IsEmpty
            ? Interval.Empty with { MayBeNaN = mayBeNaN }
            : OrNaN(range(operands[0], operands[1]), mayBeNaN);
    };

    /// <summary>A function that increases all over the line.</summary>
    /// <param name="function">The function; at an infinity it has its limit.</param>
    /// <param name="image">The values that it has on finite numbers.</param>
    public static Func<IReadOnlyList<Interval>, Interval> Increasing(Func<double, double> function, Interval image) =>
        Unary(x => Monotonic(function, x, image));

    /// <summary>A function that decreases all over the line.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> Decreasing(Func<double, double> function, Interval image) =>
        Unary(x => Monotonic(y => function(-y), -x, image));

    /// <summary>A function that increases on a domain and is NaN outside of it.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> IncreasingOn(Interval domain, Func<double, double> function, Interval image) =>
        Unary(x => Within(domain, x, inside => Monotonic(function, inside, image)));

    /// <summary>A function that decreases on a domain and is NaN outside of it.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> DecreasingOn(Interval domain, Func<double, double> function, Interval image) =>
        Unary(x => Within(domain, x, inside => Monotonic(y => function(-y), -inside, image)));

    /// <summary>A function of the absolute value, which it increases with.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> Even(Func<double, double> function, Interval image) =>
        Unary(x => Monotonic(function, Abs(x), image));

    /// <summary>A function of two numbers that increases with each.</summary>
    public static Interval IncreasingInBoth(Func<double, double, double> function, Interval x, Interval y, Interval image)
    {
        var low = function(x.Low, y.Low);
        var high = function(x.High, y.High);
        return Clipped(new Interval(low, high, x.LowOpen || y.LowOpen, x.HighOpen || y.HighOpen), image);
    }

    public static Interval Abs(Interval x)
    {
        if (x.IsNonNegative)
            return x;
        if (x.IsNonPositive)
            return -x;
        var mirrored = -x;
        return new Interval(0, 0).Union(x.Restrict(Interval.AtLeast(0) with { HighOpen = false })).Union(mirrored.Restrict(Interval.AtLeast(0) with { HighOpen = false }));
    }

    public static Interval Min(Interval x, Interval y) => -Max(-x, -y);

    public static Interval Max(Interval x, Interval y)
    {
        var (low, lowOpen) = x.Low == y.Low ? (x.Low, x.LowOpen || y.LowOpen) : x.Low > y.Low ? (x.Low, x.LowOpen) : (y.Low, y.LowOpen);
        return x.Union(y) with { Low = low, LowOpen = lowOpen };
    }

    /// <summary>Whether a comparison can hold, and whether it can fail, of numbers of two ranges.</summary>
    public static Interval Comparison(Interval x, Interval y, Func<Interval, Interval, (bool Always, bool Never)> decide, bool ofNaN)
    {
        var (always, never) = x.IsEmpty || y.IsEmpty ? (true, true) : decide(x, y);
        if (x.MayBeNaN || y.MayBeNaN)
            (always, never) = ofNaN ? (always, false) : (false, never);
        return always ? Interval.Point(1) : never ? Interval.Point(0) : Truth;
    }

    public static (bool Always, bool Never) IsLess(Interval x, Interval y) => (IsBelow(x, y), y.High <= x.Low);

    public static (bool Always, bool Never) IsLessOrEqual(Interval x, Interval y) => (x.High <= y.Low, IsBelow(y, x));

    public static (bool Always, bool Never) IsEqual(Interval x, Interval y) =>
        (x.IsPoint && y.IsPoint && x.Low == y.Low, IsBelow(x, y) || IsBelow(y, x));

    /// <summary>Powers of what may be NaN: 1^NaN and NaN^0 are 1.</summary>
    public static Interval Powers(IReadOnlyList<Interval> operands)
    {
        var range = Arithmetic(Power)(operands);
        return operands[0].MayBeNaN || operands[1].MayBeNaN ? range.Union(Interval.Point(1)) : range;
    }

    /// <summary>x^p. A power of a negative number is a number only for whole exponents.</summary>
    public static Interval Power(Interval x, Interval p)
    {
        if (p.IsPoint && p.Low == Math.Floor(p.Low) && Math.Abs(p.Low) <= 1L << 20)
            return WholePower(x, p.Low);
        var mayBeNaN = !x.IsNonNegative;
        var inside = x.Restrict(Interval.Closed(0, double.PositiveInfinity));
        if (x.Contains(double.NegativeInfinity))
            inside = inside.Union(Interval.Point(double.PositiveInfinity)); // (−∞)^p is what ∞^p is
        if (mayBeNaN && !(p.IsPoint && p.Low != Math.Floor(p.Low)))
            return Interval.Whole; // an exponent in the range may be whole
        if (inside.IsEmpty)
            return Interval.Empty with { MayBeNaN = true };
        double[] corners = [Corner(inside.Low, p.Low), Corner(inside.Low, p.High), Corner(inside.High, p.Low), Corner(inside.High, p.High)];
        var low = corners.Min();
        var isOpen = low == 0 && inside.IsPositive && inside.IsFinite && p.IsFinite;
        var isBounded = inside.IsFinite && p.IsFinite && (inside.IsPositive || p.IsPositive);
        return new Interval(low, corners.Max(), isOpen, isBounded && double.IsPositiveInfinity(corners.Max()), mayBeNaN);
    }

    /// <summary>sin or cos, which has its maxima at <paramref name="maximum"/> + 2πk.</summary>
    public static Interval Wave(Func<double, double> function, double maximum, Interval x)
    {
        var isOutside = x.Contains(double.PositiveInfinity) || x.Contains(double.NegativeInfinity);
        if (isOutside || !(x.High - x.Low < 2 * Math.PI) || Math.Abs(x.Low) > 1e6)
            return Interval.Closed(-1, 1) with { MayBeNaN = isOutside };
        var (atLow, atHigh) = (function(x.Low), function(x.High));
        return Interval.Closed(
            HasPoint(x, maximum + Math.PI) ? -1 : Math.Min(atLow, atHigh),
            HasPoint(x, maximum) ? 1 : Math.Max(atLow, atHigh));
    }

    public static Interval Tangent(Interval x)
    {
        var isOutside = x.Contains(double.PositiveInfinity) || x.Contains(double.NegativeInfinity);
        return x.Low > -Math.PI / 2 && x.High < Math.PI / 2
            ? Monotonic(Math.Tan, x, Interval.Finite)
            : Interval.Finite with { MayBeNaN = isOutside };
    }

    /// <summary>A function with one extreme value that falls before it and rises behind it, on a domain.</summary>
    public static Interval Valley(Func<double, double> function, double lowest, Interval x, Interval image)
    {
        if (x.Low >= lowest)
            return Monotonic(function, x, image);
        if (x.High <= lowest)
            return Monotonic(y => function(-y), -x, image);
        var (atLow, atHigh) = (function(x.Low), function(x.High));
        var highOpen = atLow > atHigh ? x.LowOpen : atLow < atHigh ? x.HighOpen : x.LowOpen && x.HighOpen;
        return Clipped(new Interval(function(lowest), Math.Max(atLow, atHigh), false, highOpen), image);
    }

    /// <summary>A function on the part of a range that is in its domain; NaN outside of it.</summary>
    public static Interval Within(Interval domain, Interval x, Func<Interval, Interval> range)
    {
        var inside = x.Restrict(domain);
        var leaves = inside with { MayBeNaN = false } != x with { MayBeNaN = false };
        var result = inside.IsEmpty ? Interval.Empty : range(inside);
        return leaves ? result with { MayBeNaN = true } : result;
    }

    public static Interval Monotonic(Func<double, double> function, Interval x, Interval image) =>
        Clipped(new Interval(function(x.Low), function(x.High), x.LowOpen, x.HighOpen), image, x);

    /// <summary>The quotient of integers, rounded down.</summary>
    public static Interval FloorDivide(Interval x, Interval y)
    {
        if (!y.IsPositive)
            return Interval.Finite;
        var quotient = x / y;
        return new Interval(Math.Floor(quotient.Low), Math.Floor(quotient.High), double.IsInfinity(quotient.Low), double.IsInfinity(quotient.High));
    }

    /// <summary>The remainder of <see cref="FloorDivide"/>, which has the sign of the divisor.</summary>
    public static Interval FloorModulo(Interval x, Interval y)
    {
        if (y.IsPositive && x.IsNonNegative && x.High < y.Low)
            return x;
        var most = Math.Max(Math.Abs(y.Low), Math.Abs(y.High)) - 1;
        var finite = new Interval(y.IsPositive ? 0 : -most, y.IsNegative ? 0 : most, true, true);
        return finite with { LowOpen = double.IsInfinity(finite.Low), HighOpen = double.IsInfinity(finite.High) };
    }

    private static Interval WholePower(Interval x, double p)
    {
        if (p == 0)
            return Interval.Point(1);
        if (p < 0)
            return Interval.Point(1) / WholePower(x, -p);
        var isEven = p % 2 == 0;
        return Monotonic(y => Math.Pow(y, p), isEven ? Abs(x) : x, isEven ? Interval.AtLeast(0) : Interval.Finite);
    }

    private static double Corner(double x, double p)
    {
        var value = Math.Pow(x, p);
        return double.IsNaN(value) ? 1 : value;
    }

    private static bool IsBelow(Interval x, Interval y) => x.High < y.Low || (x.High == y.Low && (x.HighOpen || y.LowOpen));

    private static bool HasPoint(Interval x, double point) =>
        point + (2 * Math.PI * Math.Ceiling((x.Low - point - 1e-6) / (2 * Math.PI))) <= x.High + 1e-6;

    /// <summary>Arithmetic whose ends are rounded in double precision.</summary>
    public static Func<IReadOnlyList<Interval>, Interval> Arithmetic(Func<Interval, Interval, Interval> range) =>
        Binary((x, y) => range(x, y).Widened(EndError));

    private static Interval OrNaN(Interval range, bool mayBeNaN) => mayBeNaN ? range with { MayBeNaN = true } : range;

    /// <summary>
    /// Of finite numbers a function has no value outside of its image, even where the computed one has reached the limit; what it has at an
    /// infinity is an end of the image.
    /// </summary>
    private static Interval Clipped(Interval range, Interval image, Interval? of = null)
    {
        range = range.Widened(EndError);
        var (low, lowOpen) = range.Low > image.Low ? (range.Low, range.LowOpen) : (image.Low, image.LowOpen || (range.Low == image.Low && range.LowOpen));
        var (high, highOpen) = range.High < image.High
            ? (range.High, range.HighOpen)
            : (image.High, image.HighOpen || (range.High == image.High && range.HighOpen));
        if (low == image.Low && of is { LowOpen: false, Low: double.NegativeInfinity })
            lowOpen = false;
        if (high == image.High && of is { HighOpen: false, High: double.PositiveInfinity })
            highOpen = false;
        if (lowOpen && high <= low)
            (high, highOpen) = (low + Math.Max(double.Epsilon, Math.Abs(low) * EndError), false);
        if (highOpen && low >= high)
            (low, lowOpen) = (high - Math.Max(double.Epsilon, Math.Abs(high) * EndError), false);
        return new Interval(low, high, lowOpen, highOpen);
    }
}
