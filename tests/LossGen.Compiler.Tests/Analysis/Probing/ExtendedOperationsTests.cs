using System.Globalization;
using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Analysis.Probing;

/// <summary>The functions of the table of operators against values of other software, and against the table at the borders of their domains.</summary>
public sealed class ExtendedOperationsTests
{
    private static readonly double[] Borders =
    [
        0, 1, -1, 0.5, -2.5, -3, 7, 800, -800, 1e300, -1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN,
    ];

    public static TheoryData<string> Functions => [.. Values().Select(value => value.Function).Distinct()];

    [Fact]
    public void Every_operator_has_an_extended_evaluation() =>
        Assert.All(Operators.All, op => Assert.NotNull(ExtendedOperations.Of(op)));

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_the_digits_of_the_reference(string function) =>
        Assert.All(Values().Where(value => value.Function == function), value =>
        {
            var (_, arguments, expected) = value;
            var op = Operators.All.Single(op => op.Name == function && op.Arity == arguments.Length);
            var bits = Rational.Bits(Rational.Of(ExtendedOperations.Of(op)([.. arguments.Select(Number)])), Rational.Parse(expected));
            Assert.True(bits < Allowed(function), $"{function}({string.Join(", ", arguments)}): 2^{bits:F1}");
        });

    /// <summary>Where values are not finite, or NaN decides, the extended evaluation and the table's agree exactly; elsewhere to rounding.</summary>
    [Fact]
    public void At_the_borders_an_evaluation_is_that_of_the_table() => Assert.All(Operators.All.Where(IsReal), op =>
    {
        foreach (var arguments in op.Arity == 1 ? Borders.Select(x => new[] { x }) : Borders.SelectMany(x => Borders.Select(y => new[] { x, y })))
        {
            var expected = op.Evaluate(arguments);
            var actual = ExtendedOperations.Of(op)([.. arguments.Select(x => (ExtendedReal)x)]);
            var text = $"{op.Name}({string.Join(", ", arguments)}) = {actual}, not {expected}";
            if (double.IsNaN(expected) || double.IsNaN((double)actual))
                Assert.True(double.IsNaN(expected) == actual.IsNaN || IsOverflow(op, arguments), text);
            else
                Assert.True((double)actual == expected || Math.Abs((double)actual - expected) <= 1e-12 * Math.Abs(expected) || IsOverflow(op, arguments), text);
        }
    });

    private static bool IsReal(Operator op) => op.Typing is OperatorTyping.Real or OperatorTyping.Numeric or OperatorTyping.Comparison;

    /// <summary>Finite arguments whose evaluation in double precision overflows or underflows on its way.</summary>
    private static bool IsOverflow(Operator op, double[] arguments) =>
        arguments.All(x => !double.IsNaN(x) && !double.IsInfinity(x)) && arguments.Any(x => Math.Abs(x) is > 1e299 or > 0 and < 1e-300)
        && op.Typing == OperatorTyping.Real;

    /// <summary>What the functions promise: a power's error grows with the size of p·log x.</summary>
    private static double Allowed(string function) => function switch
    {
        "^" => -88,
        "lgamma" or "digamma" or "trigamma" => -80,
        _ => -95,
    };

    private static IEnumerable<(string Function, string[] Arguments, string Value)> Values() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "extended-real.txt"))
            .Select(line => line.Split(' '))
            .Select(parts => (parts[0], parts[1..^1], parts[^1]));

    private static ExtendedReal Number(string text)
    {
        var parts = text.Split('p');
        ExtendedReal mantissa = double.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 1 ? mantissa : mantissa * ExtendedReal.Pow(2, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
