namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>A loss at a point, with arguments and gradients in memory between guard pages.</summary>
public sealed class LossCall(CompiledLoss loss, Point point) : IDisposable
{
    /// <summary>The arguments; a test may put another in an argument's place.</summary>
    public object[] Arguments { get; } = loss.Box(point);

    /// <summary>The memory of the gradients.</summary>
    public object[] Gradients { get; } = loss.BoxGradients(point);

    public double Value() => loss.Value(Arguments);

    public double Gradient() => loss.Gradient(Arguments, Gradients);

    /// <summary>What was written to a gradient.</summary>
    public double[] Written(int gradient) => CompiledLoss.Read(Gradients[gradient]);

    public void AssertIntact() => Assert.All(Arguments.Concat(Gradients), memory => Assert.True(memory switch
    {
        GuardedMemory<float> floats => floats.IsIntact,
        GuardedMemory<double> doubles => doubles.IsIntact,
        GuardedMemory<int> integers => integers.IsIntact,
        _ => true,
    }));

    public void Dispose()
    {
        foreach (var memory in Arguments.Concat(Gradients).OfType<IDisposable>().Distinct())
            memory.Dispose();
    }
}
