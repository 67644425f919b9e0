namespace LossGen.Generator.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_suite_runs() => Assert.NotEqual(0, Environment.ProcessId);
}
