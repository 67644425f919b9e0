using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>
/// Functions of power series, from the differential equations of the functions (Knuth, The Art of Computer Programming 2, 4.7).
/// </summary>
internal static class SeriesFunctions
{
    private static readonly Dictionary<Operator, Func<PowerSeries, PowerSeries?>> Table = new()
    {
        [Operators.Negate] = x => -x,
        [Operators.Sqrt] = x => PowerSeries.Power(x, 0.5),
        [Operators.Exp] = x => Exp(x),
        [Operators.ExpM1] = x => Exp(x) is { } y ? WithStart(y.Dense(), ExtendedReal.ExpM1(Start(x))) : null,
        [Operators.Log] = Log,
        [Operators.Log1P] = x => Plus(x, 1) is { } y ? Log(y) : null,
        [Operators.Sin] = x => Waves(x)?.Sin,
        [Operators.Cos] = x => Waves(x)?.Cos,
        [Operators.Tan] = x => Waves(x) is { Sin: { } sin, Cos: { } cos } ? PowerSeries.Divide(sin, cos) : null,
        [Operators.Sinh] = x => Hyperbolic(x, -1, ExtendedReal.Sinh),
        [Operators.Cosh] = x => Hyperbolic(x, 1, ExtendedReal.Cosh),
        [Operators.Tanh] = Tanh,
        [Operators.Asin] = x => OneMinusSquare(x) is { } y && PowerSeries.Power(y, -0.5) is { } slope ? Integral(x, slope, ExtendedReal.Asin) : null,
        [Operators.Acos] = x => OneMinusSquare(x) is { } y && PowerSeries.Power(y, -0.5) is { } slope ? Integral(x, -slope, ExtendedReal.Acos) : null,
        [Operators.Atan] = x =>
            PowerSeries.Multiply(x, x) is { } square && Plus(square, 1) is { } y && PowerSeries.Power(y, -1) is { } slope ? Integral(x, slope, ExtendedReal.Atan) : null,
        [Operators.Erf] = x => Bell(x) is { } slope ? Integral(x, slope, ExtendedReal.Erf) : null,
        [Operators.Erfc] = x => Bell(x) is { } slope ? Integral(x, -slope, ExtendedReal.Erfc) : null,
        [Operators.Sigmoid] = Sigmoid,
        [Operators.Softplus] = x => Sigmoid(x) is { } slope ? Integral(x, slope, ExtendedMath.Softplus) : null,
        [Operators.LogSigmoid] = x => Sigmoid(-x) is { } slope ? Integral(x, slope, start => -ExtendedMath.Softplus(-start)) : null,
        [Operators.LogCosh] = x => Tanh(x) is { } slope ? Integral(x, slope, ExtendedMath.LogCosh) : null,
        [Operators.RootMinusOne] = x =>
            PowerSeries.Multiply(x, x) is { } square && Plus(square, 1) is { } y && PowerSeries.Power(y, 0.5) is { } root ? Plus(root, -1) : null,
    };

    private static readonly Dictionary<Operator, Func<PowerSeries, PowerSeries, PowerSeries?>> Table2 = new()
    {
        [Operators.Add] = PowerSeries.Add,
        [Operators.Subtract] = (x, y) => PowerSeries.Add(x, -y),
        [Operators.Multiply] = PowerSeries.Multiply,
        [Operators.Divide] = PowerSeries.Divide,
        [Operators.XLogY] = (x, y) => Log(y) is { } log ? PowerSeries.Multiply(x, log) : null,
        [Operators.XLog1PY] = (x, y) => Plus(y, 1) is { } sum && Log(sum) is { } log ? PowerSeries.Multiply(x, log) : null,
    };

    /// <summary>Whether an operation is known, and more than arithmetic.</summary>
    public static bool IsTranscendental(Operator op) => Knows(op) && op.Precedence == Operators.CallPrecedence;

    public static bool Knows(Operator op) => Table.ContainsKey(op) || Table2.ContainsKey(op) || op == Operators.Power;

    /// <summary>The value of an operation on series; null where it has no series, or all of it cancels.</summary>
    public static PowerSeries? Apply(Operator op, IReadOnlyList<PowerSeries> operands) =>
        operands.Count == 1 ? Table[op](operands[0]) : Table2[op](operands[0], operands[1]);

    private static ExtendedReal Start(PowerSeries x) => x.Order < 0 ? ExtendedReal.NaN : x.At(0);

    private static PowerSeries? Plus(PowerSeries x, double value) => PowerSeries.Constant(value, Math.Max(2, x.Length + Math.Max(0, x.Order))) is { } constant
        ? PowerSeries.Add(x, constant)
        : x;

    private static PowerSeries? WithStart(ExtendedReal[] coefficients, ExtendedReal start)
    {
        coefficients[0] = start;
        return PowerSeries.Of(0, coefficients);
    }

    /// <summary>The series that begins with f(x₀) and has the derivative slope · x′.</summary>
    private static PowerSeries? Integral(PowerSeries x, PowerSeries slope, Func<ExtendedReal, ExtendedReal> f)
    {
        if (x.Order < 0 || slope.Order < 0)
            return null;
        var (inner, outer) = (x.Dense(), slope.Dense());
        var integral = new ExtendedReal[Math.Min(inner.Length, outer.Length + 1)];
        for (var i = 1; i < integral.Length; i++)
        {
            for (var j = 1; j <= i; j++)
                integral[i] += j * inner[j] * outer[i - j];
            integral[i] /= i;
        }

        return WithStart(integral, f(Start(x)));
    }

    private static PowerSeries? Exp(PowerSeries x)
    {
        if (x.Order < 0)
            return null;
        var inner = x.Dense();
        var exp = new ExtendedReal[inner.Length];
        exp[0] = ExtendedReal.Exp(inner[0]);
        for (var i = 1; i < exp.Length; i++)
        {
            for (var j = 1; j <= i; j++)
                exp[i] += j * inner[j] * exp[i - j];
            exp[i] /= i;
        }

        return PowerSeries.Of(0, exp);
    }

    private static PowerSeries? Log(PowerSeries x) =>
        x.Order == 0 && x.At(0) > 0 && PowerSeries.Power(x, -1) is { } slope ? Integral(x, slope, ExtendedReal.Log) : null;

    private static (PowerSeries? Sin, PowerSeries? Cos)? Waves(PowerSeries x)
    {
        if (x.Order < 0)
            return null;
        var inner = x.Dense();
        var (sin, cos) = (new ExtendedReal[inner.Length], new ExtendedReal[inner.Length]);
        (sin[0], cos[0]) = (ExtendedReal.Sin(inner[0]), ExtendedReal.Cos(inner[0]));
        for (var i = 1; i < sin.Length; i++)
        {
            for (var j = 1; j <= i; j++)
            {
                sin[i] += j * inner[j] * cos[i - j];
                cos[i] -= j * inner[j] * sin[i - j];
            }

            sin[i] /= i;
            cos[i] /= i;
        }

        return (PowerSeries.Of(0, sin), PowerSeries.Of(0, cos));
    }

    private static PowerSeries? Hyperbolic(PowerSeries x, double sign, Func<ExtendedReal, ExtendedReal> f)
    {
        if (Exp(x) is not { } growing || Exp(-x) is not { } shrinking)
            return null;
        var (up, down) = (growing.Dense(), shrinking.Dense());
        ExtendedReal[] half = [.. up.Select((c, i) => (c + (sign * down[i])) / 2)];

        // Half of them are 0 for an odd x, but for rounding.
        for (var i = 0; i < half.Length; i++)
        {
            if (ExtendedReal.Abs(half[i]) < 1e-25 * ExtendedReal.Abs(up[i]))
                half[i] = ExtendedReal.Zero;
        }

        return WithStart(half, f(Start(x)));
    }

    private static PowerSeries? Tanh(PowerSeries x) =>
        Hyperbolic(x, -1, ExtendedReal.Sinh) is { } sinh && Hyperbolic(x, 1, ExtendedReal.Cosh) is { } cosh ? PowerSeries.Divide(sinh, cosh) : null;

    private static PowerSeries? Sigmoid(PowerSeries x) =>
        Exp(-x) is { } exp && Plus(exp, 1) is { } sum ? PowerSeries.Power(sum, -1) : null;

    private static PowerSeries? OneMinusSquare(PowerSeries x) => PowerSeries.Multiply(x, x) is { } square ? Plus(-square, 1) : null;

    /// <summary>2/√π · e^(−x²).</summary>
    private static PowerSeries? Bell(PowerSeries x) =>
        PowerSeries.Multiply(x, x) is { } square && Exp(-square) is { } exp && PowerSeries.Constant(2 / ExtendedReal.Sqrt(ExtendedReal.Acos(-1)), exp.Length) is { } factor
            ? PowerSeries.Multiply(exp, factor)
            : null;
}
