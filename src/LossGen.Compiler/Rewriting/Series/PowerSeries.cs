using LossGen.Compiler.Analysis.Probing;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>
/// The beginning of a Laurent series c₀·tⁿ + c₁·tⁿ⁺¹ + …, with c₀ ≠ 0. Coefficients that are left over of greater ones by rounding are 0, so that the
/// order of t − sin(t) is 3.
/// </summary>
internal sealed class PowerSeries
{
    /// <summary>
    /// What is smaller than this share of what cancelled is rounding. The numbers that a program is written with are doubles: log(2) is the
    /// value of softplus at 0 as far as that goes.
    /// </summary>
    private const double RoundingShare = 4e-16;

    private readonly ExtendedReal[] _coefficients;

    private PowerSeries(int order, ExtendedReal[] coefficients) => (Order, _coefficients) = (order, coefficients);

    /// <summary>The exponent of the first term.</summary>
    public int Order { get; }

    /// <summary>How many coefficients are known.</summary>
    public int Length => _coefficients.Length;

    /// <summary>The first power that is not known.</summary>
    private int End => Order + Length;

    /// <summary>A number, which is not 0.</summary>
    public static PowerSeries? Constant(ExtendedReal value, int length) => Of(0, [value, .. new ExtendedReal[length - 1]]);

    /// <summary>centre + t.</summary>
    public static PowerSeries Variable(double centre, int length) => centre == 0
        ? new PowerSeries(1, [1, .. new ExtendedReal[length - 1]])
        : new PowerSeries(0, [centre, 1, .. new ExtendedReal[length - 2]]);

    /// <summary>The series with these coefficients of tⁿ and on; null if all are 0.</summary>
    public static PowerSeries? Of(int order, ExtendedReal[] coefficients)
    {
        var zeros = 0;
        while (zeros < coefficients.Length && coefficients[zeros].IsZero)
            zeros++;
        return zeros == coefficients.Length || coefficients.Any(c => !c.IsFinite)
            ? null
            : new PowerSeries(order + zeros, zeros == 0 ? coefficients : [.. coefficients.Skip(zeros)]);
    }

    /// <summary>The coefficient of a power below <see cref="End"/>.</summary>
    public ExtendedReal At(int power) => power < Order ? ExtendedReal.Zero : _coefficients[power - Order];

    /// <summary>The coefficients of t⁰, t¹, … of a series without negative powers.</summary>
    public ExtendedReal[] Dense() => [.. Enumerable.Range(0, End).Select(At)];

    public static PowerSeries operator -(PowerSeries x) => new(x.Order, [.. x._coefficients.Select(c => -c)]);

    public static PowerSeries? Add(PowerSeries x, PowerSeries y)
    {
        var order = Math.Min(x.Order, y.Order);
        var sum = new ExtendedReal[Math.Min(x.End, y.End) - order];
        for (var i = 0; i < sum.Length; i++)
        {
            var (a, b) = (x.At(order + i), y.At(order + i));
            sum[i] = a + b;
            if (ExtendedReal.Abs(sum[i]) <= RoundingShare * ExtendedReal.Max(ExtendedReal.Abs(a), ExtendedReal.Abs(b)))
                sum[i] = ExtendedReal.Zero;
        }

        return Of(order, sum);
    }

    public static PowerSeries? Multiply(PowerSeries x, PowerSeries y)
    {
        var product = new ExtendedReal[Math.Min(x.Length, y.Length)];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = 0; j <= i; j++)
                product[i] += x._coefficients[j] * y._coefficients[i - j];
        }

        return Of(x.Order + y.Order, product);
    }

    public static PowerSeries? Divide(PowerSeries x, PowerSeries y)
    {
        var quotient = new ExtendedReal[Math.Min(x.Length, y.Length)];
        for (var i = 0; i < quotient.Length; i++)
        {
            var rest = x._coefficients[i];
            for (var j = 1; j <= i; j++)
                rest -= y._coefficients[j] * quotient[i - j];
            quotient[i] = rest / y._coefficients[0];
        }

        return Of(x.Order - y.Order, quotient);
    }

    /// <summary>xᵖ: of any series where p is a whole number, of one that begins with a positive number otherwise.</summary>
    public static PowerSeries? Power(PowerSeries x, double p)
    {
        var isWhole = p == Math.Floor(p) && Math.Abs(p) <= 64;
        if (!isWhole && (x.Order != 0 || x._coefficients[0] <= 0))
            return null;
        var power = new ExtendedReal[x.Length];
        power[0] = ExtendedReal.Pow(x._coefficients[0], p);
        for (var i = 1; i < power.Length; i++)
        {
            var sum = ExtendedReal.Zero;
            for (var j = 1; j <= i; j++)
                sum += ((j * ((ExtendedReal)p + 1)) - i) * x._coefficients[j] * power[i - j];
            power[i] = sum / (i * x._coefficients[0]);
        }

        return Of(isWhole ? x.Order * (int)p : 0, power);
    }
}
