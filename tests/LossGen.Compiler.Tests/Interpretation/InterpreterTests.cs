using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Tests.Ir;

namespace LossGen.Compiler.Tests.Interpretation;

public sealed class InterpreterTests
{
    [Theory]
    [InlineData("x=0 y=1", "x > 0 ? 1 / x : 7", 7)]
    [InlineData("x=0 y=1", "x > 0 && 1 / x < 2 ? 1 : 2", 2)]
    [InlineData("x=2 y=3", "x^2 + mod(-7, 3) + div(-7, 3)", 3)]
    [InlineData("x=1e200 y=1e200", "axis i = 2; norm[i](i == 0 ? x : y)", 1.4142135623730951e200)]
    public void Elementwise_values(string arguments, string text, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("x:f y:f", text, arguments), 1e-15 * Math.Abs(expected));

    [Theory]
    [InlineData("sum[i](v[i])", "v=1e16,1,-1e16", 1)]
    [InlineData("prod[i](v[i])", "v=2,3,4", 24)]
    [InlineData("max[i](v[i]) - min[i](v[i])", "v=2,-3,4", 7)]
    [InlineData("logsumexp[i](v[i])", "v=1000,1000", 1000.6931471805599)]
    [InlineData("norm[i](v[i])", "v=3e200,4e200", 5e200)]
    [InlineData("sum[i | i > 5](v[i])", "v=1,2", 0)]
    [InlineData("max[i | i > 5](v[i])", "v=1,2", double.NegativeInfinity)]
    [InlineData("logsumexp[i | i > 5](v[i])", "v=1,2", double.NegativeInfinity)]
    [InlineData("mean[i | i > 5](v[i])", "v=1,2", 0)]
    [InlineData("sum[i](sum[j](v[i] * v[j] * (i < j)))", "v=1,2,3", 11)]
    public void Reductions_lose_nothing(string text, string arguments, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("v:f[]", text, arguments), 1e-15 * (double.IsFinite(expected) ? Math.Abs(expected) : 0));

    [Fact]
    public void An_index_out_of_range_throws_only_where_it_is_evaluated()
    {
        Assert.Equal(5, TestLoss.Evaluate("v:f[] k:i", "k < size(v, 0) ? v[(k)] : 5", "v=1,2 k=2"));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => TestLoss.Evaluate("v:f[] k:i", "v[(k)]", "v=1,2 k=2"));
        Assert.Equal("v", exception.ParamName);
    }

    [Fact]
    public void Single_precision_rounds_every_result()
    {
        var f = new FormulaBuilder();
        var sum = f.Call(Operators.Subtract, f.Call(Operators.Add, f.Scalar("x", 1e-8), f.Real(1)), f.Real(1));
        Assert.Equal(0, new Interpreter(f.Arguments, Precision.Single).Evaluate(sum));
        Assert.Equal((float)0.1, new Interpreter(f.Arguments, Precision.Single).Evaluate(f.Real(0.1)));
        Assert.Equal(double.PositiveInfinity, new Interpreter(f.Arguments, Precision.Single).Evaluate(f.Call(Operators.Exp, f.Real(89))));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TestLoss.Evaluate("u:f[] v:f[]", "sum[i](u[i] * v[i])", "u=1,2 v=1,2,3"));
        Assert.Throws<ArgumentException>(() => TestLoss.Evaluate("z:f[] w:f[]", "sum[n,c](z[n,c] * w[c])", "z=1,2,3 w=1,2"));
    }
}
