using LossGen.Compiler.Analysis.Ranges;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>The work of the analysis grows with the expression and not faster.</summary>
public sealed class WorkTests
{
    /// <summary>Two sums a part, two ends a sum, and for each end a number of attempts.</summary>
    private const int MostForEachPart = 2 * 2 * 50;

    [Theory]
    [InlineData("x > {0} ? x * {1} : ", "x", 40)]
    [InlineData("abs(x + {0}) * y + ", "1", 40)]
    [InlineData("softplus(x + {0}) - y * {1} + ", "x", 40)]
    [InlineData("softplus(x + {0}) - y * {1} + ", "x", 80)]
    [InlineData("(x > {0} ? x : y) + ", "1", 60)]
    public void The_work_for_each_part_is_bounded(string part, string end, int length) =>
        Assert.InRange(Work(part, end, length), 0, MostForEachPart * length);

    [Fact]
    public void Conditions_around_shared_parts_do_not_multiply_the_work()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"a{i} = a{i - 1} > y + {i} ? a{i - 1} * 2 : a{i - 1} + 1");
        Assert.InRange(Work(string.Join("\n", ["a0 = x * y", .. lines, "a40"])), 1, 20_000);
    }

    private static int Work(string part, string end, int length) =>
        Work(string.Concat(Enumerable.Range(1, length).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, part, i, i + 1))) + end);

    private static int Work(string text)
    {
        var program = TestLoss.Bind("x:f y:f", text);
        var ranges = RangeAnalysis.Of(program, Arithmetic.Exact);
        Assert.False(ranges.Of(program.Value).IsEmpty);
        return ranges.Refinements;
    }
}
