using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>The ranges of every row of the table of operations, on ranges of all shapes.</summary>
public sealed class OperatorRangeTests
{
    private static readonly double[] Ends = [double.NegativeInfinity, -40, -3, -1, -0.5, 0, 0.25, 1, 2, 30, double.PositiveInfinity];

    public static TheoryData<string> Rows => [.. typeof(Operators).GetFields().Where(row => row.FieldType == typeof(Operator)).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_lie_in_the_range(string field)
    {
        var row = (Operator)typeof(Operators).GetField(field)!.GetValue(null)!;
        var random = new Random(7);
        for (var round = 0; round < 4000; round++)
        {
            var operands = Enumerable.Range(0, row.Arity).Select(_ => Operand(row, random)).ToArray();
            if (row == Operators.Softmax && !(operands[0].Low <= operands[1].High))
                continue; // an element is not above the logsumexp of its row
            var range = row.Range(operands);
            double[] point = [.. operands.Select(operand => PointIn(operand, row, random))];
            if ((row.Typing == OperatorTyping.Integer && point[1] == 0) || (row == Operators.Softmax && point[0] > point[1]))
                continue;
            var value = row.Evaluate(point);
            Assert.True(Contains(range, value), $"{row.Name}({string.Join(", ", point)}) = {value:R}, not in {range} of ({string.Join(", ", operands)})");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Of_nothing_and_NaN_nothing_but_NaN_follows_or_a_convention(string field)
    {
        var row = (Operator)typeof(Operators).GetField(field)!.GetValue(null)!;
        if (row.Typing is not (OperatorTyping.Real or OperatorTyping.Numeric))
            return;
        var nothing = row.Range([.. Enumerable.Repeat(Interval.Point(double.NaN), row.Arity)]);
        Assert.True(nothing.MayBeNaN);
        var value = row.Evaluate([.. Enumerable.Repeat(double.NaN, row.Arity)]);
        Assert.True(nothing.Contains(value), $"{row.Name} of NaN is {value}, not in {nothing}");
    }

    /// <summary>In floating-point arithmetic the value may have reached a limit, or be off by its rounding error.</summary>
    private static bool Contains(Interval range, double value) => range.Contains(value)
        || (value >= range.Low - (1e-9 * Math.Abs(range.Low)) && value <= range.High + (1e-9 * Math.Abs(range.High)))
        || (double.IsInfinity(value) && (range.High > 1e300 || range.Low < -1e300));

    private static Interval Operand(Operator row, Random random)
    {
        if (row.Typing is OperatorTyping.Logical or OperatorTyping.ToInteger)
            return new[] { Interval.Point(0), Interval.Point(1), Interval.Closed(0, 1) }[random.Next(3)];
        if (row.Typing is OperatorTyping.Integer or OperatorTyping.ToReal)
            return Interval.Closed(random.Next(-5, 3), random.Next(3, 9));
        var (first, second) = (random.Next(Ends.Length), random.Next(Ends.Length));
        var (low, high) = (Ends[Math.Min(first, second)], Ends[Math.Max(first, second)]);
        return low == high ? Interval.Point(low) : new Interval(low, high, random.Next(2) == 0, random.Next(2) == 0);
    }

    private static double PointIn(Interval range, Operator row, Random random)
    {
        if (!range.LowOpen && random.Next(3) == 0)
            return range.Low;
        if (!range.HighOpen && random.Next(3) == 0)
            return range.High;
        var (low, high) = (Math.Max(range.Low, -50), Math.Min(range.High, 50));
        if (row.Typing is not (OperatorTyping.Real or OperatorTyping.Numeric or OperatorTyping.Comparison or OperatorTyping.ToPosition))
            return low >= high ? low : random.Next((int)low, (int)high + 1);
        var point = low + ((high - low) * random.NextDouble());
        return range.Contains(point) ? point : double.IsInfinity(range.Low) || range.LowOpen ? range.High : range.Low;
    }
}
