using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Accuracy;

internal static partial class AccuracyTable
{
    // Below zero log|Gamma| and digamma vanish between their poles, at arguments that are no doubles, and are differences of the
    // reflection's terms: the error is counted in the ulp of one or of the term from the positive axis, if the value's is smaller.
    private static MeasuredFunction[] Special =>
    [
        new UnaryFunction("Sin", 0.51, 1, LossMath.Sin, LossMath.Sin, VectorMath.Sin, VectorMath.Sin),
        new UnaryFunction("Cos", 0.51, 1, LossMath.Cos, LossMath.Cos, VectorMath.Cos, VectorMath.Cos),
        new UnaryFunction("Tan", 0.51, 1.5, LossMath.Tan, LossMath.Tan, VectorMath.Tan, VectorMath.Tan),
        new UnaryFunction("Asin", 1.5, 1.5, LossMath.Asin, LossMath.Asin, VectorMath.Asin, VectorMath.Asin),
        new UnaryFunction("Acos", 1.5, 1.5, LossMath.Acos, LossMath.Acos, VectorMath.Acos, VectorMath.Acos),
        new UnaryFunction("Atan", 1, 1, LossMath.Atan, LossMath.Atan, VectorMath.Atan, VectorMath.Atan),
        new UnaryFunction("Erf", 1.5, 1.5, LossMath.Erf, LossMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new UnaryFunction("Erfc", 0.51, 3, LossMath.Erfc, LossMath.Erfc, VectorMath.Erfc, VectorMath.Erfc),
        new UnaryFunction("LogGamma", 0.51, 3, LossMath.LogGamma, LossMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma)
        {
            Scale = static (x, _) => x < 0 ? Math.Max(1, LossMath.LogGamma(-x)) : 0,
        },
        new UnaryFunction("Digamma", 0.51, 4, LossMath.Digamma, LossMath.Digamma, VectorMath.Digamma, VectorMath.Digamma)
        {
            Scale = static (x, _) => x < 0 ? Math.Max(1, Math.Log(1 - x)) : 0,
        },
        new UnaryFunction("Trigamma", 0.51, 3, LossMath.Trigamma, LossMath.Trigamma, VectorMath.Trigamma, VectorMath.Trigamma),
    ];
}
