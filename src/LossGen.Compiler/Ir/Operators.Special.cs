using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <content>The special functions, with SciPy's definitions, and the functions of networks.</content>
public static partial class Operators
{
    private const double TwoOverRootPi = 1.1283791670955125738961589;

    public static readonly Operator Erf = Function(
        "erf", "Erf", TranscendentalCost, ReferenceMath.Erf,
        OperatorRanges.Increasing(ReferenceMath.Erf, new Interval(-1, 1, true, true)),
        Shapes.Erf,
        (a, x, _) => GaussianSlope(a, x, TwoOverRootPi));

    public static readonly Operator Erfc = Function(
        "erfc", "Erfc", TranscendentalCost, ReferenceMath.Erfc,
        OperatorRanges.Decreasing(ReferenceMath.Erfc, new Interval(0, 2, true, true)),
        Shapes.Erfc,
        (a, x, _) => GaussianSlope(a, x, -TwoOverRootPi));

    /// <summary>log |Γ(x)|.</summary>
    public static readonly Operator LogGamma = Function(
        "lgamma", "LogGamma", 2 * TranscendentalCost, ReferenceMath.LogGamma,
        OperatorRanges.Unary(OperatorRanges.LogGamma),
        Shapes.LogGamma,
        (a, x, _) => a.Digamma(x));

    public static readonly Operator Digamma = Function(
        "digamma", "Digamma", 2 * TranscendentalCost, ReferenceMath.Digamma,
        OperatorRanges.Unary(OperatorRanges.Digamma),
        Shapes.Digamma,
        (a, x, _) => a.Trigamma(x));

    /// <summary>Internal: the derivative of <see cref="Digamma"/>, and the last of the road.</summary>
    public static readonly Operator Trigamma = Function(
        "trigamma", "Trigamma", 2 * TranscendentalCost, ReferenceMath.Trigamma,
        OperatorRanges.Unary(OperatorRanges.Trigamma),
        Shapes.Trigamma,
        (_, _, _) => throw new NoDerivativeException("the third derivative of lgamma"));

    /// <summary>x·log y, which is 0 where x is 0 (and y is a number).</summary>
    public static readonly Operator XLogY = Function2(
        "xlogy", "XLogY", TranscendentalCost, ReferenceMath.XLogY,
        OperatorRanges.Binary(OperatorRanges.XLogY),
        Shapes.Logarithm(offset: 0),
        (a, call, operand) =>
        {
            var (x, y) = (call.Operands[0], call.Operands[1]);
            return operand == 0
                ? a.Select(a.And(a.Equal(x, a.Zero), a.Equal(y, a.Zero)), a.Zero, a.Log(y))
                : a.ZeroWhereZero(x, a.Divide(x, y));
        });

    /// <summary>x·log(1 + y), which is 0 where x is 0 (and y is a number).</summary>
    public static readonly Operator XLog1PY = Function2(
        "xlog1py", "XLog1PY", TranscendentalCost, ReferenceMath.XLog1PY,
        OperatorRanges.Binary(OperatorRanges.XLog1PY),
        Shapes.Logarithm(offset: 1),
        (a, call, operand) =>
        {
            var (x, y) = (call.Operands[0], call.Operands[1]);
            return operand == 0
                ? a.Select(a.And(a.Equal(x, a.Zero), a.Equal(y, a.Real(-1))), a.Zero, a.Log1P(y))
                : a.ZeroWhereZero(x, a.Divide(x, a.Add(a.One, y)));
        });

    /// <summary>−x·log x; 0 at 0, −∞ below.</summary>
    public static readonly Operator Entropy = Function(
        "entr", "Entropy", TranscendentalCost, ReferenceMath.Entropy,
        OperatorRanges.Unary(OperatorRanges.Entropy),
        Shapes.Entropy,
        (a, x, _) => a.ZeroWhereZero(x, a.Subtract(a.Real(-1), a.Log(x))));

    /// <summary>x·log(x/y); 0 at x = 0 ≤ y, ∞ outside of x, y ≥ 0.</summary>
    public static readonly Operator RelEntropy = Function2(
        "rel_entr", "RelEntropy", TranscendentalCost, ReferenceMath.RelEntropy,
        OperatorRanges.Binary(OperatorRanges.RelEntropy),
        Shapes.Entropic(shift: 1),
        (a, call, operand) =>
        {
            var (x, y) = (call.Operands[0], call.Operands[1]);
            return a.ZeroWhereZero(x, operand == 0 ? a.Add(a.One, a.Log(a.Divide(x, y))) : a.Negate(a.Divide(x, y)));
        });

    /// <summary>x·log(x/y) − x + y; y at x = 0 ≤ y, ∞ outside of x, y ≥ 0.</summary>
    public static readonly Operator KlDivergence = Function2(
        "kl_div", "KlDivergence", TranscendentalCost, ReferenceMath.KlDivergence,
        OperatorRanges.Binary(OperatorRanges.KlDivergence),
        Shapes.Entropic(shift: 0),
        (a, call, operand) =>
        {
            var (x, y) = (call.Operands[0], call.Operands[1]);
            return operand == 0
                ? a.ZeroWhereZero(x, a.Log(a.Divide(x, y)))
                : a.Select(a.And(a.Equal(x, a.Zero), a.Equal(y, a.Zero)), a.Zero, a.Divide(a.Subtract(y, x), y));
        });

    /// <summary>log(eˣ + eʸ); where both are −∞ its derivatives are 0.</summary>
    public static readonly Operator LogAddExp = Function2(
        "logaddexp", "LogAddExp", 2 * TranscendentalCost, ReferenceMath.LogAddExp,
        OperatorRanges.Binary(OperatorRanges.LogAddExp),
        Shapes.LogAddExp,
        (a, call, operand) =>
        {
            var (x, other) = (call.Operands[operand], call.Operands[1 - operand]);
            return a.Select(a.Equal(x, a.Real(double.NegativeInfinity)), a.Zero, a.Sigmoid(a.Subtract(x, other)));
        });

    /// <summary>log(1 − eˣ) for x ≤ 0, with derivative 0 at 0.</summary>
    public static readonly Operator Log1MExp = Function(
        "log1mexp", "Log1MExp", TranscendentalCost, ReferenceMath.Log1MExp,
        OperatorRanges.DecreasingOn(Interval.Closed(double.NegativeInfinity, 0), ReferenceMath.Log1MExp, Interval.AtMost(0) with { LowOpen = false, HighOpen = true }),
        Shapes.Log1MExp,
        (a, x, _) => a.ZeroWhereZero(x, a.Divide(a.Real(-1), a.ExpM1(a.Negate(x)))));

    /// <summary>log(1 + eˣ).</summary>
    public static readonly Operator Softplus = Function(
        "softplus", "Softplus", 2 * TranscendentalCost, ReferenceMath.Softplus,
        OperatorRanges.Increasing(ReferenceMath.Softplus, Interval.Above(0)),
        Shapes.Softplus,
        (a, x, _) => a.Sigmoid(x));

    /// <summary>1/(1 + e⁻ˣ). Its derivative is σ(x)·σ(−x), and not σ·(1 − σ): that one is 0 as soon as σ rounds to 1.</summary>
    public static readonly Operator Sigmoid = Function(
        "sigmoid", "Sigmoid", TranscendentalCost, ReferenceMath.Sigmoid,
        OperatorRanges.Increasing(ReferenceMath.Sigmoid, new Interval(0, 1, true, true)),
        Shapes.Sigmoid,
        (a, x, y) => a.Multiply(y, a.Sigmoid(a.Negate(x))));

    /// <summary>log σ(x) = −softplus(−x).</summary>
    public static readonly Operator LogSigmoid = Function(
        "logsigmoid", "LogSigmoid", 2 * TranscendentalCost, ReferenceMath.LogSigmoid,
        OperatorRanges.Increasing(ReferenceMath.LogSigmoid, Interval.Below(0)),
        Shapes.LogSigmoid,
        (a, x, _) => a.Sigmoid(a.Negate(x)));

    /// <summary>log cosh x, which neither overflows nor cancels.</summary>
    public static readonly Operator LogCosh = Function(
        "logcosh", "LogCosh", 2 * TranscendentalCost, ReferenceMath.LogCosh,
        OperatorRanges.Even(ReferenceMath.LogCosh, Interval.AtLeast(0)),
        Shapes.LogCosh,
        (a, x, _) => a.Tanh(x));

    /// <summary>
    /// Internal: <c>softmax(x, s)</c> is e^(x − s), where s is the logsumexp of the row that x is an element of. It is 0 in a row of −∞
    /// alone.
    /// </summary>
    public static readonly Operator Softmax = Function2(
        "softmax", "Softmax", TranscendentalCost, ReferenceMath.Softmax,
        OperatorRanges.Binary(OperatorRanges.Softmax),
        Shapes.Softmax,
        (a, call, operand) =>
        operand == 0 ? call : a.Negate(call));

    private static Node GaussianSlope(Algebra a, Node x, double factor) =>
        a.Multiply(a.Real(factor), a.Exp(a.Negate(a.Multiply(x, x))));
}
