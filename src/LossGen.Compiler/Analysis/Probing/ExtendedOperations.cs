using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>What the rows of <see cref="Operators"/> compute, in <see cref="ExtendedReal"/>: the counterpart of <see cref="Operator.Evaluate"/>.</summary>
/// <remarks>Each function has the definition and the values at the borders of its domain that the row's evaluation has.</remarks>
public static class ExtendedOperations
{
    private static readonly Dictionary<Operator, Func<ExtendedReal[], ExtendedReal>> Table = new()
    {
        [Operators.Add] = x => x[0] + x[1],
        [Operators.Subtract] = x => x[0] - x[1],
        [Operators.Multiply] = x => x[0] * x[1],
        [Operators.Divide] = x => x[0] / x[1],
        [Operators.Quotient] = x => x[0] / x[1],
        [Operators.Negate] = x => -x[0],
        [Operators.Power] = x => ExtendedReal.Pow(x[0], x[1]),
        [Operators.Equal] = x => Truth(x[0] == x[1]),
        [Operators.NotEqual] = x => Truth(x[0] != x[1]),
        [Operators.Less] = x => Truth(x[0] < x[1]),
        [Operators.LessOrEqual] = x => Truth(x[0] <= x[1]),
        [Operators.Greater] = x => Truth(x[0] > x[1]),
        [Operators.GreaterOrEqual] = x => Truth(x[0] >= x[1]),
        [Operators.And] = InDouble(Operators.And),
        [Operators.Or] = InDouble(Operators.Or),
        [Operators.Not] = InDouble(Operators.Not),
        [Operators.ToReal] = x => x[0],
        [Operators.ToInteger] = x => x[0],
        [Operators.ToPosition] = x => ExtendedReal.IsInteger(x[0]) && x[0] >= 0 && x[0] <= int.MaxValue ? x[0] : -1,
        [Operators.FloorDivide] = InDouble(Operators.FloorDivide),
        [Operators.FloorModulo] = InDouble(Operators.FloorModulo),
        [Operators.Min] = x => ExtendedReal.Min(x[0], x[1]),
        [Operators.Max] = x => ExtendedReal.Max(x[0], x[1]),
        [Operators.Abs] = x => ExtendedReal.Abs(x[0]),
        [Operators.Sign] = x => ExtendedReal.Sign(x[0]),
        [Operators.Sqrt] = x => ExtendedReal.Sqrt(x[0]),
        [Operators.Exp] = x => ExtendedReal.Exp(x[0]),
        [Operators.ExpM1] = x => ExtendedReal.ExpM1(x[0]),
        [Operators.Log] = x => ExtendedReal.Log(x[0]),
        [Operators.Log1P] = x => ExtendedReal.Log1P(x[0]),
        [Operators.Sin] = x => ExtendedReal.Sin(x[0]),
        [Operators.Cos] = x => ExtendedReal.Cos(x[0]),
        [Operators.Tan] = x => ExtendedReal.Tan(x[0]),
        [Operators.Asin] = x => ExtendedReal.Asin(x[0]),
        [Operators.Acos] = x => ExtendedReal.Acos(x[0]),
        [Operators.Atan] = x => ExtendedReal.Atan(x[0]),
        [Operators.Sinh] = x => ExtendedReal.Sinh(x[0]),
        [Operators.Cosh] = x => ExtendedReal.Cosh(x[0]),
        [Operators.Tanh] = x => ExtendedReal.Tanh(x[0]),
        [Operators.Floor] = x => ExtendedReal.Floor(x[0]),
        [Operators.Ceiling] = x => ExtendedReal.Ceiling(x[0]),
        [Operators.Round] = x => ExtendedReal.Round(x[0]),
        [Operators.Hypot] = x => ExtendedReal.Hypot(x[0], x[1]),
        [Operators.DirectionCosine] = x => ExtendedMath.DirectionCosine(x[0], x[1]),
        [Operators.RootMinusOne] = x => ExtendedMath.RootMinusOne(x[0]),
        [Operators.Erf] = x => ExtendedReal.Erf(x[0]),
        [Operators.Erfc] = x => ExtendedReal.Erfc(x[0]),
        [Operators.LogGamma] = x => ExtendedReal.LogGamma(x[0]),
        [Operators.Digamma] = x => ExtendedReal.Digamma(x[0]),
        [Operators.Trigamma] = x => ExtendedReal.Trigamma(x[0]),
        [Operators.XLogY] = x => ExtendedMath.XLogY(x[0], x[1]),
        [Operators.XLog1PY] = x => ExtendedMath.XLog1PY(x[0], x[1]),
        [Operators.Entropy] = x => ExtendedMath.Entropy(x[0]),
        [Operators.RelEntropy] = x => ExtendedMath.RelEntropy(x[0], x[1]),
        [Operators.KlDivergence] = x => ExtendedMath.KlDivergence(x[0], x[1]),
        [Operators.LogAddExp] = x => ExtendedMath.LogAddExp(x[0], x[1]),
        [Operators.Log1MExp] = x => ExtendedMath.Log1MExp(x[0]),
        [Operators.Softplus] = x => ExtendedMath.Softplus(x[0]),
        [Operators.Sigmoid] = x => ExtendedMath.Sigmoid(x[0]),
        [Operators.LogSigmoid] = x => -ExtendedMath.Softplus(-x[0]),
        [Operators.LogCosh] = x => ExtendedMath.LogCosh(x[0]),
        [Operators.Softmax] = x => ExtendedMath.Softmax(x[0], x[1]),
    };

    /// <summary>What an operator computes of its operands; booleans are 1 and 0.</summary>
    /// <exception cref="ArgumentException">The operator is no row of the table.</exception>
    public static Func<ExtendedReal[], ExtendedReal> Of(Operator op) =>
        Table.TryGetValue(op, out var evaluate) ? evaluate : throw new ArgumentException($"'{op.Name}' has no extended precision", nameof(op));

    private static ExtendedReal Truth(bool holds) => holds ? ExtendedReal.One : ExtendedReal.Zero;

    /// <summary>For integers and booleans, which <c>double</c> represents exactly.</summary>
    private static Func<ExtendedReal[], ExtendedReal> InDouble(Operator op) => x => op.Evaluate([.. x.Select(value => (double)value)]);
}
