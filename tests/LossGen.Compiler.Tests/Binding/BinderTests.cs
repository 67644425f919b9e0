using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>What a bound program says besides its value.</summary>
public sealed class BinderTests
{
    [Theory]
    [InlineData("mean([|log(1 + exp(-x))|])")]
    [InlineData("mean([|log(1 + exp(-x))|])", "mean(log([|1 + exp(-x)|]))")]
    [InlineData("mean(log(1 + [|exp(-x)|]))")]
    [InlineData("mean(log([|1|] + exp(-x)))")]
    [InlineData("r = [|log(x)|]; mean(r^2)")]
    [InlineData("r[i] = [|log(x[i])|]; mean(r[i]^2)")]
    [InlineData("r[i,j] = [|log(x[i])|] * x[j]; sum[a,b](r[b,a])")]
    [InlineData("f(t) = [|log(t)|]; mean(f(x))")]
    [InlineData("mean[i](logsumexp[j]([|x[i] * x[j]|]))")]
    [InlineData("sum[j | [|x[j] > 0|]](x[j])")]
    [InlineData("[|mean(x)|]")]
    public void Every_node_of_the_value_remembers_where_it_stands(params string[] annotated)
    {
        foreach (var text in annotated.Select(AnnotatedText.Parse))
        {
            var program = TestLoss.Bind("x:f[]", text.Text);
            var origins = Nodes(program.Value).Where(program.Origins.ContainsKey).SelectMany(node => program.Origins[node]);

            Assert.Contains(text.Span, origins);
        }
    }

    [Fact]
    public void A_name_that_refers_to_a_definition_adds_no_place()
    {
        var text = AnnotatedText.Parse("r = [|log(x)|]; mean(r + r * r)");
        var program = TestLoss.Bind("x:f[]", text.Text);
        var log = Nodes(program.Value).OfType<Call>().Single(call => call.Operator == Operators.Log);

        Assert.Equal([text.Span], program.Origins[log]);
    }

    [Fact]
    public void Names_of_bindings_reach_into_reductions()
    {
        var program = TestLoss.Bind("x:f[] y:f[]", "r = x - y; s[i] = r^2; mean[i](s[i])");

        var names = Nodes(program.Value).Where(program.Names.ContainsKey).Select(node => program.Names[node]).Order();

        Assert.Equal(["r", "s"], names);
    }

    [Fact]
    public void The_first_real_array_is_differentiated_by_unless_Wrt_says_otherwise()
    {
        Assert.Equal(["p"], By(null));
        Assert.Equal([], By([]));
        Assert.Equal(["q", "tau"], By(["tau", "q"]));

        static IEnumerable<string> By(string[]? wrt)
        {
            var diagnostics = new DiagnosticBag();
            var signature = LossSignatures.Parse("label:i[] p:f[] q:f[] tau:f", ElementType.Single, wrt);
            var program = LossParser.Parse("mean(label * p * q) / tau", diagnostics);
            return Binder.Bind(signature, program, diagnostics, TestContext.Current.CancellationToken)!
                .DifferentiatedBy.Select(parameter => parameter.Name);
        }
    }

    [Fact]
    public void Requirements_keep_their_text_and_their_first_parameter()
    {
        var requirement = Assert.Single(TestLoss.Bind("x:f[] a:f b:f", "require 0 < a && a < b; mean(x) * a * b").Requirements);

        Assert.Equal(("0 < a && a < b", "a"), (requirement.Text, requirement.Subject?.Name));
        Assert.Equal("0 < a && a < b", NodePrinter.Print(requirement.Condition));
    }

    [Fact]
    public void The_text_of_a_requirement_is_one_line_without_comments()
    {
        var program = TestLoss.Bind("x:f[] a:f b:f", "require 0 < a // positive\n    && a < b\nmean(x) * a * b");

        Assert.Equal("0 < a && a < b", Assert.Single(program.Requirements).Text);
    }

    [Fact]
    public void Assumptions_keep_their_axes()
    {
        var assumption = Assert.Single(TestLoss.Bind("p:f[]", "assume 0 <= p[k] <= 1; mean[k](p[k])").Assumptions);

        Assert.Equal("k", Assert.Single(assumption.FreeAxes).Name);
    }

    [Fact]
    public void Arguments_of_functions_keep_their_axes_and_names_mean_what_they_meant_at_the_definition()
    {
        Assert.Equal(5, TestLoss.Evaluate("x:f[]", "spread(t) = max[i](t) - min[i](t); spread(x)", "x=1,6,3"));
        Assert.Equal(14, TestLoss.Evaluate("x:f[]", "f(x) = 2 * x; g(t) = f(t) + 1; s = 3; sum(x) * 0 + g(s) * 2", "x=1"));
    }

    [Fact]
    public void Indices_are_put_in_all_at_once() =>
        Assert.Equal(1 - 20, TestLoss.Evaluate("x:f[]", "s[i,j] = x[i] - 10 * x[j]; t[i,j] = s[j,i]; t[1,0]", "x=1,2"));

    [Theory]
    [InlineData("sum[i | m[i]](x)", 4)]
    [InlineData("prod[i | m[i]](x)", 3)]
    [InlineData("mean[i | m[i]](x)", 2)]
    [InlineData("max[i | m[i]](x)", 3)]
    [InlineData("min[i | m[i]](x)", 1)]
    [InlineData("argmax[i | m[i]](x)", 2)]
    [InlineData("argmin[i | !m[i]](x)", 1)]
    [InlineData("count[i | m[i]](x > 1)", 1)]
    [InlineData("any[i | m[i]](x == 2)", 0)]
    [InlineData("all[i | m[i]](x != 2)", 1)]
    [InlineData("var[i | m[i]](x)", 1)]
    [InlineData("std[i | m[i]](x)", 1)]
    [InlineData("norm[i | m[i]](x)^2", 10)]
    [InlineData("sum(softmax[i | m[i]](x))", 1)]
    [InlineData("sum[i | i == 1](softmax[i | m[i]](x))", 0)]
    [InlineData("sum[i | false](x)", 0)]
    [InlineData("prod[i | false](x)", 1)]
    [InlineData("mean[i | false](x)", 0)]
    [InlineData("std[i | false](x)", 0)]
    [InlineData("max[i | false](x)", double.NegativeInfinity)]
    [InlineData("min[i | false](x)", double.PositiveInfinity)]
    [InlineData("logsumexp[i | false](x)", double.NegativeInfinity)]
    [InlineData("any[i | false](x > 0)", 0)]
    [InlineData("all[i | false](x > 0)", 1)]
    [InlineData("argmax[i | false](x)", 0)]
    [InlineData("std(x)^2 * 3", 2)]
    [InlineData("mean[i,j | i != j](x[i] * x[j]) * 3", 11)]
    [InlineData("sum[i | m[i]](x[i == 1 ? 99 : i])", 4)]
    public void A_guarded_reduction_has_this_value(string text, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("x:f[] m:b[]", text + " + 0 * count(m)", "x=1,2,3 m=1,0,1"), 1e-14);

    [Theory]
    [InlineData("div(a, b)", -3, 2, -2)]
    [InlineData("mod(a, b)", -3, 2, 1)]
    [InlineData("a / b", -3, 2, -1.5)]
    [InlineData("-a^2 + b", 3, 0, -9)]
    [InlineData("2^-a", 1, 0, 0.5)]
    [InlineData("1 < a < b", 2, 3, 1)]
    [InlineData("1 < a < b", 2, 2, 0)]
    [InlineData("(a == 2) + (b == 2)", 2, 2, 2)]
    [InlineData("max(a, b, 2.5)", 1, 2, 2.5)]
    [InlineData("clamp(a, 0, b)", 7, 5, 5)]
    [InlineData("relu(a) + relu(b)", -2, 3, 3)]
    [InlineData("f(t) = t^3; f'(a) + f''(b)", 2, 1, 18)]
    [InlineData("f(s, t) = s - 2 * t; f(a, b)", 1, 3, -5)]
    [InlineData("f(t) = t^2; g(t) = f'(t) * t; g'(a) + b", 3, 0, 12)]
    [InlineData("softplus'(a) + b", 0, 0, 0.5)]
    [InlineData("abs(a) + sign(b)", -4, -5, 3)]
    public void An_expression_has_this_value(string text, int a, int b, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("a:i b:i", text, FormattableString.Invariant($"a={a} b={b}")), 1e-14);

    [Theory]
    [InlineData("mean[[|n|]](sum(z[n,c]))", "LG2007")]
    [InlineData("s[n] = sum(z[n,c]); mean[[|n|]](s[n])", "LG2007")]
    [InlineData("mean[n](sum[c](z[n,c]))", null)]
    [InlineData("mean[n,c](z[n,c])", null)]
    [InlineData("sum[n](1) * mean(z[n,c])", null)]
    [InlineData("count[n | n > 2](true) + mean(z[n,c])", null)]
    public void A_reduction_inside_that_takes_the_axis_is_a_warning(string annotated, string? id)
    {
        var text = AnnotatedText.Parse(annotated);

        var (program, findings) = TestLoss.Analyze("z:f[] c:i", text.Text);

        Assert.NotNull(program);
        Assert.Equal(id is null ? [] : [(id, text.Span)], findings.Select(finding => (finding.Descriptor.Id, finding.Span)));
    }

    [Theory]
    [InlineData("x:f[] tau:f", "mean(x)", "tau")]
    [InlineData("x:f[] y:f[]", "r = y; mean(x)", "y")]
    [InlineData("x:f[] y:f[]", "mean(x) / size(y, 0)", "")]
    [InlineData("x:f[] tau:f", "require tau > 0; mean(x)", "")]
    [InlineData("x:f[] tau:f", "assume tau > 0; mean(x)", "")]
    [InlineData("x:f[] c:i", "mean(x[n,c])", "")]
    [InlineData("x:f[] b:i", "axis k = b; mean(x) * sum[k](k)", "")]
    public void An_input_that_nothing_uses_is_a_warning(string parameters, string text, string unused)
    {
        var (program, findings) = TestLoss.Analyze(parameters, text);

        Assert.NotNull(program);
        Assert.All(findings, finding => Assert.Equal((InputWarnings.UnusedInput, default), (finding.Descriptor, finding.Span)));
        Assert.Equal(unused, string.Join(" ", findings.Select(finding => finding.Arguments[0])));
    }

    [Fact]
    public void A_cancelled_binding_stops()
    {
        var diagnostics = new DiagnosticBag();
        var program = LossParser.Parse("mean(x)", diagnostics);

        Assert.Throws<OperationCanceledException>(
            () => Binder.Bind(LossSignatures.Parse("x:f[]"), program, diagnostics, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<Node> Nodes(Node node)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            yield return next;
            foreach (var operand in next.Operands)
                pending.Push(operand);
        }
    }
}
