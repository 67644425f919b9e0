namespace LossGen.Compiler.Analysis.Probing;

/// <content>Exponentials, logarithms and what is made of them.</content>
public readonly partial struct ExtendedReal
{
    // log 2 in three parts: k·log 2 is to be subtracted with the precision of what is left.
    private const double LogTwoHigh = 0.6931471805599453;
    private const double LogTwoMiddle = 2.3190468138462996e-17;
    private const double LogTwoLow = 5.707708438416212e-34;

    public static ExtendedReal Exp(ExtendedReal x)
    {
        if (!x.IsFinite || IsBeyondExponents(x))
            return x.IsNaN ? x : x.IsNegative ? Zero : PositiveInfinity;
        var (exponent, minusOne) = ReducedExponential(x);
        return Scaled(One + minusOne, exponent);
    }

    public static ExtendedReal ExpM1(ExtendedReal x)
    {
        if (!x.IsFinite || IsBeyondExponents(x))
            return x.IsNaN ? x : x.IsNegative ? -One : PositiveInfinity;
        var (exponent, minusOne) = ReducedExponential(x);
        return exponent == 0 ? minusOne : Scaled(One + minusOne, exponent) - One;
    }

    /// <summary>log m + e·log 2 for x = m·2^e with m near 1.</summary>
    public static ExtendedReal Log(ExtendedReal x)
    {
        if (!x.IsOrdinary || x.IsNegative)
            return Special(Math.Log(x._high));
        var exponent = x._high > 1.41 ? x._exponent + 1 : x._exponent;
        var logarithm = LogNearOne(Scaled(x, -exponent) - One);
        return exponent == 0 ? logarithm : (Constants.LogTwo * exponent) + logarithm;
    }

    public static ExtendedReal Log1P(ExtendedReal x) => x._exponent < -1 ? LogNearOne(x) : Log(One + x);

    public static ExtendedReal Sinh(ExtendedReal x)
    {
        var minusOne = ExpM1(Abs(x));
        var sine = minusOne.IsInfinite ? minusOne : (minusOne + (minusOne / (One + minusOne))) / 2;
        return x.IsNegative ? -sine : sine;
    }

    public static ExtendedReal Cosh(ExtendedReal x)
    {
        var exponential = Exp(Abs(x));
        return (exponential + (One / exponential)) / 2;
    }

    public static ExtendedReal Tanh(ExtendedReal x)
    {
        var minusOne = ExpM1(-2 * Abs(x));
        var tangent = -minusOne / (2 + minusOne);
        return x.IsNegative ? -tangent : tangent;
    }

    /// <summary>
    /// x^p, with the conventions of <see cref="Math.Pow"/> at 0, at infinities and for negative x. For |p·log x| much above 1 the error grows in
    /// proportion to it.
    /// </summary>
    public static ExtendedReal Pow(ExtendedReal x, ExtendedReal p)
    {
        const int LargestSquared = 1 << 20;
        if (p.IsZero || x == One)
            return One;
        if (x.IsNaN || p.IsNaN)
            return NaN;
        if (!x.IsOrdinary || p.IsInfinite)
            return Special(Math.Pow(Side(x), (double)p));
        var isInteger = IsInteger(p);
        if (isInteger && Abs(p) <= LargestSquared)
            return p.IsNegative ? One / IntegerPower(x, (int)-(double)p) : IntegerPower(x, (int)(double)p);
        if (!x.IsNegative)
            return Exp(p * Log(x));
        if (!isInteger)
            return NaN;
        var magnitude = Exp(p * Log(-x));
        return IsInteger(p / 2) ? magnitude : -magnitude;
    }

    /// <summary>A number on the same side of −1, 0 and 1.</summary>
    private static double Side(ExtendedReal x) =>
        !x.IsOrdinary ? x._high : (x.IsNegative ? -1 : 1) * (Abs(x) < One ? 0.5 : Abs(x) > One ? 2 : 1);

    private static ExtendedReal IntegerPower(ExtendedReal x, int p)
    {
        var power = One;
        for (; p > 0; p >>= 1, x *= x)
        {
            if ((p & 1) != 0)
                power *= x;
        }

        return power;
    }

    private static bool IsBeyondExponents(ExtendedReal x) => x._exponent > 51;

    /// <summary>
    /// k and e^r − 1 in e^x = 2^k·e^r with |r| ≤ log(2)/2, both to full relative accuracy. The series is summed at r/32 and doubled five times
    /// by e^2r − 1 = (e^r − 1)² + 2·(e^r − 1).
    /// </summary>
    private static (long Exponent, ExtendedReal MinusOne) ReducedExponential(ExtendedReal x)
    {
        const int Doublings = 5;
        const int Terms = 15;
        var k = x._exponent < -2 ? 0 : Math.Round(x._high * PowerOfTwo((int)x._exponent) / LogTwoHigh);
        var r = x;
        if (k != 0)
        {
            var (high, highError) = TwoProduct(k, LogTwoHigh);
            var (middle, middleError) = TwoProduct(k, LogTwoMiddle);
            r = ((((x - high) - highError) - middle) - middleError) - (k * LogTwoLow);
        }

        r = Scaled(r, -Doublings);
        var sum = Constants.InverseFactorials[Terms];
        for (var n = Terms - 1; n > 0; n--)
            sum = (sum * r) + Constants.InverseFactorials[n];
        sum *= r;
        for (var i = 0; i < Doublings; i++)
            sum = (sum * sum) + Scaled(sum, 1);
        return ((long)k, sum);
    }

    /// <summary>log(1 + x) for |x| &lt; ½: a step of Halley's method, which trebles the digits, from the logarithm in double precision.</summary>
    private static ExtendedReal LogNearOne(ExtendedReal x)
    {
        const int FirstOrder = -54;
        if (!x.IsOrdinary)
            return x;
        ExtendedReal start;
        if (x._exponent < FirstOrder)
        {
            start = x;
        }
        else
        {
            var number = (double)x;
            var sum = 1 + number;
            start = Math.Log(sum) + ((number - (sum - 1)) / sum);
        }

        var minusOne = ExpM1(start);
        return start + (2 * (x - minusOne) / (2 + x + minusOne));
    }
}
