namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>
/// Every function of <see cref="LossMath"/> and its bounds: the one place where they are stated. docs/accuracy.md is generated
/// from it.
/// </summary>
internal static partial class AccuracyTable
{
    public static IReadOnlyList<MeasuredFunction> All { get; } = [.. Elementary, .. Special];

    public static TheoryData<string> Names => [.. All.Select(row => row.Name)];

    public static MeasuredFunction Row(string name) => All.Single(row => row.Name == name);
}
