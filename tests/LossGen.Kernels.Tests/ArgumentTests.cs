using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>What kernels refuse, and that they refuse it before they write anything.</summary>
public sealed class ArgumentTests(ArgumentTests.Kernels kernels) : IClassFixture<ArgumentTests.Kernels>
{
    private const float Marker = -77;

    [Theory]
    [InlineData(new[] { 0, 3, 1, 9 }, 1, 3)]
    [InlineData(new[] { 0, 1, 2, -1 }, 3, -1)]
    [InlineData(new[] { int.MinValue, 1, 2, int.MaxValue }, 0, int.MinValue)]
    public void The_first_label_out_of_range_is_named_and_nothing_is_written(int[] labels, int position, int value)
    {
        var exception = Refused<ArgumentOutOfRangeException>("CrossEntropy", 12, new GuardedMemory<float>(new float[12]), new GuardedMemory<int>(labels));
        Assert.Equal("label", exception.ParamName);
        Assert.Equal((long)value, exception.ActualValue);
        Assert.Contains($"label[{position}]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("3 positions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_a_guard_excludes_are_not_checked()
    {
        var gradient = new GuardedMemory<float>(12);
        var value = kernels.Library.Gradient("Guarded", [new GuardedMemory<float>(new float[12]), new GuardedMemory<int>([-100, 0, -100, 2]), -100], [gradient]);
        Assert.Equal(Math.Log(3), value, 1e-6);
        Assert.All(gradient.Span[..3].ToArray(), element => Assert.Equal(0, element));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Labels_that_a_guard_admits_are_checked(int label)
    {
        var exception = Refused<ArgumentOutOfRangeException>(
            "Guarded", 12, new GuardedMemory<float>(new float[12]), new GuardedMemory<int>([-100, 0, label, 2]), -100);
        Assert.Contains("label[2]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_computed_index_out_of_range_is_refused(int k) =>
        Assert.Equal("k", Refused<ArgumentOutOfRangeException>("Element", 5, new GuardedMemory<float>(new float[5]), k).ParamName);

    [Fact]
    public void A_gradient_must_not_overlap_an_input()
    {
        var memory = new GuardedMemory<float>([1, 2, 3, 4]);
        var exception = Assert.Throws<ArgumentException>(() => kernels.Library.Gradient("Mse", [memory, new GuardedMemory<float>(new float[4])], [memory]));
        Assert.Equal("yhatGradient", exception.ParamName);
        Assert.Equal([1, 2, 3, 4], memory.Span.ToArray());
    }

    [Fact]
    public void An_extent_must_not_be_negative() =>
        Assert.Equal("d", Refused<ArgumentOutOfRangeException>("Rows", 6, new GuardedMemory<float>(new float[6]), -2).ParamName);

    [Fact]
    public void A_length_must_be_a_multiple_of_the_known_extents() =>
        Assert.Equal("u", Refused<ArgumentException>("Rows", 7, new GuardedMemory<float>(new float[7]), 3).ParamName);

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void A_requirement_is_checked(float tau)
    {
        var exception = Refused<ArgumentOutOfRangeException>("Pinball", 3, new GuardedMemory<float>(new float[3]), tau);
        Assert.Equal("tau", exception.ParamName);
        Assert.Equal(tau, exception.ActualValue);
    }

    /// <summary>The exception of value and gradient, which leaves the gradient as it was.</summary>
    private TException Refused<TException>(string name, int length, params object[] arguments)
        where TException : Exception
    {
        Assert.Throws<TException>(() => kernels.Library.Value(name, arguments));
        var gradient = new GuardedMemory<float>(length);
        gradient.Span.Fill(Marker);
        var exception = Assert.Throws<TException>(() => kernels.Library.Gradient(name, arguments, [gradient]));
        Assert.False(gradient.Span.ContainsAnyExcept(Marker), "the gradient was written");
        Assert.True(gradient.IsIntact);
        return exception;
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile(
        [
            Case("CrossEntropy", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", ("z", "f[]"), ("label", "i[]")),
            Case("Guarded", "mean[n | label[n] != ignore](logsumexp[c](z[n,c]) - z[n, label[n]])", ("z", "f[]"), ("label", "i[]"), ("ignore", "i")),
            Case("Element", "x[(k)] + sum(x)", ("x", "f[]"), ("k", "i")),
            Case("Mse", "mean((yhat - y)^2)", ("yhat", "f[]"), ("y", "f[]")),
            Case("Rows", "sum[n](norm[d](u[n,d]))", ("u", "f[]"), ("d", "i")),
            Case("Pinball", "require 0 < tau < 1; sum(max(tau * x, (tau - 1) * x))", ("x", "f[]"), ("tau", "f")),
        ]);

        private static KernelCase Case(string name, string text, params (string Name, string Kind)[] parameters) => new(name, text, ElementType.Single, parameters);
    }
}
