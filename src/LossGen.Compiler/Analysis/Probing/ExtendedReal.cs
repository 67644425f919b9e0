using System.Globalization;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// A real number with about 104 bits (31 digits) and an exponent that no ordinary computation exceeds: what the value of a loss would be
/// if numbers neither rounded nor overflowed. A <c>double</c> computation is measured against it.
/// </summary>
/// <remarks>
/// The value is (high + low)·2^exponent, where 1 ≤ |high| &lt; 2 and high is the sum rounded to the nearest <c>double</c> (a double-double
/// number; Dekker, 1971; Joldes, Muller, Popescu, 2017). Exponents reach from −2⁵² to 2⁵², beyond that numbers are 0 or infinite: e^x is
/// finite up to x = 3·10¹⁵. There is one zero. A function of this type has a relative error of at most 2⁻⁹⁵ for the arguments as they are,
/// unless it says otherwise.
/// </remarks>
public readonly partial struct ExtendedReal : IEquatable<ExtendedReal>, IComparable<ExtendedReal>
{
    private const long LargestExponent = 1L << 52;

    private readonly double _high;
    private readonly double _low;
    private readonly long _exponent;

    private ExtendedReal(double high, double low, long exponent) => (_high, _low, _exponent) = (high, low, exponent);

    /// <summary>Zero, an infinity or NaN.</summary>
    private ExtendedReal(double special)
        : this(special, 0, 0)
    {
    }

    public static ExtendedReal Zero => default;

    public static ExtendedReal One => new(1, 0, 0);

    public static ExtendedReal NaN => new(double.NaN);

    public static ExtendedReal PositiveInfinity => new(double.PositiveInfinity);

    public static ExtendedReal NegativeInfinity => new(double.NegativeInfinity);

    public bool IsNaN => double.IsNaN(_high);

    public bool IsInfinite => double.IsInfinity(_high);

    public bool IsZero => _high == 0;

    public bool IsNegative => _high < 0;

    /// <summary>Neither infinite nor NaN.</summary>
    public bool IsFinite => Math.Abs(_high) < 2;

    /// <summary>e in 2^e ≤ |x| &lt; 2^(e + 1), up to the last place; 0 for 0 and for what is not finite.</summary>
    public long Exponent => _exponent;

    /// <summary>Neither zero, infinite nor NaN.</summary>
    private bool IsOrdinary => Math.Abs(_high) < 2 && _high != 0;

    public static implicit operator ExtendedReal(double value)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
            return new(value == 0 ? 0 : value);
        const double SmallestNormal = 2.2250738585072014e-308;
        return Math.Abs(value) < SmallestNormal ? Normalized(value * PowerOfTwo(64), 0, -64) : Normalized(value, 0, 0);
    }

    /// <summary>The nearest <c>double</c>, ties to even; ±∞ beyond the largest one.</summary>
    public static explicit operator double(ExtendedReal value) => value.Rounded(53, -1074, 1023);

    /// <summary>The nearest <c>float</c>, ties to even; ±∞ beyond the largest one.</summary>
    public static explicit operator float(ExtendedReal value) => (float)value.Rounded(24, -149, 127);

    public static bool operator ==(ExtendedReal x, ExtendedReal y) =>
        x._high == y._high && x._low == y._low && x._exponent == y._exponent;

    public static bool operator !=(ExtendedReal x, ExtendedReal y) => !(x == y);

    public static bool operator <(ExtendedReal x, ExtendedReal y) => Difference(x, y) < 0;

    public static bool operator >(ExtendedReal x, ExtendedReal y) => Difference(x, y) > 0;

    public static bool operator <=(ExtendedReal x, ExtendedReal y) => Difference(x, y) <= 0;

    public static bool operator >=(ExtendedReal x, ExtendedReal y) => Difference(x, y) >= 0;

    /// <summary>The smaller one; NaN if one of them is.</summary>
    public static ExtendedReal Min(ExtendedReal x, ExtendedReal y) => x.IsNaN || x < y ? x : y;

    /// <summary>The larger one; NaN if one of them is.</summary>
    public static ExtendedReal Max(ExtendedReal x, ExtendedReal y) => x.IsNaN || x > y ? x : y;

    /// <summary>The parts of (high + low)·2^exponent.</summary>
    public void Deconstruct(out double high, out double low, out long exponent) => (high, low, exponent) = (_high, _low, _exponent);

    public bool Equals(ExtendedReal other) => this == other || (IsNaN && other.IsNaN);

    public override bool Equals(object? obj) => obj is ExtendedReal other && Equals(other);

    public override int GetHashCode() => (_high, _low, _exponent).GetHashCode();

    /// <summary>By value; NaN stands before all numbers.</summary>
    public int CompareTo(ExtendedReal other) =>
        IsNaN || other.IsNaN ? other.IsNaN.CompareTo(IsNaN) : Difference(this, other).CompareTo(0.0);

    /// <summary>As <c>double</c> writes it; beyond its range with a mantissa of 16 digits.</summary>
    public override string ToString()
    {
        if (!IsOrdinary || Math.Abs(_exponent) < 1022)
            return ((double)this).ToString("R", CultureInfo.InvariantCulture);
        var power = Floor(Log(Abs(this)) / Log(10));
        var mantissa = (double)(this / Pow(10, power));
        return string.Format(CultureInfo.InvariantCulture, "{0:G16}E{1:+0;-0}", mantissa, (double)power);
    }

    /// <summary>A number with the sign of x − y, or NaN.</summary>
    private static double Difference(ExtendedReal x, ExtendedReal y) =>
        x.IsOrdinary && y.IsOrdinary ? (x - y)._high
        : x._high == y._high ? 0
        : x._high - y._high;

    /// <summary>To <paramref name="bits"/> bits, but not beyond the place 2^<paramref name="lastPlace"/>.</summary>
    private double Rounded(int bits, int lastPlace, int largestExponent)
    {
        if (!IsOrdinary || _exponent > largestExponent)
            return IsOrdinary ? _high * double.PositiveInfinity : _high;

        // The 53 bits of the high part with eight more: of the low part only its sign counts, in the last of them.
        const int FractionBits = 60;
        var mantissa = ((BitConverter.DoubleToInt64Bits(Math.Abs(_high)) & 0xFFFFFFFFFFFFF) | (1L << 52)) << (FractionBits - 52);
        mantissa += Math.Sign(_low) * Math.Sign(_high);
        var place = Math.Max(_exponent - (bits - 1), lastPlace);
        var dropped = place - (_exponent - FractionBits);
        if (dropped > FractionBits + 1)
            return 0;
        var units = mantissa >> (int)dropped;
        var rest = mantissa - (units << (int)dropped);
        var half = 1L << (int)(dropped - 1);
        if (rest > half || (rest == half && (units & 1) != 0))
            units++;
        return Math.Sign(_high) * units * PowerOfTwo((int)place);
    }
}
