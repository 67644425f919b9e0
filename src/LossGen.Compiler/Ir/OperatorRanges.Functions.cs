using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <content>Functions whose range takes more than a direction.</content>
internal static partial class OperatorRanges
{
    /// <summary>Where Γ has its minimum on the positive numbers.</summary>
    private const double LeastGamma = 1.4616321449683623;

    private static readonly Interval Infinite = Interval.Closed(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>A function that rounds to integers: open ends may be reached.</summary>
    public static Interval Steps(Func<double, double> function, Interval x) => new(
        function(x.Low), function(x.High), x.LowOpen && double.IsInfinity(x.Low), x.HighOpen && double.IsInfinity(x.High));

    public static Interval Sign(Interval x) => Interval.Closed(
        x.IsPositive ? 1 : x.IsNonNegative ? 0 : -1, x.IsNegative ? -1 : x.IsNonPositive ? 0 : 1);

    /// <summary>√(x² + y²) of what may be NaN: that of an infinity is infinite whatever the other operand.</summary>
    public static Interval Lengths(IReadOnlyList<Interval> operands)
    {
        var range = Binary(Hypot)(operands);
        return (operands[0].MayBeNaN && operands[1].HasInfinity) || (operands[1].MayBeNaN && operands[0].HasInfinity)
            ? range.Union(Interval.Point(double.PositiveInfinity))
            : range;
    }

    public static Interval Hypot(Interval x, Interval y)
    {
        var (a, b) = (Abs(x), Abs(y));
        var isInfinite = a.HasInfinity || b.HasInfinity;
        var (low, high) = (ReferenceMath.Hypot(a.Low, b.Low), ReferenceMath.Hypot(a.High, b.High));
        return Clipped(
            new Interval(low, high, (a.LowOpen || b.LowOpen) && !double.IsInfinity(low), (a.HighOpen || b.HighOpen) && !isInfinite),
            Interval.AtLeast(0) with { HighOpen = !isInfinite });
    }

    public static Interval DirectionCosine(Interval x, Interval y)
    {
        var isBelowOne = !y.ContainsZero && x.IsFinite;
        var high = x.IsNonPositive ? new Interval(0, 0, false, x.IsNegative && y.IsFinite) : new Interval(1, 1, false, isBelowOne);
        var low = x.IsNonNegative ? new Interval(0, 0, x.IsPositive && y.IsFinite) : new Interval(-1, -1, isBelowOne);
        return new Interval(low.Low, high.High, low.LowOpen, high.HighOpen, x.HasInfinity);
    }

    /// <summary>Computed as x²/(1 + √(1 + x²)), which of an infinity is NaN.</summary>
    public static Interval RootMinusOne(Interval x) =>
        Monotonic(y => double.IsInfinity(y) ? y : ReferenceMath.RootMinusOne(y), Abs(x), Interval.AtLeast(0)) with { MayBeNaN = x.HasInfinity };

    public static Interval LogGamma(Interval x) => x.IsNonNegative
        ? Valley(ReferenceMath.LogGamma, LeastGamma, x, Interval.Closed(-0.1214862905358497, double.PositiveInfinity) with { HighOpen = x.IsPositive && x.IsFinite })
        : Interval.Closed(double.NegativeInfinity, double.PositiveInfinity) with { LowOpen = true };

    public static Interval Digamma(Interval x) => x.IsPositive ? Monotonic(ReferenceMath.Digamma, x, Infinite with { LowOpen = true, HighOpen = x.IsFinite }) : Interval.Whole;

    public static Interval Trigamma(Interval x) => x.IsPositive
        ? Monotonic(y => ReferenceMath.Trigamma(-y), -x, Interval.Above(0) with { LowOpen = x.IsFinite })
        : Interval.Whole;

    public static Interval XLogY(Interval x, Interval y) => TimesLogarithm(x, y, 0, Math.Log);

    public static Interval XLog1PY(Interval x, Interval y) => TimesLogarithm(x, y, -1, ReferenceMath.Log1P);

    /// <summary>−x·log x rises up to 1/e, where it is 1/e, and falls from there.</summary>
    public static Interval Entropy(Interval x)
    {
        var inside = x.Restrict(Interval.Closed(0, double.PositiveInfinity));
        var outside = x.IsNonNegative ? Interval.Empty : Interval.Point(double.NegativeInfinity);
        if (inside.IsEmpty)
            return outside;
        var negative = Valley(y => -ReferenceMath.Entropy(y), 1 / Math.E, inside, Interval.Closed(-1 / Math.E, double.PositiveInfinity).Widened(EndError) with { HighOpen = inside.IsFinite });
        return (-negative).Union(outside);
    }

    /// <summary>x·log(x/y) is at least −y/e, convex in x, and falls with y.</summary>
    public static Interval RelEntropy(Interval x, Interval y)
    {
        var isInside = x.IsNonNegative && y.IsNonNegative;
        var (a, b) = (x.Restrict(Interval.Closed(0, double.PositiveInfinity)), y.Restrict(Interval.Closed(0, double.PositiveInfinity)));
        if (a.IsEmpty || b.IsEmpty)
            return Interval.Point(double.PositiveInfinity);
        var least = -b.High / Math.E;
        var most = Math.Max(ReferenceMath.RelEntropy(a.Low, b.Low), ReferenceMath.RelEntropy(a.High, b.Low));
        var isFinite = isInside && a.IsFinite && b.IsPositive;
        return new Interval(
            least,
            isInside && !double.IsNaN(most) ? most : double.PositiveInfinity,
            double.IsInfinity(least) && b.IsFinite,
            double.IsInfinity(most) && isFinite,
            x.HasInfinity || y.HasInfinity).Widened(EndError);
    }

    public static Interval KlDivergence(Interval x, Interval y) =>
        Interval.AtLeast(0) with { HighOpen = x.IsNonNegative && y.IsPositive && x.IsFinite && y.IsFinite, MayBeNaN = x.HasInfinity || y.HasInfinity };

    /// <summary>log(eˣ + eʸ), which is above both.</summary>
    public static Interval LogAddExp(Interval x, Interval y)
    {
        var low = ReferenceMath.LogAddExp(x.Low, y.Low);
        var high = ReferenceMath.LogAddExp(x.High, y.High);
        var sum = new Interval(double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high, x.LowOpen || y.LowOpen, x.HighOpen && y.HighOpen);
        return sum.Widened(EndError) with { MayBeNaN = x.HasInfinity && y.HasInfinity };
    }

    /// <summary>A probability: the second operand is the logsumexp of a row that the first one is an element of.</summary>
    public static Interval Softmax(Interval x, Interval logSumExp)
    {
        var difference = (x - logSumExp).Restrict(Interval.Closed(double.NegativeInfinity, 0));
        if (difference.IsEmpty || x.HasInfinity || logSumExp.HasInfinity)
            return Truth with { MayBeNaN = x.HasInfinity || logSumExp.HasInfinity };
        return Monotonic(Math.Exp, difference, new Interval(0, 1, true));
    }

    private static Interval TimesLogarithm(Interval x, Interval y, double least, Func<double, double> logarithm)
    {
        var range = Within(Interval.Closed(least, double.PositiveInfinity), y, inside => Monotonic(logarithm, inside, Interval.Whole));
        var product = range.IsEmpty ? range : x.TimesOrZero(range).Widened(EndError);
        if (x.HasInfinity && range.ContainsZero)
            product = product with { MayBeNaN = true };
        return x.ContainsZero ? product.Union(Interval.Point(0)) : product;
    }
}
