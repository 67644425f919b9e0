using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.CompilerServices;

// x·ln(x/y) and x·ln(x/y) − x + y, SciPy's rel_entr and kl_div. Where x ≈ y the quotient has lost what matters: with n = x − y (exact
// there) and d = n/y the logarithm is log1p(d), and
//   kl = y·((1 + d)·log1p(d) − d) = y·d²·(1/2 − d/6 + d²/12 − …).
// double: the rounding error of a quotient is recovered, n − d·y by an exact product, and added to the logarithm, whose
// derivative turns it into (n − d·y)/x. Between the series (|d| ≤ 1/4) and large ratios kl cancels by up to a factor of nine, so the
// logarithm is carried there to some eight bits more than a double. These are too long to be inlined.
// float: evaluated in double, where the plain formulas do but for kl at |d| < 2^-8.
internal static partial class Kernels512
{
    /// <summary>x·ln(x/y); 0 for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RelEntropy(Vector512<float> x, Vector512<float> y)
    {
        var lower = RelEntropyOfFloats(Vector512.WidenLower(x), Vector512.WidenLower(y));
        return Vector512.Narrow(lower, RelEntropyOfFloats(Vector512.WidenUpper(x), Vector512.WidenUpper(y)));
    }

    /// <summary>x·ln(x/y); 0 for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> RelEntropy(Vector512<double> x, Vector512<double> y)
    {
        var ratio = new Ratio(x, y);
        var (high, low) = LogSum(ratio.K, ratio.F);
        var logarithm = high + (low + ratio.Correction);
        if (!ratio.AllModerate) logarithm = Vector512.ConditionalSelect(ratio.Moderate, logarithm, LogRatio(x, y, Vector512<double>.Zero));
        return DivergenceSpecial(x, y, x * logarithm, Vector512<double>.Zero);
    }

    /// <summary>x·ln(x/y) − x + y; y for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0. Never negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KlDivergence(Vector512<float> x, Vector512<float> y)
    {
        var lower = KlDivergenceOfFloats(Vector512.WidenLower(x), Vector512.WidenLower(y));
        return Vector512.Narrow(lower, KlDivergenceOfFloats(Vector512.WidenUpper(x), Vector512.WidenUpper(y)));
    }

    /// <summary>x·ln(x/y) − x + y; y for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0. Never negative.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<double> KlDivergence(Vector512<double> x, Vector512<double> y)
    {
        var ratio = new Ratio(x, y);
        var (difference, lost) = TwoSum(ratio.X, -ratio.Y);

        // x·ln(x/y) − (x − y), the product exact as a pair.
        var (high, low) = LogSumExtended(ratio.K, ratio.F, ratio.Correction);
        var (product, error) = TwoProduct(ratio.X, high);
        var (sum, sumError) = TwoSum(product, -difference);
        var value = sum + (sumError + (MulAdd(ratio.X, low, error) - lost));

        // n·d·(1/2 + d·q(d)); half of the product n·d is exact as a pair, so only the small term d·q(d) rounds more than once.
        var d = difference / ratio.Y;
        var (dy, dyError) = TwoProduct(d, ratio.Y);
        var q = Vector512.Create(-0.0036954187789500484);
        q = Step(q, d, 0.004119504909789669);
        q = Step(q, d, -0.0035819287321392384);
        q = Step(q, d, 0.004062350901282176);
        q = Step(q, d, -0.0047680109429324375);
        q = Step(q, d, 0.0055012416592659435);
        q = Step(q, d, -0.006410028667665177);
        q = Step(q, d, 0.007575506364272297);
        q = Step(q, d, -0.009090914057002119);
        q = Step(q, d, 0.011111116588583107);
        q = Step(q, d, -0.013888888828231529);
        q = Step(q, d, 0.017857142790242315);
        q = Step(q, d, -0.023809523809894224);
        q = Step(q, d, 0.03333333333374186);
        q = Step(q, d, -0.04999999999999913);
        q = Step(q, d, 0.08333333333333237);
        q = Step(q, d, -0.16666666666666666);
        var (square, squareError) = TwoProduct(difference, d);
        squareError += d * ((difference - dy) - dyError);
        var half = Vector512.Create(0.5);
        var series = MulAdd(square, half, MulAdd(squareError, half, square * (d * q)));

        var near = Vector512.LessThanOrEqual(Vector512.Abs(difference), ratio.Y * Vector512.Create(0.25));
        value = Vector512.ConditionalSelect(near, series, value) * ratio.Unscale;
        if (!ratio.AllModerate) value = Vector512.ConditionalSelect(ratio.Moderate, value, MulAdd(x, LogRatio(x, y, Vector512<double>.One), y));
        return DivergenceSpecial(x, y, value, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RelEntropyOfFloats(Vector512<double> x, Vector512<double> y) =>
        DivergenceSpecial(x, y, x * Log(x / y), Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> KlDivergenceOfFloats(Vector512<double> x, Vector512<double> y)
    {
        var difference = x - y;
        var d = difference / y;
        var q = Vector512.Create(1.0 / 30.0);
        q = Step(q, d, -1.0 / 20.0);
        q = Step(q, d, 1.0 / 12.0);
        q = Step(q, d, -1.0 / 6.0);
        q = Step(q, d, 0.5);
        var near = Vector512.LessThan(Vector512.Abs(d), Vector512.Create(1.0 / 256.0));
        return DivergenceSpecial(x, y, Vector512.ConditionalSelect(near, difference * d * q, MulAdd(x, Log(x / y) - Vector512<double>.One, y)), y);
    }

    /// <summary>The value inside the domain, <paramref name="atZero"/> for x = 0 ≤ y, infinity elsewhere, and NaN for a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DivergenceSpecial(Vector512<double> x, Vector512<double> y, Vector512<double> value, Vector512<double> atZero)
    {
        var zero = Vector512<double>.Zero;
        var inside = Vector512.GreaterThan(x, zero) & Vector512.GreaterThan(y, zero);
        if (Vector512.EqualsAll(inside.AsInt64(), Vector512<long>.AllBitsSet)) return value;
        var infinity = Vector512.Create(double.PositiveInfinity);
        var outside = Vector512.ConditionalSelect(Vector512.Equals(x, zero) & Vector512.GreaterThanOrEqual(y, zero), atZero, infinity);
        outside = Vector512.ConditionalSelect(Vector512.Equals(x, x) & Vector512.Equals(y, y), outside, x + y);
        return Vector512.ConditionalSelect(inside, value, outside);
    }

    /// <summary>ln x − ln y − offset, where the logarithms differ by much.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> LogRatio(Vector512<double> x, Vector512<double> y, Vector512<double> offset)
    {
        var (highX, lowX) = LogParts(x);
        var (highY, lowY) = LogParts(y);
        return (highX - highY) + ((lowX - lowY) - offset);
    }

    /// <summary>k·ln 2 + ln(1 + f) + correction = high + low, to about 2^-60 absolutely for small k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) LogSumExtended(
        Vector512<double> k, Vector512<double> f, Vector512<double> correction)
    {
        var half = Vector512.Create(0.5);
        var (square, squareError) = TwoProduct(f, f);
        var small = LogTail(f, square * half);
        var (high, low1) = FastTwoSum(k * Vector512.Create(0.6931471805598903), f);
        (high, var low2) = TwoSum(high, -half * square);
        return (high, small + (low1 + low2 + MulAdd(k, Vector512.Create(5.497923018708371e-14), MulAdd(squareError, -half, correction))));
    }

    /// <summary>
    /// ln(x/y) prepared: k·ln 2 + ln(1 + f) + correction, from x/y or, where that is between √½ and √2, from (x − y)/y.
    /// </summary>
    private readonly ref struct Ratio
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Ratio(Vector512<double> x, Vector512<double> y)
        {
            // A power of two keeps the exact products inside the range.
            var one = Vector512<double>.One;
            var (large, small) = (Vector512.Create(4.149515568880993e180), Vector512.Create(2.409919865102884e-181));
            var scale = Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512.Create(1e120)), small, one);
            scale = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512.Create(1e-120)), large, scale);
            Unscale = Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512.Create(1e120)), large, one);
            Unscale = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512.Create(1e-120)), small, Unscale);
            X = x * scale;
            Y = y * scale;

            var difference = X - Y;
            var near = Vector512.LessThan(difference, Y * Vector512.Create(0.41)) & Vector512.GreaterThan(difference, Y * Vector512.Create(-0.29));
            var numerator = Vector512.ConditionalSelect(near, difference, X);
            var quotient = numerator / Y;
            var (product, error) = TwoProduct(quotient, Y);
            Correction = ((numerator - product) - error) / X;

            var far = ReduceLog(quotient, out var farK);
            F = Vector512.ConditionalSelect(near, quotient, far);
            K = Vector512.AndNot(farK, near);
            Moderate = Vector512.GreaterThan(X, Y * Vector512.Create(1e-170)) & Vector512.LessThan(X, Y * Vector512.Create(1e170));
            AllModerate = Vector512.EqualsAll(Moderate.AsInt64(), Vector512<long>.AllBitsSet);
        }

        /// <summary>x and y times a common power of two.</summary>
        public readonly Vector512<double> X, Y;

        /// <summary>The inverse of that power.</summary>
        public readonly Vector512<double> Unscale;

        public readonly Vector512<double> K, F, Correction;

        /// <summary>Where this holds: neither is special and the ratio is far from overflow, so that the logarithm is no large number.</summary>
        public readonly Vector512<double> Moderate;

        public readonly bool AllModerate;
    }
}
