using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Tests.Rewriting;

public sealed class SoftmaxGradientTests
{
    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData("lp[n,c] = logsoftmax[c](z[n,c]); -mean[n](lp[n, label[n]])")]
    [InlineData("sum[n](w[label[n]] * (logsumexp[c](z[n,c]) - z[n, label[n]])) / sum[n](w[label[n]])")]
    [InlineData("mean[n | label[n] >= 0](logsumexp[c](z[n,c]) - z[n, label[n]])")]
    [InlineData("mean[n](logsumexp[c](z[n,c] / 0.5) - z[n, label[n]] / 0.5)")]
    [InlineData("p[n,c] = softmax[c](z[n,c]); 3 * sum[n](-log(p[n, label[n]]))")]
    public void The_gradient_at_the_label_keeps_its_tail(string text)
    {
        var parameters = text.Contains("w[", StringComparison.Ordinal) ? "z:f[] label:i[] w:f[]" : "z:f[] label:i[]";
        var program = TestLoss.Bind(parameters, text);
        var weights = parameters.EndsWith("w:f[]", StringComparison.Ordinal) ? " w=2,3,1" : "";
        var arguments = TestLoss.Arguments(program, "z=0,-25,-24,-40,0,-39.5 label=0,1" + weights);
        var rewriter = new Rewriter(program.Factory, program.Assumptions);
        var gradient = new Differentiator(program.Factory).Gradient(
            rewriter.Stabilize(program.Value), program.Arrays.Single(array => array.Name == "z"), program.Factory.Real(1));

        var exact = new Interpreter(arguments).Evaluate(rewriter.StabilizeGradient(gradient.Expression), gradient.OutputAxes);
        var single = new Interpreter(arguments, Precision.Single)
            .Evaluate(rewriter.StabilizeGradient(gradient.Expression), gradient.OutputAxes);
        var literal = new Interpreter(arguments, Precision.Single).Evaluate(gradient.Expression, gradient.OutputAxes);
        Assert.Equal(0, literal[0]);
        Assert.True(exact[0] < 0);
        for (var i = 0; i < exact.Length; i++)
            Assert.Equal(exact[i], single[i], 1e-5 * Math.Abs(exact[i]));
    }

    [Fact]
    public void The_double_rewritten_gradient_agrees_with_the_literal_one()
    {
        var program = TestLoss.Bind("z:f[] label:i[]", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])");
        var arguments = TestLoss.Arguments(program, "z=0.25,0,1,-0.4,0.5,-0.3 label=0,1");
        var logits = program.Arrays.Single(array => array.Name == "z");
        var gradient = new Differentiator(program.Factory).Gradient(program.Value, logits, program.Factory.Real(1));
        var rewritten = new Rewriter(program.Factory, []).StabilizeGradient(gradient.Expression);
        Assert.NotSame(gradient.Expression, rewritten);
        var interpreter = new Interpreter(arguments);
        var expected = interpreter.Evaluate(gradient.Expression, gradient.OutputAxes);
        var actual = interpreter.Evaluate(rewritten, gradient.OutputAxes);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Theory]
    [InlineData("softmax[c](z[c])", "c == 0 ? -2 : 0")]
    [InlineData("softmax[c](z[c])", "c == 0 ? -1 : 0.5")]
    [InlineData("exp(z[c])", "c == 0 ? -1 : 0")]
    public void Other_sums_stay(string left, string right)
    {
        var program = TestLoss.Bind("z:f[]", $"sum[c]({left} + ({right}))");
        Assert.Equal(program.Value.ToString(), new Rewriter(program.Factory, []).StabilizeGradient(program.Value).ToString());
    }

    [Theory]
    [InlineData("softmax[c](z[c]) - 1", "expm1(z[c] - logsumexp[c2](z[c2]))")]
    [InlineData("2 - 2 * softmax[c](z[c])", "-2 * expm1(z[c] - logsumexp[c2](z[c2]))")]
    [InlineData(
        "0.5 * softmax[c](z[c]) + (z[0] * softmax[c](z[c]) + (c == 1 ? -z[0] - 0.5 : 0.0))",
        "c == 1 ? (0.5 + z[0]) * expm1(z[c] - logsumexp[c2](z[c2])) : (0.5 + z[0]) * softmax[c](z[c])")]
    [InlineData("(c == 1 ? 3.0 : 0.0) - 3 * softmax[c](z[c])", "c == 1 ? -3 * expm1(z[c] - logsumexp[c2](z[c2])) : -3 * softmax[c](z[c])")]
    public void A_softmax_minus_one_is_found_in_its_other_spellings(string body, string expected)
    {
        var program = TestLoss.Bind("z:f[]", $"sum[c]({body})");
        Assert.Equal($"sum[c]({expected})", new Rewriter(program.Factory, []).StabilizeGradient(program.Value).ToString());
    }
}
