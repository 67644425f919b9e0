namespace LossGen.Compiler.Ir;

/// <summary>Makes the shapes of operations from their derivatives.</summary>
internal static partial class Shapes
{
    /// <summary>What rounding may have taken from a derivative that is evaluated in double precision.</summary>
    private const double Slack = 1e-12;

    private const double ShortNumbers = 4096;

    public static readonly Interval NonNegative = new(0, double.PositiveInfinity);

    public static readonly Interval NonPositive = new(double.NegativeInfinity, 0);

    public static readonly Interval Zero = Interval.Point(0);

    public static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);

    public static readonly Interval Unit = Interval.Closed(0, 1);

    /// <summary>A value that changes by the same multiples of its operands everywhere.</summary>
    public static ShapeRule Linear(params double[] slopes) => _ => new([.. slopes.Select(Interval.Point)], Zero, Smoothness.Analytic);

    /// <summary>Steps up: it never falls, and is not continuous.</summary>
    public static AtomShape Steps(ShapeContext context) => new([NonNegative], Anything, Smoothness.Unknown);

    /// <summary>A number that follows from no real number: a flag, a count.</summary>
    public static AtomShape OfNoNumber(ShapeContext context) => AtomShape.Unknown(context.Operands.Count);

    /// <summary>A function of one number that is smooth inside of its domain. Outside of it the function has no value.</summary>
    /// <param name="slope">The first derivative; at the ends of the domain its limit.</param>
    /// <param name="slopeTurns">Where the first derivative has an extremum.</param>
    /// <param name="bend">The second derivative, likewise.</param>
    /// <param name="bendTurns">Where the second derivative has an extremum.</param>
    /// <param name="low">The lower end of the domain.</param>
    /// <param name="high">The upper end of the domain.</param>
    public static ShapeRule Curve(
        Func<double, double> slope,
        double[] slopeTurns,
        Func<double, double> bend,
        double[] bendTurns,
        double low = double.NegativeInfinity,
        double high = double.PositiveInfinity) => context =>
        {
            var range = context.Operands[0];
            if (range.IsEmpty || range.High < low || range.Low > high)
                return AtomShape.Unknown(1);
            var (from, to) = (Math.Max(range.Low, low), Math.Min(range.High, high));
            var isInside = (range.Low > low || double.IsInfinity(low) || (range.Low == low && range.LowOpen))
                && (range.High < high || double.IsInfinity(high) || (range.High == high && range.HighOpen));
            return new([RangeOf(slope, from, to, slopeTurns)], RangeOf(bend, from, to, bendTurns), isInside ? Smoothness.Analytic : Smoothness.C0);
        };

    /// <summary>The shape of a function with its sign turned.</summary>
    public static ShapeRule Negative(ShapeRule shape) => context =>
    {
        var (slopes, bend, smoothness) = shape(context);
        return new([.. slopes.Select(Negated)], Negated(bend), smoothness);
    };

    /// <summary>The larger or the smaller of two.</summary>
    public static ShapeRule Choice(bool isMax) => context =>
    {
        var (left, right) = isMax ? (context.Operands[0], context.Operands[1]) : (context.Operands[1], context.Operands[0]);
        if (left.Low > right.High || right.Low > left.High)
        {
            var isFirst = left.Low > right.High;
            return new([Interval.Point(isFirst ? 1 : 0), Interval.Point(isFirst ? 0 : 1)], Zero, Smoothness.Analytic);
        }

        return new([Unit, Unit], isMax ? NonNegative : NonPositive, Smoothness.C0);
    };

    public static AtomShape Absolute(ShapeContext context)
    {
        var range = context.Operands[0];
        if (range.IsNonNegative || range.IsNonPositive)
            return new([Interval.Point(range.IsNonNegative ? 1 : -1)], Zero, Smoothness.Analytic);
        return new([Interval.Closed(-1, 1)], NonNegative, Smoothness.C0);
    }

    /// <summary>A product is linear in each of its factors alone; in both it is a saddle.</summary>
    public static AtomShape Product(ShapeContext context) => new(
        [context.Operands[1], context.Operands[0]], context.Varies.All(varies => varies) ? Interval.Closed(-2, 2) : Zero, Smoothness.Analytic);

    public static AtomShape Quotient(ShapeContext context)
    {
        var (x, y) = (context.Operands[0], context.Operands[1]);
        var hasSign = y.IsNonNegative || y.IsNonPositive;
        var inverse = !hasSign ? Anything : RangeOf(t => 1 / t, y.IsNonNegative ? Math.Abs(y.Low) : y.Low, y.IsNonNegative ? y.High : -Math.Abs(y.High));
        var byDivisor = !hasSign ? Anything : x.IsNonNegative ? NonPositive : x.IsNonPositive ? NonNegative : Anything;
        var bend = !context.Varies[1] ? Zero
            : context.Varies[0] || !hasSign ? Anything
            : Signed((x.IsNonNegative ? 1 : x.IsNonPositive ? -1 : 0) * (y.IsNonNegative ? 1 : -1));
        var isSmooth = y.IsPositive || y.IsNegative || !context.Varies[1];
        return new([inverse, byDivisor], bend, isSmooth ? Smoothness.Analytic : Smoothness.Unknown);
    }

    /// <summary>A power with an exponent that is a number, or is known to lie where all powers bend alike; or an exponential.</summary>
    public static AtomShape Power(ShapeContext context)
    {
        var (x, p) = (context.Operands[0], context.Operands[1]);
        if (context.Varies[1])
        {
            if (context.Varies[0] || !x.IsPositive)
                return AtomShape.Unknown(2);
            return new([Anything, x.Low >= 1 ? NonNegative : x.High <= 1 ? NonPositive : Anything], NonNegative, Smoothness.Analytic);
        }

        var isWhole = p.IsPoint && p.Low == Math.Floor(p.Low);
        if (isWhole && (p.Low >= 0 || x.IsPositive || x.IsNegative))
            return WholePower(x, p.Low);
        if ((isWhole || !p.IsPoint) && !x.IsNonNegative)
            return AtomShape.Unknown(2); // A power of a negative number has a value, and its own shape.
        var isSmooth = x.IsPositive ? Smoothness.Analytic : p.Low > 2 ? Smoothness.C2 : p.Low > 1 ? Smoothness.C1 : p.Low > 0 ? Smoothness.C0 : Smoothness.Unknown;
        if (p.IsPoint)
            return Curve(t => p.Low * Math.Pow(t, p.Low - 1), [], t => p.Low * (p.Low - 1) * Math.Pow(t, p.Low - 2), [], low: 0)(context) with
            {
                Slopes = [RangeOf(t => p.Low * Math.Pow(t, p.Low - 1), Math.Max(0, x.Low), x.High), Anything],
                Smoothness = isSmooth,
            };
        var bend = p.Low >= 1 || p.High <= 0 ? NonNegative : p.Low >= 0 && p.High <= 1 ? NonPositive : Anything;
        return new([p.IsNonNegative ? NonNegative : p.IsNonPositive ? NonPositive : Anything, Anything], bend, isSmooth);
    }

    public static AtomShape Hypotenuse(ShapeContext context)
    {
        var both = context.Varies.All(varies => varies);
        var shorter = both ? context.Value : Magnitude(context.Operands[context.Varies[0] ? 1 : 0]);
        var bend = new Interval(0, shorter.IsPositive && shorter.Low > 0 ? (both ? 2 : 1) / shorter.Low * (1 + Slack) : double.PositiveInfinity);
        var isSmooth = shorter.IsPositive;
        return new([.. context.Operands.Select(Cosine)], bend, isSmooth ? Smoothness.Analytic : Smoothness.C0);

        static Interval Cosine(Interval x) => x.IsNonNegative ? Unit : x.IsNonPositive ? Interval.Closed(-1, 0) : Interval.Closed(-1, 1);
    }

    public static AtomShape DirectionCosine(ShapeContext context) => new(
        [NonNegative, Anything],
        Anything,
        context.Operands[1].IsPositive || context.Operands[1].IsNegative ? Smoothness.Analytic : Smoothness.Unknown);

    /// <summary>x · log(y + offset).</summary>
    public static ShapeRule Logarithm(double offset) => context =>
    {
        var (x, y) = (context.Operands[0], context.Operands[1]);
        var from = Math.Max(0, y.Low + offset);
        var byFactor = RangeOf(Math.Log, from, Math.Max(from, y.High + offset));
        if (context.Varies.All(varies => varies))
            return new([byFactor, Anything], Anything, Smoothness.Unknown);
        var steepest = from > 0 ? Math.Max(Math.Abs(x.Low), Math.Abs(x.High)) / from * (1 + Slack) : double.PositiveInfinity;
        var byArgument = x.IsNonNegative ? new Interval(0, steepest) : x.IsNonPositive ? new Interval(-steepest, 0) : Anything;
        var curved = from > 0 ? steepest / from * (1 + Slack) : double.PositiveInfinity;
        var bend = context.Varies[0] ? Zero : x.IsNonNegative ? new Interval(-curved, 0) : x.IsNonPositive ? new Interval(0, curved) : Anything;
        var isSmooth = context.Varies[0] || from > 0 || (y.Low + offset == 0 && y.LowOpen);
        return new([byFactor, byArgument], bend, isSmooth ? Smoothness.Analytic : Smoothness.Unknown);
    };

    /// <summary>x log(x/y), plus y − x for the divergence; both are convex in both, and infinite where an operand is negative.</summary>
    /// <param name="shift">What its slopes have more than those of the divergence.</param>
    public static ShapeRule Entropic(double shift) => context =>
    {
        var (x, y) = (context.Operands[0], context.Operands[1]);
        var byLast = shift > 0 ? NonPositive : Anything;
        var isSmooth = (x.IsPositive || !context.Varies[0]) && y.IsPositive;
        var steepest = !context.Varies[0] && y.Low > 0 && x.IsNonNegative && !double.IsInfinity(x.High);
        if (steepest)
            byLast = new Interval(-x.High / y.Low * (1 + Slack) + (shift > 0 ? 0 : -Slack), shift > 0 ? 0 : 1);
        var bend = new Interval(0, steepest ? x.High / y.Low / y.Low * (1 + Slack) : double.PositiveInfinity);
        return new([Anything, byLast], bend, isSmooth ? Smoothness.Analytic : Smoothness.Unknown);
    };

    public static AtomShape LogAddExp(ShapeContext context) =>
        new([Unit, Unit], Interval.Closed(0, context.Varies.All(varies => varies) ? 1 : 0.25), Smoothness.Analytic);

    /// <summary>e^(x − s), whose own value bounds its slopes.</summary>
    public static AtomShape Softmax(ShapeContext context)
    {
        var highest = Math.Max(0, context.Value.High);
        var bend = (context.Varies.All(varies => varies) ? 4 : 1) * highest;
        return new([new Interval(0, highest), new Interval(-highest, 0)], new Interval(0, bend), Smoothness.Analytic);
    }

    /// <summary>All values of a function between two points, from its values there and where it turns between them.</summary>
    public static Interval RangeOf(Func<double, double> function, double from, double to, params double[] turns)
    {
        var values = turns.Where(turn => from < turn && turn < to).Append(from).Append(to).Select(function).ToArray();
        return values.Any(double.IsNaN) ? Anything : new Interval(Below(values.Min()), -Below(-values.Max()));
    }

    public static Interval Negated(Interval interval) =>
        new(-interval.High, -interval.Low, interval.HighOpen, interval.LowOpen, interval.MayBeNaN);

    /// <summary>The largest absolute value, infinite where it is not bounded.</summary>
    public static double Largest(Interval interval) =>
        interval.IsEmpty ? double.PositiveInfinity : Math.Max(Math.Abs(interval.Low), Math.Abs(interval.High));

    private static Interval Signed(int sign) => sign > 0 ? NonNegative : sign < 0 ? NonPositive : Anything;

    private static Interval Magnitude(Interval x) => x.IsNonNegative ? x : x.IsNonPositive ? Negated(x) : NonNegative;

    /// <summary>A number that rounding leaves below the value; one of few binary digits is not the outcome of a rounding.</summary>
    private static double Below(double value) =>
        value * ShortNumbers == Math.Floor(value * ShortNumbers) && Math.Abs(value) < ShortNumbers ? value : value - (Math.Abs(value) * Slack);

    private static AtomShape WholePower(Interval x, double p)
    {
        Func<double, double> slope = t => p == 0 ? 0 : p * Math.Pow(t, p - 1);
        Func<double, double> bend = t => p is 0 or 1 ? 0 : p * (p - 1) * Math.Pow(t, p - 2);
        var high = x is { High: 0, HighOpen: true } ? -0.0 : x.High;
        return new([RangeOf(slope, x.Low, high, 0), Anything], RangeOf(bend, x.Low, high, 0), Smoothness.Analytic);
    }
}
