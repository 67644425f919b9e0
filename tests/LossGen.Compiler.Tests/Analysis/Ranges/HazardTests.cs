using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>What can happen to values in their element type.</summary>
public sealed class HazardTests
{
    [Theory]
    [InlineData("x", Hazards.Zero)]
    [InlineData("x + 1", Hazards.Zero)]
    [InlineData("x * x", Hazards.Zero)]
    [InlineData("exp(x)", Hazards.Overflow | Hazards.Underflow)]
    [InlineData("exp(-abs(x))", Hazards.Underflow)]
    [InlineData("exp(min(x, 80))", Hazards.Underflow)]
    [InlineData("exp(clamp(x, -80, 80))", Hazards.None)]
    [InlineData("1 + exp(clamp(x, -80, 80))", Hazards.None)]
    [InlineData("x^8", Hazards.Zero | Hazards.Overflow)]
    [InlineData("log(x)", Hazards.Zero | Hazards.NaN | Hazards.Infinite | Hazards.Overflow)]
    [InlineData("log(1 + x^2)", Hazards.Zero)]
    [InlineData("1 / (1 + x^2)", Hazards.None)]
    [InlineData("sqrt(abs(x))", Hazards.Zero | Hazards.SingularSlope)]
    [InlineData("sqrt(1 + x^2)", Hazards.None)]
    [InlineData("acos(tanh(x))", Hazards.Underflow)]
    [InlineData("acos(clamp(x, -1, 1))", Hazards.Zero | Hazards.SingularSlope)]
    [InlineData("abs(x)^0.5", Hazards.Zero | Hazards.SingularSlope)]
    [InlineData("norm[i](z[i])", Hazards.Zero | Hazards.SingularSlope)]
    [InlineData("hypot(x, 1)", Hazards.None)]
    public void In_single_precision(string text, Hazards expected) => Assert.Equal(expected, HazardsOf(text, ElementType.Single));

    [Theory]
    [InlineData("exp(clamp(x, -600, 600))", Hazards.None)]
    [InlineData("exp(clamp(x, -800, 800))", Hazards.Overflow | Hazards.Underflow)]
    [InlineData("x^8", Hazards.Zero)]
    public void In_double_precision(string text, Hazards expected) => Assert.Equal(expected, HazardsOf(text, ElementType.Double));

    private static Hazards HazardsOf(string text, ElementType type)
    {
        var program = TestLoss.Bind("x:f z:f[]", text);
        return RangeAnalysis.Of(program).HazardsOf(program.Value, type);
    }
}
