using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Ir;

public sealed class NodePrinterTests
{
    /// <summary>A text without a needless parenthesis is printed as it was written.</summary>
    [Theory]
    [InlineData("a - (b - c)")]
    [InlineData("a - b - c")]
    [InlineData("a / (b * c) * d")]
    [InlineData("(a + b) * c")]
    [InlineData("-a^2")]
    [InlineData("(-a)^2")]
    [InlineData("a^b^c")]
    [InlineData("(a^b)^c")]
    [InlineData("a^(-b)")]
    [InlineData("-(a + b) * c")]
    [InlineData("a < b ? a : b < c ? b : c")]
    [InlineData("(a < b ? a : b) * c")]
    [InlineData("(a < b ? b < c : c < d) ? a : b")]
    [InlineData("a < b && (b < c || !(c < d)) ? a : b")]
    [InlineData("logaddexp(a, -b) + 1e-08 + inf + pi")]
    [InlineData("sum[i | i > 0](v[i]) * size(i)")]
    [InlineData("max[i,j | i != j](v[i] - v[j])")]
    [InlineData("v[0] + v[(k)] + v[k + 1] + v[label[0]]")]
    [InlineData("sum[i](softmax[i](v[i]) * v[i])")]
    [InlineData("prod[i](1 + (v[i] < 1))")]
    public void Formulas_are_printed_as_they_are_written(string text)
    {
        const string Parameters = "a:f b:f c:f d:f k:i v:f[] label:i[]";
        var used = Parameters.Split(' ').Where(part => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{part.Split(':')[0]}\b"));
        Assert.Equal(text, TestLoss.Print(string.Join(' ', used), text));
    }

    [Fact]
    public void A_bound_axis_never_hides_another_one()
    {
        var f = new FormulaBuilder();
        var z = f.Array("z", ["n", "c"], [1, 2], 1, 2);
        var inner = f.Reduce(ReduceKind.LogSumExp, "c", f.Read(z, "n", "c"));
        Assert.Equal("z[n,c] - logsumexp[c2](z[n,c2])", f.Call(Operators.Subtract, f.Read(z, "n", "c"), inner).ToString());
    }

    [Fact]
    public void A_text_that_shares_too_much_is_cut()
    {
        var f = new FormulaBuilder();
        var node = f.Scalar("x", 1);
        for (var i = 0; i < 40; i++)
            node = f.Call(Operators.Multiply, node, node);
        Assert.Equal(NodePrinter.MaximumLength + 1, node.ToString().Length);
    }
}
