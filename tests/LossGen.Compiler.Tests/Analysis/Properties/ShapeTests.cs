using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>What the rows of the operators say of their shape, against difference quotients of their values.</summary>
public sealed class ShapeTests
{
    private static readonly (double Low, double High)[] Domains = [(-20, 20), (-3, -0.5), (-1, 0), (-0.9, 0.9), (0, 1), (0.25, 4), (1, 1.5), (2, 30)];

    public static TheoryData<string> Functions =>
        [.. Operators.All.Where(op => op.Shape is not null && op.Typing is OperatorTyping.Real or OperatorTyping.Numeric).Select(op => $"{op.Name} {op.Arity}").Distinct()];

    [Fact]
    public void Every_operation_on_real_numbers_says_its_shape() => Assert.Empty(Operators.All.Where(op =>
        op.Shape is null && op.Typing is OperatorTyping.Real or OperatorTyping.Numeric && op.Typing != OperatorTyping.ToPosition).Select(op => op.Name));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Difference_quotients_lie_in_the_slopes_and_their_changes_in_the_bend(string function)
    {
        var (name, arity) = (function.Split(' ')[0], int.Parse(function.Split(' ')[1], null));
        foreach (var op in Operators.All.Where(op => op.Name == name && op.Arity == arity))
        {
            foreach (var first in Domains)
            {
                // An element of a row is no larger than the row's logsumexp.
                foreach (var second in arity == 1 ? [first] : Domains.Where(second => op != Operators.Softmax || first.High <= second.Low))
                    Check(op, arity == 1 ? [first] : [first, second]);
            }
        }
    }

    private static void Check(Operator op, (double Low, double High)[] box)
    {
        const int Steps = 24;
        for (var varying = 0; varying < box.Length; varying++)
        {
            Interval[] ranges = [.. box.Select(side => Interval.Closed(side.Low, side.High))];
            var own = op.Range?.Invoke(ranges) ?? Interval.Whole;
            bool[] varies = [.. box.Select((_, i) => i == varying)];
            var (slopes, bend, smoothness) = op.Shape!(new ShapeContext(ranges, own, varies));
            foreach (var fixedPart in box.Length == 1 ? [0.0] : new[] { 0.0, 0.3, 1 })
            {
                var step = (box[varying].High - box[varying].Low) / Steps;
                var values = Enumerable.Range(0, Steps + 1).Select(k => op.Evaluate([.. box.Select((side, i) =>
                    i == varying ? side.Low + (k * step) : side.Low + (fixedPart * (side.High - side.Low)))])).ToArray();
                for (var k = 0; k + 2 < values.Length; k++)
                {
                    var (a, b, c) = (values[k], values[k + 1], values[k + 2]);
                    if (!double.IsFinite(a + b + c))
                        continue;
                    var noise = 1e-9 * (1 + Math.Abs(a) + Math.Abs(b) + Math.Abs(c));
                    var (slope, change) = ((b - a) / step, (c - (2 * b) + a) / step / step);
                    var where = $"{op.Name} on [{string.Join(", ", box)}] by operand {varying}";
                    Assert.True(slope >= slopes[varying].Low - (noise / step) && slope <= slopes[varying].High + (noise / step), $"{where}: slope {slope} is not in {slopes[varying]}");
                    Assert.True(change >= bend.Low - (noise / step / step) && change <= bend.High + (noise / step / step), $"{where}: bend {change} is not in {bend}");
                    Assert.True(smoothness == Smoothness.Unknown || Math.Abs(c - b) < 1e6 * (1 + Math.Abs(b)), where);
                }
            }
        }
    }
}
