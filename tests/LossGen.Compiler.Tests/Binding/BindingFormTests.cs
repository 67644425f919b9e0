using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>What the constructs of the language become. The right sides are the IR as <see cref="NodePrinter"/> shows it.</summary>
public sealed class BindingFormTests
{
    private const string All = "x:f[] y:f[] l:i[] m:b[] z:f[] c:i tau:f k:i";

    [Theory]
    [InlineData("sum(x)", "sum[i](x[i])")]
    [InlineData("mean(x)", "sum[i](x[i]) / size(i)")]
    [InlineData("mean[n,c](z[n,c])", "sum[n,c](z[n,c]) / (size(n) * size(c))")]
    [InlineData("sum[i | x[i] > 0](y)", "sum[i | x[i] > 0](y[i])")]
    [InlineData("mean[i | m[i]](x)", "sum[i](m[i]) == 0 ? 0 : sum[i | m[i]](x[i]) / sum[i](m[i])")]
    [InlineData("prod[i | m[i]](x)", "prod[i | m[i]](x[i])")]
    [InlineData("max[i | m[i]](x)", "max[i | m[i]](x[i])")]
    [InlineData("min[i | m[i]](x)", "min[i | m[i]](x[i])")]
    [InlineData("logsumexp[i | m[i]](x)", "logsumexp[i | m[i]](x[i])")]
    [InlineData("norm[i | m[i]](x)", "norm[i | m[i]](x[i])")]
    [InlineData("count(x > 0)", "sum[i](x[i] > 0)")]
    [InlineData("count[i | m[i]](x > 0)", "sum[i | m[i]](x[i] > 0)")]
    [InlineData("count[i | m[i]]()", "sum[i | m[i]](1)")]
    [InlineData("sum(softmax(x))", "sum[i](softmax[i](x[i]))")]
    [InlineData("sum(logsoftmax[i](x))", "sum[i](x[i] - logsumexp[i2](x[i2]))")]
    [InlineData("var(x)", "sum[i]((x[i] - sum[i2](x[i2]) / size(i))^2) / size(i)")]
    [InlineData("std(x)", "norm[i](x[i] - sum[i2](x[i2]) / size(i)) / sqrt(size(i))")]
    [InlineData("sum(clamp(x, 0, tau))", "sum[i](min(max(x[i], 0), tau))")]
    [InlineData("sum(relu(x))", "sum[i](max(x[i], 0))")]
    [InlineData("sum(max(x, y, 0))", "sum[i](max(max(x[i], y[i]), 0))")]
    [InlineData("logaddexp(1, 2, tau)", "logaddexp(logaddexp(1, 2), tau)")]
    [InlineData("sum(log1pexp(x))", "sum[i](softplus(x[i]))")]
    [InlineData("0 < tau <= 1 ? 1 : 0", "0 < tau && tau <= 1 ? 1 : 0")]
    [InlineData("z[0,(k)] + sum[n](z[n,l[n]])", "z[0, (k)] + sum[n](z[n, l[n]])")]
    [InlineData("s[i,j] = x[i] - 2 * x[j]; sum[i,j](s[j,i])", "sum[i,j](x[j] - 2 * x[i])")]
    [InlineData("s[i,j] = x[i] - 2 * x[j]; sum[i](s[i,l[i]])", "sum[i](x[i] - 2 * x[l[i]])")]
    [InlineData("s[i] = sum[j](x[i] * y[j]); sum[j](s[j])", "sum[j,j2](x[j] * y[j2])")]
    [InlineData("f(t) = t^2; sum(f(x) - f(y))", "sum[i](x[i]^2 - y[i]^2)")]
    [InlineData("lse(t) = log(sum[c](exp(t))); sum(lse(z[n,c]))", "sum[n](log(sum[c](exp(z[n,c]))))")]
    [InlineData("sum[n,c](z[n,c] * (c == l[n]))", "sum[n,c](z[n,c] * (c == l[n]))")]
    [InlineData("size(z, 0) * size(z, 1) + size(n) + z[0,0] + sum[n,c](z[n,c])", "size(n) * size(c) + size(n) + z[0, 0] + sum[n,c](z[n,c])")]
    public void A_construct_becomes_this(string text, string expected) => Assert.Equal(expected, TestLoss.Print(All, text));

    [Theory]
    [InlineData("2 * 3", "Integer")]
    [InlineData("k - 1", "Integer")]
    [InlineData("(tau > 0) + (tau < 1)", "Integer")]
    [InlineData("-k", "Integer")]
    [InlineData("max(k, 1)", "Integer")]
    [InlineData("abs(k)", "Integer")]
    [InlineData("sum(l)", "Integer")]
    [InlineData("sum(m)", "Integer")]
    [InlineData("argmax(x)", "Integer")]
    [InlineData("mod(k, 2)", "Integer")]
    [InlineData("size(x, 0) + 1", "Integer")]
    [InlineData("tau > 0 ? 1 : 2", "Integer")]
    [InlineData("tau > 0 ? 1 : 2.5", "Real")]
    [InlineData("2 / 3", "Real")]
    [InlineData("2^3", "Real")]
    [InlineData("k + 0.5", "Real")]
    [InlineData("mean(l)", "Real")]
    [InlineData("prod(l)", "Real")]
    [InlineData("floor(tau)", "Real")]
    [InlineData("tau > 0", "Boolean")]
    [InlineData("any(m)", "Boolean")]
    [InlineData("tau > 0 ? flag : true", "Boolean")]
    public void An_expression_has_this_type(string expression, string type)
    {
        var program = TestLoss.Bind(All + " flag:b", $"v = {expression}; v + 0.0 * tau");

        Assert.Equal(type, program.Names.Single(name => name.Value == "v").Key.Type.ToString());
    }

    [Fact]
    public void A_literal_becomes_a_constant_of_the_type_that_is_needed()
    {
        var call = Assert.IsType<Call>(TestLoss.Bind(All, "tau * 2").Value);

        Assert.Equal(2, Assert.IsType<RealConstant>(call.Operands[1]).Value);
    }

    [Fact]
    public void Constants_give_way_to_names_of_the_program()
    {
        Assert.Equal(Math.E, TestLoss.Evaluate("tau:f", "e + 0 * tau", "tau=1"));
        Assert.Equal(5, TestLoss.Evaluate("e:f", "e", "e=5"));
        Assert.Equal(7, TestLoss.Evaluate("tau:f", "pi = 7; pi + 0 * tau", "tau=1"));
        Assert.Equal(3, TestLoss.Evaluate("x:f[]", "sum[e](e + 0 * x[e])", "x=4,5,6"));
    }

    [Fact]
    public void Parameters_may_have_the_names_of_functions()
    {
        Assert.Equal(6, TestLoss.Evaluate("max:f[] sum:f", "sum * max(max)", "max=1,3 sum=2"));
        Assert.Equal(8, TestLoss.Evaluate("norm:f[] require:f", "require * sum[i](norm[i])", "norm=1,3 require=2"));
    }
}
