using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Tests.Composition;

/// <summary>Losses that call others have the value that the formulas have when they are written out.</summary>
public sealed class CompositionTests
{
    private const string Pair = "yhat:f[] y:f[]";
    private const string PairValues = "yhat=1,2,4 y=0.5,4,-1";
    private const string Classes = "z:f[] label:i[]";
    private const string ClassValues = "z=1,2,4,0.5,-1,3 label=2,0";

    public static TheoryData<string, string, string, string> Equations => new()
    {
        // Whole arrays by name, in any place, with other names on both sides.
        { Pair, PairValues, "0.7 * Mse(yhat, y) + 0.3 * Mae(yhat, y)", "0.7 * mean((yhat - y)^2) + 0.3 * mean(abs(yhat - y))" },
        { "y:f[] yhat:f[]", PairValues, "Mse(yhat, y) + Weights(y)", "mean((yhat - y)^2) + norm(y) * e" },
        { Pair, PairValues, "residual = mean(yhat * y); r = 2; residual * Mse(yhat, y) + Losses.Huber(yhat, y, r)", "m = mean(yhat * y); m * mean((yhat - y)^2) + mean(abs(yhat - y) <= 2 ? (yhat - y)^2 / 2 : 2 * abs(yhat - y) - 2)" },
        { Pair, PairValues, "f(t) = t * Mae(yhat, y); f(2) + f(3)", "5 * mean(abs(yhat - y))" },
        { Pair, PairValues, "mean(yhat) > 0 ? Mse(yhat, y) : Mae(yhat, y)", "mean((yhat - y)^2)" },
        { Pair, PairValues, "mean(yhat * Mse(yhat, y))", "mean(yhat) * mean((yhat - y)^2)" },
        { Pair, PairValues, "sum[n](yhat[n] * Mse(yhat, y) * n)", "sum[n](yhat[n] * n) * mean((yhat - y)^2)" },
        { Pair, PairValues, "Once(yhat)", "3 * e * norm(yhat)" },

        // Expressions become arrays of one axis.
        { Pair, PairValues, "Mse(sigmoid(yhat), y)", "mean((sigmoid(yhat) - y)^2)" },
        { Pair, PairValues, "Mse(yhat[n], 2 * y[n])", "mean((yhat - 2 * y)^2)" },
        { Pair, PairValues, "s = yhat * 2; Mse(s, y)", "mean((2 * yhat - y)^2)" },
        { Pair, PairValues, "s[k] = yhat[k] * k; Mse(s, y)", "mean[k]((k * yhat[k] - y[k])^2)" },
        { "a:i[] y:f[]", "a=1,2,4 y=0.5,4,-1", "Mse(a, y)", "mean((a - y)^2)" },
        { "a:b[] y:f[]", "a=1,0,1 y=0.5,4,-1", "Mse(a, y)", "mean((a - y)^2)" },
        { Classes, ClassValues, "Mse(z[n,label[n]], label)", "mean[n]((z[n,label[n]] - label[n])^2)" },
        { Pair, PairValues, "Mse(yhat, Mae(yhat, y) * y)", "mean((yhat - mean(abs(yhat - y)) * y)^2)" },

        // Arrays of more dimensions, by name or as a binding with axes.
        { Classes, ClassValues, "CrossEntropy(z, label)", "mean[n](logsumexp[c](z[n,c]) - z[n,label[n]])" },
        { Classes, ClassValues, "CrossEntropy(z[n,c], label[n]) + mean(z[b,d])", "mean[n](logsumexp[c](z[n,c]) - z[n,label[n]]) + mean(z[n,c])" },
        { Classes, ClassValues, "s[n,c] = z[n,c] / 2; CrossEntropy(s, label)", "mean[n](logsumexp[c](z[n,c] / 2) - z[n,label[n]] / 2)" },
        { Classes, ClassValues, "s[a,b] = z[a,b] * b; CrossEntropy(s[n,c], label)", "mean[n](logsumexp[c](z[n,c] * c) - z[n,label[n]] * label[n])" },

        // Scalars, their defaults, and those that lend their names to axes.
        { Pair, PairValues, "Losses.Huber(yhat, y)", "mean(abs(yhat - y) <= 1 ? (yhat - y)^2 / 2 : abs(yhat - y) - 0.5)" },
        { Pair + " d:f", PairValues + " d=0.5", "Losses.Huber(yhat, y, 2 * d)", "mean(abs(yhat - y) <= 1 ? (yhat - y)^2 / 2 : abs(yhat - y) - 0.5)" },
        { "p:f[] c:i", "p=0.2,0.3,0.5,0.1,0.4,0.5 c=3", "Entropy(p, c)", "mean[n](sum[c](entr(p[n,c])))" },
        { "p:f[] m:i", "p=0.2,0.3,0.5,0.1,0.4,0.5 m=3", "Entropy(p, m) / m", "mean[n](sum[m](entr(p[n,m]))) / size(m)" },
        { "p:f[] c:i", "p=0.2,0.3,0.5,0.1,0.4,0.5 c=3", "Entropy(p, c) + mean(p[n,c])", "mean[n](sum[c](entr(p[n,c]))) + mean(p[n,c])" },
        { "p:f[] h:i", "p=0.2,0.3,0.5,0.1 h=1", "Entropy(p, 2 * h) + Entropy(p, h + 1)", "axis c = 2 * h; 2 * mean[n](sum[c](entr(p[n,c])))" },
        { "p:f[] c:i", "p=0.2,0.3,0.5,0.1,0.4,0.5 c=3", "q[n,c] = p[n,c] / 2; Entropy(q, c)", "mean[n](sum[c](entr(p[n,c] / 2)))" },
        { "z:f[] c:i k:i", "z=1,2,4,0.5,-1,3 c=3 k=1", "Column(z, c, k) + Column(z, c, 2)", "mean[n](z[n,(k)] + z[n,2] - 2 * logsumexp[c](z[n,c]))" },

        // What keeps its axes is an array still, and a recurrence of the called loss is its own.
        { Pair, PairValues, "Mse(softmax[i](yhat), sort[i](y))", "mean((softmax[i](yhat) - sort[i](y))^2)" },
        { Pair, PairValues, "Mse(cumsum[n](yhat[n]), y)", "mean((cumsum[i](yhat) - y)^2)" },
        { Pair, PairValues, "s = 2; Discounted(yhat, 0.5) * s + Discounted(y, s)", "s[t] = yhat[t] + (t == 0 ? 0 : 0.5 * s[t-1]); u[t] = y[t] + (t == 0 ? 0 : 2 * u[t-1]); 2 * sum[t](s[t]) + sum[t](u[t])" },

        // A constant of the called loss is no name of the caller's.
        { "e:f[] pi:f", "e=3,4 pi=2", "pi * Weights(e)", "pi * norm(e) * exp(1)" },
    };

    [Theory]
    [MemberData(nameof(Equations))]
    public void A_call_has_the_value_of_the_formula(string parameters, string arguments, string call, string formula) =>
        Assert.Equal(TestLoss.Evaluate(parameters, formula, arguments), LossBook.Standard().Evaluate(parameters, call, arguments), 1e-12);

    [Fact]
    public void An_overload_of_the_callers_precision_is_taken() => Assert.Equal(
        TestLoss.Evaluate(Pair, "mean((yhat - y)^2)", PairValues),
        LossBook.Standard().Evaluate("yhat:d[] y:d[]", "Mse(yhat, y)", PairValues),
        1e-12);

    [Fact]
    public void Of_two_overloads_the_one_that_converts_less_is_taken()
    {
        var book = new LossBook().Add("F", "a:f[]", "sum(a)").Add("F", "a:i[]", "2 * sum(a)").Add("F", "a:f", "3 * a");

        Assert.Equal(6, book.Evaluate("a:f[]", "F(a)", "a=1,5"));
        Assert.Equal(12, book.Evaluate("a:i[]", "F(a)", "a=1,5"));
        Assert.Equal(15, book.Evaluate("a:f", "F(a)", "a=5"));
    }

    [Fact]
    public void Two_losses_of_the_same_arrays_are_one_pass()
    {
        var (value, gradient) = Outline(Pair, "0.7 * Mse(yhat, y) + 0.3 * Mae(yhat, y)");

        Assert.Equal(1, Loops(value));
        Assert.Equal(1, Loops(gradient));
    }

    [Fact]
    public void A_composite_is_scheduled_as_the_formula_written_out() => Assert.Equal(
        Outline(Pair, "mean((yhat - y)^2) + 0.5 * mean(abs(yhat - y))"),
        Outline(Pair, "Mse(yhat, y) + 0.5 * Mae(yhat, y)"));

    [Fact]
    public void Extents_are_joined_across_the_call()
    {
        var program = LossBook.Standard().Bind("p:f[] z:f[] c:i", "Entropy(p, c) + mean[n,c](z[n] * p[n,c])", new DiagnosticBag()).Program!;

        Assert.Equal(2, program.Extents.Definitions.Count);
        Assert.Equal(program.Arrays[0].Dimensions[0], program.Arrays[1].Dimensions[0]);
    }

    [Theory]
    [InlineData("Unstable(yhat) + mean(y)", "")]
    [InlineData("Unstable(yhat) + log(sum(exp(y)))", "log(sum(exp(y)))")]
    [InlineData("log(1 + exp(Unstable(yhat))) + mean(y)", "log(1 + exp(Unstable(yhat)))")]
    [InlineData("Mae(log(1 + exp(yhat)), y)", "log(1 + exp(yhat))")]
    public void Findings_inside_a_called_loss_are_its_own(string text, string expected) => Assert.Equal(
        expected,
        string.Join(" ", LossBook.Standard().Analyze(Pair, text).Select(finding => text.Substring(finding.Span.Start, finding.Span.Length))));

    [Theory]
    [InlineData("yhat:f[] y:f[] d:f", "Losses.Huber(yhat, y, d)", "delta > 0", "d")]
    [InlineData("p:f[] h:i", "Entropy(p, 2 * h) + Entropy(p, h + 1)", "h + 1 == size(c)", "h")]
    public void A_requirement_of_the_called_loss_is_checked_on_entry(string parameters, string text, string requirement, string subject)
    {
        var program = LossBook.Standard().Bind(parameters, text, new DiagnosticBag()).Program!;

        var found = Assert.Single(program.Requirements);
        Assert.Equal((requirement, subject), (found.Text, found.Subject!.Name));
    }

    [Fact]
    public void A_requirement_that_a_constant_meets_is_checked_here_and_now() =>
        Assert.Empty(LossBook.Standard().Bind(Pair, "Losses.Huber(yhat, y, 0.5)", new DiagnosticBag()).Program!.Requirements);

    [Fact]
    public void Losses_that_double_with_every_level_are_refused_quickly()
    {
        var book = new LossBook().Add("L0", "x:f[]", "mean(x)");
        for (var i = 1; i <= 30; i++)
            book.Add($"L{i}", "x:f[]", $"L{i - 1}(x) + L{i - 1}(2 * x)");

        Assert.Equal("LG0613", Assert.Single(book.Analyze("x:f[]", "L30(x)")).Descriptor.Id);
        Assert.Empty(book.Analyze("x:f[]", "L4(x)"));
    }

    [Fact]
    public void A_long_chain_of_losses_is_refused()
    {
        var book = new LossBook().Add("L0", "x:f[]", "mean(x)");
        for (var i = 1; i <= 500; i++)
            book.Add($"L{i}", "x:f[]", $"L{i - 1}(x)");

        Assert.Equal("LG0613", Assert.Single(book.Analyze("x:f[]", "L500(x)")).Descriptor.Id);
        Assert.Empty(book.Analyze("x:f[]", "L20(x)"));
    }

    private static int Loops(string outline) => outline.Split("lanes ").Length - 1;

    private static (string Value, string Gradient) Outline(string parameters, string text)
    {
        var program = LossBook.Standard().Bind(parameters, text, new DiagnosticBag()).Program!;
        var formulas = Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken);
        return (LoopOutline.Print(KernelBuilder.Build(program, formulas.Value, []).Body),
            LoopOutline.Print(KernelBuilder.Build(program, formulas.Value, formulas.Gradients).Body));
    }
}
