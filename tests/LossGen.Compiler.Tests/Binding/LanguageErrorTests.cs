using System.Reflection;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using Binder = LossGen.Compiler.Binding.Binder;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>Every error of the language, alone and at its exact characters.</summary>
public sealed class LanguageErrorTests
{
    private const string Pair = "yhat:f[] y:f[]";
    private const string Result = "yhat:f[] z:f=";
    private const string Classes = "z:f[] label:i[] tau:f k:i";

    public static TheoryData<string, string, string> Errors => new()
    {
        { "LG0002", Pair, "mean((yhat [|#|] y)^2)" },
        { "LG0002", Pair, "mean((yhat [|\u2212|] y)^2)" },
        { "LG0002", Pair, "mean((yhat - y)[|**|]2)" },
        { "LG0002", Pair, "count(yhat > 0 [|&|] y > 0)" },
        { "LG0003", Pair, "[|0.5f|] * mean(yhat - y)" },
        { "LG0003", Pair, "[|2e|] * mean(yhat - y)" },
        { "LG0003", Pair, "[|1.|] * mean(yhat - y)" },
        { "LG0003", Pair, "[|99999999999999999999|] * mean(yhat - y)" },
        { "LG0003", Pair, "[|1e999|] * mean(yhat - y)" },
        { "LG0004", Pair, "mean((yhat - y)^2[||]" },
        { "LG0004", Pair, "mean(yhat - [|)|]" },
        { "LG0004", Pair, "2 [|mean|](yhat - y)" },
        { "LG0004", Pair, "sum[i | yhat[i] > 0][||]" },
        { "LG0004", Pair, "axis b [|3|]; mean(yhat - y)" },
        { "LG0005", Pair, "[|r = yhat - y|]" },
        { "LG0005", Pair, "[||]" },
        { "LG0006", Pair, "[|yhat - y|]; mean(y - yhat)" },
        { "LG0009", Pair, "count(yhat == y [|==|] yhat)" },
        { "LG0010", Pair, "2 + mean(yhat) [|=|] 3" },
        { "LG0010", Pair, "count(yhat [|=|] y)" },
        { "LG0011", Pair, "sum[[|0|]](yhat)" },
        { "LG0100", Pair, "mean((yhat - [|zz|])^2)" },
        { "LG0100", Pair, "mean(([|zz|][i] - y)^2)" },
        { "LG0101", Pair, "[|maen|]((yhat - y)^2)" },
        { "LG0102", Pair, "sum[[|q|]](yhat - y)" },
        { "LG0103", Pair, "r = 1; [|r|] = 2; mean(yhat - y) * r" },
        { "LG0103", Pair, "[|y|] = 2; mean(yhat)" },
        { "LG0103", Pair, "f(t, [|t|]) = t; mean(yhat - y)" },
        { "LG0103", "yhat:f[]", "b = 2; axis [|b|] = 3; mean(yhat) * b" },
        { "LG0104", Pair, "[|exp|](t) = t; mean(yhat - y)" },
        { "LG0104", Pair, "[|max|] = 2; mean(yhat - y) * max" },
        { "LG0105", Pair, "a = [|b|] + 1; b = 2; mean(yhat - y) * a" },
        { "LG0105", Pair, "a = [|f|](1); f(t) = t; mean(yhat - y) * a" },
        { "LG0106", Pair, "r = [|r|] + 1; mean(yhat - y)" },
        { "LG0106", Pair, "f(t) = [|f|](t - 1); mean(f(yhat - y))" },
        { "LG0107", Pair, "r = yhat - y; mean[i]([|r|][i])" },
        { "LG0107", Classes, "mean(z[n,c] * [|tau|][n])" },
        { "LG0107", Pair, "f(t) = [|t|][0]; mean(f(yhat))" },
        { "LG0108", Classes, "sum[[|tau|]](z[n,c])" },
        { "LG0109", Pair, "mean([|exp|])" },
        { "LG0109", Pair, "f(t) = t; mean(yhat) + [|f|]" },
        { "LG0110", Pair, "mean([|yhat|](y - 1))" },
        { "LG0200", Pair, "mean([|exp(yhat, y)|])" },
        { "LG0200", Pair, "mean([|xlogy(yhat)|])" },
        { "LG0200", Pair, "f(t) = t; mean([|f(yhat, y)|])" },
        { "LG0200", Pair, "[|sum[i](yhat, y)|]" },
        { "LG0200", Pair, "[|sum()|]" },
        { "LG0200", Pair, "mean([|logaddexp(yhat)|])" },
        { "LG0201", Classes, "mean(z[n,c]) + mean([|z[n]|]) + k" },
        { "LG0201", Classes, "s[n] = z[n,(k)]; mean([|s[n,c]|])" },
        { "LG0202", Classes, "mean(z[n, [|tau|]])" },
        { "LG0202", Classes, "mean(z[n, [|label[n] / 2|]])" },
        { "LG0202", Classes, "s[n] = n > 0 ? s[n-1] + label[n] : 0; mean(z[n, [|s[n]|]])" },
        { "LG0202", Classes, "s[n] = n > 0 ? z[n, [|s[n-1]|]] : z[n, (k)]; mean(s[n] * tau)" },
        { "LG0203", Pair, "s[i] = i > 0 ? ![|s[i-1]|] : yhat[i] > 0; mean(s[i])" },
        { "LG0203", Pair, "mean([|yhat|] ? 1 : 0)" },
        { "LG0203", Pair, "count(![|(yhat)|])" },
        { "LG0203", Pair, "count(yhat > 0 && [|y|])" },
        { "LG0203", Pair, "sum[i | [|yhat|]](y)" },
        { "LG0203", Pair, "require [|2|]; mean(yhat - y)" },
        { "LG0204", Pair, "mean(mod([|yhat|], 2))" },
        { "LG0204", Classes, "axis b = [|tau|]; sum[b](b)" },
        { "LG0205", Classes, "mean([|z|]) + mean(z[n,c]) + mean(z[n,c] * label[n])" },
        { "LG0206", "x:f[]", "mean([|x[a,b,c,d,e,f,g,h,k]|])" },
        { "LG0207", Pair, "mean(exp[[|i|]](yhat))" },
        { "LG0208", Pair, "f(s, t) = s * t; mean([|f|]'(yhat))" },
        { "LG0208", Pair, "mean([|xlogy|]'(yhat))" },
        { "LG0209", Pair, "f(t) = t; mean([|f|]'''(yhat))" },
        { "LG0210", Pair, "[|sum|]'(yhat)" },
        { "LG0210", Pair, "mean([|sort|]'(yhat))" },
        { "LG0211", Pair, "mean(yhat) / [|size(yhat)|]" },
        { "LG0211", Pair, "mean(yhat) / [|size(1)|]" },
        { "LG0212", Pair, "mean(yhat) / size(yhat, [|1|])" },
        { "LG0300", Pair, "[|yhat - y|]" },
        { "LG0300", "z:f[] c:i", "[|sum[n,c](z[n,c]) / c|]" },
        { "LG0301", Classes, "s[n] = [|z[n,c]|]; mean[n](s[n] * label[n])" },
        { "LG0302", Classes, "mean[n,[|n|]](z[n,label[n]])" },
        { "LG0302", Pair, "s[i,[|i|]] = yhat[i]; mean(y)" },
        { "LG0303", "z:f[] c:i", "[|argmax|](z[n,c])" },
        { "LG0303", "z:f[] c:i", "mean([|sort|](z[n,c]))" },
        { "LG0303", "z:f[] c:i", "mean([|cumsum|][n,c](z[n,c]))" },
        { "LG0303", Pair, "mean([|cumlogsumexp|](1) + yhat - y)" },
        { "LG0304", "z:f[]", "mean(z[n,[|c|]])" },
        { "LG0304", "z:f[]", "mean(z[[|n|],n] * z[n,c])" },
        { "LG0305", "z:f[] p:i[] q:i[]", "mean[n]([|z[p[n], q[n]]|])" },
        { "LG0306", "z:f[] c:l", "mean(z[n,[|c|]])" },
        { "LG0307", Pair, "axis b = [|size(i) + count(yhat > y)|]; sum[b](b)" },
        { "LG0308", "z:f[] c:i", "axis [|c|] = 3; mean(z[n,c])" },
        { "LG0308", "z:f[]", "axis c = 3; axis [|d|] = 4; mean(z[n,c]) + mean(z[n,d])" },
        { "LG0309", Pair, "require [|yhat > 0|]; mean(yhat - y)" },
        { "LG0309", Pair, "require [|i > 0|]; mean(yhat - y)" },
        { "LG0309", "k:i", "axis t = 3; s[t] = t > 0 ? s[t-1] : 1; require [|s[0] > 0|]; k * s[1]" },
        { "LG0309", "k:i", "axis t = 3; require [|size(t) > cumsum[t](t)|]; k * size(t)" },
        { "LG0320", Pair, "s[i] = i > 0 ? yhat[i] + [|s[i]|] : 0; mean(s[i] - y[i])" },
        { "LG0320", Pair, "s[i,j] = i > 0 ? s[i-1,j] + [|s[i,j]|] : yhat[i]; s[0,0]" },
        { "LG0320", Pair, "s[i] = i > 0 ? yhat[i] + [|s[i-1+1]|] : 0; mean(s[i] - y[i])" },
        { "LG0321", Pair, "s[i] = i > 0 ? s[i-1] : i < 5 ? [|s[i+1]|] : yhat[i]; mean(s[i])" },
        { "LG0321", Pair, "s[i,j] = i > 0 ? s[i-1,j+1] : [|s[i+1,j]|] + s[i,j-1] + s[i,j+1]; s[0,0] * sum(yhat)" },
        { "LG0322", Pair, "s[i] = i > 0 ? [|s[div(i, 2)]|] : yhat[i]; mean(s[i])" },
        { "LG0322", Pair, "s[i] = i > 0 ? [|s[size(i) - i]|] : yhat[i]; mean(s[i])" },
        { "LG0322", Pair, "s[i] = i > 0 ? sum[i](yhat[i] * [|s[i]|]) : yhat[i]; mean(s[i])" },
        { "LG0322", Classes, "s[n] = n > 0 ? [|s[n - (k)]|] : tau * label[n]; mean(s[n] * z[n, (k)])" },
        { "LG0322", Pair, "f(t) = 2 * t; s[i] = i > 0 ? f([|s[(0)]|]) : yhat[i]; mean(s[i])" },
        { "LG0323", Pair, "a[i] = i > 0 ? [|b[i-1]|] : yhat[i]; b[i] = a[i] * 2; mean(b[i])" },
        { "LG0324", Pair, "mean(sort[i | [|y > 0|]](yhat))" },
        { "LG0310", Pair, "axis [|b|] = size(b) + 1; sum[b](b)" },
        { "LG0400", "yhat:f[] name:?", "[||]mean(yhat)" },
        { "LG0402", "yhat:f[] y:d[]", "[||]mean(yhat - y)" },
        { "LG0402", "yhat:f[] tau:d", "[||]tau * mean(yhat)" },
        { "LG0402", "void yhat:f[] z:d=", "[||]z = yhat" },
        { "LG0402", "yhat:f[] z:d=", "[||]z = yhat; sum(yhat)" },
        { "LG0005", Result, "[|z[n] = yhat[n]|]" },
        { "LG0105", Result, "s = [|z|]; z = yhat; mean(s)" },
        { "LG0105", Result, "s = [|z[1]|]; z[0] = sum(yhat); z[1] = 2; s" },
        { "LG0106", Result, "z[0] = [|z[0]|]; sum(yhat)" },
        { "LG0201", Result, "z = yhat; mean([|z[n,m]|])" },
        { "LG0201", Result, "z[0] = sum(yhat); [|z[0,0]|]" },
        { "LG0301", Result, "z[n] = [|yhat[n] * yhat[m]|]; sum(yhat)" },
        { "LG0301", Result, "z[0] = [|yhat|]; sum(yhat)" },
        { "LG0301", Result, "z = [|yhat[n]|]; sum(yhat)" },
        { "LG0302", Result, "z[n,[|n|]] = yhat[n]; sum(yhat)" },
        { "LG0304", Result, "z[n,[|c|]] = yhat[n]; sum(yhat)" },
        { "LG0308", "yhat:f[] z:f= k:i", "[|z|][0] = sum(yhat); sum[k](z[k])" },
        { "LG0308", "yhat:f[] z:f=", "z[0] = sum(yhat); axis [|k|] = 1; sum[k](z[k])" },
        { "LG0308", "yhat:f[] z:f= w:f=", "z[0] = sum(yhat); [|w|][0] = 1; w[1] = 2; sum[k](z[k] + w[k])" },
        { "LG0322", Result, "z = [|z[div(i, 2)]|] + yhat; sum(yhat)" },
        { "LG0410", Result, "[||]sum(yhat)" },
        { "LG0411", Result, "z = yhat; [|z|][n] = yhat[n]; sum(yhat)" },
        { "LG0411", Result, "z[0] = sum(yhat); [|z|][0] = 1; sum(yhat)" },
        { "LG0411", Result, "z[0] = sum(yhat); [|z|] = yhat; sum(yhat)" },
        { "LG0411", Result, "z = yhat; [|z|][0] = 1; sum(yhat)" },
        { "LG0412", Result, "z[0] = sum(yhat); [|z[2] = 1|]; sum(yhat)" },
        { "LG0412", Result, "[|z[9000000000000000000] = 1|]; sum(yhat)" },
        { "LG0412", Result, "z[n,0,0] = yhat[n]; [|z[n,1,1] = yhat[n]|]; sum(yhat)" },
        { "LG0413", Result, "z[0,n] = yhat[n]; [|z|][n,1] = yhat[n]; sum(yhat)" },
        { "LG0413", Result, "z[0] = sum(yhat); [|z|][1,0] = 1; sum(yhat)" },
        { "LG0414", Result, "z = yhat; r[[|0|]] = sum(yhat); sum(yhat)" },
        { "LG0415", Result, "z[0] = sum(yhat); mean([|z|])" },
        { "LG0415", Result, "z[0] = sum(yhat); z[[|size(yhat, 0) - 1|]]" },
        { "LG0416", Result, "z[0] = sum(yhat); z[1] = 2; z[[|2|]]" },
        { "LG0417", "void yhat:f[] z:f=", "z = yhat; [|sum(yhat)|]" },
        { "LG0417", "void yhat:f[] z:f=", "[|sum(yhat)|]; z = yhat" },
        { "LG0503", Pair, "0.7 * [|Mse|](yhat, y)" },
        { "LG0503", Pair, "0.7 * [|Losses.Mse|](yhat, y)" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_reported_once_at_its_characters(string id, string parameters, string annotated)
    {
        var expected = AnnotatedText.Parse(annotated);

        var (program, findings) = TestLoss.Analyze(parameters, expected.Text);

        Assert.Null(program);
        var error = Assert.Single(findings, finding => finding.Descriptor.Severity == LossSeverity.Error);
        Assert.Equal((id, expected.Span), (error.Descriptor.Id, error.Span));
        Assert.DoesNotContain("{", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean((yhta - y)^2)", "did you mean 'yhat'?")]
    [InlineData("meen((yhat - y)^2)", "did you mean 'mean'?")]
    [InlineData("sum[I](yhat - y)", "did you mean 'i'?")]
    [InlineData("yhat - y", "mean[i]")]
    [InlineData("mean((yhat - y)%2)", "mod(a, b)")]
    [InlineData("mean((yhat \u2212 y)^2)", "write '-'")]
    [InlineData("s = 2\n-mean(yhat - y)", "continues the line before it")]
    [InlineData("r = yhat - y; mean(r[i])", "r[…] = …")]
    [InlineData("mean(yhat(i))", "indices stand in brackets")]
    [InlineData("mean(where(yhat > y, 1, 0))", "condition ? a : b")]
    [InlineData("2 mean(yhat - y)", "a product is written with '*'")]
    [InlineData("s[i] = i > 0 ? s[i-1] + s[i+1] : 0; mean(s[i] * yhat * y)", "at 's[i-1]' and at 's[i+1]'")]
    [InlineData("s[i] = i > 0 ? s + 1 : 0; mean(s[i] * yhat * y)", "'s[i-1]'")]
    [InlineData("s = s + 1; mean(s * yhat * y)", "'s[t] = …'")]
    [InlineData("s[i] = i > 0 ? s[div(i, 2)] : 0; mean(s[i] * yhat * y)", "'i - 1'")]
    public void A_message_says_what_to_do(string text, string advice) =>
        Assert.Contains(advice, Assert.Single(TestLoss.Analyze(Pair, text).Findings).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_extent_names_the_parameter_to_add() => Assert.EndsWith(
        "add a parameter 'int c'",
        Assert.Single(TestLoss.Analyze("z:f[]", "mean[n](logsumexp[c](z[n,c]))").Findings).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        AssertError("LG0001", "yhat:f[]", new string(' ', LossParser.MaximumLength) + "mean(yhat)");

    [Fact]
    public void An_expression_that_is_too_deep_is_refused()
    {
        AssertError("LG0007", "yhat:f[]", $"mean(yhat) {string.Concat(Enumerable.Repeat("+ 1 ", LossParser.MaximumDepth))}");
        AssertError("LG0007", "yhat:f[]", $"{new string('(', 300)}mean(yhat){new string(')', 300)}");
    }

    [Fact]
    public void Too_many_statements_are_refused() =>
        AssertError("LG0008", "yhat:f[]", string.Concat(Enumerable.Range(0, LossParser.MaximumStatements).Select(i => $"b{i} = 1; ")) + "mean(yhat)");

    [Fact]
    public void Too_many_axes_are_refused() =>
        AssertError("LG0013", "yhat:f[]", $"sum({string.Join(" + ", Enumerable.Range(0, 65).Select(i => $"yhat[a{i}]"))})");

    [Fact]
    public void A_loss_that_is_too_large_when_written_out_is_refused()
    {
        var doubling = string.Concat(Enumerable.Range(1, 60).Select(i => $"f{i}(t) = f{i - 1}(2 * t) + f{i - 1}(3 * t); "));

        AssertError("LG0012", "yhat:f[]", $"f0(t) = exp(t); {doubling} mean(f60(yhat))");
    }

    [Fact]
    public void A_method_that_returns_nothing_needs_a_result() => AssertError("LG0401", "void yhat:f[]", "r = yhat");

    [Fact]
    public void A_return_type_that_is_no_number_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        var signature = LossSignatures.Parse("yhat:f[]", returns: null);

        Assert.Null(Binder.Bind(signature, LossParser.Parse("mean(yhat)", diagnostics), diagnostics, TestContext.Current.CancellationToken));

        Assert.Equal("LG0401", Assert.Single(diagnostics.Items).Descriptor.Id);
    }

    [Theory]
    [InlineData("LG0403", "yhta")]
    [InlineData("LG0404", "label")]
    [InlineData("LG0404", "z")]
    public void Wrt_names_real_inputs(string id, string name)
    {
        var diagnostics = new DiagnosticBag();
        var signature = LossSignatures.Parse("yhat:f[] label:i[] z:f=", ElementType.Single, [name]);

        Binder.Bind(signature, LossParser.Parse("z = yhat; mean(yhat * label)", diagnostics), diagnostics, TestContext.Current.CancellationToken);

        Assert.Equal(id, Assert.Single(diagnostics.Items).Descriptor.Id);
    }

    [Theory]
    [InlineData("yhat:f[] seed:f", "mean(yhat * seed)")]
    [InlineData("yhat:f[] yhatGradient:f[]", "mean(yhat * yhatGradient)")]
    [InlineData("yhat:f[] zSeed:f[] z:f=", "z = yhat; mean(yhat * zSeed)")]
    [InlineData("void yhat:f[] yhatGradient:f=", "yhatGradient = yhat")]
    public void Parameters_that_the_gradient_adds_are_taken(string parameters, string text)
    {
        var (_, findings) = TestLoss.Analyze(parameters, text);

        Assert.Equal("LG0405", Assert.Single(findings).Descriptor.Id);
    }

    [Theory]
    [InlineData("x:f[]", "mean(x)", new string[0])]
    [InlineData("x:f[] z:f=", "z = x; mean(x)", null)]
    public void A_Hessian_is_of_a_value_by_something(string parameters, string text, string[]? wrt)
    {
        var diagnostics = new DiagnosticBag();
        var signature = LossSignatures.Parse(parameters, wrt: wrt) with { Hessian = CurvaturePolicy.AsIs };

        Binder.Bind(signature, LossParser.Parse(text, diagnostics), diagnostics, TestContext.Current.CancellationToken);

        Assert.Equal("LG0418", Assert.Single(diagnostics.Items).Descriptor.Id);
    }

    [Fact]
    public void A_derivative_that_the_language_does_not_have_is_an_error_and_not_0()
    {
        var method = new LossMethod(
            "", default, "public static partial float", "public static", LossSignatures.Parse("x:f[]"), "f(t) = lgamma(t); mean(f''(x))", true, false, default);

        Assert.Equal("LG0213", Assert.Single(LossCompiler.Compile(method, TestContext.Current.CancellationToken).Diagnostics).Descriptor.Id);
    }

    [Fact]
    public void Every_error_has_a_number_of_its_own_and_a_test()
    {
        var descriptors = typeof(LanguageErrors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (LossDiagnosticDescriptor)field.GetValue(null)!)
            .Select(descriptor => descriptor.Id)
            .ToList();
        string[] elsewhere = ["LG0001", "LG0007", "LG0008", "LG0012", "LG0013", "LG0401", "LG0403", "LG0404", "LG0405", "LG0213", "LG0418"];

        Assert.Distinct(descriptors);
        Assert.Equal(
            descriptors.Order(),
            Errors.Select(row => row.Data.Item1).Concat(elsewhere).Distinct().Order());
    }

    private static void AssertError(string id, string parameters, string text)
    {
        var (program, findings) = TestLoss.Analyze(parameters, text);

        Assert.Null(program);
        Assert.Equal(id, Assert.Single(findings).Descriptor.Id);
    }
}
