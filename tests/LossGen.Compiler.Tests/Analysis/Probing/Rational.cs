using System.Globalization;
using System.Numerics;
using LossGen.Compiler.Analysis.Probing;

namespace LossGen.Compiler.Tests.Analysis.Probing;

/// <summary>An exact fraction, to measure errors of <see cref="ExtendedReal"/> with.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    public static Rational operator +(Rational x, Rational y) =>
        new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    public static Rational operator -(Rational x, Rational y) => x + new Rational(-y.Numerator, y.Denominator);

    public static Rational operator *(Rational x, Rational y) => new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    public static Rational operator /(Rational x, Rational y) => new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    /// <summary>A decimal number such as <c>-1.25e-7</c>.</summary>
    public static Rational Parse(string text)
    {
        var parts = text.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        if (point >= 0)
            exponent -= parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return digits * Power(10, exponent);
    }

    public static Rational Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        return (BigInteger)(Math.Sign(value) * mantissa) * Power(2, Math.Max(exponent, 1) - 1075);
    }

    public static Rational Of(ExtendedReal value)
    {
        var (high, low, exponent) = value;
        return (Of(high) + Of(low)) * Power(2, (int)exponent);
    }

    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>log₂ |x/y − 1|; −∞ for equal numbers.</summary>
    public static double Bits(Rational x, Rational y)
    {
        var error = x - y;
        return error.Numerator.IsZero ? double.NegativeInfinity
            : y.Numerator.IsZero ? double.PositiveInfinity
            : Log(error) - Log(y);
    }

    private static Rational Power(int basis, int exponent) =>
        exponent >= 0 ? BigInteger.Pow(basis, exponent) : new Rational(BigInteger.One, BigInteger.Pow(basis, -exponent));

    private static double Log(Rational x) => (BigInteger.Log(BigInteger.Abs(x.Numerator)) - BigInteger.Log(BigInteger.Abs(x.Denominator))) / Math.Log(2);
}
