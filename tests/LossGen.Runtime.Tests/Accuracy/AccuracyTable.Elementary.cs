using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Accuracy;

internal static partial class AccuracyTable
{
    private static MeasuredFunction[] Elementary =>
    [
        new UnaryFunction("Exp", 2, 2, LossMath.Exp, LossMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new UnaryFunction("ExpM1", 2, 2, LossMath.ExpM1, LossMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1),
        new UnaryFunction("Log", 2, 2, LossMath.Log, LossMath.Log, VectorMath.Log, VectorMath.Log),
        new UnaryFunction("Log1P", 2, 2, LossMath.Log1P, LossMath.Log1P, VectorMath.Log1P, VectorMath.Log1P),
        new UnaryFunction("Sinh", 2, 2, LossMath.Sinh, LossMath.Sinh, VectorMath.Sinh, VectorMath.Sinh),
        new UnaryFunction("Cosh", 2, 2, LossMath.Cosh, LossMath.Cosh, VectorMath.Cosh, VectorMath.Cosh),
        new UnaryFunction("Tanh", 2, 2, LossMath.Tanh, LossMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new UnaryFunction("LogCosh", 2, 2, LossMath.LogCosh, LossMath.LogCosh, VectorMath.LogCosh, VectorMath.LogCosh),
        new UnaryFunction("Sigmoid", 2, 2, LossMath.Sigmoid, LossMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new UnaryFunction("LogSigmoid", 2, 2, LossMath.LogSigmoid, LossMath.LogSigmoid, VectorMath.LogSigmoid, VectorMath.LogSigmoid),
        new UnaryFunction("Softplus", 2, 2, LossMath.Softplus, LossMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new UnaryFunction("Log1MExp", 2, 2, LossMath.Log1MExp, LossMath.Log1MExp, VectorMath.Log1MExp, VectorMath.Log1MExp),
        new UnaryFunction("Entropy", 2, 2, LossMath.Entropy, LossMath.Entropy, VectorMath.Entropy, VectorMath.Entropy),
        new BinaryFunction("Pow", 2, 2, LossMath.Pow, LossMath.Pow, VectorMath.Pow, VectorMath.Pow),
        new BinaryFunction("Hypot", 2, 2, LossMath.Hypot, LossMath.Hypot, VectorMath.Hypot, VectorMath.Hypot),
        new BinaryFunction("LogAddExp", 2, 2, LossMath.LogAddExp, LossMath.LogAddExp, VectorMath.LogAddExp, VectorMath.LogAddExp)
        {
            Scale = (a, b) => a * b < 0 || Math.Max(a, b) < 0 ? Math.Abs(Math.Max(a, b)) : 0,
        },
        new BinaryFunction("XLogY", 2, 2, LossMath.XLogY, LossMath.XLogY, VectorMath.XLogY, VectorMath.XLogY),
        new BinaryFunction("XLog1PY", 2, 2, LossMath.XLog1PY, LossMath.XLog1PY, VectorMath.XLog1PY, VectorMath.XLog1PY),
        new BinaryFunction("RelEntropy", 2, 2, LossMath.RelEntropy, LossMath.RelEntropy, VectorMath.RelEntropy, VectorMath.RelEntropy),
        new BinaryFunction("KlDivergence", 2, 2, LossMath.KlDivergence, LossMath.KlDivergence, VectorMath.KlDivergence, VectorMath.KlDivergence),
    ];
}
