namespace LossGen.Runtime.Tests.Accuracy;

internal static partial class AccuracyTable
{
    private static MeasuredFunction[] Special => [];
}
