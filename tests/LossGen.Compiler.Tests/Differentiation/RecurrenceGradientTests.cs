using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Tests.Differentiation;

/// <summary>Gradients of recurrences and of ordered functions against differences of the value.</summary>
public sealed class RecurrenceGradientTests
{
    private const string Ctc = """
        axis s = 2 * size(label, 1) + 1
        lp[b,t,c] = logsoftmax[c](z[b,t,c])
        ext[b,s] = mod(s, 2) == 0 ? 0 : label[b, div(s, 2)]
        skip[b,s] = s > 1 && mod(s, 2) == 1 && ext[b,s] != ext[b,s-2]
        alpha[b,t,s] = t == 0 ? (s < 2 ? lp[b,0,ext[b,s]] : -inf)
            : lp[b,t,ext[b,s]] + logaddexp(alpha[b,t-1,s], s > 0 ? alpha[b,t-1,s-1] : -inf, skip[b,s] ? alpha[b,t-1,s-2] : -inf)
        nll[b] = -logaddexp(alpha[b,length[b]-1,2*labels[b]], labels[b] > 0 ? alpha[b,length[b]-1,2*labels[b]-1] : -inf)
        """;

    private const string CtcParameters = "z:f[] label:i[] length:i[] labels:i[] c:i";

    /// <summary>Two sequences of four frames over three symbols; the first has a repeated label, the second is shorter in both respects.</summary>
    private const string CtcArguments =
        "z=0.3,-1.2,0.7,0.1,0.9,-0.4,1.1,0.2,-0.8,0.5,0.6,-0.3,-0.7,0.4,1.3,0.8,-0.1,0.2,0.3,-0.9,0.6,1.2,0.1,-0.5 label=1,1,2,0 length=4,3 labels=2,1 c=3";

    private const string Numbers = "x=0.3,-1.2,0.7,1.9 y=0.5,0.8,-0.6,1.1 a=0.9";

    public static TheoryData<string> Programs => new(
        "s[t] = x[t] + (t > 0 ? a * s[t-1] : 0); s[size(t) - 1]",
        "s[t] = t == 0 ? x[0] : a * x[t] + (1 - a) * s[t-1]; sum[t]((s[t] - y[t])^2)",
        "g[t] = x[t] + (t + 1 < size(t) ? a * g[t+1] : 0); mean[t]((y[t] - g[t])^2)",
        "d[t] = x[t] + (t + 1 < size(t) ? a * y[t+1] : 0) - y[t]; A[t] = d[t] + (t + 1 < size(t) ? a * 0.95 * A[t+1] : 0); sum[t](A[t]^2)",
        "f[t] = t < 2 ? x[t] : f[t-1] * y[t] + f[t-2]; f[3] + f[1]",
        "h[t] = tanh(a * (t > 0 ? h[t-1] : y[0]) + x[t]); sum[t](h[t] * y[t])",
        "u[i,j] = tanh(x[i] * y[j] + a * (i > 0 ? u[i-1,j] : 0) - (j > 0 ? u[i,j-1] : 0.5)); sum[i,j](u[i,j]^2)",
        "u[i,j] = tanh(x[i] * y[j] + a * (i > 0 ? u[i-1,j] : 0) - (j + 1 < size(j) ? u[i,j+1] : 0.5)); u[3,0]",
        "u[i,j] = sin(x[i] * y[j] + (i > 0 && j > 0 ? u[i-1,j-1] : 0) - (i > 1 ? u[i-2,j] : a)); sum[i](u[i,i])",
        "alpha[t,s] = t == 0 ? y[s] : x[t] * y[s] + logsumexp[k](alpha[t-1,k] + a * x[k] * y[s]); -logsumexp[s](alpha[3,s])",
        "v[t,s] = t == 0 ? y[s] : x[t] * y[s] + max[k](v[t-1,k] + a * x[k] * y[s]); max[s](v[3,s])",
        "s[b,t] = t > 0 ? tanh(s[b,t-1] * x[b] + y[t]) : x[b]; sum[b](s[b,3] * y[b])",
        "s[t,b] = t > 0 ? tanh(s[t-1,b] * x[b] + y[t]) : x[b]; sum[b](s[3,b] * s[2,b])",
        "s[t,b] = t > 0 ? tanh(s[t-1,b] * x[b] + y[t]) : x[b]; sum[t](s[t,t] * s[t,3-t])",
        "axis t = 4; s[t,j] = t > 0 ? s[t-1,mod(j + 1, 4)] * x[j] + s[t-1,0] : y[j]; sum[j](s[3,j]) + s[2,1]",
        "s[t,j] = t > 0 ? s[t-1,j] * x[j] + s[t-1,3-j] + s[t-1,t] : y[j]; sum[j](s[3,j])",
        "axis t = 4; s[t,j] = t > 0 ? s[t-1,j] + (j > 0 ? a * s[t,j-1] : x[j]) : y[j]; s[3,3]",
        "axis t = 4; s[t] = t > 0 ? sum[u | u < t](s[t-1] * x[u] * y[u]) : a; sum[t](s[t])",
        "s[t] = x[t] + (t > 0 ? a * s[t-1] : 0); r[t] = s[t] * y[t] + (t > 0 ? sin(r[t-1]) * s[t-1] : 0); sum[t](r[t] + s[t])",
        "axis t = 4; s[t,v] = t == 0 ? x[v] : cumsum[v](tanh(a * s[t-1,v] * y[v])); sum[v](s[3,v])",
        "axis t = 4; s[t,v] = t == 0 ? x[v] : y[v] * sort[v](s[t-1,v] * (v + a)); sum[v](s[3,v] * v)",
        "s[t] = max(x[t], t > 0 ? s[t-1] - a : y[0]); sum[t](s[t] * y[t])",
        "s[t] = y[t] > 0 ? x[t] * (t > 0 ? s[t-1] : 1) : x[t]; sum[t](s[t])",
        "s[t] = t > 0 ? x[t] : y[t] + (t > 2 ? s[t-1] : 0); sum[t](s[t]^2)",
        "sum[i](cumsum[i](x)^2 * y)",
        "sum[i](cumsum[i](cumsum[i](x * y)) * x)",
        "sum[i](cumsum[i | y > 0](a * x) * y)",
        "sum[i,j](tanh(cumsum[i](cumsum[j](x[i] * y[j]))))",
        "sum[i](cumlogsumexp[i](a * x) * y)",
        "sum[i | i > 0](cumlogsumexp[i | i > 0](a * x) * y)",
        "sum[i](sort[i](x * y + a) * i)",
        "mean(abs(sort[i](x) - sort[i](y)))",
        "sum[i](cumsum[i](sort[i](x * a)) * y)",
        "sum[k](sort[k](x[k])^2 * (k + a) * sort[k](-y[k]))");

    [Theory]
    [MemberData(nameof(Programs))]
    public void Gradients_are_limits_of_differences(string text)
    {
        var program = TestLoss.Bind("x:f[] y:f[] a:f", text, ["x", "y", "a"]);

        GradientCheck.AssertGradients(program, TestLoss.Arguments(program, Numbers));
    }

    [Fact]
    public void Connectionist_temporal_classification_of_ragged_batches()
    {
        var program = TestLoss.Bind(CtcParameters, Ctc + "\nmean[b](nll[b])");

        GradientCheck.AssertGradients(program, TestLoss.Arguments(program, CtcArguments));
    }

    [Fact]
    public void A_label_that_does_not_fit_into_its_frames_has_an_infinite_loss_and_no_gradient()
    {
        var program = TestLoss.Bind(CtcParameters, Ctc + "\nmean[b](nll[b])");
        var arguments = TestLoss.Arguments(program, CtcArguments.Replace("length=4,3", "length=2,3", StringComparison.Ordinal));
        var formulas = GradientCheck.Stable(program, arguments);

        Assert.Equal(double.PositiveInfinity, new Interpreter(arguments).Evaluate(formulas.Value));
        var gradient = new Interpreter(arguments).Evaluate(formulas.Gradients[0].Value, formulas.Gradients[0].Axes);
        Assert.All(gradient[..12], slope => Assert.Equal(0, slope));
        Assert.Contains(gradient[12..], slope => slope != 0);
        Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
    }

    [Theory]
    [InlineData("sum[t](cumsum[t](w[t] > 0 ? log(w[t]) : 0))", "w=2,0,-1,0.5", new[] { 2, 0, 0, 2.0 })]
    [InlineData("c[t] = cumlogsumexp[t](w[t]); c[3]", "w=-Infinity,-Infinity,1,1", new[] { 0, 0, 0.5, 0.5 })]
    [InlineData("c[t] = cumlogsumexp[t](w[t]); c[1]", "w=-Infinity,-Infinity,1,1", new[] { 0, 0, 0.0, 0 })]
    [InlineData("s[t] = t > 0 ? (w[t] == 0 ? s[t-1] : s[t-1] / w[t]) : w[t]; s[3]", "w=3,0,2,4", new[] { 0.125, 0, -0.1875, -0.09375 })]
    [InlineData("s[t] = relu(w[t] + (t > 0 ? s[t-1] : 0)); s[3]", "w=1,-1,0,2", new[] { 0, 0, 0, 1.0 })]
    [InlineData("s[t] = t > 0 ? max(s[t-1], w[t]) : w[t]; s[3]", "w=1,3,3,2", new[] { 0, 0.5, 0.5, 0 })]
    [InlineData("sum[k](sort[k](w[k]) * k)", "w=1,1,0,1", new[] { 1, 2, 0, 3.0 })]
    [InlineData("s[t] = t > 0 ? sqrt(s[t-1]) + w[t] : w[t]; s[3]", "w=0,0,0,0", new[] { 0, 0, 0, 1.0 })]
    public void No_infinity_and_no_undefined_slope_leaves_its_branch(string text, string arguments, double[] expected)
    {
        var program = TestLoss.Bind("w:f[]", text);
        var values = TestLoss.Arguments(program, arguments);
        var gradient = GradientCheck.Stable(program, values).Gradients.Single();

        Assert.Equal(expected, new Interpreter(values).Evaluate(gradient.Value, gradient.Axes));
    }

    [Theory]
    [InlineData("s[t] = t > 0 ? sin(a * s[t-1]) * x[t] : x[t]; s[3]")]
    [InlineData("u[i,j] = tanh(x[i] * y[j] + (i > 0 ? u[i-1,j] : 0) - (j > 0 ? u[i,j-1] : 0.5)); sum[i,j](u[i,j]^2)")]
    [InlineData("alpha[t,s] = t == 0 ? x[s] : x[t] * y[s] + logsumexp[k](alpha[t-1,k] + a * x[k] * y[s]); -logsumexp[s](alpha[3,s])")]
    [InlineData("sum[i](cumlogsumexp[i](x) * y)")]
    [InlineData("sum[i](cumsum[i](x * y)^3)")]
    [InlineData("sum[k](sort[k](x[k]^3) * k * a)")]
    public void Second_derivatives_are_derivatives_of_the_gradient(string text)
    {
        var program = TestLoss.Bind("x:f[] y:f[] a:f", text);
        var arguments = TestLoss.Arguments(program, Numbers);
        var x = program.Arrays.Single(array => array.Name == "x");
        var differentiator = new Differentiator(program.Factory);
        var gradient = differentiator.Gradient(program.Value, x, program.Factory.Real(1));
        var hessian = differentiator.HessianDiagonal(program.Value, x, program.Factory.Real(1));
        var actual = new Interpreter(arguments).Evaluate(hessian.Expression, hessian.OutputAxes);

        var values = arguments.Arrays["x"];
        for (var i = 0; i < values.Length; i++)
        {
            var position = i;
            var expected = GradientCheck.Slope(values, i, () => new Interpreter(arguments).Evaluate(gradient.Expression, gradient.OutputAxes)[position]);
            Assert.Equal(expected, actual[i], 1e-8 * Math.Max(1, Math.Abs(expected)));
        }
    }
}
