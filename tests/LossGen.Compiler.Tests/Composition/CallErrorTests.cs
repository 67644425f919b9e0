using System.Reflection;
using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Composition;

/// <summary>Every error of a call, alone and at its exact characters.</summary>
public sealed class CallErrorTests
{
    private const string Pair = "yhat:f[] y:f[]";
    private const string Classes = "z:f[] label:i[] tau:f k:i flag:b";

    public static TheoryData<string, string, string> Errors => new()
    {
        { "LG0600", Pair, "0.7 * [|Mze|](yhat, y)" },
        { "LG0600", Pair, "0.7 * [|Losses.Hubert|](yhat, y)" },
        { "LG0600", Pair, "[|Other.Place.Loss|](yhat, y)" },
        { "LG0601", Pair, "[|Helper|](yhat, y)" },
        { "LG0602", Pair, "[|Hidden|](yhat, y)" },
        { "LG0604", Pair, "[|Broken(yhat)|] + mean(y)" },
        { "LG0604", Pair, "1 + [|Malformed(yhat)|]" },
        { "LG0605", Pair, "[|Rows|](yhat, y)" },
        { "LG0606", Pair, "[|Double|](yhat, y)" },
        { "LG0200", Pair, "[|Mse(yhat)|]" },
        { "LG0200", Pair, "[|Losses.Huber(yhat, y, 1, 2)|]" },
        { "LG0607", Classes, "mean(label) + CrossEntropy([|label|], label)" },
        { "LG0607", Classes, "mean(z[n,c]) + Mae([|z|], z)" },
        { "LG0607", Classes, "CrossEntropy(z, [|label * 2.0|])" },
        { "LG0607", Classes, "CrossEntropy(z, [|tau|])" },
        { "LG0607", Classes, "CrossEntropy([|z[n,c] / tau|], label)" },
        { "LG0607", Classes, "CrossEntropy([|2 * label|], label)" },
        { "LG0607", Pair, "Losses.Huber(yhat, y, [|y|])" },
        { "LG0607", Pair, "Losses.Huber(yhat, y, [|y[n]|])" },
        { "LG0607", Classes, "Entropy(z, [|tau|])" },
        { "LG0607", Classes, "Entropy(z, [|2 * tau|])" },
        { "LG0607", Classes, "CrossEntropy(z, [|tau * 2|])" },
        { "LG0608", Pair, "[|Losses.Mixed(1)|]" },
        { "LG0609", Pair, "[|Losses.Same|](yhat)" },
        { "LG0610", Pair, "f(t) = Mse([|t * yhat|], y); f(2)" },
        { "LG0610", Pair, "f(t) = Losses.Huber(yhat, y, [|t|]); f(2)" },
        { "LG0611", Classes, "mean[n](Weights([|z[n,c]|]))" },
        { "LG0611", Classes, "s[n] = Weights([|2 * label[n]|]); mean[n](s[n])" },
        { "LG0612", Pair, "[|Mse|]'(yhat, y)" },
        { "LG0612", Pair, "[|Mse|][i](yhat, y)" },
        { "LG0614", Pair, "2 * [|Losses.Huber(yhat, y, 0)|]" },
        { "LG0614", Pair, "2 * [|Losses.Huber(yhat, y, -1)|]" },

        // Not calls of losses at all.
        { "LG0101", Pair, "[|meen|](yhat - y)" },
        { "LG0101", Pair, "[|Mean|](yhat - y)" },
        { "LG0101", Pair, "[|unheard|](yhat - y)" },
        { "LG0110", Pair, "[|yhat|](y)" },
        { "LG0004", Pair, "Losses.[|+|] 2" },
        { "LG0004", Pair, "Losses.Mse [|+|] 1" },
        { "LG0004", Pair, "Losses.Mse[||]" },
        { "LG0105", Pair, "a = Mse([|b|], y); b = 2 * yhat; a" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_reported_once_at_its_characters(string id, string parameters, string annotated)
    {
        var expected = AnnotatedText.Parse(annotated);
        var book = LossBook.Standard()
            .Add("Losses.Mixed", "a:f[]", "mean(a)").Add("Losses.Mixed", "a:f[] b:f", "mean(a) * b").Add("Losses.Mixed", "a:b[]", "mean(a)")
            .Add("Losses.Same", "a:f[] b:f", "mean(a) * b", "1").Add("Losses.Same", "a:f[] b:i", "mean(a) * b", "1");

        var error = Assert.Single(book.Analyze(parameters, expected.Text));

        Assert.Equal((id, expected.Span), (error.Descriptor.Id, error.Span));
        Assert.DoesNotContain("{", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "A(x)", "A → A")]
    [InlineData("A", "B(x)", "A → B → A")]
    [InlineData("A", "mean(x) + 2 * C(x)", "A → C → B → A")]
    public void A_circle_is_shown_at_the_call(string self, string text, string circle)
    {
        var book = new LossBook().Add("A", "x:f[]", text).Add("B", "x:f[]", "A(x) + 1").Add("C", "x:f[]", "B(2 * x)");

        var error = Assert.Single(book.Analyze("x:f[]", text, self));

        Assert.Equal("LG0603", error.Descriptor.Id);
        Assert.EndsWith(circle, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(text.Substring(error.Span.Start, error.Span.Length), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_others_makes_them_losses_with_errors()
    {
        var book = new LossBook().Add("B", "x:f[]", "C(x)").Add("C", "x:f[]", "B(x)");

        Assert.Equal("LG0604", Assert.Single(book.Analyze("x:f[]", "B(x)")).Descriptor.Id);
    }

    [Fact]
    public void An_overload_of_the_same_name_is_no_circle()
    {
        var book = new LossBook().Add("F", "x:f[]", "F(x, 2)").Add("F", "x:f[] a:f", "a * mean(x)");

        Assert.Empty(book.Analyze("x:f[]", "F(x, 2)", "F"));
    }

    [Theory]
    [InlineData("Msee(yhat, y)", "did you mean 'Mse'?")]
    [InlineData("Losses.Hubert(yhat, y)", "did you mean 'Losses.Huber'?")]
    [InlineData("Mse(yhat, 1)", "The parameter 'y' of 'Mse' is an array of 1 dimension, and this is a number")]
    [InlineData("Mse(yhat[n] * y[m], y)", "is an array of 1 dimension, and this is an expression over the axes 'n' and 'm'")]
    [InlineData("CrossEntropy(yhat[n] * y[m], y)", ": define 'name[n,m] = …' and write 'name' here")]
    [InlineData("mean(yhat) * CrossEntropy(yhat, y)", "The parameter 'z' of 'CrossEntropy' is an array of 2 dimensions")]
    [InlineData("Losses.Huber(yhat, y, -1)", "'delta > 0'")]
    [InlineData("Double(yhat, y)", "'Double' computes in 'double' and this loss in 'float'")]
    public void A_message_says_what_is_wrong(string text, string part) =>
        Assert.Contains(part, Assert.Single(LossBook.Standard().Analyze(Pair, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_error_has_a_test()
    {
        var ids = typeof(CallErrors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((LossDiagnosticDescriptor)field.GetValue(null)!).Id);

        Assert.Empty(ids.Except(Errors.Select(row => row.Data.Item1)).Except(["LG0603", "LG0613"]));
    }
}
