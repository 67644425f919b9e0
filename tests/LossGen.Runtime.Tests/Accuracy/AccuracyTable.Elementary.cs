using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Accuracy;

internal static partial class AccuracyTable
{
    private static MeasuredFunction[] Elementary =>
    [
        new UnaryFunction("Exp", 2, 2, LossMath.Exp, LossMath.Exp, VectorMath.Exp, VectorMath.Exp),
    ];
}
