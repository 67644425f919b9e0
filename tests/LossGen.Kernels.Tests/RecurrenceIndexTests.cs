using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>Indices of computed arrays that are outside, or would be in a branch that is not chosen.</summary>
public sealed class RecurrenceIndexTests(RecurrenceIndexTests.Kernels kernels) : IClassFixture<RecurrenceIndexTests.Kernels>
{
    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_element_outside_of_a_computed_array_is_refused_by_name(int k)
    {
        var exception = Refused("Element", k);
        Assert.Equal("k", exception.ParamName);
        Assert.Equal((long)k, exception.ActualValue);
        Assert.Contains("axis 't' of 'm' has 4 positions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_inside_are_read() => Assert.Equal(1 + 2 + 3, kernels.Library.Value("Element", Steps(), 2), 1e-6);

    [Fact]
    public void An_element_that_a_guard_excludes_is_not_checked() => Assert.Equal(0, kernels.Library.Value("Guarded", Steps(), -5), 1e-6);

    [Fact]
    public void An_index_in_the_body_is_checked_where_it_is_used()
    {
        Assert.Equal("pick[3]", Refused("Body", new GuardedMemory<int>([-1, 1, 0, 4])).Message.Split(' ')[0]);
        Assert.Equal(1 + 2 + 1 + 4, kernels.Library.Value("Body", Steps(), new GuardedMemory<int>([-1, 1, 0, 3])), 1e-6);
    }

    /// <summary>m is 1, 2, 3, then 3 + x[pick[3]]: only the last step picks.</summary>
    [Fact]
    public void A_condition_may_depend_on_the_recurrence()
    {
        Assert.Equal(3 + 4, kernels.Library.Value("Conditional", Steps(), new GuardedMemory<int>([9, 9, -9, 3])), 1e-6);
        Assert.Contains("pick", Refused("Conditional", new GuardedMemory<int>([0, 0, 0, 4])).Message, StringComparison.Ordinal);
    }

    private static GuardedMemory<float> Steps() => new([1, 2, 3, 4]);

    private ArgumentOutOfRangeException Refused(string name, object argument)
    {
        var gradient = new GuardedMemory<float>(4);
        gradient.Span.Fill(-77);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernels.Library.Value(name, Steps(), argument));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => kernels.Library.Gradient(name, [Steps(), argument], [gradient]));
        Assert.False(gradient.Span.ContainsAnyExcept(-77), "a gradient was written");
        return exception;
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        private const string Sums = "m[t] = x[t] + (t == 0 ? 0 : m[t-1])\n";

        public KernelLibrary Library { get; } = KernelLibrary.Compile(
        [
            new KernelCase("Element", Sums + "m[(k)]", ElementType.Single, [("x", "f[]"), ("k", "i")]),
            new KernelCase("Guarded", Sums + "k >= 0 ? m[(k)] : 0", ElementType.Single, [("x", "f[]"), ("k", "i")]),
            new KernelCase("Body", "m[t] = t == 0 ? x[t] : m[t-1] + x[pick[t]]\nm[3]", ElementType.Single, [("x", "f[]"), ("pick", "i[]")]),
            new KernelCase(
                "Conditional",
                "m[t] = t == 0 ? x[t] : m[t-1] < 3 ? m[t-1] + 1 : m[t-1] + x[pick[t]]\nm[3]",
                ElementType.Single,
                [("x", "f[]"), ("pick", "i[]")]),
        ]);
    }
}
