using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>Kernels allocate nothing: what does not fit the stack comes from a pool.</summary>
public sealed class AllocationTests(ReferenceTests.Kernels kernels) : IClassFixture<ReferenceTests.Kernels>
{
    private const int WarmingCalls = 3;

    [Fact]
    public void Values_and_gradients_of_all_reference_losses_allocate_nothing()
    {
        var allocating = new List<string>();
        foreach (var loss in ReferenceLoss.All)
        {
            foreach (var precision in new[] { ElementType.Single, ElementType.Double })
            {
                var test = loss.Case(precision);
                var arguments = loss.Arguments(precision);
                object[] gradients = [.. test.DifferentiatedBy.Select(part => precision == ElementType.Double
                    ? (object)new GuardedMemory<double>(loss.Gradients[part.Name].Length)
                    : new GuardedMemory<float>(loss.Gradients[part.Name].Length))];
                var value = kernels.Library.ValueMethod(test.Name);
                var gradient = kernels.Library.GradientMethod(test.Name);
                if (Allocated(() => value(arguments)) is > 0 and var byValue)
                    allocating.Add($"{test.Name}: {byValue} bytes by the value");
                if (Allocated(() => gradient(arguments, gradients, 1)) is > 0 and var byGradient)
                    allocating.Add($"{test.Name}: {byGradient} bytes by the gradient");
            }
        }

        Assert.Empty(allocating);
    }

    private static long Allocated(Func<double> call)
    {
        for (var i = 0; i < WarmingCalls; i++)
            call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
