using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <content>The shapes of functions of one number, from their first and second derivatives and the places where these turn.</content>
internal static partial class Shapes
{
    /// <summary>Where the second derivative of tanh has its extrema: artanh(1/√3).</summary>
    private const double TurnOfTanh = 0.65847894846240835;

    /// <summary>Where the second derivative of atan has its extrema: 1/√3.</summary>
    private const double TurnOfAtan = 0.57735026918962576;

    /// <summary>Where the second derivative of the logistic function has its extrema: log(2 + √3).</summary>
    private const double TurnOfSigmoid = 1.3169578969248166;

    /// <summary>Where the second derivative of erf has its extrema.</summary>
    private const double TurnOfErf = 0.70710678118654752;

    private const double TwoOverRootPi = 1.1283791670955125738961589;

    public static readonly ShapeRule Sqrt = Curve(x => 0.5 / Math.Sqrt(x), [], x => -0.25 / (x * Math.Sqrt(x)), [], low: 0);

    public static readonly ShapeRule Exp = Curve(Math.Exp, [], Math.Exp, []);

    public static readonly ShapeRule Log = Curve(x => 1 / x, [], x => -1 / (x * x), [], low: 0);

    public static readonly ShapeRule Log1P = Curve(x => 1 / (1 + x), [], x => -1 / ((1 + x) * (1 + x)), [], low: -1);

    public static readonly ShapeRule Wave = _ => new([Interval.Closed(-1, 1)], Interval.Closed(-1, 1), Smoothness.Analytic);

    public static readonly ShapeRule Asin = Curve(ArcSlope, [0], ArcBend, [], low: -1, high: 1);

    public static readonly ShapeRule Acos = Negative(Asin);

    public static readonly ShapeRule Atan = Curve(x => 1 / (1 + (x * x)), [0], BendOfAtan, [-TurnOfAtan, TurnOfAtan]);

    public static readonly ShapeRule Sinh = Curve(Math.Cosh, [0], Math.Sinh, []);

    public static readonly ShapeRule Cosh = Curve(Math.Sinh, [], Math.Cosh, [0]);

    public static readonly ShapeRule Tanh = Curve(SquaredSecant, [0], x => -2 * Math.Tanh(x) * SquaredSecant(x), [-TurnOfTanh, TurnOfTanh]);

    public static readonly ShapeRule RootMinusOne =
        Curve(x => double.IsInfinity(x) ? Math.Sign(x) : ReferenceMath.DirectionCosine(x, 1), [], x => Math.Pow(ReferenceMath.Hypot(x, 1), -3), [0]);

    public static readonly ShapeRule Erf = Curve(GaussianSlope, [0], GaussianBend, [-TurnOfErf, TurnOfErf]);

    public static readonly ShapeRule Erfc = Negative(Erf);

    public static readonly ShapeRule LogGamma = OnPositive(Curve(ReferenceMath.Digamma, [], ReferenceMath.Trigamma, [], low: 0));

    /// <summary>Of the last two derivatives of log Γ only the signs are known.</summary>
    public static readonly ShapeRule Digamma = OnPositive(_ => new([NonNegative], NonPositive, Smoothness.Analytic));

    public static readonly ShapeRule Trigamma = OnPositive(_ => new([NonPositive], NonNegative, Smoothness.Analytic));

    private static readonly ShapeRule EntropyOfProbability = Curve(x => -1 - Math.Log(x), [], x => -1 / x, [], low: 0);

    /// <summary>It is −∞ below 0, which other operations can make a number of again.</summary>
    public static readonly ShapeRule Entropy = context =>
    {
        var shape = EntropyOfProbability(context);
        return context.Operands[0].IsNonNegative ? shape : shape with { Smoothness = Smoothness.Unknown };
    };

    public static readonly ShapeRule Log1MExp =
        Curve(x => -1 / ReferenceMath.ExpM1(Math.Abs(x)), [], x => -0.25 / (Math.Sinh(x / 2) * Math.Sinh(x / 2)), [], high: 0);

    public static readonly ShapeRule Softplus = Curve(ReferenceMath.Sigmoid, [], LogisticSlope, [0]);

    public static readonly ShapeRule LogSigmoid = Curve(x => ReferenceMath.Sigmoid(-x), [], x => -LogisticSlope(x), [0]);

    public static readonly ShapeRule Sigmoid =
        Curve(LogisticSlope, [0], x => LogisticSlope(x) * (1 - (2 * ReferenceMath.Sigmoid(x))), [-TurnOfSigmoid, TurnOfSigmoid]);

    public static readonly ShapeRule LogCosh = Curve(Math.Tanh, [], SquaredSecant, [0]);

    private static double SquaredSecant(double x) => 1 / (Math.Cosh(x) * Math.Cosh(x));

    private static double ArcSlope(double x) => 1 / Math.Sqrt((1 - x) * (1 + x));

    private static double ArcBend(double x) => x * Math.Pow((1 - x) * (1 + x), -1.5);

    private static double BendOfAtan(double x) => double.IsInfinity(x * x) ? 0 : -2 * x / (1 + (x * x)) / (1 + (x * x));

    private static double LogisticSlope(double x) => ReferenceMath.Sigmoid(x) * ReferenceMath.Sigmoid(-x);

    private static double GaussianSlope(double x) => TwoOverRootPi * Math.Exp(-x * x);

    private static double GaussianBend(double x) => double.IsInfinity(x) ? 0 : -2 * x * GaussianSlope(x);

    /// <summary>A function that has poles below 0.</summary>
    private static ShapeRule OnPositive(ShapeRule shape) => context => context.Operands[0].IsNonNegative
        ? shape(context) with { Smoothness = context.Operands[0].IsPositive ? Smoothness.Analytic : Smoothness.Unknown }
        : AtomShape.Unknown(1);
}
